"""Stocks: the sheets, tapes and rolls that labels are printed on, as data with their real sizes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

A4_MM = (210.0, 297.0)
UNPRINTABLE_MM = 4.23
"""What office printers leave white along the paper's edges: a sixth of an inch."""
LEAST_INSET_MM = 1.0
_FILE = Path(__file__).with_name("stocks.json")


class StockRefused(Exception):
    """There is no such stock, or it cannot carry what was asked; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Inset:
    """What is left white along a label's edges, in millimetres."""

    left: float = LEAST_INSET_MM
    top: float = LEAST_INSET_MM
    right: float = LEAST_INSET_MM
    bottom: float = LEAST_INSET_MM


LEAST_INSET = Inset()


@dataclass(frozen=True, slots=True)
class Stock:
    """One product: `title` is what people choose by. `left`, `top`: the first label's corner on the page;
    `across`, `down`: from one label to the next. A roll or a tape has one label to a page of its size. `inset`
    is the same for every label of a stock, so that all look alike.
    """

    name: str
    title: str
    kind: Literal["sheet", "tape", "roll"]
    width_mm: float
    height_mm: float
    source: str
    columns: int = 1
    rows: int = 1
    left_mm: float = 0.0
    top_mm: float = 0.0
    across_mm: float = 0.0
    down_mm: float = 0.0
    inset: Inset = LEAST_INSET

    @property
    def page_mm(self) -> tuple[float, float]:
        return A4_MM if self.kind == "sheet" else (self.width_mm, self.height_mm)

    @property
    def a_page(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows


@cache
def stocks() -> tuple[Stock, ...]:
    """All of them, as they stand in stocks.json."""
    held = json.loads(_FILE.read_text(encoding="utf-8"))
    return (*map(_sheet, held["sheets"]), *map(_roll, held["rolls"]))


def stock_called(name: str) -> Stock:
    """The stock of a name, in any case. Raises StockRefused."""
    wanted = name.strip().casefold()
    for stock in stocks():
        if stock.name.casefold() == wanted:
            return stock
    known = "、".join(stock.name for stock in stocks())
    raise StockRefused(f"没有名为“{name}”的标签纸，可选：{known}。")


def _sheet(line: Sequence[Any]) -> Stock:
    name, title, width, height, columns, rows, left, top, across, down, source = line
    right = A4_MM[0] - left - (columns - 1) * across - width
    bottom = A4_MM[1] - top - (rows - 1) * down - height
    inset = Inset(*(max(LEAST_INSET_MM, UNPRINTABLE_MM - edge) for edge in (left, top, right, bottom)))
    return Stock(name, title, "sheet", width, height, source, columns, rows, left, top, across, down, inset)


def _roll(line: Sequence[Any]) -> Stock:
    name, title, width, height, edge, source = line
    kind: Literal["tape", "roll"] = "tape" if source == "tape" else "roll"
    along = max(LEAST_INSET_MM, edge)
    return Stock(name, title, kind, width, height, source, inset=Inset(top=along, bottom=along))
