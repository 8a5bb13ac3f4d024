"""Where labels stand on pages: a part-used sheet is gone on with, and a printer's error is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assets_qr.stock import Stock, StockRefused

TRUE_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A label's place: its page from 0 and its left upper corner in millimetres."""

    page: int
    left_mm: float
    top_mm: float


@dataclass(frozen=True, slots=True)
class Correction:
    """What a printer needs: every position x becomes offset + scale * x. Scales are parts per million, true
    at 1,000,000; offsets are micrometres, right and down.
    """

    offset_x_um: int = 0
    offset_y_um: int = 0
    scale_x_ppm: int = TRUE_PPM
    scale_y_ppm: int = TRUE_PPM

    def x(self, mm: float) -> float:
        return self.offset_x_um / 1000 + mm * self.scale_x_ppm / TRUE_PPM

    def y(self, mm: float) -> float:
        return self.offset_y_um / 1000 + mm * self.scale_y_ppm / TRUE_PPM


def places(stock: Stock, count: int, skip: int = 0) -> Iterator[Placed]:
    """The places of `count` labels, row by row, after `skip` used ones of the first sheet. Raises StockRefused
    for a skip that is not on the sheet.
    """
    if not 0 <= skip < stock.a_page:
        raise StockRefused(f"这种标签纸一张有 {stock.a_page} 格，跳过的格数请填 0 到 {stock.a_page - 1}。")
    for number in range(skip, skip + count):
        page, on_page = divmod(number, stock.a_page)
        row, column = divmod(on_page, stock.columns)
        left = stock.left_mm + column * stock.across_mm
        yield Placed(page, left, stock.top_mm + row * stock.down_mm)


def pages(stock: Stock, count: int, skip: int = 0) -> int:
    """How many pages that takes."""
    return -(-(count + skip) // stock.a_page)
