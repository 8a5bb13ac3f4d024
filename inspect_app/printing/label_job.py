"""A job of labels: the things chosen, what stands on each, the stock and the printer; made as PDF, PNG or ZIP."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assets_qr.code import Code, new_code
from assets_qr.label import label_png
from assets_qr.layout import FIELDS, LabelText, Layout, paper_of
from assets_qr.sheet import Correction, pages
from assets_qr.sheet_pdf import UNCORRECTED, Label, label_layouts, sheets_pdf
from assets_qr.stock import Stock, StockRefused
from storage.queries.label_list import Labelled, Printer

LARGEST_JOB = 10_000


@dataclass(frozen=True, slots=True)
class LabelJob:
    """Ready to be printed. `address` is what phones reach the server by."""

    labels: tuple[Label, ...]
    stock: Stock
    address: str
    skip: int = 0
    correction: Correction = UNCORRECTED


def label_of(thing: Labelled, school: str, fields: Sequence[str]) -> Label:
    """A thing's label with the chosen fields; the name may be left away as well. The thing has to have a code."""
    text = LabelText(thing.name, thing.number, school, thing.room, thing.keeper)
    chosen = replace(text, **{field: "" for field in FIELDS if field not in fields})
    return Label(Code(thing.code or ""), chosen)


def blank_labels(
    count: int, school: str, random_bytes: Callable[[int], bytes] = os.urandom
) -> tuple[Label, ...]:
    """Labels with codes that belong to nothing yet. Raises StockRefused for a number out of reason."""
    if not 0 <= count <= LARGEST_JOB:
        raise StockRefused(f"一次最多打印 {LARGEST_JOB} 张空白标签，请分几次。")
    return tuple(Label(new_code(random_bytes), LabelText("", school=school)) for _ in range(count))


def correction_for(printer: Printer | None) -> Correction:
    """What a printer needs; nothing where it was not measured."""
    if printer is None:
        return Correction()
    true = Correction()
    return Correction(
        printer.offset_x_um or 0,
        printer.offset_y_um or 0,
        printer.scale_x_ppm or true.scale_x_ppm,
        printer.scale_y_ppm or true.scale_y_ppm,
    )


def job_pdf(job: LabelJob, font: Path) -> bytes:
    """The whole job. Raises StockRefused, LabelRefused, SymbolRefused or FontRefused; nothing is made then."""
    layouts = label_layouts(job.labels, job.stock, job.address, font)
    count = len(job.labels)
    return sheets_pdf(layouts, count, job.stock, font, skip=job.skip, correction=job.correction)


def job_pictures(job: LabelJob, font: Path, dots_per_inch: int) -> Iterator[tuple[str, bytes]]:
    """A file name and a PNG for each label, in the printer's own dots. Raises as job_pdf."""
    paper = paper_of(job.stock)
    for label in job.labels:
        name = re.sub(r'[\\/:*?"<>|\r\n\t]', "-", f"{label.text.name} {label.code.text}".strip())
        yield f"{name}.png", label_png(label.code, label.text, job.address, font, paper, dots_per_inch)


def job_zip(job: LabelJob, font: Path, dots_per_inch: int) -> bytes:
    """All pictures in one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in job_pictures(job, font, dots_per_inch):
            archive.writestr(name, content)
    return target.getvalue()


def sample(job: LabelJob, font: Path) -> Layout:
    """The first label's layout. Raises as job_pdf."""
    return next(iter(label_layouts(job.labels[:1], job.stock, job.address, font)))


def told(job: LabelJob, font: Path) -> str:
    """What the office should know of the job in one line: how much, and where the stock falls short."""
    sheets = pages(job.stock, len(job.labels), job.skip)
    words = f"{len(job.labels)} 张标签，{sheets} 页（{job.stock.title}）"
    drawn = sample(job, font)
    if drawn.is_small:
        words += f"；二维码只有 {drawn.side_mm:.1f} 毫米，低于建议的 15 毫米，请近距离扫"
    return words
