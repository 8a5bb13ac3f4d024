"""What the import of a visitors' book needs of the server: a secret for lines, the visits, a seal for numbers."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inspect_app.actions.office.export.values import school_offset
from inspect_app.gate.sealing import NUMBER_FIELD, SchoolKey, school_key, seal_info
from inspect_app.gate.settings import gate_settings
from inspect_app.imports.plan import Creation
from inspect_app.imports.visit_book import VisitBook
from storage.queries import visit_reports
from storage.settings import read_setting, write_setting
from storage.store import Edit
from sync.server.console import Console, local_offset_minutes

SETTING = "visit_line_secret"
SECRET_BYTES = 32


def visit_book(console: Console) -> VisitBook:
    """The book's surroundings, as the console knows them after a sync."""
    settings = _school_settings(console)
    return VisitBook(
        secret=_secret(console),
        namespace=uuid.UUID(console.school.identity.school),
        settings=gate_settings(settings),
        now_ms=console.school.now_ms(),
        offset_minutes=school_offset(console.store, local_offset_minutes()),
        known=visit_reports.ids_ever(console.store.db),
        can_seal=school_key(settings) is not None,
    )


def existing_visits(console: Console, book: VisitBook) -> dict[str, list[dict[str, Any]]]:
    """Rows for the plan: of visits only what the book may still say of them; erased ones are known by their id."""
    held = console.store.rows("select id, out_ms, out_how, note from visit")
    gone = book.known - {row["id"] for row in held}
    days = console.store.rows("select id, day, campus_id, counts from visit_day")
    counted = [{**row, "counts": json.loads(row["counts"])} for row in days]
    return {"visit": [*held, *({"id": row_id} for row_id in sorted(gone))], "visit_day": counted}


def sealed_edits(console: Console, edits: Sequence[Edit], creates: Sequence[Creation]) -> list[Edit]:
    """The edits with each hidden number sealed to the school's key; without a key no number goes anywhere."""
    key = school_key(_school_settings(console))
    hidden = {row.row_id: row.hidden[NUMBER_FIELD] for row in creates if NUMBER_FIELD in row.hidden}
    if key is None or not hidden:
        return list(edits)
    return asyncio.run(_sealed(edits, hidden, key, console.school.identity.school))


async def _sealed(
    edits: Sequence[Edit], hidden: dict[str, str], key: SchoolKey, school_id: str
) -> list[Edit]:
    from inspect_app.devices.native.sealing import HpkeSealer  # cryptography is not for who imports rooms

    sealer, done = HpkeSealer(), []
    for edit in edits:
        number = hidden.get(edit.row_id)
        if number is not None:
            info = seal_info(school_id, edit.row_id, NUMBER_FIELD)
            seal = await sealer.seal(key.public, info, number)
            edit = replace(edit, fields={**edit.fields, NUMBER_FIELD: seal})
        done.append(edit)
    return done


def _school_settings(console: Console) -> dict[str, Any]:
    held = console.store.rows("select settings from school limit 1")
    settings: dict[str, Any] = json.loads((held[0]["settings"] if held else None) or "{}")
    return settings


def _secret(console: Console) -> bytes:
    """Made once, kept in the server's database and its backups: after a restore a line still has its id."""
    database = console.school.database
    kept = read_setting(database.reader(), SETTING)
    if kept is None:
        with database.writer() as db:
            kept = read_setting(db, SETTING) or secrets.token_hex(SECRET_BYTES)
            write_setting(db, SETTING, kept)
    return bytes.fromhex(kept)
