"""A roll call: who had to leave, who was seen outside, who is missing. Two phones tick, and each tick counts once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from inspect_app.gate.on_campus import Person
from storage.queries.drills import Drill, Tick

State = Literal["safe", "gone", "missing"]
NOT_SEEN_LEAVING = "closing"
"""`out_how` of visits that were closed in one go: nobody saw these people go."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """One evacuation. Two phones that began it without a network wrote a drill each: both are this one."""

    ids: tuple[str, ...]
    sort: Literal["drill", "real"]
    began_ms: int
    ended_ms: int | None
    note: str
    starter: str

    @property
    def is_open(self) -> bool:
        return self.ended_ms is None


@dataclass(frozen=True, slots=True)
class Called:
    """One person of the list, whichever gates know of them. `tick` is the last word said of them, None before the
    first.
    """

    person: Person
    state: State
    tick: Tick | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """People, not visits: companions count. `gone` left through a gate after the alarm."""

    on_campus: int
    safe: int
    gone: int
    missing: int


def roll_calls(drills: Iterable[Drill]) -> tuple[RollCall, ...]:
    """The newest first; drills of one campus whose times overlap are one roll call, a real one if any is."""
    groups: list[list[Drill]] = []
    for drill in sorted(drills, key=lambda each: (each.began_ms, each.id)):
        if groups and drill.began_ms <= _latest_end(groups[-1]):
            groups[-1].append(drill)
        else:
            groups.append([drill])
    return tuple(_roll_call(group) for group in reversed(groups))


def called(people: Iterable[Person], ticks: Iterable[Tick]) -> tuple[Called, ...]:
    """The list in the order of arrival, which no tick changes: it is read out. `ticks` are the oldest first."""
    said = {tick.visit_id: tick for tick in ticks}
    found = [_called(person, said) for person in people]
    return tuple(sorted(found, key=lambda each: (each.person.in_ms, each.person.ids)))


def heads(people: Iterable[Called]) -> Heads:
    counts = {"safe": 0, "gone": 0, "missing": 0}
    for each in people:
        counts[each.state] += each.person.people
    return Heads(sum(counts.values()), **counts)


def of_state(people: Sequence[Called], states: Collection[str]) -> tuple[Called, ...]:
    """Those in one of these states; everybody where none is named."""
    return tuple(each for each in people if not states or each.state in states)


def _called(person: Person, said: dict[str, Tick]) -> Called:
    ticks = [said[visit_id] for visit_id in person.ids if visit_id in said]
    tick = max(ticks, key=lambda each: (each.at_ms, each.id), default=None)
    if tick is not None and tick.state == "safe":
        return Called(person, "safe", tick)
    return Called(person, "gone" if _has_gone(person) else "missing", tick)


def _has_gone(person: Person) -> bool:
    """Whether somebody saw them go out; the list holds nobody who left before the alarm."""
    is_inside = any(visit.out_ms is None for visit in person.visits)
    return not is_inside and any(visit.out_how != NOT_SEEN_LEAVING for visit in person.visits)


def _roll_call(group: Sequence[Drill]) -> RollCall:
    is_open = any(drill.state == "open" for drill in group)
    return RollCall(
        tuple(drill.id for drill in group),
        "real" if any(drill.sort == "real" for drill in group) else "drill",
        group[0].began_ms,
        None if is_open else max(_end(drill) for drill in group),
        "\n".join(dict.fromkeys(drill.note for drill in group if drill.note)),
        "、".join(dict.fromkeys(drill.starter for drill in group if drill.starter)),
    )


def _latest_end(group: Iterable[Drill]) -> float:
    return max(float("inf") if drill.state == "open" else _end(drill) for drill in group)


def _end(drill: Drill) -> int:
    return drill.ended_ms or drill.began_ms
