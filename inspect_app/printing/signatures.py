"""The foot of a paper that is signed: who signs for what, the drawn signature or a line for the pen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from inspect_app.printing.chinese_pdf import FAMILY, ChinesePdf, line_mm, room_for

PICTURE_HEIGHT_MM = 16.0
_IN_A_ROW = 3
_GAP_MM = 5.0


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: the role it stands for, the signer's name and day; `picture` is PNG or JPEG as it was
    drawn, None for a blank line.
    """

    role: str
    name: str = ""
    day: str = ""
    picture: bytes | None = None


def signatures(paper: ChinesePdf, signed: Sequence[Signature]) -> None:
    """Draw the signatures, three in a row, each row whole on one page."""
    for first in range(0, len(signed), _IN_A_ROW):
        _row(paper, signed[first : first + _IN_A_ROW])


def _row(paper: ChinesePdf, row: Sequence[Signature]) -> None:
    height = PICTURE_HEIGHT_MM + 2 * line_mm(9) + 4
    room_for(paper, height)
    top, width = paper.get_y() + 2, (paper.epw - (_IN_A_ROW - 1) * _GAP_MM) / _IN_A_ROW
    for number, signature in enumerate(row):
        _draw(paper, signature, paper.l_margin + number * (width + _GAP_MM), top, width)
    paper.set_xy(paper.l_margin, top + height)


def _draw(paper: ChinesePdf, signature: Signature, left: float, top: float, width: float) -> None:
    """Role above, picture on a line, name and day below it."""
    paper.set_font(FAMILY, size=9)
    paper.set_xy(left, top)
    paper.cell(width, line_mm(9), signature.role)
    foot = top + line_mm(9) + PICTURE_HEIGHT_MM
    if signature.picture is not None:
        _draw_picture(paper, signature.picture, left, foot - PICTURE_HEIGHT_MM, width)
    paper.line(left, foot, left + width, foot)
    paper.set_xy(left, foot)
    paper.cell(width / 2, line_mm(9), signature.name)
    paper.cell(width / 2, line_mm(9), signature.day, align="R")


def _draw_picture(paper: ChinesePdf, picture: bytes, left: float, top: float, width: float) -> None:
    """As large as the place allows, never stretched; what is transparent is white paper."""
    with Image.open(io.BytesIO(picture)) as opened:
        opened.load()
        drawn = opened.convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    white.alpha_composite(drawn)
    scale = min(width / white.width, (PICTURE_HEIGHT_MM - 1) / white.height)
    paper.image(white.convert("L"), left, top, white.width * scale, white.height * scale)
