"""What the reading of a visitors' book took for granted: said once for the file, with how many lines it concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from inspect_app.imports.gathering import Gathering
from inspect_app.imports.table import Line
from inspect_app.imports.visit_book import VisitBook
from inspect_app.imports.visit_times import WrittenDay


@dataclass(frozen=True, slots=True)
class Assumed:
    """`written` are the days as they stand in the lines, `days` what they were taken for. While lines are read,
    `counts` grows by codes of words.REMARKS, and `strangers` by code and name of a host that is not one of the staff.
    """

    book: VisitBook
    written: Sequence[WrittenDay | None]
    days: Sequence[date | None]
    counts: Counter[str] = field(default_factory=Counter)
    strangers: dict[tuple[str, str], list[Line]] = field(default_factory=lambda: defaultdict(list))

    def say(self, lines: Sequence[Line], gathering: Gathering, counted_lines: int) -> None:
        """As remarks; `counted_lines` are those that are too old to be kept."""
        if not lines:
            return
        whole = replace(lines[0], line=0)
        self._say_years(whole, gathering)
        for reason, count in self.counts.items():
            gathering.remark(whole, reason, count=count, closing=self.book.settings.closing)
        if counted_lines:
            until = self.book.last_day_gone("visit").isoformat()
            days = self.book.settings.retention_days["visit"]
            gathering.remark(whole, "counted_only", count=counted_lines, days=days, until=until)
        for (reason, host), named in self.strangers.items():
            gathering.remark(named[0], reason, text=host, count=len(named))

    def _say_years(self, whole: Line, gathering: Gathering) -> None:
        pairs = list(zip(self.written, self.days, strict=True))
        assumed = [day for written, day in pairs if written and day and written.year is None]
        if assumed:
            has_year = any(written is not None and written.year is not None for written in self.written)
            years = "、".join(sorted({str(day.year) for day in assumed}))
            how = "邻近的行" if has_year else "今天的日期"
            gathering.remark(whole, "year_assumed", count=len(assumed), years=years, how=how)
