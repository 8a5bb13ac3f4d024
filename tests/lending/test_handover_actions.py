"""A class handover sheet: from the room's assets, walked, signed by the class teacher, compared, charged."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from inspect_app.actions.handovers import (
    Begun,
    NotOpen,
    NotWalked,
    add_line,
    begin_handover,
    cancel_handover,
    report_differences,
    sheet_differences,
    sign_handover,
    walk_line,
    walk_rest,
)
from inspect_app.actions.signing import Signed, keep_signature
from inspect_app.lending.handover import lines_of
from storage.queries import damages, handovers
from tests.lending.desk import SIGNATURE, changes, lending_phone
from tests.screens.school import Phone

TERM = "2026—2027学年第一学期"
WORDS = ("缺少{name} {n} 件", "损坏{name} {n} 件")
ROOM = "r2"
"""Holds a1 and a15, both projectors with a card each."""


def signature(phone: Phone, role: str, name: str) -> Signed:
    return asyncio.run(keep_signature(phone.store, phone.fake.device, SIGNATURE, role, name))


def begun(phone: Phone, sort: str = "start") -> str:
    return begin_handover(phone.store, phone.author(), Begun(ROOM, TERM, sort, "7年级1班", "张军"))  # type: ignore[arg-type]


def signed(phone: Phone, sort: str) -> str:
    handover_id = begun(phone, sort)
    walk_rest(phone.store, phone.author(), handover_id)
    sign_handover(phone.store, phone.author(), handover_id, [signature(phone, "teacher", "张军")])
    return handover_id


def test_a_sheet_begins_with_the_rooms_assets_by_name(tmp_path: Path) -> None:
    """Cards of one name are one line; the sheet of a room and term is made once."""
    phone = lending_phone(tmp_path)
    handover_id = begun(phone)
    held = handovers.handover(phone.store.db, handover_id)
    assert held is not None
    assert [(line.name, line.expected, line.asset_id) for line in lines_of(held.lines)] == [
        ("投影仪", 2, None)
    ]
    assert begun(phone) == handover_id
    assert begun(phone, "end") != handover_id


def test_the_class_teacher_signs_what_was_walked_and_nothing_else(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    handover_id = begun(phone)
    add_line(phone.store, phone.author(), handover_id, "窗帘", 6)
    teacher = signature(phone, "teacher", "张军")
    with pytest.raises(NotWalked):
        sign_handover(phone.store, phone.author(), handover_id, [teacher])
    assert walk_rest(phone.store, phone.author(), handover_id) == 1
    with pytest.raises(ValueError, match="teacher"):
        sign_handover(phone.store, phone.author(), handover_id, [signature(phone, "keeper", "王师傅")])
    sign_handover(phone.store, phone.author(), handover_id, [teacher, signature(phone, "keeper", "王师傅")])
    held = handovers.handover(phone.store.db, handover_id)
    assert held is not None
    assert (held.state, held.teacher, held.keeper) == ("signed", "张军", "王师傅")
    captions = phone.store.rows("select caption from photo where about_id = ? order by item", [handover_id])
    assert [each["caption"] for each in captions] == ["王师傅", "张军"]


def test_a_signed_sheet_is_not_changed(tmp_path: Path) -> None:
    """Only cancelled, with a reason; then another can be begun."""
    phone = lending_phone(tmp_path)
    handover_id = signed(phone, "start")
    before = changes(phone)
    with pytest.raises(NotOpen):
        walk_line(phone.store, phone.author(), handover_id, "1", there=1)
    with pytest.raises(NotOpen):
        add_line(phone.store, phone.author(), handover_id, "窗帘", 6)
    assert changes(phone) == before
    cancel_handover(phone.store, phone.author(), handover_id, "登记错了")
    assert begun(phone) != handover_id


def test_what_the_class_lost_or_broke_is_reported_in_one_step(tmp_path: Path) -> None:
    """Each difference is one damage that the class pays; asked again, nothing is reported twice."""
    phone = lending_phone(tmp_path)
    start = begun(phone)
    add_line(phone.store, phone.author(), start, "窗帘", 6)
    walk_rest(phone.store, phone.author(), start)
    sign_handover(phone.store, phone.author(), start, [signature(phone, "teacher", "张军")])
    end = begun(phone, "end")
    walk_line(phone.store, phone.author(), end, "1", there=1, broken=1, note="灯泡坏")
    held = handovers.handover(phone.store.db, end)
    assert held is not None
    added = next(line for line in lines_of(held.lines) if line.name == "窗帘")
    walk_line(phone.store, phone.author(), end, added.id, there=6)
    assert [each.quantity for each in sheet_differences(phone.store, end)] == [2]
    assert report_differences(phone.store, phone.author(), end, WORDS) == 1
    assert report_differences(phone.store, phone.author(), end, WORDS) == 0
    (damage,) = damages.damages_of_handover(phone.store.db, end)
    assert (damage.what, damage.payer, damage.quantity) == ("缺少投影仪 1 件，损坏投影仪 1 件", "7年级1班", 2)
    assert (damage.asset_id, damage.asset, damage.note) == (f"line:{end}/1", "", "灯泡坏")


def test_lines_that_were_added_stand_in_the_order_in_which_they_were(tmp_path: Path) -> None:
    """Also when an earlier one is looked at again."""
    phone = lending_phone(tmp_path)
    handover_id = begun(phone)
    names = [f"物品{number}" for number in range(8)]
    ids = [add_line(phone.store, phone.author(), handover_id, name, 1) for name in names]
    walk_line(phone.store, phone.author(), handover_id, ids[0], there=0)
    held = handovers.handover(phone.store.db, handover_id)
    assert held is not None
    assert [line.name for line in lines_of(held.lines)] == ["投影仪", *names]


def test_a_sheet_takes_no_more_broken_than_are_there(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    handover_id = begun(phone)
    before = changes(phone)
    with pytest.raises(ValueError, match="broken"):
        walk_line(phone.store, phone.author(), handover_id, "1", there=1, broken=2)
    with pytest.raises(ValueError, match="line"):
        walk_line(phone.store, phone.author(), handover_id, "99", there=1)
    assert changes(phone) == before
