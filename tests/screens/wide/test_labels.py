"""标签打印 before a real server: what is chosen is seen, made, noted; a printer is measured."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from assets_qr.code import parse
from storage.queries.label_list import LabelChoice, labelled, printers
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.wide.office import Office, new_office, see, wide


def office_with_things(folder: Path) -> Office:
    office = new_office(folder)
    cards = [
        Edit("asset", f"n{n}", {"name": "录播主机", "number": f"ZC-77{n}", "keeper": "李小红"})
        for n in range(3)
    ]
    office.computer.write(*cards)
    office.sync()
    return office


def test_chosen_things_are_seen_made_and_noted(tmp_path: Path) -> None:
    """Cards without a code get one when the file is made; the sheet leads back to them; then they are noted."""
    office = office_with_things(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/labels") as screen:
            await screen.type("label-where", "录播主机")
            await screen.settle(60)
            await see(screen, "3 张标签")
            picture = screen.find("preview-picture")
            assert picture is not None
            with Image.open(io.BytesIO(picture.src)) as page:
                assert page.size == (794, 1123)
            await screen.tap("make-pdf")
            await see(screen, "标签已存成文件")

    run(work)
    content = office.computer.fake.shell.saved["labels.pdf"]
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    codes = {str(parse(found.text)) for found in zxingcpp.read_barcodes(page)}
    office.sync()
    choice = LabelChoice(where="录播主机", state="none")
    assert codes == {thing.code for thing in labelled(office.computer.store.db, choice)}
    assert len(codes) == 3

    async def note() -> None:
        async with wide(office.computer, "/labels") as screen:
            await screen.tap("note-printed")
            assert screen.shows("已在")

    run(note)
    assert labelled(office.computer.store.db, choice) == []


def test_a_wish_that_cannot_be_printed_is_told_where_the_page_would_be(tmp_path: Path) -> None:
    """More used places than the sheet has."""
    office = office_with_things(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/labels") as screen:
            await screen.type("skip", "99")
            await screen.settle(60)
            await see(screen, "0 到 20")
            assert screen.find("preview-problem") is not None

    run(work)


def test_a_printer_is_measured_and_kept_for_the_school(tmp_path: Path) -> None:
    """A page that was shrunk is told and nothing is kept; the right lengths are."""
    office = office_with_things(tmp_path)

    async def work() -> None:
        async with wide(office.computer, "/labels") as screen:
            await screen.tap("calibrate")
            await screen.type("printer-name", "总务处 HP")
            for name, length in (("left", "20"), ("across", "163.2"), ("top", "20"), ("down", "240")):
                await screen.type(name, length)
            await screen.tap("keep-printer")
            assert screen.shows("实际大小")
            assert printers(office.computer.store.db) == []
            for name, length in (("left", "20,5"), ("across", "171.7"), ("top", "20"), ("down", "250")):
                await screen.type(name, length)
            await screen.tap("keep-printer")

    run(work)
    (printer,) = printers(office.computer.store.db)
    assert (printer.name, printer.scale_y_ppm) == ("总务处 HP", 1_000_000)
    assert printer.scale_x_ppm == 990_099
    assert printer.offset_x_um == -297


def test_ticked_rows_of_the_ledger_are_handed_over_to_the_labels(tmp_path: Path) -> None:
    """Two of three, whatever their label's state; the chip that says so is taken away, and conditions come back."""
    office = office_with_things(tmp_path)
    office.computer.write(
        Edit("asset", "n0", {"label": "printed"}), Edit("asset", "n1", {"state": "scrapped"})
    )
    office.sync()

    async def work() -> None:
        async with wide(office.computer, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.type("search", "录播主机")
            await screen.settle(40)
            for row in ("n0", "n1", "n2"):
                await screen.event(f"tick-{row}", "change", data=True)
            await screen.tap("labels-ticked")
            await screen.settle(8)
            assert screen.desk.where.route == "/labels"
            assert screen.shows("台账中选定的 3 条")
            assert screen.shows("其中 1 条不印")
            await see(screen, "2 张标签")
            await screen.tap("make-pdf")
            await see(screen, "标签已存成文件")
            control = screen.find("label-ids")
            await screen.session.dispatch_event(control._i, "delete", None)
            await screen.settle(8)
            assert screen.find("label-where") is not None

    run(work)
    office.sync()
    coded = "select id from asset where name = '录播主机' and code is not null order by id"
    assert [row["id"] for row in office.computer.store.rows(coded)] == ["n0", "n2"]


def test_what_a_filter_lists_gets_labels_however_much_it_is(tmp_path: Path) -> None:
    """2,500 cards are more than an address could name; rooms are handed over as well as assets."""
    office = office_with_things(tmp_path)
    many = [
        Edit("asset", f"0192f0c4-0000-7000-8000-{n:012}", {"name": "学生凳", "number": f"D{n}"})
        for n in range(2500)
    ]
    office.computer.write(*many)
    office.sync()

    async def work() -> None:
        async with wide(office.computer, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.type("search", "学生凳")
            await screen.settle(40)
            await screen.tap("labels-listed")
            await see(screen, "2500 张标签", seconds=30)
            await screen.choose("view-rooms")
            await screen.type("search", "综合楼")
            await screen.settle(40)
            await screen.tap("labels-listed")
            await see(screen, "7 张标签")
            assert screen.find("label-kind-rooms").selected

    run(work)


def test_without_a_filter_the_labels_ask_what_is_wanted(tmp_path: Path) -> None:
    """Nobody means to print the whole ledger by one tap; and only the office is offered it at all."""
    office = office_with_things(tmp_path)
    phone = office.phone("guest")

    async def work() -> None:
        async with wide(office.computer, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("labels-listed")
            await screen.settle(8)
            assert screen.find("label-state-none").selected
            assert screen.find("label-ids") is None
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            assert screen.find("labels-listed") is None

    run(work)
