"""Papers: Chinese that is found again, tables over pages, signatures in their place."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from inspect_app.printing.chinese_pdf import ChinesePdf, TitleBlock, begun, content, paragraph
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.printing.signatures import Signature, signatures

BLOCK = TitleBlock("资产盘点报告", "第一实验学校", "2026年1月15日", ("范围：教学楼A", "盘点人：王建国"))
COLUMNS = [Column("编号", 2), Column("名称", 4), Column("金额", 1, "R")]


@pytest.fixture
def paper(font: Path) -> ChinesePdf:
    return begun(font, BLOCK)


def texts(file: bytes) -> list[str]:
    """The text of each page, without line ends."""
    with pypdfium2.PdfDocument(file) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def rendered(file: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        return document[page].render(scale=100 / 72, grayscale=True).to_pil()


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box is not None
    return box


def test_the_title_the_school_and_the_day_are_found_as_text(paper):
    """So that a paper can be searched; it is drawn as well, inside the margins of an A4 page."""
    file = content(paper)
    (text,) = texts(file)
    for word in ("资产盘点报告", "第一实验学校", "2026年1月15日", "范围：教学楼A", "第1页，共1页"):
        assert word in text
    picture = rendered(file)
    assert picture.size == pytest.approx((827, 1169), abs=1)
    left, top, right, bottom = ink(picture)
    assert min(left, top) >= 50
    assert right <= 777
    assert bottom <= 1140


def test_the_file_asks_not_to_be_scaled(paper):
    """A viewer that fits pages to the paper prints labels at 96 %."""
    assert b"/PrintScaling /None" in content(paper)


def test_a_rare_hanzi_of_a_name_is_drawn_and_found(font):
    """Not the box of a missing character."""
    files = [content(begun(font, TitleBlock(name))) for name in "䶮龘堃\U000f1234"]
    assert [text[0] for text in (texts(file)[0] for file in files[:3])] == list("䶮龘堃")
    assert len({rendered(file).crop((0, 0, 827, 1100)).tobytes() for file in files}) == 4


def test_a_table_goes_on_over_pages_with_its_heading_on_each(paper):
    """Every row is there once, and each page says what its columns are."""
    ruled_table(paper, COLUMNS, [(f"ZC-{number:04}", "课桌椅", "120.00") for number in range(120)])
    pages = texts(content(paper))
    assert len(pages) > 1
    assert all("编号名称金额" in page for page in pages)
    assert all("".join(pages).count(f"ZC-{number:04}") == 1 for number in range(120))
    assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]


def test_a_long_name_wraps_inside_its_cell(paper):
    """Nothing is lost, the words keep whole, and the margins stay white."""
    name = "希沃交互智能平板Seewo-F86EC（含移动支架及配套软件）" * 5
    ruled_table(paper, COLUMNS, [("ZC-1", name, "9.00")])
    file = content(paper)
    assert name in texts(file)[0].replace("ZC-1", "").replace("9.00", "")
    assert ink(rendered(file))[2] <= 770


def test_a_row_taller_than_a_page_goes_on_on_the_next(paper):
    """A note of four thousand characters does not lose its end."""
    note = "".join(f"第{number}句。" for number in range(1500))
    ruled_table(paper, COLUMNS, [("甲", note, ""), ("乙", "末行", "")])
    pages = texts(content(paper))
    assert len(pages) > 2
    assert "第1499句。" in pages[-1]
    assert "末行" in pages[-1]


def test_paragraphs_keep_their_line_ends(paper):
    """And go on over pages."""
    paragraph(paper, "第一行\n第二行\n" * 60)
    pages = texts(content(paper))
    assert len(pages) == 3
    assert "".join(pages).count("第二行") == 60


def drawn(mode: str, background: object) -> bytes:
    """A signature of one stroke."""
    picture = Image.new(mode, (600, 200), background)
    ImageDraw.Draw(picture).line((20, 180, 580, 20), fill="black", width=12)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    "picture", [drawn("RGB", "white"), drawn("RGBA", (0, 0, 0, 0))], ids=["white", "clear"]
)
def test_signatures_stand_with_their_names(font: Path, picture: bytes):
    """The stroke is on the paper, dark on white, and a blank line is left for who signs by hand."""
    paper: Callable[[], ChinesePdf] = lambda: begun(font, BLOCK)  # noqa: E731
    blank, signed = paper(), paper()
    signatures(blank, [Signature("保管人", "李小红", "2026-01-15"), Signature("总务主任")])
    signatures(signed, [Signature("保管人", "李小红", "2026-01-15", picture), Signature("总务主任")])
    without, with_stroke = content(blank), content(signed)
    assert all(word in texts(with_stroke)[0] for word in ("保管人", "李小红", "2026-01-15", "总务主任"))
    stroke = ImageChops.difference(rendered(without), rendered(with_stroke))
    assert stroke.getbbox() is not None
    share = sum(stroke.histogram()[101:]) / (827 * 1169)
    assert 0.0005 < share < 0.01


def test_signatures_are_not_torn_apart_by_a_page(paper):
    """Role, line and name are on one page."""
    paper.set_y(paper.bottom_mm - 10)
    signatures(paper, [Signature("保管人", "李小红")])
    pages = texts(content(paper))
    assert "保管人" in pages[1]
    assert "李小红" in pages[1]
