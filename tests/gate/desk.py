"""What the tests of the gate share: a guard's phone of the small school, and visitors as they come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from inspect_app.actions.gate.signing_in import sign_in
from inspect_app.gate.sign_in import SignIn
from storage.queries import visits
from storage.queries.visits import Visit
from storage.store import Edit
from tests.screens.school import Phone, code_of, school_phone

MINUTE_MS = 60_000
NUMBER = "11010519491231002X"
"""A resident card's number that could be true: the example of GB 11643."""
MASKED = "110***********002X"
PASS_CODES = {str(number): code_of(7000 + number) for number in range(1, 6)}
ZHANG = SignIn(
    "张三", "parent", "c1", "南门", "13800005678", id_kind="身份证", id_masked=MASKED, id_checked=True,
    reason="与老师面谈", host_id="p2", host_name="李敏", consent="called", consent_by="李敏",
    answers={"child": "张小四 三年级二班"},
)  # fmt: skip


def gate_phone(folder: Path) -> Phone:
    """In the hand of 王师傅, who is a guard; five passes in the cabinet."""
    phone = school_phone(folder)
    phone.store.set_settings(role="guard")
    phone.write(
        Edit("person", "p1", {"role": "guard"}),
        *(
            Edit("gate_item", f"pass{number}", {"sort": "pass", "number": number, "state": "in", "campus_id": "c1",
                                                "code": code})
            for number, code in PASS_CODES.items()
        ),
    )  # fmt: skip
    return phone


def let_in(phone: Phone, name: str = "张三", /, **more: Any) -> str:
    """Sign somebody in just now; the visit's id."""
    given = replace(ZHANG, name=name, **more)
    return sign_in(phone.store, phone.author(), given)


def visit(phone: Phone, visit_id: str) -> Visit:
    found = visits.visit(phone.store.db, visit_id)
    assert found is not None
    return found


def names_inside(phone: Phone) -> list[str]:
    return [each.name for each in visits.open_visits(phone.store.db)]
