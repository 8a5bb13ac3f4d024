"""Which rows of a table are ticked. Pure; ids of rows, not their places, so that a new order changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """`anchor` is the row that was ticked last: a range begins there."""

    ids: frozenset[str] = frozenset()
    anchor: str = ""

    def toggled(self, row_id: str) -> Selection:
        """The row ticked, or no longer."""
        return Selection(self.ids ^ {row_id}, row_id)

    def reached(self, shown: Sequence[str], row_id: str) -> Selection:
        """Everything from the anchor to the row ticked, in the order shown; the row alone without an anchor."""
        if row_id not in shown:
            return self
        if self.anchor not in shown:
            return Selection(self.ids | {row_id}, row_id)
        first, last = sorted((shown.index(self.anchor), shown.index(row_id)))
        return Selection(self.ids | set(shown[first : last + 1]), self.anchor)

    def with_all(self, ids: Iterable[str]) -> Selection:
        return Selection(self.ids | frozenset(ids), self.anchor)

    def only(self, ids: Iterable[str]) -> Selection:
        """Without rows that are not there any more."""
        return Selection(self.ids & frozenset(ids), self.anchor)
