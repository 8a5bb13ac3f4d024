"""The first page of a job as a picture, to scale: what the office looks at before paper is spent."""

from __future__ import annotations

import io
from itertools import islice
from pathlib import Path

from PIL import Image, ImageDraw

from assets_qr.label import drawn_label
from assets_qr.sheet import places
from assets_qr.sheet_pdf import label_layouts
from assets_qr.stock import Stock
from inspect_app.printing.label_job import LabelJob

SCREEN_DOTS = 96
_OUTLINE, _USED = 200, 225


def first_page(job: LabelJob, font: Path, dots_per_inch: int = SCREEN_DOTS) -> bytes:
    """PNG of the page with the labels' outlines; used places are grey. Raises as job_pdf."""
    scale = dots_per_inch / 25.4
    size = tuple(round(mm * scale) for mm in job.stock.page_mm)
    picture = Image.new("L", (size[0], size[1]), 255)
    on = ImageDraw.Draw(picture)
    for number, place in enumerate(places(job.stock, job.stock.a_page)):
        box = _box(job.stock, place.left_mm, place.top_mm, scale)
        on.rectangle(box, outline=_OUTLINE, fill=_USED if number < job.skip else None)
    shown = islice(job.labels, job.stock.a_page - job.skip)
    layouts = label_layouts(shown, job.stock, job.address, font)
    for drawn, place in zip(layouts, places(job.stock, job.stock.a_page - job.skip, job.skip), strict=False):
        drawn_label(on, drawn, font, dots_per_inch, (place.left_mm * scale, place.top_mm * scale))
    target = io.BytesIO()
    picture.save(target, "PNG", dpi=(dots_per_inch, dots_per_inch), optimize=True)
    return target.getvalue()


def _box(stock: Stock, left: float, top: float, scale: float) -> tuple[int, int, int, int]:
    right, bottom = (left + stock.width_mm) * scale - 1, (top + stock.height_mm) * scale - 1
    return round(left * scale), round(top * scale), round(right), round(bottom)
