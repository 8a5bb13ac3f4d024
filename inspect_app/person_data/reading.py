"""All that the server holds of the gate, as the search for one person reads it: rows as they are, records as sent.

The console's own copy would not do: of records it holds a window of days only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from inspect_app.person_data.finding import Found, Held
from storage.kinds import KINDS
from sync.server import history, log

STREAM = "gate"
ROWS = ("visit", "expected", "pickup", "barred", "left_item", "gate_item")
RECORDS = ("sign_out", "collection", "passage", "muster", "opening", "photo")


def held_of(db: Database) -> dict[str, list[Held]]:
    """By kind. What was erased is not there any more."""
    rows = {kind: [_row(each) for each in log.states_of_kind(db, kind)] for kind in ROWS}
    return {**rows, **{kind: _records(db, kind) for kind in RECORDS}}


def _row(row: log.WholeRow) -> Held:
    return Held(
        row.kind,
        row.id,
        {field: _parsed(row.kind, field, value) for field, value in row.state.values.items()},
    )


def _parsed(kind: str, field: str, value: Any) -> Any:
    is_json = KINDS[kind].fields.get(field) == "json"
    return json.loads(value) if is_json and isinstance(value, str) else value


def _records(db: Database, kind: str) -> list[Held]:
    lines = db.execute(
        "select id, person, at, line from change where stream = ? and kind = ? and about is not null order by at",
        [STREAM, kind],
    )
    return [
        Held(kind, id_, {**json.loads(line)["fields"], "made_by": person, "made_at": at})
        for id_, person, at, line in lines
    ]


def histories(db: Database, found: Found) -> dict[str, list[dict[str, Any]]]:
    """The changes of each row that is the person's alone, by kind and id; of a card with others on it none."""
    rows = [each for kind in ROWS if kind != "pickup" for each in found.of(kind)]
    return {f"{row.kind} {row.id}": list(_changes(db, row)) for row in rows}


def _changes(db: Database, row: Held) -> Iterable[dict[str, Any]]:
    for change in history.history_of_row(db, row.kind, row.id):
        fields = json.loads(change["line"])["fields"]
        yield {"at_ms": change["received_ms"], "person": change["person"], "fields": fields}
