"""Stocks: every one fits its page, and says honestly what it can carry."""

from __future__ import annotations

import itertools

import pytest

from assets_qr.layout import BARE_MODULE_MM, SMALLEST_SYMBOL_MM, paper_of, symbol_side_mm
from assets_qr.sheet import Correction, pages, places
from assets_qr.stock import UNPRINTABLE_MM, Stock, StockRefused, stock_called, stocks

TOO_LOW = {"L4731", "L4732", "tape12", "tape18"}
MODULES = 29


def named(stock: Stock) -> str:
    return stock.name


def test_there_are_sheets_tapes_and_rolls_enough():
    """The tapes and thermal labels of the trade by name, and two dozen A4 sheets; no name twice."""
    by_kind = {
        kind: [stock.name for stock in stocks() if stock.kind == kind] for kind in ("sheet", "tape", "roll")
    }
    assert len(by_kind["sheet"]) >= 20
    assert by_kind["tape"] == ["tape12", "tape18", "tape24", "tape62"]
    assert by_kind["roll"] == ["30x20", "40x30", "50x30", "60x40", "100x60"]
    assert len({stock.name.casefold() for stock in stocks()}) == len(stocks())


@pytest.mark.parametrize("stock", stocks(), ids=named)
def test_labels_lie_on_their_page_and_not_on_each_other(stock):
    """To a hundredth of a millimetre, all of them."""
    width, height = stock.page_mm
    corners = [(place.left_mm, place.top_mm) for place in places(stock, stock.a_page)]
    for left, top in corners:
        assert left >= 0
        assert top >= 0
        assert left + stock.width_mm <= width + 0.01
        assert top + stock.height_mm <= height + 0.01
    for (left, top), (other_left, other_top) in itertools.combinations(corners, 2):
        is_apart = (
            abs(left - other_left) >= stock.width_mm - 0.01 or abs(top - other_top) >= stock.height_mm - 0.01
        )
        assert is_apart


@pytest.mark.parametrize("stock", [stock for stock in stocks() if stock.kind == "sheet"], ids=named)
def test_a_grid_stands_in_the_middle_of_its_page_and_its_number_of_labels_is_that_of_its_title(stock):
    """As sheets are cut; a slip in a number would show as a grid that leans."""
    width, height = stock.page_mm
    right = width - stock.left_mm - (stock.columns - 1) * stock.across_mm - stock.width_mm
    bottom = height - stock.top_mm - (stock.rows - 1) * stock.down_mm - stock.height_mm
    assert right == pytest.approx(stock.left_mm, abs=0.15)
    assert bottom == pytest.approx(stock.top_mm, abs=0.15)
    assert f" {stock.a_page} " in stock.title


@pytest.mark.parametrize("stock", stocks(), ids=named)
def test_ink_stays_off_the_edge_that_printers_leave_white(stock):
    """A sheet whose labels reach the paper's edge is printed inside a sixth of an inch."""
    if stock.kind != "sheet":
        assert min(stock.inset.top, stock.inset.bottom) >= 1
        return
    assert stock.left_mm + stock.inset.left >= UNPRINTABLE_MM - 1e-9
    assert stock.top_mm + stock.inset.top >= UNPRINTABLE_MM - 1e-9


@pytest.mark.parametrize("stock", stocks(), ids=named)
def test_every_stock_keeps_15_mm_but_the_few_that_are_too_low_for_it(stock):
    """Those print the largest that fits with its quiet zone, a module of a quarter millimetre at least."""
    side = symbol_side_mm(paper_of(stock), MODULES)
    assert (side < SMALLEST_SYMBOL_MM) == (stock.name in TOO_LOW)
    assert side / MODULES >= BARE_MODULE_MM
    assert side * (MODULES + 8) / MODULES <= stock.height_mm + 1e-9


def test_a_stock_is_found_in_any_case_and_a_wrong_name_lists_them_all():
    """One sentence with what may be chosen."""
    assert stock_called(" l7160 ").name == "L7160"
    with pytest.raises(StockRefused, match="L7160、"):
        stock_called("L9999")


def test_a_part_used_sheet_is_gone_on_with():
    """Five labels after 20 used ones: the last of the first sheet and four of the next."""
    stock = stock_called("L7160")
    placed = list(places(stock, 5, skip=20))
    assert [place.page for place in placed] == [0, 1, 1, 1, 1]
    assert (placed[1].left_mm, placed[1].top_mm) == (stock.left_mm, stock.top_mm)
    assert placed[0].left_mm == pytest.approx(7.25 + 2 * 66)
    assert pages(stock, 5, skip=20) == 2


@pytest.mark.parametrize("skip", [-1, 21, 500])
def test_a_skip_beyond_the_sheet_is_refused(skip):
    """With what may be said instead."""
    with pytest.raises(StockRefused, match="0 到 20"):
        list(places(stock_called("L7160"), 1, skip))


def test_a_correction_scales_and_then_moves():
    """Micrometres and parts per million, each way on its own."""
    correction = Correction(500, -250, 1_010_000, 990_000)
    assert correction.x(100) == pytest.approx(101.5)
    assert correction.y(100) == pytest.approx(98.75)
    assert Correction().x(37.5) == 37.5
