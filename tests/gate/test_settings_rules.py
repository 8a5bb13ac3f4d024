"""What a school may decide about its gate, and what of it is kept."""

from __future__ import annotations

from typing import Any

import pytest

from inspect_app.gate.settings import gate_settings, shipped
from inspect_app.gate.settings_rules import GateRefused, checked, differing, shortened

KIND = {"id": "guest", "name": "客人", "overdue_minutes": "90", "questions": []}


@pytest.mark.parametrize(
    ("field", "value", "flaw"),
    [
        ("reasons", [" ", ""], "empty"),
        ("papers", ["身份证", " 身份证 "], "twice"),
        ("gates", ["门" * 41], "long"),
        ("no_papers", [str(n) for n in range(41)], "many"),
        ("closing", "25:00", "clock"),
        ("closing", "", "clock"),
        ("photo", "always", "choice"),
        ("contact", "  ", "empty"),
        ("retention_days", {"visit": "0"}, "days"),
        ("retention_days", {"visit": "3651"}, "days"),
        ("retention_days", {"visit": "三十"}, "days"),
        ("retention_days", {"visit": "1.5"}, "days"),
        ("sorts", [], "empty"),
        ("sorts", [{**KIND, "name": " "}], "empty"),
        ("sorts", [KIND, {**KIND, "id": "other"}], "twice"),
        ("sorts", [{**KIND, "overdue_minutes": "4"}], "minutes"),
        ("sorts", [{**KIND, "questions": [{"id": "a", "ask": "哪"}, {"id": "b", "ask": "哪"}]}], "twice"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_with_its_reason(field: str, value: Any, flaw: str) -> None:
    with pytest.raises(GateRefused) as refused:
        checked(field, value)
    assert refused.value.flaw == flaw
    assert refused.value.field.split(".")[0] == field


def test_what_ships_is_in_order() -> None:
    """A school that saves without a change keeps nothing of its own."""
    taken = {field: checked(field, value) for field, value in shipped().items()}
    assert differing(taken) == {}


def test_a_time_is_taken_as_it_is_typed_in_chinese() -> None:
    assert checked("closing", " 9：30 ") == "09:30"


def test_an_empty_question_is_no_question() -> None:
    kind = checked("sorts", [{**KIND, "questions": [{"id": "a", "ask": " "}, {"id": "b", "ask": " 哪里 "}]}])[
        0
    ]
    assert kind["questions"] == [{"id": "b", "ask": "哪里", "needed": False}]
    assert kind["overdue_minutes"] == 90


def test_emergency_services_stay_those_that_show_papers_later() -> None:
    taken = checked("sorts", shipped()["sorts"])
    settings = gate_settings({"gate": {"sorts": taken}})
    assert [sort.id for sort in settings.sorts if sort.papers_later] == ["emergency"]


def test_only_what_a_school_changed_is_kept() -> None:
    """One number of days, and one word."""
    days = {**shipped()["retention_days"], "visit": 60}
    assert differing({**shipped(), "contact": "保卫处", "retention_days": days}) == {
        "contact": "保卫处",
        "retention_days": {"visit": 60},
    }


def test_fewer_days_are_named_and_more_are_not() -> None:
    assert shortened({"visit": 90, "id_number": 30}, {"visit": 60, "id_number": 31}) == {"visit": 60}
