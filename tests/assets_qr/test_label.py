"""Labels: large enough to scan, and readable by people."""

from __future__ import annotations

import io
import itertools

import pytest
import zxingcpp
from PIL import Image, ImageChops

from assets_qr.code import Code, check_character, parse
from assets_qr.label import (
    THERMAL_DOTS,
    LabelRefused,
    LabelSize,
    LabelText,
    label_picture,
    label_png,
    module_grid,
)
from assets_qr.layout import layout, paper_of
from assets_qr.lettering import FontRefused, fitted
from assets_qr.stock import stock_called, stocks
from assets_qr.symbol import symbol

CODE = Code("7K3QXM2B9" + check_character("7K3QXM2B9"))
ROOM = LabelText("高一(3)班教室", "教学楼A 304", "第一实验学校")
LONG = LabelText(
    "希沃交互智能平板(含移动支架及配套软件)" * 4, "ZC-2023-000128-0045" * 3, "某某镇中心学校" * 6
)
ADDRESS = "https://xj.school.edu.cn"
SIZES = [LabelSize(), LabelSize(50, 30), LabelSize(40, 30), LabelSize(89, 25.4), LabelSize(100, 60)]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width_mm}x{size.height_mm}")
@pytest.mark.parametrize("text", [ROOM, LONG, LabelText("")], ids=["short", "long", "blank"])
def test_a_label_reads_back_and_has_its_printed_size(font, size, text):
    """The scanner finds our code on every paper, and the picture knows how many dots make an inch."""
    label = opened(label_png(CODE, text, ADDRESS, font, size))
    assert parse(zxingcpp.read_barcodes(label.convert("L"))[0].text) == CODE
    assert label.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    printed = (label.width / 300 * 25.4, label.height / 300 * 25.4)
    assert printed == pytest.approx((size.width_mm, size.height_mm), abs=0.1)


@pytest.mark.parametrize("dots_per_inch", THERMAL_DOTS)
@pytest.mark.parametrize("host", ["a.cn", "xj.school.edu.cn", "h" * 40])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width_mm}x{size.height_mm}")
def test_symbol_and_module_keep_their_least_sizes(font, size, host, dots_per_inch):
    """15 mm a side and 0.4 mm a module in the printer's own dots, however long the name."""
    placed = layout(CODE, symbol(f"https://{host}", CODE), LONG, font, size)
    grid = module_grid(placed, dots_per_inch)
    widths = [right - left for left, right in itertools.pairwise(grid.edges)]
    assert grid.edges[-1] / dots_per_inch * 25.4 >= 15
    assert min(widths) / dots_per_inch * 25.4 >= 0.4
    assert max(widths) - min(widths) <= 1


@pytest.mark.parametrize("dots_per_inch", THERMAL_DOTS)
@pytest.mark.parametrize("stock", stocks(), ids=lambda stock: stock.name)
def test_the_quiet_zone_is_left_white_on_every_stock(font, stock, dots_per_inch):
    """Four modules around the symbol hold nothing, whatever the text does, and lie on the label."""
    paper = paper_of(stock)
    placed = layout(CODE, symbol(ADDRESS, CODE), LONG, font, paper)
    label = label_picture(placed, paper, font, dots_per_inch)
    grid = module_grid(placed, dots_per_inch)
    side = grid.edges[-1]
    quiet = int(4 * side / placed.symbol.side)
    box = (grid.left - quiet, grid.top - quiet, grid.left + side + quiet, grid.top + side + quiet)
    assert min(box[:2]) >= -1
    assert box[2] <= label.width
    assert box[3] <= label.height + 1
    label.paste(255, (grid.left, grid.top, grid.left + side, grid.top + side))
    ring = label.crop((max(0, box[0]), max(0, box[1]), box[2], min(box[3], label.height)))
    assert ImageChops.invert(ring).getbbox() is None


@pytest.mark.parametrize("dots_per_inch", THERMAL_DOTS)
@pytest.mark.parametrize("stock", stocks(), ids=lambda stock: stock.name)
def test_every_stock_is_read_back_at_the_dots_of_thermal_printers(font, stock, dots_per_inch):
    """In two colours, as the printer gets it; 12 mm tape too."""
    label = opened(label_png(CODE, LONG, ADDRESS, font, paper_of(stock), dots_per_inch))
    assert label.mode == "1"
    assert parse(zxingcpp.read_barcodes(label.convert("L"))[0].text) == CODE


def test_fields_are_taken_by_need_and_what_is_left_out_is_named(font):
    """On a low tape the number stays, the school goes; nothing is dropped unsaid."""
    text = LabelText("学生电脑", "ZC-2023-000128", "第一实验学校", "教学楼A 304", "李小红")
    tall = layout(CODE, symbol(ADDRESS, CODE), text, font, paper_of(stock_called("60x40")))
    low = layout(CODE, symbol(ADDRESS, CODE), text, font, paper_of(stock_called("tape12")))
    assert tall.left_out == ()
    assert {"第一实验学校", "ZC-2023-000128", "教学楼A 304", "李小红"} <= {line.text for line in tall.lines}
    assert "ZC-2023-000128" in {line.text for line in low.lines}
    assert "school" in low.left_out


def test_lines_of_text_never_lie_on_each_other(font):
    """On any stock, with all fields as long as they come."""
    text = LabelText(LONG.name, LONG.number, LONG.school, "某某校区综合实验楼" * 5, "欧阳建国、上官小红" * 4)
    for stock in stocks():
        placed = layout(CODE, symbol(ADDRESS, CODE), text, font, paper_of(stock))
        beside = [line for line in placed.lines if line.left_mm > placed.left_mm + placed.side_mm]
        spans = sorted((line.baseline_mm - 0.86 * line.size_mm, line.baseline_mm) for line in beside)
        assert all(above[1] <= below[0] + 0.05 for above, below in itertools.pairwise(spans)), stock.name
        assert all(line.size_mm >= 2 for line in placed.lines)


def test_text_stays_on_the_paper(font):
    """A long name shrinks, wraps and is cut; the margins stay white."""
    for size in SIZES:
        label = opened(label_png(CODE, LONG, ADDRESS, font, size)).convert("L")
        inked = ImageChops.invert(label).getbbox()
        assert inked is not None
        assert inked[2] <= label.width - 8
        assert inked[3] <= label.height - 8


def test_rare_hanzi_of_names_are_drawn(font):
    """Every character has a shape of its own and none is the box of a missing one."""
    box = opened(label_png(CODE, LabelText("\U000f1234"), ADDRESS, font)).tobytes()
    drawn = {opened(label_png(CODE, LabelText(name), ADDRESS, font)).tobytes() for name in "䶮龘堃赟翀"}
    assert len(drawn) == 5
    assert box not in drawn


def test_a_name_prefers_fewer_lines_to_a_little_size(font):
    """No single character is left on a line of its own when a smaller size avoids it."""
    lines = fitted("高一(3)班教室", font, 400, 300, range(72, 24, -2))
    assert len(lines.lines) == 1
    assert lines.whole


def test_words_and_numbers_are_not_broken_while_a_line_holds_them(font):
    """The model stands whole on a line; a closing bracket never begins one."""
    lines = fitted("希沃一体机 Seewo-F86EC(第二批)", font, 300, 400, range(40, 24, -2)).lines
    assert any("Seewo-F86EC" in line for line in lines)
    assert not any(line.startswith((")", ",", "。")) for line in lines)


def test_a_full_width_mark_never_begins_a_line(font):
    """Neither the comma nor the closing bracket of Chinese, wherever the break falls."""
    for width in range(120, 400, 20):
        lines = fitted("课桌，椅子；黑板：讲台！（木）", font, width, 900, range(40, 38, -2)).lines
        assert not any(line.startswith(tuple("，；：！）")) for line in lines)


def test_an_opening_mark_never_ends_a_line(font):
    """Of either width, wherever the break falls, while a line holds three characters."""
    for width in range(140, 400, 20):
        lines = fitted("大型滑梯(户外)（木）“甲”组", font, width, 900, range(40, 38, -2)).lines
        assert not any(line.endswith(tuple("(（“")) for line in lines)


def test_a_name_is_broken_at_its_space_or_bracket_where_that_costs_no_line(font):
    """A room's building stays whole, and what stands in brackets."""
    sizes = (40.0,)
    assert fitted("实验楼 201", font, 130, 900, sizes).lines == ("实验楼", "201")
    assert fitted("大型滑梯(户外)", font, 220, 900, sizes).lines == ("大型滑梯", "(户外)")
    assert len(fitted("综合实验楼 甲区 乙侧 九层", font, 300, 900, sizes).lines) == 2


def test_what_does_not_fit_is_cut_with_an_ellipsis(font):
    """And the caller can know it."""
    lines = fitted("很长的名称" * 50, font, 300, 100, range(40, 24, -2))
    assert not lines.whole
    assert lines.lines[-1].endswith("…")
    assert lines.height <= 100


def test_paper_too_small_for_a_symbol_is_refused_with_the_least_size(font):
    """Better no label than one that nobody can scan."""
    with pytest.raises(LabelRefused) as refused:
        label_png(CODE, ROOM, ADDRESS, font, LabelSize(20, 10))
    assert "至少要 29 x 20 毫米" in str(refused.value)


def test_a_broken_font_is_refused_by_its_name(tmp_path):
    """One sentence naming the file."""
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"no font")
    with pytest.raises(FontRefused, match="broken"):
        label_png(CODE, ROOM, ADDRESS, broken)
