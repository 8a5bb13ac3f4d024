"""A scanned code of the gate: told to those who hold it, unknown to all others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspect_app.actions.found import Found, NotFound, find
from storage.edits import Edit
from tests.screens.school import Phone, code_of, school_phone

PASS, KEY, AHEAD, CARD = (code_of(number) for number in (7001, 7002, 7003, 7004))


def add_gate(phone: Phone) -> None:
    """A pass, a key, somebody expected and a pick-up card."""
    item = {"state": "in", "campus_id": "c1"}
    phone.write(
        Edit("gate_item", "g1", {"sort": "pass", "number": "12", "code": PASS, **item}),
        Edit("gate_item", "g2", {"sort": "key", "number": "3", "code": KEY, **item}),
        Edit("expected", "e1", {"name": "王芳", "day": "2026-11-22", "code": AHEAD, "state": "waiting"}),
        Edit(
            "pickup",
            "k1",
            {"child": "小明", "class_name": "大一班", "code": CARD, "state": "used", "allowed": []},
        ),
    )


def at_gate(tmp_path: Path, role: str) -> Phone:
    phone = school_phone(tmp_path)
    phone.store.set_settings(role=role)
    add_gate(phone)
    return phone


def visit(phone: Phone, visit_id: str, **more: Any) -> None:
    fields = {"name": "赵明", "sort": "parent", "in_ms": phone.fake.clock.now_ms(), "campus_id": "c1", **more}
    phone.write(Edit("visit", visit_id, fields))


@pytest.mark.parametrize(
    ("code", "kind"), [(PASS, "pass"), (KEY, "key"), (AHEAD, "expected"), (CARD, "pickup")]
)
def test_the_gate_is_told_what_a_code_of_its_is(tmp_path: Path, code: str, kind: str) -> None:
    found = find(at_gate(tmp_path, "guard").store, f"HTTPS://SCHOOL.EXAMPLE/Q/{code}")
    assert isinstance(found, Found)
    assert found.kind == kind


@pytest.mark.parametrize("role", ["teacher", "inspector", "repairer", "canteen", "viewer"])
@pytest.mark.parametrize("code", [PASS, KEY, AHEAD, CARD])
def test_to_everybody_else_it_is_a_code_that_nothing_carries(tmp_path: Path, role: str, code: str) -> None:
    """Even where a row lies in the tables, as that of a visitor of one's own before the first sync."""
    assert find(at_gate(tmp_path, role).store, code) == NotFound("unknown", code=f"{code[:5]}-{code[5:]}")


def test_a_pass_of_somebody_on_campus_leads_to_them_by_its_code_or_by_its_number(tmp_path: Path) -> None:
    phone = at_gate(tmp_path, "guard")
    visit(phone, "v1", pass_no="12")
    assert find(phone.store, PASS) == Found("visit", "v1")
    visit(phone, "v2", pass_code=AHEAD)
    assert find(phone.store, AHEAD) == Found("visit", "v2")


def test_a_pass_whose_visit_is_over_is_a_pass_in_the_cabinet(tmp_path: Path) -> None:
    phone = at_gate(tmp_path, "guard")
    visit(phone, "v1", pass_no="12", out_ms=phone.fake.clock.now_ms() + 1)
    assert find(phone.store, PASS) == Found("pass", "g1")


def test_a_pass_made_ahead_leads_to_who_came_in_by_it_also_when_they_carry_another_pass(
    tmp_path: Path,
) -> None:
    """They leave by either; a second person with the same picture is seen to be a second one."""
    phone = at_gate(tmp_path, "guard")
    visit(phone, "v1", pass_no="12", expected_id="e1")
    phone.write(Edit("expected", "e1", {"state": "arrived", "visit_id": "v1"}))
    assert find(phone.store, AHEAD) == Found("visit", "v1")
    phone.write(Edit("visit", "v1", {"out_ms": phone.fake.clock.now_ms() + 1}))
    assert find(phone.store, AHEAD) == Found("expected", "e1")


def test_a_number_of_another_campus_is_another_pass(tmp_path: Path) -> None:
    phone = at_gate(tmp_path, "guard")
    visit(phone, "v1", pass_no="12", campus_id="c9")
    assert find(phone.store, PASS) == Found("pass", "g1")
