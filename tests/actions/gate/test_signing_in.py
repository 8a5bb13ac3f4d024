"""Signing in: one transaction for visit, pass and expected row; nothing half done; the refused list stops."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspect_app.actions.gate.signing_in import IsBarred, NotSignedIn, correct, sign_in, take_papers
from inspect_app.gate.sign_in import SignIn
from storage.queries import visits
from storage.store import Edit
from tests.gate.desk import MASKED, PASS_CODES, ZHANG, gate_phone, let_in, visit
from tests.lending.desk import changes, row


def test_a_visit_is_on_disk_with_its_pass(tmp_path: Path) -> None:
    """The pass of the cabinet is out with the visit; a number that was typed finds it too."""
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, pass_no="3", plate="京a·12345", companions=2, companion_names=("王 五", ""))
    held = visit(phone, visit_id)
    assert (held.name, held.plate, held.people, held.companion_names) == ("张三", "京A12345", 3, ("王五",))
    assert (held.pass_no, held.pass_code, held.in_ms) == ("3", PASS_CODES["3"], phone.fake.clock.now_ms())
    assert held.id_checked_ms == held.consent_ms == held.in_ms
    assert (row(phone, "gate_item", "pass3")["state"], row(phone, "gate_item", "pass3")["visit_id"]) == (
        "out",
        visit_id,
    )


def test_who_was_expected_has_arrived(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    phone.write(
        Edit("expected", "e1", {"name": "张三", "day": "2026-11-20", "code": "X", "state": "waiting"})
    )
    visit_id = let_in(phone, expected_id="e1", consent="expected")
    assert (row(phone, "expected", "e1")["state"], row(phone, "expected", "e1")["visit_id"]) == (
        "arrived",
        visit_id,
    )


def test_a_visit_that_lacks_something_changes_nothing(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    before = changes(phone)
    with pytest.raises(NotSignedIn) as refused:
        sign_in(phone.store, phone.author(), replace(ZHANG, id_checked=False, pass_no="1"))
    assert [each.field for each in refused.value.problems] == ["checked"]
    assert "张三" not in str(refused.value)
    assert changes(phone) == before


def test_somebody_on_the_refused_list_is_not_let_in_without_a_reason(tmp_path: Path) -> None:
    """The same name alone does not stop anybody; the phone or the paper does. The reason stands in the note."""
    phone = gate_phone(tmp_path)
    phone.write(
        Edit("barred", "b1", {"name": "张三", "reason": "打架", "state": "active", "since_ms": 1,
                              "phone": "138-0000-5678"})
    )  # fmt: skip
    let_in(phone, phone="13911112222", id_masked="220***********0011")
    before = changes(phone)
    with pytest.raises(IsBarred):
        let_in(phone)
    assert changes(phone) == before
    visit_id = sign_in(phone.store, phone.author(), ZHANG, override="校长同意")
    assert visit(phone, visit_id).note == "校长同意"


def test_the_fire_brigade_is_in_first_and_shows_papers_later(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    given = SignIn("消防二中队", "emergency", "c1", papers_later=True, answers={"unit": "消防"}, companions=5)
    visit_id = sign_in(phone.store, phone.author(), given)
    assert visit(phone, visit_id).papers_later == 1
    with pytest.raises(NotSignedIn):
        take_papers(phone.store, phone.author(), visit_id, SignIn("", "", "", id_kind="工作证"))
    papers = SignIn("", "", "", id_kind="工作证", id_masked="***42", id_checked=True)
    take_papers(phone.store, phone.author(), visit_id, papers)
    held = visit(phone, visit_id)
    assert (held.papers_later, held.id_kind, held.id_masked) == (None, "工作证", "***42")


def test_a_typing_error_is_put_right_and_nothing_else_is_written(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone)
    before = changes(phone)
    correct(phone.store, phone.author(), visit_id, {"name": "张三", "phone": "138 0000 5678", "plate": ""})
    assert changes(phone) == before
    correct(phone.store, phone.author(), visit_id, {"name": "章三", "plate": "沪a88888"})
    assert changes(phone) == before + 1
    assert (visit(phone, visit_id).name, visit(phone, visit_id).plate) == ("章三", "沪A88888")
    with pytest.raises(ValueError, match="name"):
        correct(phone.store, phone.author(), visit_id, {"name": " "})


def test_a_returning_visitor_is_found_by_two_letters_or_four_digits(tmp_path: Path) -> None:
    """The newest visit of each; one letter or three digits list nobody; five at most."""
    phone = gate_phone(tmp_path)
    first = let_in(phone)
    phone.fake.clock.pass_ms(60_000)
    newest = let_in(phone, came_from="滨江小区")
    other = let_in(phone, "张三丰", phone="13900009999")
    db = phone.store.db
    assert {each.id for each in visits.returning(db, "张三")} == {newest, other}
    assert first not in {each.id for each in visits.returning(db, "5678")}
    assert [each.id for each in visits.returning(db, "5678")] == [newest]
    assert visits.returning(db, "张") == visits.returning(db, "678") == visits.returning(db, "%%") == []
    for number in range(9):
        let_in(phone, f"赵明{number}", phone=f"1370000000{number}")
    assert len(visits.returning(db, "赵明")) == 5


def test_a_number_is_never_in_the_database(tmp_path: Path) -> None:
    """Only what is masked is; the fields of a sign-in have no room for more."""
    phone = gate_phone(tmp_path)
    let_in(phone)
    text = str(phone.store.rows("select * from visit")) + str(phone.store.rows("select line from change"))
    assert MASKED in text
    assert "1949123100" not in text
