"""How far an import is, told while it works; who is told may stop it until everything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Literal, TypeVar, overload

Stage = Literal["reading", "comparing", "writing", "handing_in"]
Told = Callable[[Stage, int], None]
"""Gets the stage and the per cent of the whole; may raise ImportStopped before `handing_in`."""
SHARES: dict[Stage, tuple[int, int]] = {
    "reading": (0, 25),
    "comparing": (25, 30),
    "writing": (30, 60),
    "handing_in": (60, 100),
}
"""From which per cent to which each stage goes: measured with 20,000 lines."""
STEP = 200

Each = TypeVar("Each")


class ImportStopped(Exception):
    """A person has stopped the import; nothing of it was written."""


def nobody(_stage: Stage, _percent: int) -> None:
    """For whom nobody waits."""


def share(stage: Stage, done: int, count: int) -> int:
    """The per cent of the whole when `done` of `count` of a stage are done.

    >>> share("writing", 1, 2)
    45
    """
    first, last = SHARES[stage]
    return first + (last - first) * min(done, count) // max(count, 1)


class Followed(Sequence[Each], Generic[Each]):
    """A sequence that tells at every STEP how far who walks it has come."""

    def __init__(self, held: Sequence[Each], stage: Stage, told: Told) -> None:
        self._held, self._stage, self._told = held, stage, told

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> Each: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Each]: ...
    def __getitem__(self, at: int | slice) -> Each | Sequence[Each]:
        return self._held[at]

    def __iter__(self) -> Iterator[Each]:
        for number, each in enumerate(self._held):
            if number % STEP == 0:
                self._told(self._stage, share(self._stage, number, len(self._held)))
            yield each
