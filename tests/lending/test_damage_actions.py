"""A damage's way: reported, approved or waived by the office, paid under a number of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.actions.damages import Broken, report_damage
from inspect_app.actions.office.damages import NotNow, approve, judge_again, receive_payment, waive
from storage.queries import damages
from storage.queries.damages import DamageFilter
from sync.server.rights import may_write
from tests.lending.desk import PROJECTOR, changes, lending_phone, row
from tests.screens.school import Phone


def reported(phone: Phone, what: str = "屏幕划伤", payer: str = "7年级1班") -> str:
    return report_damage(phone.store, phone.author(), Broken(what, PROJECTOR, payer=payer, cost_fen=20_000))


def test_who_breaks_it_pays_what_the_office_approves(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    damage_id = reported(phone)
    approve(phone.store, phone.author(), damage_id, amount_fen=10_000, payer="李敏", note="承担一半")
    receipt = receive_payment(phone.store, phone.author(), damage_id)
    held = damages.damage(phone.store.db, damage_id)
    assert held is not None
    assert (held.state, held.amount_fen, held.payer, held.receipt) == ("paid", 10_000, "李敏", receipt)
    assert (held.approver, held.note) == ("王师傅", "承担一半")


def test_no_number_stands_on_two_receipts(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    receipts = []
    for number in range(12):
        damage_id = reported(phone, f"损坏{number}")
        approve(phone.store, phone.author(), damage_id, amount_fen=100, payer="张军")
        receipts.append(receive_payment(phone.store, phone.author(), damage_id))
    assert len(set(receipts)) == 12


def test_what_was_paid_is_not_judged_again(tmp_path: Path) -> None:
    """Nor paid twice, nor is an unapproved damage paid."""
    phone = lending_phone(tmp_path)
    damage_id = reported(phone)
    with pytest.raises(NotNow):
        receive_payment(phone.store, phone.author(), damage_id)
    approve(phone.store, phone.author(), damage_id, amount_fen=100, payer="张军")
    receive_payment(phone.store, phone.author(), damage_id)
    before = changes(phone)
    for act in (
        lambda: receive_payment(phone.store, phone.author(), damage_id),
        lambda: waive(phone.store, phone.author(), damage_id, "算了"),
        lambda: judge_again(phone.store, phone.author(), damage_id, "再看"),
    ):
        with pytest.raises(NotNow):
            act()
    assert changes(phone) == before


def test_a_waiver_has_a_reason_and_can_be_thought_over(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    damage_id = reported(phone)
    with pytest.raises(ValueError, match="reason"):
        waive(phone.store, phone.author(), damage_id, "")
    waive(phone.store, phone.author(), damage_id, "自然老化")
    assert (row(phone, "damage", damage_id)["state"], row(phone, "damage", damage_id)["amount_fen"]) == (
        "waived",
        0,
    )
    judge_again(phone.store, phone.author(), damage_id, "看了录像")
    held = row(phone, "damage", damage_id)
    assert (held["state"], held["amount_fen"], held["note"]) == ("reported", None, "自然老化\n看了录像")


def test_an_approval_names_payer_and_amount(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    damage_id = reported(phone)
    for amount, payer in ((0, "张军"), (-5, "张军"), (100, " ")):
        with pytest.raises(ValueError, match="approval"):
            approve(phone.store, phone.author(), damage_id, amount_fen=amount, payer=payer)


def test_the_list_adds_up_what_is_open_and_what_came_in(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    first, second = reported(phone, "甲"), reported(phone, "乙")
    for damage_id in (first, second):
        approve(phone.store, phone.author(), damage_id, amount_fen=5_000, payer="张军")
    receive_payment(phone.store, phone.author(), first)
    totals = damages.damage_totals(phone.store.db, DamageFilter(view="all"))
    assert (totals.count, totals.cost_fen, totals.amount_fen, totals.paid_fen) == (2, 40_000, 10_000, 5_000)
    assert damages.damage_ids(phone.store.db, DamageFilter(view="approved")) == [second]


def test_only_the_office_may_say_more_than_that_it_broke() -> None:
    """The server's word, whatever a phone sends."""
    report = {"asset_id": "a1", "what": "坏了", "state": "reported", "found_ms": 1, "payer": "张军"}
    for role in ("teacher", "inspector"):
        assert may_write(role, "damage", report)
        assert not may_write(role, "damage", {"state": "waived"})
        assert not may_write(role, "damage", {"amount_fen": 1})
    assert may_write("office", "damage", {"state": "paid", "receipt": "PC1"})
    assert may_write("teacher", "handover", {"state": "signed"})
    assert not may_write("teacher", "loan", {"state": "out"})
