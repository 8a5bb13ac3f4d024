"""Sheets: vector symbols of the true size in their true places, and every one of a large job reads back."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from assets_qr.code import Code, new_code, parse
from assets_qr.layout import LabelText, Layout
from assets_qr.sheet import Correction, Placed, places
from assets_qr.sheet_pdf import Label, label_layouts, sheets_pdf
from assets_qr.stock import Stock, stock_called, stocks
from tests.assets_qr.papers import Wear, cut_out, read, read_smoothed, rendered_pages

ADDRESS = "https://xj.school.edu.cn"
JOB = 2000
NAMES = ("希沃交互智能平板（含移动支架及配套软件）", "学生课桌椅", "激光打印机 HP-1020", "办公电脑")


def job(count: int, seed: int = 7) -> list[Label]:
    source = random.Random(seed)  # noqa: S311 - a test wants the same labels again
    return [
        Label(
            new_code(source.randbytes),
            LabelText(
                f"{NAMES[n % 4]}{n}", f"ZC-2023-{n:06}", "第一实验学校", f"教学楼A {n % 90 + 101}", "李小红"
            ),
        )
        for n in range(count)
    ]


@dataclass(frozen=True)
class Printed:
    """A job on paper."""

    labels: list[Label]
    layouts: list[Layout]
    stock: Stock
    file: bytes
    pages: list[Image.Image]

    def each(self) -> list[tuple[Code, Layout, Image.Image]]:
        return [
            (label.code, drawn, cut_out(self.pages[placed.page], self.stock, placed))
            for label, drawn, placed in zip(
                self.labels, self.layouts, places(self.stock, len(self.labels)), strict=True
            )
        ]

    def unread(self, seen: Callable[[Image.Image, Layout], str]) -> list[Code]:
        """The labels whose own code `seen` does not find where they stand."""
        return [code for code, drawn, picture in self.each() if parse(seen(picture, drawn)) != code]


def printed(font: Path, stock: Stock, count: int) -> Printed:
    labels = job(count)
    layouts = list(label_layouts(labels, stock, ADDRESS, font))
    file = sheets_pdf(layouts, count, stock, font)
    return Printed(labels, layouts, stock, file, rendered_pages(file))


@pytest.fixture(scope="module")
def large_job(font: Path) -> Printed:
    return printed(font, stock_called("L7160"), JOB)


@pytest.fixture
def wear() -> Wear:
    return Wear(random.Random(20))  # noqa: S311 - seeded damage


def test_every_label_of_a_large_job_reads_back_to_its_asset(large_job):
    """2,000 labels at 200 dpi: all pages read whole give each code once, and each stands in its own place."""
    found = [
        parse(each.text)
        for page in large_job.pages
        for each in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    ]
    assert sorted(map(str, found)) == sorted(label.code.text for label in large_job.labels)
    assert large_job.unread(lambda picture, _: read(picture)) == []


def test_every_label_of_a_large_job_reads_back_through_noise(large_job, wear):
    """A normal error of 7 % of the range on every pixel, no smoothing."""
    assert large_job.unread(lambda picture, _: read(wear.noisy(picture))) == []


def test_every_label_of_a_large_job_reads_back_with_seven_pixels_in_a_hundred_inverted(large_job, wear):
    """Smoothed as cameras do it; zxing-cpp alone does not see finder patterns through this."""
    assert large_job.unread(lambda picture, _: read_smoothed(wear.speckled(picture))) == []


def test_every_label_of_a_large_job_reads_back_with_a_smear_over_a_corner(large_job, wear):
    """Any of the four corners."""
    assert large_job.unread(lambda picture, drawn: read(wear.smeared(picture, drawn))) == []


def test_every_label_of_a_large_job_reads_back_turned_by_three_degrees(large_job, wear):
    """To either side."""
    assert large_job.unread(lambda picture, _: read(wear.turned(picture))) == []


def test_every_label_of_a_large_job_reads_back_with_all_of_it_at_once(large_job, wear):
    """Smeared, turned and noisy."""
    assert large_job.unread(lambda p, drawn: read(wear.noisy(wear.turned(wear.smeared(p, drawn))))) == []


@pytest.mark.parametrize("stock", stocks(), ids=lambda stock: stock.name)
def test_a_full_page_of_every_stock_reads_back_at_200_dpi(font, stock):
    """Tapes and the smallest labels, too."""
    assert printed(font, stock, min(stock.a_page, 60)).unread(lambda picture, _: read(picture)) == []


def test_the_symbols_are_vectors_and_the_hanzi_are_text(large_job):
    """No picture in the file, so edges are as sharp as the printer; names and codes can be searched."""
    assert b"/Subtype /Image" not in large_job.file
    with pypdfium2.PdfDocument(large_job.file) as document:
        text = document[0].get_textpage().get_text_range()
    assert "第一实验学校" in text
    assert large_job.labels[0].code.shown in text
    assert b"/PrintScaling /None" in large_job.file


def test_a_part_used_sheet_leaves_its_used_places_white(font):
    """Five of them; the labels go on behind."""
    stock, labels = stock_called("L7651"), job(10)
    layouts = list(label_layouts(labels, stock, ADDRESS, font))
    (page,) = rendered_pages(sheets_pdf(layouts, 10, stock, font, skip=5))
    cut = [cut_out(page, stock, place) for place in places(stock, 15)]
    assert all(ImageChops.invert(each).getbbox() is None for each in cut[:5])
    assert [parse(read(each)) for each in cut[5:]] == [label.code for label in labels]


def test_a_correction_moves_and_scales_what_is_printed(font):
    """Half a millimetre right, a third down, one per cent wider: measured on the rendered page."""
    stock = stock_called("L7160")
    layouts = list(label_layouts(job(21), stock, ADDRESS, font))
    correction = Correction(500, 333, 1_010_000, 1_000_000)
    (page,) = rendered_pages(sheets_pdf(layouts, 21, stock, font, correction=correction), 600)
    for drawn, placed in list(zip(layouts, places(stock, 21), strict=True))[::10]:
        left, top = placed.left_mm + drawn.left_mm, placed.top_mm + drawn.top_mm
        moved = Placed(0, correction.x(placed.left_mm), correction.y(placed.top_mm))
        true = (correction.x(left), correction.y(top))
        assert _symbol_box(page, moved, drawn) == pytest.approx(true, abs=0.1)


def test_the_symbol_stands_to_a_tenth_of_a_millimetre(font):
    """The first and the last label of a sheet, each edge of the symbol."""
    stock = stock_called("L7163")
    layouts = list(label_layouts(job(14), stock, ADDRESS, font))
    (page,) = rendered_pages(sheets_pdf(layouts, 14, stock, font), 600)
    for drawn, placed in list(zip(layouts, places(stock, 14), strict=True))[::13]:
        assert _symbol_box(page, placed, drawn) == pytest.approx(
            (placed.left_mm + drawn.left_mm, placed.top_mm + drawn.top_mm), abs=0.1
        )


def _symbol_box(page: Image.Image, placed: Placed, drawn: Layout) -> tuple[float, float]:
    """The left upper corner of the ink in the symbol's part of a label, in millimetres."""
    scale = 600 / 25.4
    right = placed.left_mm + drawn.left_mm + drawn.side_mm + 1
    bottom = placed.top_mm + drawn.top_mm + drawn.side_mm + 1
    box = tuple(round(mm * scale) for mm in (placed.left_mm, placed.top_mm, right, bottom))
    ink = ImageChops.invert(page.crop(box)).getbbox()
    assert ink is not None
    return (box[0] + ink[0]) / scale, (box[1] + ink[1]) / scale
