"""Where a sign-in begins: empty, from the list of the expected, from an earlier visit, or with somebody inside."""

from __future__ import annotations

from typing import Any

from inspect_app.actions.gate.post import settings_here
from inspect_app.screens.gate.said import fresh_said, said_of_visit
from inspect_app.state import Desk
from storage.queries import expected, visits
from storage.queries.expected import Expected


def source_said(desk: Desk, source: str) -> dict[str, Any]:
    """What the form says when it opens. A source that is not on this phone is an empty form."""
    word, _, row_id = source.partition(".")
    fresh = fresh_said(desk.now_ms)
    if word == "expected":
        row = expected.expected_row(desk.store.db, row_id)
        return fresh if row is None else fresh | _of_expected(desk, row)
    visit = visits.visit(desk.store.db, row_id) if word in ("again", "with") else None
    if visit is None:
        return fresh
    said = said_of_visit(visit, settings_here(desk.store))
    if word == "again":
        return fresh | said
    shared = ("sort", "came_from", "reason", "host", "host_id")
    with_them = {name: said[name] for name in shared} | {
        "consent": visit.consent or "",
        "consent_by": visit.consent_by or "",
        "consent_ms": visit.consent_ms,
        "together_with": visit.id,
    }
    return fresh | with_them


def _of_expected(desk: Desk, row: Expected) -> dict[str, Any]:
    """The host agreed by entering them. Who was here before brings the kind of paper and its masked number."""
    settings = settings_here(desk.store)
    known = next(
        (each for each in visits.returning(desk.store.db, row.phone or "") if each.name == row.name), None
    )
    before = said_of_visit(known, settings) if known is not None else {}
    said = {
        "name": row.name,
        "known_as": row.name,
        "sort": row.sort or "",
        "reason": row.reason or "",
        "phone": row.phone or "",
        "plate": row.plate or "",
        "host": row.host_name or "",
        "host_id": row.host_id or "",
        "consent": "expected",
        "consent_by": row.host_name or "",
        "consent_ms": desk.now_ms,
        "companions": row.companions,
        "expected_id": row.id,
        "pass_code": row.code,
        "note": row.note or "",
    }
    return before | {name: value for name, value in said.items() if value}
