"""A host tells the gate whom it may expect, and keeps no more than the pass."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.gate.expecting import cancel_expected, expect, forget_past, own_expected
from inspect_app.gate.expecting import Expecting
from storage import log
from storage.queries.expected import expected_counts, expected_of_code, expected_on
from tests.screens.school import Phone, school_phone

TODAY = "2026-11-22"
WANG = Expecting(
    name="王 芳", day=TODAY, begins="9:00", phone="13800001234", plate="沪a12345", companions="2"
)


def as_role(tmp_path: Path, role: str) -> Phone:
    phone = school_phone(tmp_path)
    phone.store.set_settings(role=role)
    return phone


def test_a_visitor_goes_into_the_gates_stream_and_the_host_keeps_the_pass(tmp_path: Path) -> None:
    phone = as_role(tmp_path, "teacher")
    own = expect(phone.store, phone.author(), WANG)
    row = expected_of_code(phone.store.db, own.code)
    assert row is not None
    assert (row.name, row.host_name, row.plate, row.companions) == ("王芳", "王师傅", "沪A12345", 2)
    lines = [line for _, _, line in log.outbox(phone.store.db) if '"kind":"expected"' in line]
    assert '"stream":"gate"' in lines[0]
    assert own.shown == "王*"
    assert expected_counts(phone.store.db, TODAY) == {"waiting": 1}


def test_nothing_that_the_host_keeps_says_who_comes(tmp_path: Path) -> None:
    phone = as_role(tmp_path, "teacher")
    expect(phone.store, phone.author(), WANG)
    kept = str(phone.store.setting("expected_own"))
    assert "芳" not in kept
    assert "13800001234" not in kept


def test_who_was_entered_can_be_cancelled_after_this_phone_forgot_them(tmp_path: Path) -> None:
    """As after a sync run: the row is the gate's alone."""
    phone = as_role(tmp_path, "teacher")
    own = expect(phone.store, phone.author(), WANG)
    with phone.store.durable.transaction() as db:
        db.execute("delete from expected")
    cancel_expected(phone.store, phone.author(), own.id)
    assert own_expected(phone.store, "p1", TODAY)[0].state == "cancelled"
    assert '"fields":{"state":"cancelled"}' in log.outbox(phone.store.db)[-1][2]


def test_each_person_of_a_shared_phone_sees_their_own_visitors(tmp_path: Path) -> None:
    phone = as_role(tmp_path, "teacher")
    expect(phone.store, phone.author(), WANG)
    assert len(own_expected(phone.store, "p1", TODAY)) == 1
    assert own_expected(phone.store, "p2", TODAY) == []


def test_after_the_day_nothing_is_kept_of_it(tmp_path: Path) -> None:
    phone = as_role(tmp_path, "teacher")
    expect(phone.store, phone.author(), WANG)
    later = expect(phone.store, phone.author(), Expecting(name="赵明", day="2026-11-24"))
    forget_past(phone.store, "2026-11-23")
    assert [each["id"] for each in phone.store.setting("expected_own")] == [later.id]


def test_the_gate_reads_the_day_in_the_order_in_which_they_come(tmp_path: Path) -> None:
    phone = as_role(tmp_path, "guard")
    for name, begins in (("甲一", "10:00"), ("乙二", "8:00"), ("丙三", "7:00")):
        expect(phone.store, phone.author(), Expecting(name=name, day=TODAY, begins=begins))
    gone = expected_on(phone.store.db, TODAY)[0]
    cancel_expected(phone.store, phone.author(), gone.id)
    assert [each.name for each in expected_on(phone.store.db, TODAY)] == ["乙二", "甲一", "丙三"]
