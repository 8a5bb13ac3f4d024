"""What a report of visits says: sums by day, kind, host and quarter hour, of visits that are held and erased."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inspect_app.gate.tally import Tally, empty_tally, merge_tallies
from inspect_app.lending.terms import FIRST_MONTH, SECOND_MONTH, term_of

PERIODS = ("today", "week", "month", "term", "own")
LONGEST_DAYS = 3660
MOST_MINUTES = 14 * 60
"""That a zone lies from UTC."""
FIRST_OF_SECOND_TERM = SECOND_MONTH
_DAYS = re.compile(r"(?P<first>[0-9-]{10})_(?P<last>[0-9-]{10})(?:_(?P<offset>-?[0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both inside. `name` is one of PERIODS."""

    first: date
    last: date
    name: str = "own"

    @property
    def days(self) -> tuple[str, ...]:
        count = (self.last - self.first).days + 1
        return tuple((self.first + timedelta(days=number)).isoformat() for number in range(count))


def period_of(name: str, today: date) -> Period:
    """A period of PERIODS that ends today; a week begins on Monday, a term by lending/terms.py."""
    first = today
    if name == "week":
        first = today - timedelta(days=today.weekday())
    elif name == "month":
        first = today.replace(day=1)
    elif name == "term":
        term = term_of(today.isoformat())
        is_first = term.half == 1
        first = date(
            term.year if is_first else term.year + 1, FIRST_MONTH if is_first else FIRST_OF_SECOND_TERM, 1
        )
    return Period(first, today, name)


def own_period(first: str, last: str) -> Period | None:
    """Two days as typed, or None where they are no days, the wrong way round, or ten years apart."""
    try:
        held = Period(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    except ValueError:
        return None
    return held if 0 <= (held.last - held.first).days < LONGEST_DAYS else None


def wanted_days(days: str) -> tuple[Period, int | None] | None:
    """'2026-09-01_2026-09-30' or with the asking desk's minutes east of UTC behind it: a server may stand in
    another zone. None for what is neither.
    """
    found = _DAYS.fullmatch(days)
    period = own_period(found["first"], found["last"]) if found else None
    if found is None or period is None:
        return None
    offset = int(found["offset"]) if found["offset"] else None
    return (period, offset) if abs(offset or 0) <= MOST_MINUTES else None


@dataclass(frozen=True, slots=True)
class VisitReport:
    """`days` has every day of the period, also those on which nobody came; `total` also hosts and quarters.

    `hosts` are names of the staff by their ids, `erased` how many of the visits are counts alone by now.
    """

    period: Period
    days: Mapping[str, Tally]
    total: Tally
    sorts: Mapping[str, str]
    hosts: Mapping[str, str]
    erased: int

    @property
    def average_minutes(self) -> int | None:
        """Of the visits whose leaving was seen; None where none was."""
        stays = self.total["stays"]
        return round(self.total["stay_minutes"] / stays) if stays else None

    @property
    def by_sort(self) -> list[tuple[str, int]]:
        """(id, visits), the most first."""
        return _most_first(self.total["sorts"])

    @property
    def by_host(self) -> list[tuple[str, int]]:
        """(person id, visits), the most first."""
        return _most_first(self.total["hosts"])

    @property
    def quarters(self) -> list[int]:
        """How many came in each of the 96 quarter hours of a day."""
        held = self.total["quarters"]
        return [int(held.get(str(quarter), 0)) for quarter in range(96)]

    @property
    def busiest(self) -> tuple[int, int] | None:
        """(quarter hour, visits): the first of the fullest; None where nobody came."""
        quarters = self.quarters
        most = max(quarters)
        return (quarters.index(most), most) if most else None

    def sort_name(self, sort_id: str) -> str:
        return self.sorts.get(sort_id, sort_id)


def day_tally(sums: Iterable[Mapping[str, Any]]) -> Tally:
    """The tally of a day out of its sums by kind (storage/queries/visit_reports.py: DayAndSort)."""
    return merge_tallies({**each, "sorts": {each["sort"]: each["visits"]}} for each in sums)


def report_of(
    period: Period,
    held: Mapping[str, Tally],
    erased: Sequence[tuple[str, Mapping[str, Any]]],
    whole: Mapping[str, Any],
    names: tuple[Mapping[str, str], Mapping[str, str]],
) -> VisitReport:
    """`held` are tallies of days out of visits, `erased` what stays of others, `whole` {hosts, quarters} of `held`.

    `names` are those of kinds and of hosts.
    """
    days = {day: held.get(day, empty_tally()) for day in period.days}
    for day, counts in erased:
        if day in days:
            days[day] = merge_tallies([days[day], counts])
    gone = merge_tallies(counts for day, counts in erased if day in days)
    total = merge_tallies([*held.values(), whole, gone])
    return VisitReport(period, days, total, names[0], names[1], gone["visits"])


def quarter_words(quarter: int) -> str:
    """'08:15'."""
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"


def _most_first(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
