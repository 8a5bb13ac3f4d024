"""Loans, returns, damages and sheets are kept at every tap: alive after a kill, listed on the first screen."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.handovers import Begun, begin_handover, walk_line
from inspect_app.lending.handover import lines_of
from inspect_app.lending.terms import term_of
from storage.photo_transfers import unsent
from storage.queries import damages, form_drafts, handovers
from storage.queries.damages import DamageFilter
from tests.lending.desk import DESKS, PROJECTOR, day
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, latin_words, shown
from tests.screens.school import Phone, school_phone
from tests.screens.test_lending import every, lent, sign
from tests.screens.test_report import after_a_kill, thumbs

ROOM = "r2"


async def photograph(screen: PhoneScreen) -> None:
    await screen.tap("photo-proof")
    await screen.settle(10)
    await screen.tap("shutter")
    await screen.settle(8)


def sheet_of(phone: Phone) -> str:
    term = term_of(day(phone)).name
    return begin_handover(phone.store, phone.author(), Begun(ROOM, term, "start", "7年级1班", "张军"))


def test_a_loan_is_on_the_disk_at_every_tap(tmp_path: Path) -> None:
    """Holder, quantity, due day, note, photo and signature are there again when the app was killed without a word."""
    phone = school_phone(tmp_path)

    async def begin() -> None:
        async with shown(phone, f"/asset/{DESKS}/lend/loan") as screen:
            await screen.type("holder", "李")
            await screen.tap("holder-p2")
            await screen.type("quantity", "12")
            await screen.choose(f"due-{day(phone, 3)}")
            await screen.type("lend-note", "运动会")
            await photograph(screen)
            await screen.tap("sign-holder")
            await sign(screen)

    run(begin)
    again = after_a_kill(phone, tmp_path)

    async def go_on() -> None:
        async with shown(again) as screen:
            assert screen.shows("借出未完成")
            await screen.tap(f"begun-loan-{DESKS}")
            assert screen.find("holder-chosen") is not None
            assert (screen.find("quantity").value, screen.find("lend-note").value) == ("12", "运动会")
            assert len(thumbs(screen)) == 1
            assert screen.shows("李敏已签名")
            assert not latin_words(screen.texts())
            await screen.tap("lend-send")
            await screen.settle()

    run(go_on)
    (loan,) = every(again)
    told = (loan.holder, loan.person_id, loan.quantity, loan.due_day, loan.note)
    assert told == ("李敏", "p2", 12, day(phone, 3), "运动会")
    items = [
        each["item"] for each in again.store.rows("select item from photo where about_id = ?", [loan.id])
    ]
    assert sorted(items) == ["out", "signature:holder"]
    assert form_drafts.forms(again.store.db) == []


def test_a_return_and_a_damage_come_back_after_the_back_key(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    loan_id = lent(phone, "a4", quantity=9)

    async def work() -> None:
        async with shown(phone, f"/loan/{loan_id}/return") as screen:
            await screen.type("quantity", "4")
            await screen.tap("answer-condition-damaged")
            await screen.type("what", "腿断了")
        async with shown(phone, f"/asset/{PROJECTOR}/damage") as screen:
            await screen.type("what", "外壳裂了")
            await screen.type("cost", "80")
        async with shown(phone, "/") as screen:
            assert screen.shows("归还未完成")
            assert screen.shows("报损未提交")
            await screen.tap(f"begun-return-{loan_id}")
            assert (screen.find("quantity").value, screen.find("what").value) == ("4", "腿断了")
            await screen.tap("return-send")
            await screen.settle()
        async with shown(phone, f"/asset/{PROJECTOR}/damage") as screen:
            assert (screen.find("what").value, screen.find("cost").value) == ("外壳裂了", "80")
            await screen.tap("damage-send")
            await screen.settle()

    run(work)
    found = damages.damage_list(phone.store.db, DamageFilter(), limit=5)
    assert {(each.what, each.cost_fen) for each in found} >= {("外壳裂了", 8000)}
    assert {each.what for each in found} == {"腿断了", "外壳裂了"}
    assert form_drafts.forms(phone.store.db) == []


def test_a_form_that_nobody_touched_leaves_no_draft(tmp_path: Path) -> None:
    """Looked at, or emptied again: nothing is offered, and nothing keeps a person from leaving the school."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, f"/asset/{PROJECTOR}/lend/loan") as screen:
            await screen.type("lend-note", "借")
            await screen.type("lend-note", "")
        async with shown(phone, f"/asset/{PROJECTOR}/damage"):
            pass

    run(work)
    assert form_drafts.forms(phone.store.db) == []


def test_a_draft_is_thrown_away_with_its_pictures_once_asked(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, f"/asset/{PROJECTOR}/lend/loan") as screen:
            await screen.type("holder", "家长")
            await photograph(screen)
            await screen.tap("sign-holder")
            await sign(screen)
            assert len(phone.fake.photos.files) == 2
            await screen.tap("throw-away")
            await screen.tap("ask-no")
            assert len(form_drafts.forms(phone.store.db)) == 1
            await screen.tap("throw-away")
            await screen.tap("ask-yes")
            await screen.settle(8)

    run(work)
    assert form_drafts.forms(phone.store.db) == []
    assert phone.fake.photos.files == {}
    assert unsent(phone.store.db) == []


def test_a_signature_is_not_for_what_was_changed_after_it(tmp_path: Path) -> None:
    """Signed for 2, changed to 3: it is asked for again, and the first one goes from the disk."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, f"/asset/{DESKS}/lend/loan") as screen:
            await screen.type("holder", "家长")
            await screen.type("quantity", "2")
            await screen.tap("sign-holder")
            await sign(screen)
            assert screen.shows("已签名")
            await screen.type("quantity", "3")
            assert not screen.shows("已签名")
            await screen.tap("sign-holder")
            await sign(screen)
            assert len(phone.fake.photos.files) == 1
            await screen.tap("lend-send")
            await screen.settle()

    run(work)
    (loan,) = every(phone)
    assert len(phone.store.rows("select id from photo where about_id = ?", [loan.id])) == 1


def test_a_line_and_the_signatures_of_a_sheet_are_kept(tmp_path: Path) -> None:
    """The line comes back as it was typed; the signatures stand while the lines do."""
    phone = school_phone(tmp_path)
    sheet = sheet_of(phone)

    async def begin() -> None:
        async with shown(phone, f"/handover/{sheet}") as screen:
            await screen.tap("answer-1-fewer")
            await screen.type("there", "1")
            await screen.type("line-note", "一台送修")
            await photograph(screen)

    run(begin)
    again = after_a_kill(phone, tmp_path)

    async def sign_it() -> None:
        async with shown(again) as screen:
            assert screen.shows("清点未完成")
            await screen.tap(f"begun-line-{sheet}/1")
            await screen.tap("answer-1-fewer")
            assert (screen.find("there").value, screen.find("line-note").value) == ("1", "一台送修")
            assert len(thumbs(screen)) == 1
            await screen.tap("line-keep")
            await screen.settle()
            await screen.tap("sign-teacher")
            await sign(screen, "张军")

    run(sign_it)
    third = after_a_kill(again, tmp_path)

    async def change_and_close() -> None:
        async with shown(third) as screen:
            await screen.tap(f"begun-sheet-{sheet}")
            assert not screen.find("sign-close").disabled
        walk_line(third.store, third.author(), sheet, "1", there=2)
        async with shown(third, f"/handover/{sheet}") as screen:
            assert screen.find("sign-anew") is not None
            assert screen.find("sign-close").disabled
            await screen.tap("sign-teacher")
            await sign(screen, "张军")
            await screen.tap("sign-close")
            await screen.settle()

    run(change_and_close)
    held = handovers.handover(third.store.db, sheet)
    assert held is not None
    assert (held.state, [line.there for line in lines_of(held.lines)]) == ("signed", [2])
    assert form_drafts.forms(third.store.db) == []


def test_a_line_that_is_cancelled_or_all_there_leaves_no_draft(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    sheet = sheet_of(phone)

    async def work() -> None:
        async with shown(phone, f"/handover/{sheet}") as screen:
            await screen.tap("answer-1-fewer")
            await screen.type("there", "1")
            await screen.tap("line-cancel")
            await screen.settle()
            assert form_drafts.forms(phone.store.db) == []
            await screen.tap("answer-1-fewer")
            await screen.type("there", "1")
        async with shown(phone, f"/handover/{sheet}") as screen:
            await screen.tap("answer-1-whole")
            await screen.settle()

    run(work)
    assert form_drafts.forms(phone.store.db) == []
