"""The duty at a gate: begun once, handed over with two signatures and the next one's PIN, all of it or nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from inspect_app.actions.form_drafts import Form, begin_form, keep_form
from inspect_app.actions.gate.post import gate_post
from inspect_app.actions.gate.shifts import Handing, NotOnDuty, begin_shift, hand_shift
from inspect_app.actions.pins import WrongPin, hashed_pin
from inspect_app.actions.signing import keep_signature
from inspect_app.gate.shift import Matters, matters_of
from storage.queries import form_drafts, shifts
from storage.store import Edit
from tests.gate.desk import MINUTE_MS, gate_phone
from tests.lending.desk import SIGNATURE, changes
from tests.screens.school import Phone


def signed_form(phone: Phone, shift_id: str) -> Form:
    """As the screen keeps it: a note and two signatures."""
    form = begin_form(phone.store, "shift", shift_id, {"note": "", "taker": ""})
    form = form.saying(note="东门灯坏了", taker="p2")
    for role, name in (("leaver", "王师傅"), ("taker", "李敏")):
        signed = asyncio.run(keep_signature(phone.store, phone.fake.device, SIGNATURE, role, name))
        form = form.signed(role, signed, "x")
    keep_form(phone.store, phone.fake.clock, form)
    return form


def handing_of(shift_id: str, form: Form) -> Handing:
    matters = Matters(on_campus=2, keys_out=("配电室 1",))
    return Handing(shift_id, "p2", matters, "东门灯坏了", list(form.signatures.values()))


def test_a_duty_begins_once_at_a_gate(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    begin_shift(phone.store, phone.author(), gate_post(phone.store))
    with pytest.raises(NotOnDuty):
        begin_shift(phone.store, phone.author(), gate_post(phone.store))
    held = shifts.open_shift(phone.store.db, "c1", "南门")
    assert held is not None
    assert (held.person, held.state) == ("王师傅", "open")
    assert shifts.open_shift(phone.store.db, "c1", "北门") is None


def test_the_duty_goes_over_with_note_matters_and_signatures(tmp_path: Path) -> None:
    """The phone is the next person's, the next duty has begun, the draft is gone."""
    phone = gate_phone(tmp_path)
    shift_id = begin_shift(phone.store, phone.author(), gate_post(phone.store))
    form = signed_form(phone, shift_id)
    phone.fake.clock.pass_ms(MINUTE_MS)
    clock, author = phone.fake.clock, phone.author()
    new_id = hand_shift(phone.store, clock, author, handing_of(shift_id, form), form)
    (past,) = shifts.past_shifts(phone.store.db, "c1", limit=5)
    assert (past.id, past.person, past.taker, past.note) == (shift_id, "王师傅", "李敏", "东门灯坏了")
    assert matters_of(past.matters).keys_out == ("配电室 1",)
    held = shifts.open_shift(phone.store.db, "c1", "南门")
    assert held is not None
    assert (held.id, held.person) == (new_id, "李敏")
    assert phone.store.setting("on_duty") == "p2"
    assert form_drafts.forms(phone.store.db) == []
    signatures = phone.store.rows("select item, caption, stream from photo where about_id = ?", [shift_id])
    assert sorted(each["item"] for each in signatures) == ["signature:leaver", "signature:taker"]
    assert {each["stream"] for each in signatures} == {"gate"}


def test_a_duty_that_a_second_phone_began_at_the_gate_ends_too(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    fields = {"campus_id": "c1", "person_id": "p2", "began_ms": 1, "state": "open", "gate": "南门"}
    shift_id = begin_shift(phone.store, phone.author(), gate_post(phone.store))
    phone.write(Edit("shift", "other", fields))
    form = signed_form(phone, shift_id)
    new_id = hand_shift(phone.store, phone.fake.clock, phone.author(), handing_of(shift_id, form), form)
    assert [each.id for each in shifts.open_shifts(phone.store.db, "c1", "南门")] == [new_id]


def test_a_wrong_pin_hands_nothing_over(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.write(Edit("person", "p2", {"pin": hashed_pin("2468", "salt")}))
    shift_id = begin_shift(phone.store, phone.author(), gate_post(phone.store))
    form = signed_form(phone, shift_id)
    before, clock, author = changes(phone), phone.fake.clock, phone.author()
    with pytest.raises(WrongPin):
        hand_shift(phone.store, clock, author, handing_of(shift_id, form), form, "1111")
    assert changes(phone) == before
    assert phone.store.setting("on_duty") is None
    assert len(form_drafts.forms(phone.store.db)) == 1
    hand_shift(phone.store, clock, author, handing_of(shift_id, form), form, "2468")
    with pytest.raises(NotOnDuty):
        hand_shift(phone.store, clock, author, handing_of(shift_id, form), form, "2468")


def test_one_signature_is_not_enough(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    shift_id = begin_shift(phone.store, phone.author(), gate_post(phone.store))
    form = signed_form(phone, shift_id)
    alone = replace(handing_of(shift_id, form), signatures=list(form.signatures.values())[:1])
    with pytest.raises(ValueError, match="sign"):
        hand_shift(phone.store, phone.fake.clock, phone.author(), alone, form)
