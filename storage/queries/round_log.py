"""A round minute by minute: what the checks of a round found, and who made them."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class FoundFault(NamedTuple):
    """A fault that a check found."""

    id: str
    check_id: str
    title: str
    level: str
    state: str


class Pictured(NamedTuple):
    """A photo of a check; `thumbnail` is a JPEG once it has come."""

    id: str
    check_id: str
    sha256: str
    item: str | None
    thumbnail: bytes | None


class Arrived(NamedTuple):
    """How somebody came to a check, and what was said of it as a whole."""

    id: str
    arrival: str | None
    note: str | None


def faults_of_checks(db: Database, checks_json: str) -> list[FoundFault]:
    """The faults of the checks whose ids stand in a JSON array."""
    sql = """
        select id, check_id, title, coalesce(level, 'minor'), state from fault
         where check_id in (select value from json_each(:checks)) order by check_id, id
    """
    return [FoundFault(*row) for row in db.execute(sql, {"checks": checks_json})]


def photos_of_checks(db: Database, checks_json: str) -> list[Pictured]:
    sql = """
        select photo.id, about_id, photo.sha256, item, thumbnail from photo
          left join photo_transfer on photo_transfer.sha256 = photo.sha256
         where about_id in (select value from json_each(:checks)) order by about_id, taken_ms, photo.id
    """
    return [Pictured(*row) for row in db.execute(sql, {"checks": checks_json})]


def arrivals(db: Database, checks_json: str) -> list[Arrived]:
    sql = """select id, arrival, note from "check" where id in (select value from json_each(:checks))"""
    return [Arrived(*row) for row in db.execute(sql, {"checks": checks_json})]


def names_of(db: Database, people_json: str) -> dict[str, str]:
    """Person id to name."""
    sql = "select id, name from person where id in (select value from json_each(:people))"
    return dict(db.execute(sql, {"people": people_json}).fetchall())


def days_with_rounds(db: Database, *, limit: int = 60) -> list[str]:
    """The days on which somebody started a round, newest first, as '2026-09-01'."""
    sql = "select distinct day from round order by day desc limit :limit"
    return [row[0] for row in db.execute(sql, {"limit": limit})]
