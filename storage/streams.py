"""Which stream a change belongs to: its subject, and for the patrol the campus of its place.

A device pulls only the streams of its person's role and campuses; a stream is named `subject` or
`subject/campus id`. A row stays in the stream it was made in.
"""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from storage.kinds import ANY, KINDS, Kind

DIVIDED_BY_CAMPUS = frozenset({"patrol"})


class NoStream(ValueError):
    """A change whose place is unknown here, so that nobody could say who may read it."""


def subject_of(stream: str) -> str:
    return stream.partition("/")[0]


def stream_for(db: Database, kind: Kind, row_id: str, fields: dict[str, Any]) -> str:
    """The stream of an existing row, else of the place that the new one names. Raises NoStream."""
    held = db.execute(f'select stream from "{kind.name}" where id = ?', [row_id]).fetchone()
    if held is not None:
        return held[0]
    if kind.subject not in DIVIDED_BY_CAMPUS and kind.subject != ANY:
        return kind.subject
    found = _by_parent(db, fields) or _by_room(db, kind, fields)
    if found is None:
        raise NoStream(f"{kind.name} names no place that is known here")
    return found


def _by_parent(db: Database, fields: dict[str, Any]) -> str | None:
    """A photo or skip lies in the stream of what it is about."""
    parents = [("round", fields.get("round_id")), (fields.get("about_kind"), fields.get("about_id"))]
    for name, parent_id in parents:
        if parent_id and name in KINDS:
            row = db.execute(f'select stream from "{name}" where id = ?', [parent_id]).fetchone()
            if row is not None:
                return row[0]
    return None


def _by_room(db: Database, kind: Kind, fields: dict[str, Any]) -> str | None:
    room_id = fields.get("room_id") or _first_point(db, fields.get("route_id"))
    row = db.execute("select campus_id from room where id = ?", [room_id]).fetchone()
    return None if row is None else f"{kind.subject}/{row[0]}"


def _first_point(db: Database, route_id: str | None) -> str | None:
    row = db.execute(
        "select json_extract(points, '$[0].room') from route where id = ?", [route_id]
    ).fetchone()
    return None if row is None else row[0]
