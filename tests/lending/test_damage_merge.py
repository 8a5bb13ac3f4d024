"""Two computers of the office, or two phones, at one damage unseen: no money is lost or doubled."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions import handovers as acts
from inspect_app.actions.damages import Broken, report_damage
from inspect_app.actions.office.damages import approve, judge_again, receive_payment, waive
from storage.queries import damages
from storage.queries.damages import Damage
from tests.lending.test_handover_merge import author, settle, walk, walked_by_two
from tests.world import Phone, World

WORDS = ("缺少{name} {n} 件", "损坏{name} {n} 件")


def on(phone: Phone, damage_id: str) -> Damage:
    held = damages.damage(phone.store.db, damage_id)
    assert held is not None
    return held


def approved(world: World, desk: Phone, what: str = "屏幕划伤", fen: int = 10_000) -> str:
    broken = Broken(what, "a0", payer="7年级1班", cost_fen=20_000)
    damage_id = report_damage(desk.store, author(world, desk), broken)
    approve(desk.store, author(world, desk), damage_id, amount_fen=fen, payer="李敏")
    return damage_id


def test_two_who_report_one_sheets_differences_make_one_report_of_each(tmp_path: Path) -> None:
    with walked_by_two(tmp_path) as (world, sheet, desk, one, two):
        walk(world, one, sheet, "课桌", 9)
        walk(world, one, sheet, "门锁", 10, 1)
        settle(world, one, two, one, desk)
        for phone in (one, two):
            assert acts.report_differences(phone.store, author(world, phone), sheet, WORDS) == 2
        settle(world, one, two, one, desk)
        for phone in (desk, one, two):
            found = damages.damages_of_handover(phone.store.db, sheet)
            assert sorted(each.what for each in found) == ["损坏门锁 1 件", "缺少课桌 1 件"]


def test_what_was_paid_stays_paid_whatever_another_computer_decides(tmp_path: Path) -> None:
    """The receipt is out: state, amount and payer stay those of the receipt on every copy."""
    with walked_by_two(tmp_path) as (world, _, desk, *_phones):
        other = world.add_phone("office")
        ids = [approved(world, desk, f"损坏{n}") for n in range(3)]
        settle(world, desk, other)
        receipts = [receive_payment(desk.store, author(world, desk), each) for each in ids]
        waive(other.store, author(world, other), ids[0], "自然老化")
        judge_again(other.store, author(world, other), ids[1], "看了录像")
        judge_again(other.store, author(world, other), ids[2], "看了录像")
        approve(other.store, author(world, other), ids[2], amount_fen=500, payer="张军")
        settle(world, desk, other, desk)
        for phone in (desk, other):
            for damage_id, receipt in zip(ids, receipts, strict=True):
                held = on(phone, damage_id)
                assert (held.state, held.receipt, held.amount_fen, held.payer) == (
                    "paid",
                    receipt,
                    10_000,
                    "李敏",
                )


def test_two_receipts_for_one_damage_are_both_told(tmp_path: Path) -> None:
    """Both computers took the money: the paper of each exists, so neither number is lost or given again."""
    with walked_by_two(tmp_path) as (world, _, desk, *_phones):
        other = world.add_phone("office")
        damage_id = approved(world, desk)
        settle(world, desk, other)
        first = receive_payment(desk.store, author(world, desk), damage_id)
        second = receive_payment(other.store, author(world, other), damage_id)
        assert first != second
        settle(world, desk, other, desk)
        for phone in (desk, other):
            held = on(phone, damage_id)
            assert {held.receipt, held.other_receipt} == {first, second}
        later = []
        for phone in (desk, other):
            again = approved(world, phone, "又一件")
            later.append(receive_payment(phone.store, author(world, phone), again))
        assert len({first, second, *later}) == 4
