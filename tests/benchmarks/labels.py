"""2,000 labels as a vector PDF in one run, beside the bare cost of making their 2,000 symbols with `qrcode`."""

from __future__ import annotations

import random
from pathlib import Path
from statistics import median

from assets_qr.code import new_code
from assets_qr.layout import LabelText
from assets_qr.lettering import fitted
from assets_qr.sheet_pdf import Label, label_layouts, sheets_pdf
from assets_qr.stock import stock_called
from assets_qr.symbol import symbol
from inspect_app.packer.label_font import label_font
from tests.benchmarks.report import Report
from tests.benchmarks.timing import spread, watch

ABOUT = "2,000 labels as a PDF in one run beside making their 2,000 symbols alone, seconds"
SIZE = 2000
REPEATS = 3
TARGET = 2.0
STOCK = "L7160"
ADDRESS = "https://xj.school.edu.cn"
NAMES = ("希沃交互智能平板（含移动支架及配套软件）", "学生课桌椅", "激光打印机 HP-1020", "办公电脑")


def run(size: int, repeats: int) -> Report:
    """They take turns. Every name and number differs, so that no text is laid out once for many."""
    font = label_font(Path("build/cache"))
    ours, floor, file = [], [], b""
    for turn in range(repeats):
        labels = _job(size, turn)
        with watch() as bare:
            for label in labels:
                symbol(ADDRESS, label.code)
        fitted.cache_clear()
        with watch() as whole:
            file = _pdf(labels, font)
        floor.append(bare.seconds)
        ours.append(whole.seconds)
    return _report(size, ours, floor, len(file))


def _job(size: int, seed: int) -> list[Label]:
    source = random.Random(seed)  # noqa: S311 - the same job again
    return [
        Label(
            new_code(source.randbytes),
            LabelText(
                f"{NAMES[n % 4]}{n}", f"ZC-2023-{n:06}", "第一实验学校", f"教学楼A {n % 90 + 101}", "李小红"
            ),
        )
        for n in range(size)
    ]


def _pdf(labels: list[Label], font: Path) -> bytes:
    stock = stock_called(STOCK)
    return sheets_pdf(label_layouts(labels, stock, ADDRESS, font), len(labels), stock, font)


def _report(size: int, ours: list[float], floor: list[float], file_bytes: int) -> Report:
    ratios = [whole / bare for whole, bare in zip(ours, floor, strict=True)]
    details = {"n": size, "stock": STOCK, "file_bytes": file_bytes, "ratio": spread(ratios)}
    return Report(
        "labels",
        median(ours),
        median(floor),
        "s",
        f"at most {TARGET:g} times the symbols alone",
        median(ours) / median(floor) <= TARGET,
        details,
    )
