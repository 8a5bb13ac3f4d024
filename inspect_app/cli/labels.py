"""`labels`: sheets of labels as PDF, or pictures for a thermal printer in a folder or a ZIP."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assets_qr.label import THERMAL_DOTS
from assets_qr.layout import FIELDS, LabelRefused
from assets_qr.lettering import FontRefused
from assets_qr.sheet import places
from assets_qr.stock import StockRefused, stock_called, stocks
from assets_qr.symbol import SymbolRefused
from inspect_app.actions.office.label_marks import marked_printed, missing_codes
from inspect_app.cli.failure import Failure
from inspect_app.cli.output import check_folder, check_place, whole_files, write_whole
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.label_job import (
    LabelJob,
    blank_labels,
    correction_for,
    job_pdf,
    job_pictures,
    job_zip,
    label_of,
    told,
)
from storage.queries.label_list import LabelChoice, Labelled, Printer, labelled, printers
from sync.server.console import Console

USUAL_SHEET, USUAL_ROLL = "L7160", "60x40"
USUAL_FIELDS = ("name", "number", "school", "room")


def add_to(commands: Any) -> None:
    command = commands.add_parser("labels", help="make labels with QR codes: sheets as PDF, or pictures")
    command.add_argument("--out", type=Path, help="FILE.pdf, FILE.zip, or a folder for PNG files")
    command.add_argument("--kind", choices=("rooms", "assets", "gate_items"), default="rooms")
    command.add_argument("--where", default="", help="only those whose name, number or place contains this")
    command.add_argument("--room", default="", help="only what stands in a place whose name contains this")
    command.add_argument("--keeper", default="", help="only what this person keeps")
    command.add_argument("--class", dest="class_code", default="", help="only a class (how its code begins)")
    states = command.add_mutually_exclusive_group()
    states.add_argument("--without-label", action="store_true", help="only assets without a label yet")
    states.add_argument("--worn", action="store_true", help="only assets whose label is worn out")
    command.add_argument("--stock", help=f"the label stock (PDF: {USUAL_SHEET}, pictures: {USUAL_ROLL})")
    command.add_argument("--skip", type=int, default=0, help="used places of the first sheet")
    command.add_argument("--fields", default=",".join(USUAL_FIELDS), help=f"of {','.join(FIELDS)}")
    command.add_argument("--printer", help="a measured printer, whose correction is applied")
    command.add_argument("--dpi", type=int, choices=THERMAL_DOTS, default=300, help="dots of the pictures")
    command.add_argument("--address", default="http://localhost:8000", help="how phones reach this server")
    command.add_argument("--blank", type=int, default=0, help="this many blank labels, to be bound later")
    command.add_argument("--no-mark", action="store_true", help="do not note on the cards: label printed")
    command.add_argument("--stocks", action="store_true", help="list the stocks and do nothing else")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    if given.stocks:
        print("\n".join(f"{stock.name:8} {stock.title}" for stock in stocks()))
        return
    if given.out is None:
        raise Failure("请用 --out 指明写到哪里：文件.pdf、文件.zip，或放图片的文件夹。")
    try:
        _print_labels(given)
    except (StockRefused, LabelRefused, SymbolRefused, FontRefused, PackingFailed) as refused:
        raise Failure(str(refused)) from refused


def _print_labels(given: argparse.Namespace) -> None:
    """Nothing is noted on the cards before the file is whole; codes are handed in before they are printed."""
    is_file = given.out.suffix.lower() in (".pdf", ".zip")
    (check_place if is_file else check_folder)(given.out)
    with Console(given.data) as console:
        console.sync()
        printer = _printer(printers(console.store.db), given.printer)
        things, edits = missing_codes(_things(console, given), given.kind, os.urandom)
        job = _job(given, things, printer, console.school.identity.school_name)
        _check(job)
        font = label_font(Path("build/cache"))
        line = told(job, font)
        if edits:
            console.write(edits)
        _write(job, given.out, font, given.dpi)
        if given.kind == "assets" and not given.no_mark:
            _mark(console, things)
    print(f"{line}：{given.out}")


def _things(console: Console, given: argparse.Namespace) -> list[Labelled]:
    if given.blank:
        return []
    state = "none" if given.without_label else "worn" if given.worn else ""
    if state and given.kind != "assets":
        raise Failure("--without-label 和 --worn 只用于资产，请加 --kind assets。")
    choice = LabelChoice(given.kind, given.where, given.room, given.keeper, given.class_code, state)  # type: ignore[arg-type]
    found = labelled(console.store.db, choice)
    if not found:
        raise Failure(
            f"没有符合条件的对象（{given.where or given.room or given.keeper or '全部'}），请换个条件。"
        )
    return found


def _job(
    given: argparse.Namespace, things: Sequence[Labelled], printer: Printer | None, school: str
) -> LabelJob:
    fields = [field.strip() for field in given.fields.split(",") if field.strip()]
    strange = [field for field in fields if field not in FIELDS]
    if strange:
        raise Failure(f"标签上没有“{strange[0]}”这一项，可选：{'、'.join(FIELDS)}。")
    usual = USUAL_SHEET if given.out.suffix.lower() == ".pdf" else USUAL_ROLL
    stock = stock_called(given.stock or (printer and printer.stock) or usual)
    shown_school = school if "school" in fields else ""
    labels = (
        blank_labels(given.blank, shown_school)
        if given.blank
        else tuple(label_of(thing, school, fields) for thing in things)
    )
    return LabelJob(labels, stock, given.address, given.skip, correction_for(printer))


def _check(job: LabelJob) -> None:
    """A wrong --skip is told before anything is written."""
    next(places(job.stock, 1, job.skip))


def _printer(known: Sequence[Printer], name: str | None) -> Printer | None:
    if name is None:
        return None
    found = next((printer for printer in known if printer.name == name), None)
    if found is None:
        names = "、".join(printer.name for printer in known) or "还没有"
        raise Failure(f"没有名为“{name}”的打印机（已登记：{names}）。请在宽屏“标签”页登记并校准。")
    return found


def _write(job: LabelJob, out: Path, font: Path, dots_per_inch: int) -> None:
    """One file, or a picture for each label in a folder: all of it or nothing."""
    sort = out.suffix.lower()
    if sort in (".pdf", ".zip"):
        write_whole(out, job_pdf(job, font) if sort == ".pdf" else job_zip(job, font, dots_per_inch))
    else:
        whole_files(out, job_pictures(job, font, dots_per_inch))


def _mark(console: Console, things: Sequence[Labelled]) -> None:
    edits = marked_printed(things)
    if edits:
        console.write(edits)
