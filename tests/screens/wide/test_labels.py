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
            await screen.type("label-word", "录播主机")
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
