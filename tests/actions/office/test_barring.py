"""The office keeps who is not let in; the gate is warned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspect_app.actions.office.barring import Barring, bar, flaw_of, lift
from storage.queries.barred import barred_for, barred_list, barred_row
from tests.screens.school import school_phone

TODAY = date(2026, 11, 22)
ZHAO = Barring("赵 明", "在校门口闹事", "13800001234", "2026-12-31")


def test_who_is_put_on_the_list_is_warned_of_until_lifted(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    row_id = bar(phone.store, phone.author(), ZHAO)
    assert [match.is_certain for match in barred_for(phone.store.db, "赵明", "13800001234", None)] == [True]
    lift(phone.store, phone.author(), row_id)
    assert barred_for(phone.store.db, "赵明", "13800001234", None) == []
    assert [row.state for row in barred_list(phone.store.db)] == ["lifted"]


def test_a_line_is_changed_and_what_is_emptied_is_gone(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    row_id = bar(phone.store, phone.author(), ZHAO)
    held = barred_row(phone.store.db, row_id)
    bar(phone.store, phone.author(), Barring("赵明", "欠费"), held)
    changed = barred_row(phone.store.db, row_id)
    assert changed is not None
    assert held is not None
    assert (changed.reason, changed.until_day, changed.phone) == ("欠费", None, None)
    assert changed.since_ms == held.since_ms


@pytest.mark.parametrize(
    ("barring", "flaw"),
    [
        (Barring("", "闹事"), "name"),
        (Barring("赵明", " "), "reason"),
        (Barring("赵明", "闹事", until="2026-11-21"), "until"),
        (Barring("赵明", "闹事", until="年底"), "until"),
        (Barring("赵明", "闹事", until="2026-11-22"), None),
    ],
)
def test_without_a_name_and_a_reason_nobody_is_refused(barring: Barring, flaw: str | None) -> None:
    assert flaw_of(barring, TODAY) == flaw
