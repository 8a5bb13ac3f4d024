"""Who is on campus: two visits of one person folded into one, those who came together shown together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from inspect_app.gate.settings import GateSettings
from storage.queries.visits import Visit

MINUTE_MS = 60_000
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Person:
    """One person on campus, with all visits that are theirs, the first of them first."""

    visits: tuple[Visit, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.visits)

    @property
    def newest(self) -> Visit:
        """What was said last is shown."""
        return self.visits[-1]

    @property
    def in_ms(self) -> int:
        return self.visits[0].in_ms

    @property
    def people(self) -> int:
        """With those who came along: the larger number that was said."""
        return max(each.people for each in self.visits)

    @property
    def group_id(self) -> str | None:
        return next((each.group_id for each in self.visits if each.group_id), None)


@dataclass(frozen=True, slots=True)
class Party:
    """One person, or several who came together and may leave with one tap."""

    members: tuple[Person, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(visit_id for each in self.members for visit_id in each.ids)

    @property
    def in_ms(self) -> int:
        return min(each.in_ms for each in self.members)


def people_of(visits: Iterable[Visit]) -> list[Person]:
    """Each person once, the newest first: the same name with the same phone, else with the same masked number.

    A visit with neither is nobody else's. Three visits are one person's when each is bound to one of the others.
    """
    group_of: dict[tuple[str, str], list[Visit]] = {}
    groups: dict[int, list[Visit]] = {}
    for visit in sorted(visits, key=lambda each: (each.in_ms, each.id)):
        group = [visit]
        for held in {id(each): each for mark in _marks(visit) if (each := group_of.get(mark))}.values():
            if _may_be_one(held, group):
                groups.pop(id(held), None)
                group += held
        groups[id(group)] = group
        group_of |= {mark: group for each in group for mark in _marks(each)}
    people = [
        Person(tuple(sorted(group, key=lambda each: (each.in_ms, each.id)))) for group in groups.values()
    ]
    return sorted(people, key=lambda each: (-each.newest.in_ms, each.newest.id))


def _marks(visit: Visit) -> list[tuple[str, str]]:
    """What a person is known by beside the name, the phone first."""
    return [(visit.name, each) for each in (visit.phone, visit.id_masked) if each and visit.name]


def _may_be_one(held: Sequence[Visit], group: Sequence[Visit]) -> bool:
    """Two phone numbers that differ are two people, whatever the masked number says."""
    return len({each.phone for each in (*held, *group) if each.phone}) < 2


def parties_of(people: Iterable[Person]) -> list[Party]:
    """Those who came together as one, in the order of `people`."""
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(person.group_id or person.ids[0], []).append(person)
    return [Party(tuple(members)) for members in found.values()]


def count_people(people: Iterable[Person]) -> int:
    """Heads on campus, those who came along included."""
    return sum(each.people for each in people)


def overdue_minutes(person: Person, settings: GateSettings, now_ms: int) -> int:
    """How many minutes longer than their kind may; 0 while they may stay."""
    stayed = (now_ms - person.in_ms) // MINUTE_MS
    return max(0, stayed - settings.sort(person.newest.sort).overdue_minutes)


def in_order(people: Sequence[Person], settings: GateSettings, now_ms: int) -> list[Person]:
    """The longest overdue first, then the newest."""
    return sorted(people, key=lambda each: (-overdue_minutes(each, settings, now_ms), -each.newest.in_ms))


def still_inside(
    people: Iterable[Person], settings: GateSettings, now_ms: int, offset_minutes: int
) -> list[Person]:
    """Who came before the school last closed and has not left; nobody where the hour of closing is no hour."""
    closed_ms = last_closing_ms(settings.closing, now_ms, offset_minutes)
    return [] if closed_ms is None else [each for each in people if each.in_ms < closed_ms]


def last_closing_ms(closing: str, now_ms: int, offset_minutes: int) -> int | None:
    """The last time at which the clock of the school showed `closing` (HH:MM), in UTC milliseconds."""
    try:
        at = datetime.strptime(closing, "%H:%M")  # noqa: DTZ007 - an hour of the school's own day
    except ValueError:
        return None
    since_midnight_ms = int(timedelta(hours=at.hour, minutes=at.minute).total_seconds() * 1000)
    local_ms = now_ms + offset_minutes * MINUTE_MS
    closed_ms = local_ms - local_ms % DAY_MS + since_midnight_ms
    return (closed_ms if closed_ms <= local_ms else closed_ms - DAY_MS) - offset_minutes * MINUTE_MS


def matching(people: Iterable[Person], typed: str) -> list[Person]:
    """Whose name, phone, plate, pass, host or where they come from holds what was typed."""
    sought = typed.strip().casefold()
    return [each for each in people if any(sought in _words(visit) for visit in each.visits)]


def _words(visit: Visit) -> str:
    parts = (
        visit.name,
        visit.phone,
        visit.plate,
        visit.pass_no,
        visit.pass_code,
        visit.host_name,
        visit.came_from,
    )
    return " ".join([*(each for each in parts if each), *visit.companion_names]).casefold()
