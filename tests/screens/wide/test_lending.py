"""The office's tables of loans, damages and handovers; two phones before the real server; papers from it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from inspect_app.actions.damages import Broken, report_damage
from inspect_app.actions.handovers import (
    Begun,
    begin_handover,
    report_differences,
    sign_handover,
    walk_line,
    walk_rest,
)
from inspect_app.actions.lending import HandOut, extend, hand_out, standing_of_asset
from inspect_app.actions.office.damages import approve
from inspect_app.actions.office.papers import fetch_paper
from inspect_app.actions.signing import keep_signature
from inspect_app.lending.handover import lines_of
from storage.queries import damages, form_drafts, handovers
from storage.queries.damages import DamageFilter
from tests.lending.desk import DESKS, PROJECTOR, SIGNATURE, day
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone
from tests.screens.wide.office import Office, keyed, new_office, press, see, wide

TERM = "2026—2027学年第一学期"


def lend(phone: Phone, asset_id: str, holder: str, **more: object) -> str:
    return hand_out(phone.store, phone.author(), HandOut(asset_id, "loan", holder, **more))  # type: ignore[arg-type]


def meet(office: Office, *phones: Phone) -> None:
    """Everybody sends and hears of the others."""
    for _ in range(2):
        office.sync()
        for phone in phones:
            office.sync(phone)
    office.sync()


def test_two_offline_phones_that_lent_one_thing_are_both_seen(tmp_path: Path) -> None:
    """Neither loan is lost; every screen says so; taking the wrong one back settles it everywhere."""
    office = new_office(tmp_path)
    one, two = office.phone("one"), office.phone("two", person="p2")
    first, second = lend(one, PROJECTOR, "张军"), lend(two, PROJECTOR, "李敏")
    lend(one, DESKS, "张军", quantity=30)
    lend(two, DESKS, "李敏", quantity=30)
    meet(office, one, two)
    for phone in (one, two, office.computer):
        standing = standing_of_asset(phone.store, PROJECTOR)
        assert {loan.id for loan in standing.loans} == {first, second}
        assert standing.overlent == 1
        assert standing_of_asset(phone.store, DESKS).overlent == 15

    async def work() -> None:
        async with wide(office.computer, "/loans") as screen:
            assert len(keyed(screen, "tick-")) == 5
            await screen.event(f"tick-{second}", "change", "true")
            await screen.tap("all-back")
            await screen.tap("ask-yes")
            await screen.settle()
            assert screen.shows("已归还 1 笔")
            assert screen.find(f"loan-{second}") is None
            assert latin_words(screen.texts()) == []

    run(work)
    meet(office, one, two)
    for phone in (one, two):
        assert [loan.id for loan in standing_of_asset(phone.store, PROJECTOR).loans] == [first]


def test_the_office_filters_extends_and_exports_loans(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    computer = office.computer
    late = lend(computer, "a1", "张军", due_day=day(computer, -3))
    lend(computer, "a3", "李敏", due_day=day(computer, 3))

    async def work() -> None:
        async with wide(computer, "/loans") as screen:
            await screen.choose("view-overdue")
            assert keyed(screen, "loan-", late) == [f"loan-{late}"]
            assert screen.shows("逾期 3 天")
            await screen.tap(f"loan-{late}")
            await screen.settle()
            assert screen.find("take-back") is not None
            await screen.event(f"tick-{late}", "change", "true")
            await screen.tap("all-longer")
            assert screen.shows("已续借 1 笔")
            await screen.choose("view-all")
            await screen.tap("export-open")
            await screen.tap("export.csv")
            await see(screen, "表格已保存")

    run(work)
    _, content = list(computer.fake.shell.saved.items())[-1]
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "领用人" in lines[0] or "持有人" in lines[0] or "借用人" in lines[0]


def test_the_office_approves_a_share_takes_the_money_and_prints(tmp_path: Path, font: Path) -> None:
    """Reported on a phone, decided and paid at the office, the receipt from the server as PDF."""
    office = new_office(tmp_path)
    phone = office.phone("a")
    broken = Broken("屏幕裂了", PROJECTOR, payer="7年级1班", cost_fen=20_000)
    damage_id = report_damage(phone.store, phone.author(), broken)
    meet(office, phone)

    async def work() -> None:
        async with wide(office.computer, f"/damage/{damage_id}") as screen:
            await screen.tap("act-approve")
            await screen.choose("share-500")
            assert screen.shows("应赔偿：¥ 100.00")
            await screen.tap("approve-yes")
            await screen.settle()
            await screen.choose("view-approved")
            await screen.tap("act-pay")
            await screen.tap("ask-yes")
            await screen.settle()
            assert screen.shows("PC2")
            assert latin_words(screen.texts()) == []

    run(work)
    office.sync()
    damage = damages.damage(office.computer.store.db, damage_id)
    assert damage is not None
    assert (damage.state, damage.amount_fen) == ("paid", 10_000)
    content = asyncio.run(
        fetch_paper(office.computer.store, office.computer.fake.device, "damage", damage_id)
    )
    assert content.startswith(b"%PDF-")


def test_a_refused_decision_of_a_phone_changes_nothing(tmp_path: Path) -> None:
    """A phone that approves its own report is refused by the server, and shows the report again."""
    office = new_office(tmp_path)
    phone = office.phone("a")
    damage_id = report_damage(phone.store, phone.author(), Broken("坏了", PROJECTOR))
    office.sync(phone)
    approve(phone.store, phone.author(), damage_id, amount_fen=1, payer="谁")
    meet(office, phone)
    for each in (phone, office.computer):
        (damage,) = damages.damage_list(each.store.db, DamageFilter(view="all"), limit=5)
        assert (damage.state, damage.amount_fen) == ("reported", None)


def test_a_teachers_sheet_reaches_the_office_with_its_signature(tmp_path: Path, font: Path) -> None:
    """Walked and signed on a teacher's phone; compared, charged and printed at the office."""
    office = new_office(tmp_path)
    teacher = office.phone("teacher", "teacher", "p2")
    start = begin_handover(teacher.store, teacher.author(), Begun("r2", TERM, "start", "7年级1班", "李敏"))
    walk_rest(teacher.store, teacher.author(), start)
    fake = teacher.fake
    signed = asyncio.run(keep_signature(teacher.store, fake.device, SIGNATURE, "teacher", "李敏"))
    sign_handover(teacher.store, teacher.author(), start, [signed])
    end = begin_handover(teacher.store, teacher.author(), Begun("r2", TERM, "end"))
    walk_line(teacher.store, teacher.author(), end, "1", there=2, broken=1)
    meet(office, teacher)
    computer = office.computer
    held = handovers.handover(computer.store.db, start)
    assert held is not None
    assert held.state == "signed"
    assert report_differences(computer.store, computer.author(), end, ("缺{name}", "{name}坏{n}")) == 1

    async def work() -> None:
        async with wide(computer, f"/handover/{end}") as screen:
            assert screen.find(f"handover-{start}") is not None
            assert screen.shows("投影仪坏1")
            await screen.tap("paper-handover")
            await see(screen, "已保存为文件")
            assert latin_words(screen.texts()) == []

    office.sync()
    run(work)
    name, content = list(computer.fake.shell.saved.items())[-1]
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF-")
    printed = asyncio.run(fetch_paper(computer.store, computer.fake.device, "handover", start))
    assert len(printed) > 5_000


def test_a_paper_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    damage_id = report_damage(office.computer.store, office.computer.author(), Broken("坏了", PROJECTOR))

    async def work() -> None:
        async with wide(office.computer, f"/damage/{damage_id}") as screen:
            await screen.tap("paper-damage")
            await screen.settle(20)
            await see(screen, "服务器上还没有")
            assert not office.computer.fake.shell.saved
            office.wire.is_cut = True
            await screen.tap("paper-damage")
            await see(screen, "服务器暂时连不上")

    run(work)


def test_two_phones_on_one_line_are_shown_at_the_desk_and_ended_there(tmp_path: Path) -> None:
    """The open sheet shows what each found; one tap takes the other word back, and every copy follows."""
    office = new_office(tmp_path)
    one, two = office.phone("one"), office.phone("two", person="p2")
    sheet = begin_handover(
        office.computer.store, office.computer.author(), Begun("r2", TERM, "start", "7年级1班", "张军")
    )
    meet(office, one, two)
    walk_line(one.store, one.author(), sheet, "1", there=1, note="一台送修")
    walk_line(two.store, two.author(), sheet, "1", there=2, broken=1)
    meet(office, one, two)
    (disputed,) = handovers.line_conflicts(office.computer.store.db, sheet)

    async def at_the_desk() -> None:
        async with wide(office.computer, f"/handover/{sheet}") as screen:
            assert screen.shows("两人各自清点了“投影仪”，结果不同")
            assert latin_words(screen.texts()) == []
            await screen.tap(f"take-back-{disputed.id}")
            assert screen.find(f"conflict-{disputed.id}") is None

    async def on_the_phone() -> None:
        async with shown(one, f"/handover/{sheet}") as screen:
            assert screen.find("disputed-1") is not None
            assert latin_words(screen.texts()) == []

    run(on_the_phone)
    run(at_the_desk)
    meet(office, one, two)
    for phone in (one, two, office.computer):
        held = handovers.handover(phone.store.db, sheet)
        assert held is not None
        assert not held.conflict
        (line,) = lines_of(held.lines)
        assert line.there == disputed.lost["there"]


def test_a_loan_that_two_changed_unseen_is_settled_at_the_desk(tmp_path: Path) -> None:
    """Both due days are shown with who said them."""
    office = new_office(tmp_path)
    one, two = office.phone("one"), office.phone("two", person="p2")
    loan_id = lend(office.computer, PROJECTOR, "张军")
    meet(office, one, two)
    extend(one.store, one.author(), [loan_id], day(one, 3))
    extend(two.store, two.author(), [loan_id], day(two, 9))
    meet(office, one, two)

    async def work() -> None:
        async with wide(office.computer, f"/loan/{loan_id}") as screen:
            assert screen.shows("王师傅")
            assert latin_words(screen.texts()) == []
            await screen.tap("keep-due_day")
            assert screen.find("conflict-due_day") is None

    run(work)


def test_the_office_lends_from_its_desk_by_typing(tmp_path: Path) -> None:
    """The thing and the borrower are found by a part of their words; another kind keeps what was said."""
    office = new_office(tmp_path)
    computer = office.computer

    async def work() -> None:
        async with wide(computer, "/loans") as screen:
            await screen.tap("lend-new")
            await screen.type("thing", "没有的东西")
            await see(screen, "台账里没有这件物品")
            await screen.type("thing", "课桌椅")
            await see(screen, "45")
            await screen.tap(f"thing-{DESKS}")
            assert screen.find("lend-send").disabled
            await screen.type("holder", "李")
            await screen.tap("holder-p2")
            await screen.type("quantity", "12")
            await screen.choose("sort-issue")
            assert screen.find("holder-chosen") is not None
            assert screen.find("quantity").value == "12"
            await screen.tap("lend-cancel")
            await screen.tap("lend-new")
            assert screen.shows("已开始，未提交")
            await screen.tap(f"begun-issue-{DESKS}")
            assert screen.find("quantity").value == "12"
            assert latin_words(screen.texts()) == []
            await screen.tap("lend-send")
            await screen.settle()
            assert screen.shows("已登记，在李敏手里")
            assert screen.find(f"begun-issue-{DESKS}") is None

    run(work)
    (loan,) = standing_of_asset(computer.store, DESKS).loans
    assert (loan.holder, loan.quantity, loan.sort) == ("李敏", 12, "issue")
    assert loan.due_day is not None
    assert loan.due_day[5:] in ("01-31", "07-31")
    assert form_drafts.forms(computer.store.db) == []


def test_typing_into_a_form_at_the_desk_moves_nothing(tmp_path: Path) -> None:
    """The keys of the list are silent while a return is filled in beside it."""
    office = new_office(tmp_path)
    first = lend(office.computer, "a1", "张军")
    lend(office.computer, "a3", "李敏")

    async def work() -> None:
        async with wide(office.computer, f"/loan/{first}/return") as screen:
            await press(screen, "J")
            assert screen.find("return-send") is not None
            await screen.tap("return-send")
            await screen.settle()

    run(work)
    assert standing_of_asset(office.computer.store, "a1").loans == ()


def test_a_damage_is_reported_at_the_desk(tmp_path: Path) -> None:
    office = new_office(tmp_path)

    async def work() -> None:
        async with wide(office.computer, f"/asset/{PROJECTOR}/damage") as screen:
            assert screen.find("damage-page-right") is not None
            await screen.type("what", "外壳裂了")
            await screen.tap("damage-send")
            await screen.settle()

    run(work)
    (damage,) = damages.damage_list(office.computer.store.db, DamageFilter(), limit=5)
    assert damage.what == "外壳裂了"
