"""Which personal data of the gate is older than the school keeps it. Pure: what the server holds in, what goes out.

Article 19 of the Personal Information Protection Law asks for the shortest time that the purpose needs; how many days
that is for each group is the school's word (inspect_app/gate/settings.py, `retention_days`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inspect_app.gate.expecting import DAYS_AHEAD
from storage.kinds import KINDS

DAY_MS = 86_400_000
NUMBER_FIELDS = ("id_masked", "id_sealed")
ID_PHOTOS = ("id_paper", "face")
"""What a photo of a visit shows where it shows who it is; a photo of goods stays as long as the visit."""


@dataclass(frozen=True, slots=True)
class Held:
    """A row or record of the gate at the server. `at_ms` is when it was changed last (rows) or made (records).

    `is_part`: patches of a row whose first part is not here, such as work on a visit that was erased meanwhile.
    """

    kind: str
    id: str
    at_ms: int
    fields: Mapping[str, Any]
    is_part: bool = False

    def get(self, field: str) -> Any:
        return self.fields.get(field)

    def moment(self, field: str) -> int | None:
        """What a phone's clock said, but never after the change that tells it: a clock that ran years ahead must
        not keep anybody for years."""
        told = self.get(field)
        return None if told is None else min(told, self.at_ms)


@dataclass(frozen=True, slots=True)
class Due:
    """One naming of an erase, with the group of data whose days are over. `fields` None: all of it."""

    group: str
    kind: str
    id: str
    fields: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The moment before which each group is too old, and the same as local days."""

    before_ms: Mapping[str, int]
    offset_minutes: int

    def is_over(self, group: str, moment_ms: int | None) -> bool:
        return moment_ms is not None and moment_ms < self.before_ms[group]

    def is_day_over(self, group: str, day: str | None) -> bool:
        """`day` is local, '2026-09-01'."""
        limit = datetime.fromtimestamp(self.before_ms[group] / 1000 + self.offset_minutes * 60, UTC)
        return bool(day) and str(day) < limit.date().isoformat()


def limits_of(retention_days: Mapping[str, int], as_of_ms: int, offset_minutes: int) -> Limits:
    before = {group: as_of_ms - days * DAY_MS for group, days in retention_days.items()}
    return Limits(before, offset_minutes)


def due(held: Iterable[Held], limits: Limits) -> list[Due]:
    """Everything that is too old, each thing once; photos go with what they are about."""
    held = list(held)
    found = [each for one in held if one.kind != "photo" for each in _due(one, limits)]
    whole = {each.id: each.group for each in found if each.fields is None}
    rows = {one.id for one in held if one.kind != "photo"}
    photos = (_due_photo(one, limits, whole, rows) for one in held if one.kind == "photo")
    return found + [each for each in photos if each is not None]


def counts_of(found: Iterable[Due]) -> dict[str, int]:
    """How much of each group, for the signed count: {'visit': 31, 'id_number': 12}."""
    return dict(sorted(Counter(each.group for each in found).items()))


def _due(held: Held, limits: Limits) -> Iterator[Due]:
    if held.is_part:
        if limits.is_over("visit", held.at_ms):
            yield Due("visit", held.kind, held.id)
        return
    rule = _RULES.get(held.kind)
    if rule is not None:
        yield from rule(held, limits)


def _visit(held: Held, limits: Limits) -> Iterator[Due]:
    """From its beginning: one whose end nobody wrote down must not be kept for ever."""
    if limits.is_over("visit", held.moment("in_ms")):
        yield Due("visit", held.kind, held.id)
    elif limits.is_over("id_number", held.moment("in_ms")) and _has(held, NUMBER_FIELDS):
        yield Due("id_number", held.kind, held.id, NUMBER_FIELDS)


def _has(held: Held, fields: Iterable[str]) -> bool:
    """A value, or one that lost and is kept beside the row."""
    losers = held.get("losers") or {}
    return any(held.get(name) is not None or losers.get(name) is not None for name in fields)


def _by_moment(group: str, field: str) -> Callable[[Held, Limits], Iterator[Due]]:
    def rule(held: Held, limits: Limits) -> Iterator[Due]:
        if limits.is_over(group, held.moment(field)):
            yield Due(group, held.kind, held.id)

    return rule


def _expected(held: Held, limits: Limits) -> Iterator[Due]:
    """From its day, which a form allows DAYS_AHEAD at most: one that is twice as far off was never meant."""
    is_past = limits.is_day_over("expected", held.get("day"))
    if is_past or limits.is_over("expected", held.at_ms + 2 * DAYS_AHEAD * DAY_MS):
        yield Due("expected", held.kind, held.id)


def _pickup(held: Held, limits: Limits) -> Iterator[Due]:
    if held.get("state") == "retired" and limits.is_over("retired_pickup", held.at_ms):
        yield Due("retired_pickup", held.kind, held.id)


def _barred(held: Held, limits: Limits) -> Iterator[Due]:
    """In force it stays: it is there to protect pupils."""
    lifted = held.get("state") == "lifted" and limits.is_over("visit", held.at_ms)
    if lifted or limits.is_day_over("visit", held.get("until_day")):
        yield Due("visit", held.kind, held.id)


def _left_item(held: Held, limits: Limits) -> Iterator[Due]:
    if held.get("state") == "fetched" and limits.is_over("things", held.moment("fetched_ms")):
        yield Due("things", held.kind, held.id)


def _gate_item(held: Held, limits: Limits) -> Iterator[Due]:
    """The pass or key stays; who had it does not. One in daily use is as new as today, and its older lines name who
    had it before: `told_since_ms` is the oldest of those. So at the latest when that one is over, all of them go."""
    fields = tuple(sorted(KINDS["gate_item"].personal))
    since_ms = held.get("told_since_ms") or (held.at_ms if _has(held, fields) else None)
    if held.get("state") != "out" and limits.is_over("things", since_ms):
        yield Due("things", held.kind, held.id, fields)


_RULES: Mapping[str, Callable[[Held, Limits], Iterator[Due]]] = {
    "visit": _visit,
    "sign_out": _by_moment("visit", "out_ms"),
    "expected": _expected,
    "pickup": _pickup,
    "collection": _by_moment("collection", "at_ms"),
    "barred": _barred,
    "gate_item": _gate_item,
    "left_item": _left_item,
    "passage": _by_moment("things", "at_ms"),
    "shift": _by_moment("shift", "began_ms"),
}


def _due_photo(photo: Held, limits: Limits, whole: Mapping[str, str], rows: set[str]) -> Due | None:
    """An identity photo by its own days; any other with what it is about; one that is about nothing any more too."""
    about = str(photo.get("about_id"))
    is_id = photo.get("about_kind") == "visit" and photo.get("item") in ID_PHOTOS
    if is_id and limits.is_over("id_photo", photo.moment("taken_ms") or photo.at_ms):
        return Due("id_photo", "photo", photo.id)
    if about in whole:
        return Due(whole[about], "photo", photo.id)
    if about not in rows and limits.is_over("visit", photo.at_ms):
        return Due("visit", "photo", photo.id)
    return None
