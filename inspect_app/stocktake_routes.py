"""The office's route to the paper of a count: made here, because fpdf2 and the font are not on the phone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from inspect_app.cli.stocktake import CACHE, report_content
from inspect_app.devices.native.clock import NativeClock
from inspect_app.texts import words_for
from inspect_app.views.stocktake_report import report_of
from storage.queries import stocktakes
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def add_stocktake_routes(app: FastAPI, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.get("/v1/office/stocktake/{stocktake_id}/report")
    async def report(
        stocktake_id: str, sort: Literal["pdf", "xlsx"] = "pdf", _known: Known = office
    ) -> Response:
        """The reconciliation of a count as a file."""
        content = await run_in_threadpool(partial(_report, folder, cache, stocktake_id, sort))
        return Response(content, media_type=MEDIA_TYPES[sort])


def _report(folder: Path, cache: Path, stocktake_id: str, sort: str) -> bytes:
    """Raises Problem(unknown) where the server does not hold the whole of it."""
    with Console(folder) as console:
        console.sync()
        row = stocktakes.stocktake(console.store.db, stocktake_id)
        offset = NativeClock().offset_minutes()
        made = report_of(console.store, row, words_for("zh_CN"), offset) if row is not None else None
        if made is None:
            raise Problem("unknown")
        return report_content(console, made, f".{sort}", cache)
