"""What leaves by an export says nothing of a visitor that a stranger could use."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from inspect_app.actions.office.export.kind_rows import Exported, raw_rows, said_rows
from inspect_app.actions.office.export.masks import is_left_out, masked
from inspect_app.actions.office.export.table_file import SORTS
from inspect_app.texts import words_for
from storage.kinds import KINDS
from storage.store import Edit
from tests.screens.school import Phone, school_phone

T = words_for("zh_CN")
PHONE, NAME, PLATE, SEALED = "13812345678", "欧阳大山", "沪A12345", "v1.k1.c2VhbGVkLXNlYWxlZA"
SECRET = (PHONE, NAME, PLATE, SEALED, "五年级二班小雨", "表弟小强", "阿姨李四")


def gate_phone(folder: Path) -> Phone:
    """A visit, a card, an expected visitor and a line of the refused list with all that one could know of them."""
    phone = school_phone(folder)
    at = phone.fake.clock.now_ms()
    phone.write(
        Edit("visit", "v1", {
            "name": NAME, "sort": "parent", "in_ms": at, "campus_id": "c1", "phone": PHONE, "plate": PLATE,
            "id_kind": "身份证", "id_masked": "310***********1234", "id_sealed": SEALED, "came_from": f"家 {PHONE}",
            "companion_names": ["表弟小强"], "answers": {"child": "五年级二班小雨"}, "note": f"回电{PHONE}",
            "consent": "called", "host_id": "p2", "host_name": "李敏",
        }),
        Edit("expected", "e1", {
            "name": NAME, "day": "2026-11-20", "code": "AAAAAAAAAA", "state": "waiting", "sort": "parent",
            "phone": PHONE, "plate": PLATE,
        }),
        Edit("pickup", "k1", {
            "child": NAME, "class_name": "小一班", "code": "AAAAAAAAAB", "state": "used", "teacher_phone": PHONE,
            "allowed": [{"name": "阿姨李四", "phone": PHONE}],
        }),
        Edit("barred", "b1", {"name": NAME, "reason": f"闹事 {PHONE}", "state": "active", "since_ms": at}),
        Edit("passage", "d1", {"direction": "in", "at_ms": at, "campus_id": "c1", "plate": PLATE, "driver": NAME}),
    )  # fmt: skip
    return phone


def spelled(table: Exported, sort: str = ".jsonl") -> str:
    target = io.BytesIO()
    file = SORTS[sort](target, table.titles)
    for row in table.rows:
        file.add(row)
    file.close()
    return target.getvalue().decode()


@pytest.mark.parametrize("kind", ["visit", "expected", "pickup", "barred", "passage"])
@pytest.mark.parametrize("is_raw", [False, True])
def test_no_name_number_or_sealed_text_leaves_in_full(tmp_path: Path, kind: str, is_raw: bool) -> None:
    """In the school's words and as the fields are kept: neither holds one of the secrets, and both have a row."""
    phone = gate_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    table = raw_rows(phone.store, kind) if is_raw else said_rows(phone.store, kind, T, 480, now)
    text = spelled(table)
    assert table.count == 1
    assert text.count("\n") == 1
    assert [secret for secret in SECRET if secret in text] == []


def test_a_masked_visit_is_still_known_again(tmp_path: Path) -> None:
    """Family name, both ends of phone and plate, masked number; its kind and its host in words."""
    phone = gate_phone(tmp_path)
    text = spelled(said_rows(phone.store, "visit", T, 480, phone.fake.clock.now_ms()))
    for shown in ("欧阳**", "138****5678", "沪A***45", "310***********1234", "家长", "李敏", "已打电话"):
        assert shown in text


def test_a_personal_field_that_nobody_thought_of_stays_here() -> None:
    """Every personal field of every kind is masked or left out; a sealed number is left out."""
    for kind in KINDS.values():
        for field in kind.personal:
            assert (
                is_left_out(kind.name, field)
                or masked(kind.name, field, "13812345678") != "13812345678"
                or (field == "id_masked")
            )
    assert is_left_out("visit", "id_sealed")
    assert is_left_out("visit", "answers")
    assert is_left_out("pickup", "allowed")
