"""Routes, rounds and skipped points."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class RouteRow(NamedTuple):
    """`points`, `windows` and `days` are JSON text."""

    id: str
    name: str
    points: str
    ordering: str | None
    windows: str
    days: str | None
    note: str | None
    since_ms: int | None


class RoundRow(NamedTuple):
    """One round that somebody started."""

    id: str
    route_id: str
    day: str
    window: str
    started_ms: int | None
    finished_ms: int | None
    person_id: str | None
    note: str | None


class SkipRow(NamedTuple):
    """A point left out, with the reason that was given."""

    round_id: str
    room_id: str
    reason: str
    at_ms: int
    person: str


_ROUTE = "select id, name, points, ordering, windows, days, note, since_ms from route"
_ROUND = "select id, route_id, day, window, started_ms, finished_ms, person_id, note from round"


def routes(db: Database) -> list[RouteRow]:
    sql = f"{_ROUTE} where coalesce(state, 'used') = 'used' order by name"
    return [RouteRow(*row) for row in db.execute(sql)]


def route(db: Database, route_id: str) -> RouteRow | None:
    row = db.execute(f"{_ROUTE} where id = :id", {"id": route_id}).fetchone()
    return RouteRow(*row) if row else None


def rounds_between(db: Database, first_day: str, last_day: str) -> list[RoundRow]:
    """The rounds of some days, both ends included; days as '2026-09-01'."""
    sql = f"{_ROUND} where day between :first and :last order by day, window"
    return [RoundRow(*row) for row in db.execute(sql, {"first": first_day, "last": last_day})]


def round_of(db: Database, round_id: str) -> RoundRow | None:
    row = db.execute(f"{_ROUND} where id = :id", {"id": round_id}).fetchone()
    return RoundRow(*row) if row else None


def skips_in_round(db: Database, round_id: str) -> list[SkipRow]:
    sql = """
        select round_id, room_id, reason, at_ms, coalesce(person.name, '')
          from skip left join person on person.id = made_by where round_id = :round order by at_ms
    """
    return [SkipRow(*row) for row in db.execute(sql, {"round": round_id})]
