"""The office's route to one sealed identity number."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from inspect_app.gate_keys.opening import Asked, Shut, open_number
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known
from sync.server.school import School

NO_STORE = {"Cache-Control": "no-store"}


class OpeningMessage(BaseModel):
    """Why a number is to be seen, and who of the office asks."""

    reason: str = Field(min_length=2, max_length=200, pattern=r"\S.*\S")
    person: str | None = Field(default=None, max_length=64)


def add_opening_routes(app: FastAPI, school: School, office: Any, folder: Path) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.post("/v1/office/visit/{visit_id}/number")
    async def number(visit_id: str, message: OpeningMessage, known: Known = office) -> JSONResponse:
        """Open a sealed identity number; the record of it is written before the answer."""
        asked = Asked(visit_id, message.reason, known.id, message.person or known.person)
        try:
            opened = await run_in_threadpool(partial(_open, folder, asked))
        except Shut as shut:
            return problem_of(school, shut)
        return JSONResponse(school.head(number=opened), headers=NO_STORE)


def _open(folder: Path, asked: Asked) -> str:
    with Console(folder) as console:
        console.sync()
        return open_number(console, folder, asked)


def problem_of(school: School, shut: Shut) -> JSONResponse:
    """Raises Problem for what the catalogue of the wire knows; else the answer says why there is no number."""
    if shut.reason == "unknown":
        raise Problem("unknown")
    if shut.reason == "too_many":
        raise Problem("too_many", retry_after_seconds=600)
    return JSONResponse(school.head(number=None, why=shut.reason), headers=NO_STORE)
