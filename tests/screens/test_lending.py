"""Lending on the phone: hand out, take back, lose, extend; overdue on the first screen; a damage reported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspect_app.actions.lending import HandOut, hand_out
from storage.queries import damages, loans
from storage.queries.damages import DamageFilter
from storage.queries.loans import Loan, LoanFilter
from storage.store import Edit
from tests.lending.desk import DESKS, PROJECTOR, day
from tests.screens.headless import Screen, run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone, code_of, school_phone


async def sign(screen: Screen, name: str | None = None) -> None:
    """A finger over the pad, from left to right."""
    await screen.event("signature-canvas", "resize", {"w": 358, "h": 200})
    for number, (x, y) in enumerate(((30, 100), (150, 40), (320, 160))):
        spot = {"k": "touch", "l": {"x": x, "y": y}, "g": {"x": x, "y": y}}
        await screen.event("signature-paper", "pan_update" if number else "pan_start", spot)
    await screen.event("signature-paper", "pan_end", {"k": "touch", "l": {"x": 320, "y": 160},
                                                      "g": {"x": 0, "y": 0}, "v": {"x": 0, "y": 0}})  # fmt: skip
    if name is not None:
        await screen.type("signature-name", name)
    await screen.tap("signature-done")
    await screen.settle(6)


def every(phone: Phone, view: str = "all", today: str = "") -> list[Loan]:
    return loans.loan_list(phone.store.db, LoanFilter(view=view, today=today), limit=50)


def lent(phone: Phone, asset_id: str = PROJECTOR, **more: object) -> str:
    return hand_out(phone.store, phone.author(), HandOut(asset_id, "loan", "张军", **more))  # type: ignore[arg-type]


def test_a_scanned_thing_is_lent_with_a_signature(tmp_path: Path) -> None:
    """From the label to the signed loan: scan, lend, choose a person, sign, done."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, f"/q/{code_of(5001)}") as screen:
            await screen.settle()
            await screen.tap("to-lend")
            assert screen.find("lend-send").disabled
            await screen.type("holder", "李")
            await screen.tap("holder-p2")
            assert screen.find("holder-chosen") is not None
            await screen.choose(f"due-{day(phone, 3)}")
            await screen.tap("sign-holder")
            assert screen.find("signature-done").disabled
            await sign(screen)
            assert screen.shows("李敏已签名")
            assert not latin_words(screen.texts())
            await screen.tap("lend-send")
            await screen.settle()
            assert screen.shows("已登记，在李敏手里")

    run(work)
    (loan,) = every(phone)
    assert (loan.holder, loan.person_id, loan.due_day, loan.sort) == ("李敏", "p2", day(phone, 3), "loan")
    (signature,) = phone.store.rows("select item, caption from photo where about_id = ?", [loan.id])
    assert (signature["item"], signature["caption"]) == ("signature:holder", "李敏")


def test_a_free_name_may_take_things_for_the_term(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, f"/asset/{DESKS}/lend/issue") as screen:
            await screen.type("holder", "家长委员会")
            await screen.type("quantity", "46")
            assert screen.find("lend-send").disabled
            assert screen.shows("请填 1 到 45")
            await screen.type("quantity", "12")
            await screen.tap("lend-send")
            await screen.settle()

    run(work)
    (loan,) = every(phone)
    assert (loan.holder, loan.person_id, loan.quantity, loan.sort) == ("家长委员会", None, 12, "issue")
    assert loan.due_day is not None
    assert loan.due_day[5:] in ("01-31", "07-31")


def test_a_thing_that_is_out_says_who_has_it_and_is_passed_on_only_so(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    first = lent(phone)

    async def work() -> None:
        async with shown(phone, f"/asset/{PROJECTOR}") as screen:
            assert screen.find(f"loan-{first}") is not None
            await screen.tap("to-lend")
            assert screen.shows("现在在张军手里")
            await screen.type("holder", "李敏")
            assert screen.shows("从张军收回并转借")
            await screen.tap("lend-send")
            await screen.settle()

    run(work)
    assert sorted((loan.holder, loan.state) for loan in every(phone)) == [
        ("张军", "returned"),
        ("李敏", "out"),
    ]


def test_a_part_comes_back_on_the_phone(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    loan_id = lent(phone, DESKS, quantity=10)

    async def work() -> None:
        async with shown(phone, f"/loan/{loan_id}") as screen:
            await screen.tap("take-back")
            await screen.type("quantity", "4")
            await screen.tap("return-send")
            await screen.settle()
            assert screen.shows("6/10 套")

    run(work)
    (loan,) = every(phone, "out")
    assert loan.back_quantity == 4


def test_no_letter_is_lost_to_a_form_that_is_drawn_at_every_letter(tmp_path: Path) -> None:
    """The next letter stands in the field already when the form is drawn for the one before."""
    phone = school_phone(tmp_path)
    loan_id = lent(phone)

    async def work() -> None:
        async with shown(phone, f"/loan/{loan_id}/return") as screen:
            await screen.tap("answer-condition-damaged")
            await screen.type_quickly("what", "镜", "镜头", "镜头碎", "镜头碎了")
            assert screen.find("what").value == "镜头碎了"
            await screen.tap("return-send")

    run(work)
    (damage,) = damages.damage_list(phone.store.db, DamageFilter(), limit=5)
    assert damage.what == "镜头碎了"


def test_what_comes_back_damaged_asks_what_and_how_much(tmp_path: Path) -> None:
    """The report goes with the return; money that is no money is told beside its field."""
    phone = school_phone(tmp_path)
    loan_id = lent(phone)

    async def work() -> None:
        async with shown(phone, f"/loan/{loan_id}/return") as screen:
            await screen.tap("answer-condition-damaged")
            assert screen.find("return-send").disabled
            await screen.type("what", "镜头碎了")
            await screen.type("cost", "三十")
            assert screen.shows("请填金额")
            assert screen.find("return-send").disabled
            await screen.type("cost", "350.5")
            await screen.tap("return-send")
            await screen.settle()

    run(work)
    (damage,) = damages.damage_list(phone.store.db, DamageFilter(), limit=5)
    assert (damage.what, damage.cost_fen, damage.payer, damage.loan_id) == (
        "镜头碎了",
        35_050,
        "张军",
        loan_id,
    )


def test_overdue_things_stand_on_the_first_screen_until_they_are_extended(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    loan_id = lent(phone, due_day=day(phone, -2))

    async def work() -> None:
        async with shown(phone, "/") as screen:
            assert screen.shows("1 件逾期未还")
            assert screen.shows("逾期 2 天")
            await screen.tap(f"loan-{loan_id}")
            await screen.tap("extend")
            await screen.tap("longer-3")
            await screen.settle()
        async with shown(phone, "/") as screen:
            assert not screen.shows("逾期")

    run(work)
    assert every(phone)[0].due_day == day(phone, 3)


def test_a_lost_thing_is_reported_with_a_word(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    loan_id = lent(phone)

    async def work() -> None:
        async with shown(phone, f"/loan/{loan_id}") as screen:
            await screen.tap("lost")
            await screen.choose("reason-1")
            await screen.tap("reason-yes")
            await screen.settle()
            assert screen.shows("遗失")

    run(work)
    assert every(phone)[0].state == "lost"
    (damage,) = damages.damage_list(phone.store.db, DamageFilter(), limit=5)
    assert damage.what == "被盗"


def test_a_damage_is_reported_from_the_card_and_read_there(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, f"/asset/{PROJECTOR}") as screen:
            await screen.tap("to-damage")
            await screen.type("what", "外壳裂了")
            await screen.type("payer", "7年级1班")
            await screen.tap("damage-send")
            await screen.settle()
            assert screen.shows("外壳裂了")
        (damage,) = damages.damage_list(phone.store.db, DamageFilter(), limit=5)
        async with shown(phone, f"/damage/{damage.id}") as screen:
            assert screen.shows("7年级1班")
            assert not latin_words(screen.texts())

    run(work)


def test_two_loans_of_one_thing_are_both_seen(tmp_path: Path) -> None:
    """As after the sync of two phones that lent it without a network."""
    phone = school_phone(tmp_path)
    first = lent(phone)
    phone.write(Edit("loan", "other", {"asset_id": PROJECTOR, "sort": "loan", "state": "out", "holder": "李敏",
                                       "quantity": 1, "out_ms": 5}))  # fmt: skip

    async def work() -> None:
        async with shown(phone, f"/asset/{PROJECTOR}") as screen:
            assert screen.find("overlent") is not None
            assert {f"loan-{first}", "loan-other"} <= set(screen.all_keys())

    run(work)


def test_the_lists_show_mine_and_what_came_back(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    mine = lent(phone, person_id="p1")
    lent(phone, "a3")

    async def work() -> None:
        async with shown(phone, "/tasks") as screen:
            await screen.tap("to-loans")
            assert len([key for key in screen.all_keys() if key.startswith("loan-")]) == 2
            await screen.choose("loans-mine")
            assert [key for key in screen.all_keys() if key.startswith("loan-")] == [f"loan-{mine}"]
            await screen.choose("loans-returned")
            assert screen.find("no-loans") is not None
            assert not latin_words(screen.texts())

    run(work)


def test_a_teacher_reports_but_does_not_lend(tmp_path: Path) -> None:
    """The server would refuse a teacher's loan, so it is not offered."""
    phone = school_phone(tmp_path)
    phone.store.set_settings(role="teacher")

    async def work() -> None:
        async with shown(phone, f"/asset/{PROJECTOR}") as screen:
            keys = screen.all_keys()
            assert "to-damage" in keys
            assert not {"to-lend", "to-issue", "to-return"} & set(keys)

    run(work)


def test_what_was_typed_still_stands_after_signing(tmp_path: Path) -> None:
    """The pad takes the form's place; the form comes back as it was left, and is recorded as it shows."""
    phone = school_phone(tmp_path)
    loan_id = lent(phone, "a4", quantity=9)

    async def work() -> None:
        async with shown(phone, f"/asset/{DESKS}/lend/issue") as screen:
            await screen.type("holder", "家长委员会")
            await screen.type("quantity", "12")
            await screen.type("lend-note", "运动会")
            await screen.tap("sign-holder")
            await sign(screen)
            values = {key: screen.find(key).value for key in ("holder", "quantity", "lend-note")}
            assert values == {"holder": "家长委员会", "quantity": "12", "lend-note": "运动会"}
            await screen.tap("lend-send")
            await screen.settle()
        async with shown(phone, f"/loan/{loan_id}/return") as screen:
            await screen.type("quantity", "4")
            await screen.type("return-note", "擦过了")
            await screen.tap("sign-back")
            await screen.tap("signature-close")
            assert (screen.find("quantity").value, screen.find("return-note").value) == ("4", "擦过了")
        async with shown(phone, f"/asset/{DESKS}/damage") as screen:
            await screen.type("quantity", "3")
            await screen.tap("photo-proof")
            await screen.tap("capture-close")
            assert screen.find("quantity").value == "3"

    run(work)
    issued = next(loan for loan in every(phone) if loan.sort == "issue")
    assert (issued.quantity, issued.note) == (12, "运动会")


def test_what_is_due_is_a_task_of_who_lent_it_holds_it_or_keeps_it(tmp_path: Path) -> None:
    """Today's and overdue ones, the longest first; what others lent is theirs, unless the thing is in my keeping."""
    phone = school_phone(tmp_path)
    late, today = lent(phone, due_day=day(phone, -2)), lent(phone, "a3", due_day=day(phone))
    lent(phone, "a4", due_day=day(phone, 1))
    others = {}
    for asset_id, keeper in (("a5", "李敏"), ("a6", "王师傅")):
        phone.write(Edit("asset", asset_id, {"keeper": keeper}))
        given = HandOut(asset_id, "loan", "张军", due_day=day(phone, -1))
        others[keeper] = hand_out(phone.store, replace(phone.author(), person="p2"), given)

    def tasks(screen: Screen) -> list[str]:
        return [key for key in screen.all_keys() if key.startswith("loan-")]

    async def work() -> None:
        async with shown(phone, "/tasks") as screen:
            assert tasks(screen) == [f"loan-{each}" for each in (late, others["王师傅"], today)]
            assert screen.shows("应归还")
            assert screen.shows("今天到期")
            await screen.choose("filter-closed")
            assert tasks(screen) == []
        phone.store.set_settings(role="office")
        async with shown(phone, "/tasks") as screen:
            assert f"loan-{others['李敏']}" in tasks(screen)
            assert not latin_words(screen.texts())

    run(work)


def test_many_due_things_do_not_push_the_faults_away(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)
    for number in range(7):
        phone.write(Edit("asset", f"x{number}", {"name": f"相机{number}"}))
        lent(phone, f"x{number}", due_day=day(phone, -1))

    async def work() -> None:
        async with shown(phone, "/tasks") as screen:
            assert screen.shows("还有 2 件到期")
            await screen.tap("more-due")
            assert len([key for key in screen.all_keys() if key.startswith("loan-")]) == 7

    run(work)
