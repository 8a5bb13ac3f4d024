"""Pick-up cards on A4, ten to a sheet in the size of a bank card, to be cut out and laminated.

A card is lost on the street: it names the child and the class, and neither a telephone number nor who may come.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assets_qr.code import Code
from assets_qr.layout import LabelText
from assets_qr.sheet_pdf import Label, label_layouts, sheets_pdf
from assets_qr.stock import A4_MM, Inset, Stock
from storage.queries.pickups import PickupCard

WIDTH_MM, HEIGHT_MM = 85.6, 54.0
"""ISO/IEC 7810 ID-1."""
COLUMNS, ROWS = 2, 5
INSET_MM = 3.0
TITLE = "接送卡"
CARD_STOCK = Stock(
    "ID-1",
    "接送卡 85.6×54",
    "sheet",
    WIDTH_MM,
    HEIGHT_MM,
    "grid",
    COLUMNS,
    ROWS,
    (A4_MM[0] - COLUMNS * WIDTH_MM) / 2,
    (A4_MM[1] - ROWS * HEIGHT_MM) / 2,
    WIDTH_MM,
    HEIGHT_MM,
    Inset(INSET_MM, INSET_MM, INSET_MM, INSET_MM),
)


def pickup_cards_pdf(font: Path, school: str, address: str, cards: Sequence[PickupCard]) -> bytes:
    """The sheets; `address` is what phones reach the server by. Raises as assets_qr.sheet_pdf.sheets_pdf."""
    labels = [Label(Code(card.code), LabelText(card.child, card.class_name, school, TITLE)) for card in cards]
    layouts = label_layouts(labels, CARD_STOCK, address, font)
    return sheets_pdf(layouts, len(labels), CARD_STOCK, font, is_cut=True)
