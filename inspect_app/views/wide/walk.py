"""A round as it was walked, minute by minute: checks with what they found, gaps, points left out or missed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from inspect_app.patrol.progress import PointProgress, PointState
from inspect_app.patrol.summary import RoundSummary, round_summary
from inspect_app.views.rounds import RoundView, round_at
from storage.queries import round_log, rounds
from storage.queries.places import Room
from storage.queries.round_log import FoundFault, Pictured
from storage.store import Store

GAP_MINUTES = 10
"""A pause that long between two checks is shown as one."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A point somebody stood at. `seconds` is the time since the stop before it, `fast` a hint to look."""

    number: int
    room: Room | None
    state: PointState
    check_id: str
    done_ms: int
    person: str
    arrival: str | None
    note: str
    seconds: int | None
    fast: bool
    faults: tuple[FoundFault, ...]
    photos: tuple[Pictured, ...]

    @property
    def is_after_gap(self) -> bool:
        return self.seconds is not None and self.seconds >= GAP_MINUTES * 60


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A point that nobody stood at; `reason` and `person` when it was left out on purpose."""

    number: int
    room: Room | None
    room_id: str
    state: Literal["skipped", "missed", "waiting"]
    reason: str = ""
    person: str = ""
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A round; stops by time, points not seen in the route's order."""

    view: RoundView
    summary: RoundSummary
    people: tuple[str, ...]
    stops: tuple[Stop, ...]
    not_seen: tuple[NotSeen, ...]


def walk_of(
    store: Store, route_id: str, day: str, window: str, now_ms: int, offset_minutes: int
) -> Walk | None:
    """None when the route or its window is not known here any more."""
    try:
        view = round_at(store, route_id, day, window, now_ms, offset_minutes)
    except ValueError:
        return None
    if view is None:
        return None
    summary = round_summary(view.progress)
    names = round_log.names_of(store.db, json.dumps(summary.people))
    people = tuple(names.get(person, "") for person in summary.people)
    return Walk(view, summary, people, _stops(store, view, summary, names), _not_seen(store, view))


def _numbered(view: RoundView) -> list[tuple[int, PointProgress]]:
    return list(enumerate(view.progress.points, 1))


def _stops(store: Store, view: RoundView, summary: RoundSummary, names: dict[str, str]) -> tuple[Stop, ...]:
    seen = [(number, each) for number, each in _numbered(view) if each.check is not None]
    seen.sort(key=lambda pair: (pair[1].check.done_ms, pair[1].check.id))  # type: ignore[union-attr]
    checks = json.dumps([each.check.id for _, each in seen if each.check])
    faults, photos = (
        round_log.faults_of_checks(store.db, checks),
        round_log.photos_of_checks(store.db, checks),
    )
    arrived = {each.id: each for each in round_log.arrivals(store.db, checks)}
    fast = {gap.to_room for gap in summary.fast}
    stops: list[Stop] = []
    for number, each in seen:
        check = each.check
        assert check is not None  # noqa: S101 - chosen above
        came = arrived.get(check.id)
        stops.append(
            Stop(
                number,
                view.rooms.get(each.point.room_id),
                each.state,
                check.id,
                check.done_ms,
                names.get(check.person_id, ""),
                came.arrival if came else None,
                (came.note or "") if came else "",
                (check.done_ms - stops[-1].done_ms) // 1000 if stops else None,
                each.point.room_id in fast,
                tuple(fault for fault in faults if fault.check_id == check.id),
                tuple(photo for photo in photos if photo.check_id == check.id),
            )
        )
    return tuple(stops)


def _not_seen(store: Store, view: RoundView) -> tuple[NotSeen, ...]:
    skips = {skip.room_id: skip for skip in rounds.skips_in_round(store.db, view.due.id)}
    found = []
    for number, each in _numbered(view):
        if each.check is not None:
            continue
        room_id = each.point.room_id
        skip = skips.get(room_id)
        state: Literal["skipped", "missed", "waiting"] = "waiting"
        if each.state in ("skipped", "missed"):
            state = each.state
        person, at_ms = (skip.person, skip.at_ms) if skip else ("", None)
        found.append(NotSeen(number, view.rooms.get(room_id), room_id, state, each.reason, person, at_ms))
    return tuple(found)
