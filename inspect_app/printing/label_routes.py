"""The office's routes to labels, made on the server: fpdf2 and the font are not on the phone."""

from __future__ import annotations

import base64
import os
from functools import partial
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from assets_qr.calibration_pdf import calibration_pdf
from assets_qr.layout import FIELDS, LabelRefused
from assets_qr.lettering import FontRefused
from assets_qr.sheet import places
from assets_qr.stock import StockRefused, stock_called
from assets_qr.symbol import SymbolRefused
from inspect_app.actions.office.label_calls import LabelWish, wish_of
from inspect_app.actions.office.label_marks import missing_codes
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.label_job import (
    LabelJob,
    blank_labels,
    correction_for,
    job_pdf,
    job_zip,
    label_of,
    told,
)
from inspect_app.printing.sheet_picture import first_page
from storage.edits import Edit
from storage.queries.label_list import Printer, labelled, printers
from sync.server.answers import Problem
from sync.server.app import read_body
from sync.server.console import Console
from sync.server.devices import Known

CACHE = Path("build") / "cache"
WISH_BYTES_LIMIT = 8 * 1024 * 1024
"""The ids of 200,000 cards."""
Sort = Literal["pdf", "zip203", "zip300"]
_REFUSED = (StockRefused, LabelRefused, SymbolRefused, FontRefused, PackingFailed)


def add_label_routes(app: FastAPI, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.post("/v1/office/labels/preview")
    async def preview(request: Request, _known: Known = office) -> dict[str, Any]:
        """The first page as a picture, or one sentence why it cannot be. Writes nothing."""
        return await run_in_threadpool(partial(_preview, folder, cache, await _wish(request)))

    @app.post("/v1/office/labels/file")
    async def file(request: Request, sort: Sort = "pdf", _known: Known = office) -> Response:
        """The whole job; what had no code is given one."""
        content = await run_in_threadpool(partial(_file, folder, cache, await _wish(request), sort))
        return Response(content, media_type="application/pdf" if sort == "pdf" else "application/zip")

    @app.get("/v1/office/labels/calibration")
    async def calibration(printer: str = "", _known: Known = office) -> Response:
        """The page to measure; with the printer's correction once it has one."""
        content = await run_in_threadpool(partial(_calibration, folder, cache, printer))
        return Response(content, media_type="application/pdf")


async def _wish(request: Request) -> LabelWish:
    """A body, not an address: the ids of all that was ticked are too long for one."""
    try:
        return wish_of(await read_body(request, WISH_BYTES_LIMIT))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Problem("broken") from error


def _job(console: Console, wish: LabelWish) -> tuple[LabelJob, list[Edit]]:
    """The job, and the edits that have to be written before it is printed."""
    school = console.school.identity.school_name
    fields = [field for field in wish.fields if field in FIELDS]
    printer = _printer(console, wish.printer)
    found = [] if wish.blank else labelled(console.store.db, wish.choice)
    things, edits = missing_codes(found, wish.choice.kind, os.urandom)
    shown_school = school if "school" in fields else ""
    labels = (
        blank_labels(wish.blank, shown_school)
        if wish.blank
        else tuple(label_of(thing, school, fields) for thing in things)
    )
    if not labels:
        raise StockRefused("没有符合条件的对象，请换个条件。")
    stock = stock_called(wish.stock)
    next(places(stock, 1, wish.skip))
    return LabelJob(labels, stock, wish.address, wish.skip, correction_for(printer)), edits


def _printer(console: Console, printer: str) -> Printer | None:
    return next((each for each in printers(console.store.db) if each.id == printer), None)


def _preview(folder: Path, cache: Path, wish: LabelWish) -> dict[str, Any]:
    with Console(folder) as console:
        console.sync()
        try:
            font = label_font(cache)
            job, _ = _job(console, wish)
            picture = first_page(job, font)
            line = told(job, font)
        except _REFUSED as refused:
            return console.school.head(problem=str(refused))
        return console.school.head(told=line, picture=base64.b64encode(picture).decode("ascii"))


def _file(folder: Path, cache: Path, wish: LabelWish, sort: Sort) -> bytes:
    """Raises Problem(broken) for what the preview refuses with a sentence."""
    with Console(folder) as console:
        console.sync()
        try:
            font = label_font(cache)
            job, edits = _job(console, wish)
            content = job_pdf(job, font) if sort == "pdf" else job_zip(job, font, int(sort[3:]))
        except _REFUSED as refused:
            raise Problem("broken") from refused
        if edits:
            console.write(edits)
        return content


def _calibration(folder: Path, cache: Path, printer: str) -> bytes:
    with Console(folder) as console:
        console.sync()
        found = _printer(console, printer)
    return calibration_pdf(label_font(cache), found.name if found else "", correction_for(found))
