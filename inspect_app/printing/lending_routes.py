"""The office's route to the papers of lending, made on the server: fpdf2 and the font are not on the phone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from inspect_app.printing.lending_papers import CACHE, paper_of
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known


def add_lending_routes(app: FastAPI, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.get("/v1/office/paper/{kind}/{row_id}")
    async def paper(kind: Literal["handover", "damage"], row_id: str, _known: Known = office) -> Response:
        """A handover sheet, or a damage's report or receipt, as PDF."""
        content = await run_in_threadpool(partial(_paper, folder, cache, kind, row_id))
        return Response(content, media_type="application/pdf")


def _paper(folder: Path, cache: Path, kind: str, row_id: str) -> bytes:
    """Raises Problem(unknown) where the server does not hold it."""
    with Console(folder) as console:
        console.sync()
        content = paper_of(console, kind, row_id, cache)
    if content is None:
        raise Problem("unknown")
    return content
