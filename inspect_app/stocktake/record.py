"""One record of a count, as a phone wrote it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountRecord:
    """`verdict` and the other words are those of kind `count`. `quantity` None is one.

    With condition 'damaged' `quantity` says how many of those in the room are damaged, else how many there are:
    a damaged one is never counted on top.
    """

    id: str
    thing: str
    verdict: str
    room_id: str | None = None
    quantity: int | None = None
    condition: str | None = None
    reason: str = ""
    at_ms: int = 0
    arrival: str | None = None
    corrects: str | None = None
    note: str = ""
    person_id: str | None = None
    device: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """By the time of the count; ids settle what happened in the same millisecond, alike on every copy."""
        return self.at_ms, self.id

    @property
    def pieces(self) -> int:
        return 1 if self.quantity is None else max(0, self.quantity)
