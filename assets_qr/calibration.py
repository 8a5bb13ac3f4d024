"""A printer's own error out of four lengths that the office measured with a ruler on the calibration page.

A printer that moves by o and stretches by s puts what should stand at x at  o + s * x.  The page has lines at
known places; the distance between two of them gives s, the distance of the first from the paper's edge gives o.
Drawing at  (x - o) / s  then prints at x.
"""

from __future__ import annotations

from dataclasses import dataclass

from assets_qr.sheet import TRUE_PPM, Correction

FIRST_MM = 20.0
ACROSS_MM = 170.0
DOWN_MM = 250.0
FARTHEST_OFFSET_MM = 10.0
SCALES = (0.93, 1.07)
SHRUNK_BY_VIEWER = 0.975


class MeasureRefused(Exception):
    """The lengths cannot be right; the text says which, and what to look at."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the ruler said, in millimetres: from the paper's left edge to line A, from A to B, from the paper's
    upper edge to line C, from C to D.
    """

    left: float = FIRST_MM
    across: float = ACROSS_MM
    top: float = FIRST_MM
    down: float = DOWN_MM


def correction_of(measured: Measured) -> Correction:
    """The correction that makes this printer true. Raises MeasureRefused for lengths beyond any printer's error,
    and for a page that a viewer has plainly shrunk to fit, which is to be put right there.
    """
    scale_x = _scale("A 到 B", measured.across, ACROSS_MM)
    scale_y = _scale("C 到 D", measured.down, DOWN_MM)
    if max(scale_x, scale_y) < SHRUNK_BY_VIEWER:
        share = round(100 * (scale_x + scale_y) / 2)
        raise MeasureRefused(
            f"整页被缩小到约 {share}%：打印时选了“适合页面”。请改选“实际大小”（100%），重新打印校准页再量。"
        )
    offset_x = _offset("纸左边到 A", measured.left, scale_x)
    offset_y = _offset("纸上边到 C", measured.top, scale_y)
    return Correction(
        offset_x_um=round(-1000 * offset_x / scale_x),
        offset_y_um=round(-1000 * offset_y / scale_y),
        scale_x_ppm=round(TRUE_PPM / scale_x),
        scale_y_ppm=round(TRUE_PPM / scale_y),
    )


def _scale(what: str, length: float, true: float) -> float:
    scale = length / true
    if not SCALES[0] <= scale <= SCALES[1]:
        raise MeasureRefused(f"{what}量得 {length:g} 毫米，应接近 {true:g} 毫米：请核对单位，再量一次。")
    return scale


def _offset(what: str, length: float, scale: float) -> float:
    offset = length - FIRST_MM * scale
    if abs(offset) > FARTHEST_OFFSET_MM:
        raise MeasureRefused(
            f"{what}量得 {length:g} 毫米，应接近 {FIRST_MM:g} 毫米：请核对纸张是否放正，再量一次。"
        )
    return offset
