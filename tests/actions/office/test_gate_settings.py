"""门岗设置: what the office decides comes to every phone, and nothing else of the settings is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspect_app.actions.gate.post import settings_here
from inspect_app.actions.office.gate_settings import held_gate, keep_gate
from inspect_app.gate.settings_rules import GateRefused
from storage.queries import places
from storage.store import Edit
from tests.screens.school import Phone, school_phone


def kept(phone: Phone) -> object:
    return json.loads(places.school_settings(phone.store.db) or "{}")


def test_only_what_differs_from_what_ships_is_kept_beside_the_other_settings(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    phone.write(Edit("school", "school", {"settings": {"prefill_answers": True}}))
    fewer = keep_gate(
        phone.store,
        phone.author(),
        {**held_gate(phone.store), "closing": "17:30", "retention_days": {"visit": "60"}},
    )
    assert kept(phone) == {
        "prefill_answers": True,
        "gate": {"closing": "17:30", "retention_days": {"visit": 60}},
    }
    assert fewer == {"visit": 60}
    assert settings_here(phone.store).retention_days["id_number"] == 30


def test_one_wrong_value_keeps_none(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    with pytest.raises(GateRefused):
        keep_gate(phone.store, phone.author(), {"contact": "保卫处", "closing": "晚上"})
    assert kept(phone) == {}


def test_what_a_school_sets_back_is_as_shipped_again(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    keep_gate(phone.store, phone.author(), {"photo": "needed"})
    keep_gate(phone.store, phone.author(), {"photo": "never"})
    assert kept(phone) == {"gate": {}}
