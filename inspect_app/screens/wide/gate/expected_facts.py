"""What was said of somebody who is expected."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.gate.post import settings_here
from inspect_app.parts.card import fact
from inspect_app.parts.names import shown_code
from inspect_app.parts.type import heading
from inspect_app.screens.gate.days import when_words
from inspect_app.state import Desk
from inspect_app.texts.gate_office_words import EXPECTED_STATES
from storage.queries.expected import Expected


def expected_facts(row: Expected, desk: Desk) -> list[ft.Control]:
    """Only what was said."""
    t = desk.t
    people = t.count("{n} person", "{n} people", row.companions) if row.companions else ""
    said = [
        (t("State"), t(EXPECTED_STATES[row.state])),
        (t("When"), when_words(desk, row.day, row.from_ms, row.until_ms)),
        (t("Kind of visitor"), settings_here(desk.store).sort(row.sort).name if row.sort else ""),
        (t("Whom to see"), row.host_name or ""),
        (t("Reason of the visit"), row.reason or ""),
        (t("Telephone"), row.phone or ""),
        (t("Number plate"), row.plate or ""),
        (t("People with them"), people),
        (t("Code of the pass"), shown_code(row.code)),
        (t("Note"), row.note or ""),
    ]
    return [heading(row.name, selectable=True), *(fact(name, value) for name, value in said if value)]
