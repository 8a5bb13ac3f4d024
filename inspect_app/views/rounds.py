"""Rounds as they stand: read from the store, worked out by inspect_app/patrol."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from inspect_app.patrol.checks import DEFAULT_GRACE_MINUTES, CheckSeen, SkipSeen
from inspect_app.patrol.progress import RoundProgress, round_progress
from inspect_app.patrol.route import MINUTE_MS, Route, RouteRefused, Window, route_from_row
from inspect_app.patrol.schedule import DueRound, due_round, next_round, rounds_on_now
from storage.queries import checks, places, rounds
from storage.queries.places import Room
from storage.queries.rounds import RoundRow
from storage.store import Store


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with the rooms of its points, by id. `row` is None until somebody starts it."""

    progress: RoundProgress
    rooms: dict[str, Room]
    row: RoundRow | None

    @property
    def due(self) -> DueRound:
        return self.progress.due

    @property
    def is_finished(self) -> bool:
        return self.row is not None and self.row.finished_ms is not None


def routes_of(store: Store) -> list[Route]:
    """The routes in use; one that cannot be walked is left out, the office sees why."""
    found = []
    for row in rounds.routes(store.db):
        route = _route(row)
        if route is not None:
            found.append(route)
    return found


def _route(row: rounds.RouteRow) -> Route | None:
    parsed = row._asdict() | {name: json.loads(getattr(row, name) or "null") for name in _JSON}
    try:
        return route_from_row(parsed)
    except RouteRefused:
        return None


_JSON = ("points", "windows", "days")


def rounds_now(store: Store, now_ms: int, offset_minutes: int) -> list[RoundView]:
    """The rounds whose hours are on, the one that ends soonest first."""
    return [round_view(store, due, now_ms) for due in rounds_on_now(routes_of(store), now_ms, offset_minutes)]


def coming_round(store: Store, now_ms: int, offset_minutes: int) -> DueRound | None:
    return next_round(routes_of(store), now_ms, offset_minutes)


def round_view(store: Store, due: DueRound, now_ms: int) -> RoundView:
    room_ids = json.dumps([point.room_id for point in due.route.points])
    until_ms = due.end_ms + DEFAULT_GRACE_MINUTES * MINUTE_MS
    seen = [
        CheckSeen(**row._asdict())
        for row in checks.checks_for_round(store.db, due.id, room_ids, due.start_ms, until_ms)
    ]
    skips = [
        SkipSeen(row.round_id, row.room_id, row.reason, row.at_ms)
        for row in rounds.skips_in_round(store.db, due.id)
    ]
    rooms = {room.id: room for room in places.rooms_by_id(store.db, room_ids)}
    row = rounds.round_of(store.db, due.id)
    return RoundView(round_progress(due, seen, skips, now_ms), rooms, row)


def round_at(
    store: Store, route_id: str, day: str, window_key: str, now_ms: int, offset_minutes: int
) -> RoundView | None:
    """The round that an address names, or None when its route or window is not known here."""
    row = rounds.route(store.db, route_id)
    route = _route(row) if row is not None else None
    window = _window(route, window_key)
    if route is None or window is None:
        return None
    return round_view(store, due_round(route, date.fromisoformat(day), window, offset_minutes), now_ms)


def _window(route: Route | None, key: str) -> Window | None:
    return None if route is None else route.window(key)


def round_for_room(store: Store, room_id: str, now_ms: int, offset_minutes: int) -> RoundView | None:
    """The round that is on now and waits for this room."""
    for view in rounds_now(store, now_ms, offset_minutes):
        if any(each.point.room_id == room_id and each.state == "waiting" for each in view.progress.points):
            return view
    return None
