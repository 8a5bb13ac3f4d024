"""Who is meant: by name and phone, never by the name alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inspect_app.person_data.erasing import LINE_BYTES, erase_plan, in_parts
from inspect_app.person_data.finding import Found, Held, Sought, about_person, own_entry

WHO = Sought("刘芳", "139 0000 1234")
MASKED = "110***********002X"


def held(kind: str, row_id: str, **fields: Any) -> Held:
    return Held(kind, row_id, fields)


def visit(row_id: str, **fields: Any) -> Held:
    return held("visit", row_id, **{"name": "刘芳", "phone": "13900001234", "in_ms": 1, **fields})


def found(**rows: list[Held]) -> Found:
    return about_person(WHO, rows)


@pytest.mark.parametrize(
    ("name", "phone"), [("刘芳", ""), ("", "13900001234"), ("刘芳", "12"), (" ", "13900001234")]
)
def test_a_name_alone_is_nobody(name: str, phone: str) -> None:
    assert not Sought(name, phone).is_whole


def test_a_namesake_with_another_phone_is_somebody_else() -> None:
    """Nor one whose phone is not known, unless the masked number says that it is the same person."""
    mine, other = visit("v1", id_masked=MASKED), visit("v2", phone="13800000000")
    unknown = visit("v3", phone=None, id_masked=None)
    bound = visit("v4", phone=None, id_masked=MASKED)
    assert found(visit=[mine, other, unknown, bound]).ids("visit") == {"v1", "v4"}


def test_what_a_visit_names_is_the_persons_too() -> None:
    """The pass that came back, the car that drove in, who was expected, who opened the number."""
    mine = visit("v1", plate="浙A12345", expected_id="e1")
    rows = found(
        visit=[mine],
        expected=[held("expected", "e1", name="刘老师"), held("expected", "e2", name="刘芳", phone="1")],
        sign_out=[held("sign_out", "s1", visit_id="v1"), held("sign_out", "s2", visit_id="v9")],
        passage=[
            held("passage", "p1", visit_id="v1"),
            held("passage", "p2", driver="刘芳", plate="浙A12345"),
            held("passage", "p3", driver="刘芳", plate="浙B99999"),
        ],
        opening=[held("opening", "o1", visit_id="v1")],
    )
    got = {kind: rows.ids(kind) for kind in ("expected", "sign_out", "passage", "opening")}
    assert got == {"expected": {"e1"}, "sign_out": {"s1"}, "passage": {"p1", "p2"}, "opening": {"o1"}}


CARD = held(
    "pickup",
    "k1",
    child="王小明",
    state="used",
    allowed=[
        {"name": "刘芳", "phone": "13900001234", "photo": "aa"},
        {"name": "王强", "phone": "13700000000", "photo": "bb"},
    ],
)


def test_of_a_childs_card_only_the_persons_own_line_and_photo_are_theirs() -> None:
    """Another's name, phone and face on the same card are that other's."""
    photos = [
        held("photo", "f1", about_id="k1", sha256="aa"),
        held("photo", "f2", about_id="k1", sha256="bb"),
    ]
    rows = found(pickup=[CARD], photo=photos)
    assert rows.ids("photo") == {"f1"}
    assert own_entry(WHO, rows.of("pickup")[0]).get("allowed") == [CARD.get("allowed")[0]]


def test_a_parent_reads_the_whole_card_of_their_child() -> None:
    """Asked for by the child's name and a phone that stands on the card."""
    child = Sought("王小明", "13900001234")
    records = [held("collection", "c1", pickup_id="k1", who="外公")]
    rows = about_person(child, {"pickup": [CARD], "collection": records})
    assert own_entry(child, rows.of("pickup")[0]) == CARD
    assert rows.ids("collection") == {"c1"}


def test_an_erasure_leaves_what_protects_others() -> None:
    """The refused list in force, a card that others need, and the record of who opened a number."""
    refused = held("barred", "b1", name="刘芳", phone="13900001234", state="active")
    lifted = held("barred", "b2", name="刘芳", phone="13900001234", state="lifted")
    rows = found(
        visit=[visit("v1")],
        barred=[refused, lifted],
        pickup=[CARD],
        opening=[held("opening", "o1", visit_id="v1")],
        muster=[held("muster", "m1", visit_id="v1")],
    )
    plan = erase_plan(WHO, rows)
    assert plan.counts == {"barred": 1, "visit": 1}
    assert plan.stays == {"barred": 1, "muster": 1, "opening": 1, "pickup": 1}


def test_a_card_with_nobody_else_on_it_goes_whole() -> None:
    own = Held("pickup", "k2", {**CARD.fields, "allowed": CARD.get("allowed")[:1]})
    assert erase_plan(WHO, found(pickup=[own])).rows == (("pickup", "k2", None),)


def test_of_a_thing_at_the_gate_only_the_words_about_people_go() -> None:
    """The umbrella still stands there, and the pass is still the school's."""
    umbrella = held("left_item", "l1", what="雨伞", left_by="刘芳", phone="13900001234")
    rows = found(
        visit=[visit("v1")], left_item=[umbrella], gate_item=[held("gate_item", "g1", visit_id="v1")]
    )
    plan = {kind: fields for kind, _, fields in erase_plan(WHO, rows).rows}
    assert plan["left_item"] is not None
    assert {"left_by", "phone"} <= set(plan["left_item"])
    assert "what" not in plan["left_item"]
    assert plan["gate_item"] is not None
    assert "holder" in plan["gate_item"]


def test_no_change_of_an_erasure_is_too_long_for_its_line() -> None:
    rows = [("visit", f"{number:032x}", None) for number in range(3000)]
    parts = list(in_parts(rows))
    assert sum(map(len, parts)) == 3000
    assert len(parts) > 1

    assert all(len(json.dumps(part).encode()) <= LINE_BYTES + 2 for part in parts)
