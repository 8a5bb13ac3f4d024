"""What the server holds of the gate, as `due` reads it: rows as they are, records as sent, erased ones left out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlite_utils import Database

from inspect_app.retention.due import Held
from storage.clock import stamp_ms
from storage.json_text import dump
from storage.kinds import KINDS
from storage.snapshot import row_from_json

STREAM = "gate"


def held_at(db: Database) -> Iterator[Held]:
    """Rows and records of all kinds with personal fields. The console's own copy would not do: of records it holds
    a window of days only, and of rows that are not whole nothing."""
    yield from _rows(db)
    yield from _records(db)


def _rows(db: Database) -> Iterator[Held]:
    sql = """
        select state, whole from row_state
        where stream = :stream and kind in (select value from json_each(:kinds))
    """
    kinds = [kind.name for kind in KINDS.values() if kind.personal and not kind.is_record]
    since = _told_since(db)
    for text, whole in db.execute(sql, {"stream": STREAM, "kinds": dump(kinds)}).fetchall():
        row = row_from_json(text)
        losers = {name: lost.value for name, lost in row.state.losers.items()}
        fields = {**row.state.values, "losers": losers, "told_since_ms": since.get(row.id)}
        yield Held(row.kind, row.id, stamp_ms(row.state.changed_stamp), fields, is_part=not whole)


def _told_since(db: Database) -> dict[str, int]:
    """Passes and keys of which a line of the log still says who had them or why: the moment of the oldest."""
    sql = """
        select row_id, min(at) from change
        where kind = 'gate_item' and about is null and stream = ?
        and coalesce(json_extract(line, '$.fields.holder'), json_extract(line, '$.fields.note')) is not null
        group by row_id
    """
    return dict(db.execute(sql, [STREAM]).fetchall())


def _records(db: Database) -> Iterator[Held]:
    sql = """
        select kind, id, at, line from change
        where stream = :stream and kind in (select value from json_each(:kinds)) and about is not null
    """
    kinds = [kind.name for kind in KINDS.values() if kind.personal and kind.is_record]
    for kind, id_, at, line in db.execute(sql, {"stream": STREAM, "kinds": dump(kinds)}).fetchall():
        yield Held(kind, id_, at, json.loads(line)["fields"])
