"""盘点 at the office's desk: open, watch, close with care, take into the ledger, print."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from inspect_app.actions import count_findings, counting
from inspect_app.actions.found import Found, find
from inspect_app.actions.office import calls
from inspect_app.actions.office import stocktakes as office_acts
from inspect_app.actions.office.export.workbook_file import XlsxFile
from inspect_app.actions.office.stocktake_paper import stocktake_paper
from inspect_app.actions.photos import keep_photo
from inspect_app.actions.signing import keep_signature, signature_edit
from inspect_app.devices.fakes import FakeClock
from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.signature import PAD_RATIO, signature_png
from inspect_app.stocktake.newcomers import newcomer_id
from inspect_app.stocktake.scope import Scope
from inspect_app.views.stocktake import stocktake_view
from storage.queries import stocktakes
from sync.errors import SyncError
from tests.screens.headless import run
from tests.screens.running import latin_words
from tests.screens.school import Phone, code_of
from tests.screens.wide.office import Office, new_office, see, wide

MINUTE_MS = 60_000


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path)


def opened(office: Office) -> str:
    computer = office.computer
    count = office_acts.open_stocktake(computer.store, computer.author(), "期末盘点", "end", Scope())
    office.sync()
    return count


def scan(phone: Phone, count: str, number: int, room: str | None = None) -> None:
    counting.count_code(phone.store, phone.author(), count, code_of(5000 + number), room)


def test_the_office_opens_a_count_over_one_building(office: Office) -> None:
    async def work() -> None:
        async with wide(office.computer, "/stocktakes") as screen:
            await screen.tap("new-stocktake")
            await screen.settle()
            await screen.type("count-name", "教学楼盘点")
            await screen.event("building-c1/教学楼A", "select", data=True)
            await screen.settle(6)
            assert screen.shows("应盘 ")
            await screen.tap("open-count")
            await screen.settle(6)
            (row,) = stocktakes.open_stocktakes(office.computer.store.db)
            assert (row.name, row.scope) == ("教学楼盘点", '{"buildings":["c1/教学楼A"]}')
            assert screen.find("close-count") is not None

    run(work)


def test_closing_asks_about_a_phone_that_still_holds_counts(office: Office) -> None:
    """It told the server of three unsent records; nothing of it is called missing."""
    count = opened(office)
    phone = office.phone("walker")
    scan(phone, count, 1)

    async def work() -> None:
        office.computer.fake.clock.pass_ms(60 * MINUTE_MS)
        async with wide(office.computer, f"/stocktake/{count}") as screen:
            await see(screen, "可能还有未上传的")
            assert screen.shows("未扫 20")
            assert not screen.shows("盘亏")
            await screen.tap("close-count")
            await screen.settle()
            assert screen.shows("1 部手机可能还有未上传的记录")
            assert not latin_words(screen.texts())
            await screen.tap("ask-yes")
            await screen.settle(6)
            assert screen.shows("尚未盘到 20")

    run(work)


def test_without_the_server_nobody_can_know(office: Office) -> None:
    count = opened(office)
    office.wire.is_cut = True

    async def work() -> None:
        async with wide(office.computer, f"/stocktake/{count}") as screen:
            await see(screen, "无法知道哪些手机")
            assert screen.shows("无法知道哪些手机")

    run(work)


def test_findings_go_into_the_ledger_in_one_step_and_back_out(office: Office) -> None:
    count = opened(office)
    computer = office.computer
    scan(computer, count, 1, "r9")
    office_acts.close_stocktake(computer.store, computer.author(), count)

    def room() -> str:
        return str(computer.store.rows("select room_id from asset where id = 'a1'")[0]["room_id"])

    async def work() -> None:
        async with wide(computer, f"/stocktake/{count}") as screen:
            assert screen.shows("位置不符 1")
            await screen.tap("accept")
            await screen.settle()
            assert screen.shows("将改动 1 张卡片")
            await screen.tap("accept-yes")
            await screen.settle(6)
            assert room() == "r9"
            await screen.tap("undo")
            await screen.settle()
            await screen.tap("ask-yes")
            await screen.settle(6)
            assert room() == "r2"

    run(work)


def test_the_paper_of_a_count_comes_as_pdf_and_workbook(office: Office) -> None:
    count = opened(office)
    computer = office.computer
    scan(computer, count, 1, "r9")
    office_acts.close_stocktake(computer.store, computer.author(), count)
    office.sync()
    saved = computer.fake.shell.saved

    async def work() -> None:
        async with wide(computer, f"/stocktake/{count}") as screen:
            await screen.tap("paper-xlsx")
            await screen.settle(20)
            await screen.tap("paper-pdf")
            for _ in range(400):
                if len(saved) == 2:
                    break
                await screen.settle()

    run(work)
    assert [content[:4] for content in saved.values()] == [b"PK\x03\x04", b"%PDF"]


def test_who_is_not_of_the_office_looks_on(office: Office) -> None:
    count = opened(office)
    phone = office.phone("tablet")

    async def work() -> None:
        async with wide(phone, f"/stocktake/{count}") as screen:
            assert screen.shows("期末盘点")
            assert screen.find("close-count") is None
            assert screen.find("new-stocktake") is None

    run(work)


def test_a_phone_does_not_get_the_offices_paper(office: Office) -> None:
    count = opened(office)
    phone = office.phone("walker")

    async def ask() -> None:
        await stocktake_paper(calls.transport_of(phone.store, phone.fake.device), count, "pdf")

    with pytest.raises(SyncError) as refused:
        run(ask)
    assert refused.value.detail == "not_allowed"


def test_a_late_count_is_named_with_who_counted_it(office: Office) -> None:
    count = opened(office)
    phone = office.phone("walker")
    scan(phone, count, 3)
    office_acts.close_stocktake(office.computer.store, office.computer.author(), count)
    office.sync()
    office.sync(phone)
    office.sync()

    async def work() -> None:
        async with wide(office.computer, f"/stocktake/{count}") as screen:
            assert screen.shows("有 1 条记录在结束之后才到")
            assert screen.shows("投影仪 TY20230003（王师傅）")

    run(work)


def drawn_in(workbook: bytes) -> None:
    """One signature as a picture in the row of who signed; the others have a row to sign in by pen."""
    sheet = load_workbook(io.BytesIO(workbook)).active
    roles = {row[1].value: row[0].row for row in sheet.iter_rows() if row[0].value == "签字"}
    (image,) = sheet._images
    assert set(roles) == {"资产管理员", "保管人", "盘点人"}
    assert image.anchor._from.row + 1 == roles["保管人"]
    with Image.open(image.ref) as opened:
        assert opened.width / opened.height == pytest.approx(PAD_RATIO, rel=0.02)
        assert min(opened.convert("L").tobytes()) < 100  # ink


def test_photo_and_signature_reach_the_office_and_its_paper(office: Office) -> None:
    """Taken and drawn on a phone; the office looks at the photo, the PDF shows the signature."""
    count = opened(office)
    phone = office.phone("walker")
    phone.fake.pictures = PillowPictures()  # type: ignore[assignment]
    strokes = [((0.1, 0.5), (0.4, 0.2), (0.9, 0.8))]

    async def on_the_phone() -> None:
        photo = await keep_photo(phone.store, phone.fake.device, signature_png(strokes), "damage")
        count_findings.say_damaged(phone.store, phone.author(), count, "a1", "r2", "裂了", [photo])
        signed = await keep_signature(phone.store, phone.fake.device, strokes, "keeper", "张军")
        phone.store.write(phone.author(), [signature_edit(signed, "stocktake", count)])

    run(on_the_phone)
    office.sync(phone)
    office.sync()
    office_acts.close_stocktake(office.computer.store, office.computer.author(), count)
    office.sync()

    async def work() -> None:
        async with wide(office.computer, f"/stocktake/{count}") as screen:
            assert screen.shows("1 张照片")
            await screen.tap("line-damaged-a1")
            await screen.settle()
            assert screen.find("photo-close") is not None
        computer = office.computer
        transport = calls.transport_of(computer.store, computer.fake.device)
        content = await stocktake_paper(transport, count, "pdf")
        assert content.count(b"/Subtype /Image") == 1
        drawn_in(await stocktake_paper(transport, count, "xlsx"))
        async with wide(computer, f"/stocktake/{count}") as screen:
            await screen.tap("paper-xlsx")
            await screen.settle(60)
        (made,) = computer.fake.shell.saved.values()
        drawn_in(made)

    run(work)


def told_differently(office: Office, count: str, *numbers: int) -> None:
    """Of the batch a2, by as many people."""
    store, author = office.computer.store, office.computer.author()
    for at, number in enumerate(numbers, 1):
        fields = {"verdict": "found", "room_id": "r3", "quantity": number, "arrival": "listed"}
        person = replace(author, person=f"p{at}", at_ms=author.at_ms + at)
        store.write(person, [counting.count_edit(person, count, "a2", fields)])


def test_the_office_sees_both_voices_and_decides_by_counting_again(office: Office) -> None:
    """Closing says before how many are open, in one sentence."""
    count = opened(office)
    told_differently(office, count, 40, 43)

    async def work() -> None:
        async with wide(office.computer, f"/stocktake/{count}") as screen:
            assert screen.shows("数量不同")
            assert screen.shows("盘到 40")
            assert screen.shows("盘到 43")
            await screen.tap("close-count")
            await screen.settle()
            assert screen.shows("有 1 件有分歧、尚未裁定")
            await screen.tap("ask-no")
            await screen.settle()
            await screen.tap("decide-number-a2")
            await screen.settle()
            await screen.type("number", "44")
            await screen.settle()
            await screen.tap("decide-yes")
            await screen.settle(6)
            assert not screen.shows("有分歧")

    run(work)
    view = stocktake_view(office.computer.store, count)
    assert view is not None
    assert [(each.room_id, each.quantity) for each in view.counted["a2"].rooms] == [("r3", 44)]


def test_what_was_told_differently_stands_in_the_outcome_with_both(office: Office) -> None:
    count = opened(office)
    told_differently(office, count, 40, 43)
    office_acts.close_stocktake(office.computer.store, office.computer.author(), count)

    async def work() -> None:
        async with wide(office.computer, f"/stocktake/{count}") as screen:
            assert screen.shows("有分歧 1")
            assert screen.shows("40/45")
            assert screen.shows("43/45")
            await screen.tap("accept")
            await screen.settle()
            assert screen.shows("有分歧，尚未裁定")

    run(work)


def test_a_surplus_becomes_a_card_once_the_office_has_named_it(office: Office) -> None:
    """In the same step as the other findings, and back out with them."""
    count = opened(office)
    computer = office.computer
    scan(computer, count, 778, "r9")
    office_acts.close_stocktake(computer.store, computer.author(), count)
    thing = f"code-{code_of(5778)}"

    async def work() -> None:
        async with wide(computer, f"/stocktake/{count}") as screen:
            await screen.tap("accept")
            await screen.settle()
            assert screen.shows("还没有名称")
            await screen.type(f"name-{thing}", "投影幕布")
            await screen.settle()
            assert screen.shows("新建 1 张")
            await screen.tap("accept-yes")
            await screen.settle(6)

    run(work)
    made = computer.store.rows("select name, room_id, funding, code from asset where funding = '盘盈'")
    assert made == [{"name": "投影幕布", "room_id": "r9", "funding": "盘盈", "code": code_of(5778)}]
    office.sync()
    phone = office.phone("walker")
    office.sync(phone)
    assert find(phone.store, code_of(5778)) == Found("asset", newcomer_id(count, f"code:{code_of(5778)}"))


def test_rooms_and_keepers_are_chosen_by_typing_a_part_of_them(office: Office) -> None:
    """The form says how many cards and rooms that is; a name that is left empty follows from term and sort."""
    computer = office.computer

    async def work() -> None:
        async with wide(computer, "/stocktake/new") as screen:
            assert screen.shows("应盘 20")
            await screen.type("count-rooms", "楼A 10")
            await screen.settle()
            assert screen.find("open-count").disabled
            await screen.tap("count-rooms-offer-r2")
            await screen.settle()
            assert screen.shows("个房间")
            await screen.event("sort-start", "select", data=True)
            await screen.settle()
            await screen.tap("open-count")
            await screen.settle(6)

    run(work)
    (row,) = stocktakes.open_stocktakes(computer.store.db)
    assert row.scope == '{"rooms":["r2"]}'
    assert row.name == f"{row.term}期初盘点"


def test_a_phone_that_has_no_library_for_pictures_makes_the_workbook_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The packed app has none."""
    monkeypatch.setattr("openpyxl.drawing.image.PILImage", False)
    target = io.BytesIO()
    file = XlsxFile(target, ("a", "b"))
    file.add_pictured(("x", None), signature_png([((0.1, 0.5), (0.9, 0.2))]), PAD_RATIO)
    file.close()
    monkeypatch.undo()
    (image,) = load_workbook(target).active._images
    assert (image.anchor._from.row, image.anchor._from.col) == (1, 2)


def test_the_desk_says_of_each_phone_what_it_may_still_hold(office: Office) -> None:
    """One never came back, one was blocked with counts on it, one has a clock that is a day fast and has sent all.
    Closing asks about the first two in one sentence; what they hold is not seen yet, never missing.
    """
    count, computer = opened(office), office.computer
    gone, blocked = office.phone("gone"), office.phone("blocked")
    fast = office.phone("fast", clock=FakeClock(computer.fake.clock.now_ms() + 24 * 60 * MINUTE_MS))
    for phone, number in ((gone, 3), (blocked, 4), (fast, 5)):
        scan(phone, count, number)

    async def block() -> None:
        await calls.revoke(calls.transport_of(computer.store, computer.fake.device), blocked.store.device)

    run(block)
    computer.fake.clock.pass_ms(60 * MINUTE_MS)
    office.sync(fast)
    with pytest.raises(SyncError):
        office.sync(blocked)
    office.sync()

    async def work() -> None:
        async with wide(computer, f"/stocktake/{count}") as screen:
            await see(screen, "可能还有未上传的")
            assert screen.shows("已停用：其中的记录不计入")
            assert screen.shows("时钟 快")
            assert screen.shows("已盘 1")
            await screen.tap("close-count")
            await screen.settle()
            assert screen.shows("2 部手机可能还有未上传的记录")
            assert not latin_words(screen.texts())
            await screen.tap("ask-yes")
            await screen.settle(6)
            assert screen.shows("尚未盘到 19")
            assert screen.shows("盘亏 0")

    run(work)
    office.sync(gone)
    office.sync()

    async def look() -> None:
        async with wide(computer, f"/stocktake/{count}") as screen:
            assert screen.shows("有 1 条记录在结束之后才到")

    run(look)
