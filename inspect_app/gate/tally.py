"""The counts of one day at the gate that stay when its visits are erased: who came is gone, how many is not.

A tally holds nothing of a person who visited. Hosts are the school's staff, and of them the id alone is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from inspect_app.gate.settings import GateSettings

Tally = dict[str, Any]
"""JSON: `visits`, `people` (with those they brought), `overdue`, `open` (nobody knows when they left), `stays` and
`stay_minutes` (visits whose leaving was recorded), and by name: `sorts` {id: visits}, `hosts` {person id: visits},
`quarters` {quarter hour of the day, '0' to '95': visits}.
"""

MINUTE_MS = 60_000
QUARTER_MINUTES = 15
DAY_MINUTES = 24 * 60
NOT_SEEN_LEAVING = "closing"
"""`out_how` of a visit that nobody signed out: its end is the school's closing time and no measure of a stay."""

_FIRST_DAY = date(1970, 1, 1)
_NUMBERS = ("visits", "people", "overdue", "open", "stays", "stay_minutes")
_NAMED = ("sorts", "hosts", "quarters")


def empty_tally() -> Tally:
    return {**dict.fromkeys(_NUMBERS, 0), **{name: {} for name in _NAMED}}


def tally_of(
    visits: Iterable[Mapping[str, Any]], settings: GateSettings, day: str, offset_minutes: int
) -> Tally:
    """The counts of the visits that began on `day` ('2026-09-01') of the school's local time; others are left out.

    `visits` are rows of the kind `visit`, one for each coming of a person: what two gates wrote down of the same
    coming is folded before (comings.py, which is what to call). Times are UTC ms, `offset_minutes` is east of UTC.
    """
    counts = Counter(dict.fromkeys(_NUMBERS, 0))
    named: dict[str, Counter[str]] = {name: Counter() for name in _NAMED}
    for visit in visits:
        day_number, minute = divmod(visit["in_ms"] // MINUTE_MS + offset_minutes, DAY_MINUTES)
        if _day_of(day_number) != day:
            continue
        counts.update(_numbers(visit, settings))
        named["sorts"][str(visit["sort"])] += 1
        named["quarters"][str(minute // QUARTER_MINUTES)] += 1
        if visit.get("host_id"):
            named["hosts"][str(visit["host_id"])] += 1
    return {**counts, **{name: dict(sorted(each.items())) for name, each in named.items()}}


def merge_tallies(tallies: Iterable[Mapping[str, Any]]) -> Tally:
    """The counts of all of them together: of the parts of a day, or of the days of a month."""
    merged = empty_tally()
    named: dict[str, Counter[str]] = {name: Counter() for name in _NAMED}
    for tally in tallies:
        for name in _NUMBERS:
            merged[name] += int(tally.get(name) or 0)
        for name in _NAMED:
            named[name].update(tally.get(name) or {})
    return {**merged, **{name: dict(sorted(each.items())) for name, each in named.items()}}


def is_overdue(sort: str | None, in_ms: int, out_ms: int, settings: GateSettings) -> bool:
    """Whether a visit that ended (or stands now) at `out_ms` is longer than its kind of visitor may be in."""
    return out_ms - in_ms > settings.sort(sort).overdue_minutes * MINUTE_MS


def _numbers(visit: Mapping[str, Any], settings: GateSettings) -> dict[str, int]:
    in_ms, out_ms = visit["in_ms"], visit.get("out_ms")
    was_seen = out_ms is not None and visit.get("out_how") != NOT_SEEN_LEAVING
    return {
        "visits": 1,
        "people": 1 + (visit.get("companions") or 0),
        "overdue": int(out_ms is None or is_overdue(visit["sort"], in_ms, out_ms, settings)),
        "open": int(not was_seen),
        "stays": int(was_seen),
        "stay_minutes": max(0, out_ms - in_ms) // MINUTE_MS if was_seen else 0,
    }


def day_at(moment_ms: int, offset_minutes: int) -> str:
    """The school's day of a moment, as '2026-09-01'."""
    return _day_of((moment_ms // MINUTE_MS + offset_minutes) // DAY_MINUTES)


def _day_of(days_since_1970: int) -> str:
    return (_FIRST_DAY + timedelta(days=days_since_1970)).isoformat()
