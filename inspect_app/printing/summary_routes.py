"""The yearly summary by class as PDF, for the office's screen and the command line; made on the server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from inspect_app.actions.office.depreciation import year_lines
from inspect_app.cli.failure import Failure
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.class_summary import class_summary_pdf
from inspect_app.texts import words_for
from storage.queries import places
from storage.store import Store
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known

CACHE = Path("build") / "cache"
FIRST_YEAR, LAST_YEAR = 1900, 2200


def summary_paper(store: Store, year: int, cache: Path = CACHE) -> bytes:
    """The PDF. Raises Failure without a font."""
    try:
        font = label_font(cache)
    except PackingFailed as error:
        raise Failure(str(error)) from None
    school = places.school_name(store.db)
    return class_summary_pdf(font, school, year, year_lines(store, year), words_for("zh_CN"))


def add_summary_routes(app: FastAPI, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office. To be added before the other papers."""

    @app.get("/v1/office/paper/asset_summary/{year}")
    async def asset_summary(year: int, _known: Known = office) -> Response:
        """The ledger by class in a year, as PDF."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Problem("unknown")
        content = await run_in_threadpool(partial(_paper, folder, cache, year))
        return Response(content, media_type="application/pdf")


def _paper(folder: Path, cache: Path, year: int) -> bytes:
    with Console(folder) as console:
        console.sync()
        return summary_paper(console.store, year, cache)
