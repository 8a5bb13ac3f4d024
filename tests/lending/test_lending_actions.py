"""Hand out, take back, extend, lose: one transaction each, and never more out than there is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from inspect_app.actions.damages import Broken
from inspect_app.actions.lending import (
    HandOut,
    NotLeft,
    NotOut,
    Return,
    call_lost,
    extend,
    hand_out,
    standing_of_asset,
    take_back,
    take_back_all,
)
from inspect_app.actions.photos import keep_photo
from inspect_app.actions.signing import keep_signature
from inspect_app.actions.splitting import split_asset
from inspect_app.actions.troubles import plain_words
from inspect_app.ledger.refusal import LedgerRefusal
from inspect_app.texts import words_for
from storage.queries import loans
from storage.queries.loans import LoanFilter
from tests.lending.desk import DESKS, PROJECTOR, SIGNATURE, changes, day, lending_phone, row
from tests.screens.school import Phone


def lend(phone: Phone, asset_id: str = PROJECTOR, holder: str = "张军", **more: object) -> str:
    given = HandOut(asset_id, "loan", holder, **more)  # type: ignore[arg-type]
    return hand_out(phone.store, phone.author(), given)


def test_a_loan_with_photo_and_signature_is_one_step(tmp_path: Path) -> None:
    """Who, what, when due, condition, photo and signature; all of it stands or nothing does."""
    phone = lending_phone(tmp_path)
    photo = asyncio.run(keep_photo(phone.store, phone.fake.device, b"\xff\xd8x", ""))
    signed = asyncio.run(keep_signature(phone.store, phone.fake.device, SIGNATURE, "holder", "李敏"))
    given = HandOut(PROJECTOR, "loan", "李敏", "p2", due_day=day(phone, 3), condition="worn", note="公开课")
    loan_id = hand_out(phone.store, phone.author(), given, photos=[photo], signed=signed)
    held = loans.loan(phone.store.db, loan_id)
    assert held is not None
    assert (held.holder, held.person_id, held.due_day, held.state) == ("李敏", "p2", day(phone, 3), "out")
    assert (held.out_condition, held.note, held.quantity) == ("worn", "公开课", 1)
    photos = phone.store.rows("select item, caption from photo where about_id = ? order by item", [loan_id])
    assert [(each["item"], each["caption"]) for each in photos] == [
        ("out", None),
        ("signature:holder", "李敏"),
    ]


def test_a_thing_that_is_out_is_not_lent_again_without_a_word(tmp_path: Path) -> None:
    """The refusal says who has it; nothing is written."""
    phone = lending_phone(tmp_path)
    lend(phone)
    before = changes(phone)
    with pytest.raises(NotLeft) as refused:
        lend(phone, holder="李敏")
    assert [loan.holder for loan in refused.value.standing.loans] == ["张军"]
    assert changes(phone) == before


def test_a_thing_goes_from_hand_to_hand_in_one_step(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    first = lend(phone)
    second = hand_out(phone.store, phone.author(), HandOut(PROJECTOR, "loan", "李敏"), passed_on=[first])
    assert (row(phone, "loan", first)["state"], row(phone, "loan", second)["state"]) == ("returned", "out")


def test_of_a_batch_never_more_goes_out_than_there_is(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    lend(phone, DESKS, quantity=40)
    with pytest.raises(NotLeft):
        lend(phone, DESKS, quantity=6)
    lend(phone, DESKS, quantity=5)
    assert standing_of_asset(phone.store, DESKS).left == 0


def test_a_part_comes_back_and_the_rest_stays_out(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    loan_id = lend(phone, DESKS, quantity=10)
    take_back(phone.store, phone.author(), loan_id, Return(4))
    assert row(phone, "loan", loan_id)["state"] == "out"
    assert standing_of_asset(phone.store, DESKS).left == 39
    with pytest.raises(NotOut):
        take_back(phone.store, phone.author(), loan_id, Return(7))
    take_back(phone.store, phone.author(), loan_id, Return(6))
    held = row(phone, "loan", loan_id)
    assert (held["state"], held["back_quantity"]) == ("returned", 10)
    with pytest.raises(NotOut):
        take_back(phone.store, phone.author(), loan_id, Return(1))


def test_what_comes_back_broken_is_reported_in_the_same_step(tmp_path: Path) -> None:
    """The one who had it is the one who pays, unless somebody else is named."""
    phone = lending_phone(tmp_path)
    loan_id = lend(phone)
    broken = Broken("镜头碎了", cost_fen=35_000)
    damage_id = take_back(phone.store, phone.author(), loan_id, Return(1, "damaged", "摔过", broken))
    assert damage_id is not None
    damage = row(phone, "damage", damage_id)
    assert (damage["asset_id"], damage["loan_id"], damage["payer"]) == (PROJECTOR, loan_id, "张军")
    assert (damage["state"], damage["cost_fen"]) == ("reported", 35_000)
    assert row(phone, "loan", loan_id)["back_condition"] == "damaged"


def test_a_bad_report_leaves_the_return_undone(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    loan_id = lend(phone)
    with pytest.raises(ValueError, match="damage"):
        take_back(phone.store, phone.author(), loan_id, Return(1, "damaged", "", Broken("  ")))
    assert row(phone, "loan", loan_id)["state"] == "out"


def test_a_lost_thing_needs_a_word_and_is_out_no_more(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    loan_id = lend(phone)
    with pytest.raises(ValueError, match="word"):
        call_lost(phone.store, phone.author(), loan_id, " ")
    damage_id = call_lost(phone.store, phone.author(), loan_id, "搬家时丢失", Broken("丢失", cost_fen=100))
    assert damage_id is not None
    assert row(phone, "loan", loan_id)["state"] == "lost"
    assert standing_of_asset(phone.store, PROJECTOR).out == 0


def test_several_are_extended_or_taken_back_at_once(tmp_path: Path) -> None:
    """What is back already is left as it is."""
    phone = lending_phone(tmp_path)
    ids = [lend(phone, f"a{number}", due_day=day(phone)) for number in (1, 3, 5)]
    take_back(phone.store, phone.author(), ids[0], Return(1))
    assert extend(phone.store, phone.author(), ids, day(phone, 9)) == 2
    assert row(phone, "loan", ids[0])["due_day"] == day(phone)
    assert take_back_all(phone.store, phone.author(), ids) == 2
    assert loans.count_loan_list(phone.store.db, LoanFilter(view="out")) == 0


def test_nobody_nothing_and_no_date_are_refused(tmp_path: Path) -> None:
    """Nothing is half done."""
    phone = lending_phone(tmp_path)
    before = changes(phone)
    for given in (
        HandOut(PROJECTOR, "loan", "  "),
        HandOut(PROJECTOR, "loan", "张军", quantity=0),
        HandOut(PROJECTOR, "loan", "张军", due_day="明天"),
        HandOut("no-such-card", "loan", "张军"),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - four sentences
            hand_out(phone.store, phone.author(), given)
    assert changes(phone) == before


def test_the_list_shows_the_longest_overdue_first(tmp_path: Path) -> None:
    phone = lending_phone(tmp_path)
    late, later = lend(phone, "a1", due_day=day(phone, -2)), lend(phone, "a3", due_day=day(phone, -9))
    open_end, today = lend(phone, "a5"), lend(phone, "a7", "李敏", due_day=day(phone))
    wanted = LoanFilter(view="overdue", today=day(phone))
    assert [each.id for each in loans.loan_list(phone.store.db, wanted, limit=9)] == [later, late]
    assert loans.count_loan_list(phone.store.db, wanted) == len(loans.loan_ids(phone.store.db, wanted)) == 2
    out = loans.loan_list(phone.store.db, LoanFilter(view="out"), limit=9)
    assert [each.id for each in out] == [later, late, today, open_end]
    found = loans.loan_list(phone.store.db, LoanFilter(view="all", text="李敏"), limit=9)
    assert [each.id for each in found] == [today]


def test_a_batch_is_not_split_under_its_loans(tmp_path: Path) -> None:
    """12 of 45 are out: one sentence and nothing done; split around them, the loan stays where it was."""
    phone = lending_phone(tmp_path)
    loan_id = hand_out(phone.store, phone.author(), HandOut(DESKS, "loan", "张军", quantity=12))
    before = changes(phone)
    with pytest.raises(LedgerRefusal) as refused:
        split_asset(phone.store, phone.author(), DESKS, (1,) * 45)
    told = plain_words(refused.value, words_for("zh_CN"))
    assert told == "没有拆分：有借出未还的，借用记录留在第一张卡片上。请先收回，或让第一份不少于借出的数量。"
    assert changes(phone) == before
    first, second = split_asset(phone.store, phone.author(), DESKS, (20, 25))
    assert first == DESKS
    assert standing_of_asset(phone.store, DESKS).overlent == 0
    assert standing_of_asset(phone.store, second).loans == ()
    take_back(phone.store, phone.author(), loan_id, Return(12))
    assert len(split_asset(phone.store, phone.author(), DESKS, (1,) * 20)) == 20
