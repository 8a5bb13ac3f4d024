"""The office's routes about one person: count, hand out, erase. Nothing of it is kept on the server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from inspect_app.gate_keys.opening import Shut
from inspect_app.gate_keys.routes import NO_STORE, problem_of
from inspect_app.person_data.erasing import ErasePlan, Reason
from inspect_app.person_data.finding import Sought
from inspect_app.person_data.handing_out import (
    Opening,
    StillInside,
    erase_person,
    export_person,
    find_person,
    plan_erasure,
)
from inspect_app.texts import DEFAULT_LANGUAGE, words_for
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known
from sync.server.school import School


class PersonMessage(BaseModel):
    """Who is meant, and who of the office asks. In the body: an address would stand in logs."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field(min_length=5, max_length=40)
    person: str | None = Field(default=None, max_length=64)

    def sought(self) -> Sought:
        """Raises Problem for what cannot be one person."""
        sought = Sought(self.name, self.phone)
        if not sought.is_whole:
            raise Problem("broken")
        return sought


class ExportMessage(PersonMessage):
    """`reason` opens the identity number for the export; without it there is none in it."""

    reason: str | None = Field(default=None, min_length=2, max_length=200, pattern=r"\S.*\S")
    language: str = DEFAULT_LANGUAGE


class EraseMessage(PersonMessage):
    """`dry_run` only counts."""

    reason: Reason
    dry_run: bool = True


def add_person_routes(app: FastAPI, school: School, office: Any, folder: Path) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.post("/v1/office/person/find")
    async def find(message: PersonMessage, _known: Known = office) -> JSONResponse:
        """How much there is of each kind."""
        counts = await run_in_threadpool(partial(_find, folder, message.sought()))
        return JSONResponse(school.head(counts=counts), headers=NO_STORE)

    @app.post("/v1/office/person/export")
    async def export(message: ExportMessage, known: Known = office) -> Response:
        """All of it as a ZIP."""
        try:
            content = await run_in_threadpool(partial(_export, folder, message, known))
        except Shut as shut:
            return problem_of(school, shut)
        return Response(content, media_type="application/zip", headers=NO_STORE)

    @app.post("/v1/office/person/erase")
    async def erase(message: EraseMessage, known: Known = office) -> JSONResponse:
        """What is, or would be, erased and what stays; {inside: true} for who is on campus."""
        try:
            plan = await run_in_threadpool(partial(_erase, folder, message, known))
        except StillInside:
            return JSONResponse(school.head(inside=True), headers=NO_STORE)
        answer = school.head(inside=False, counts=plan.counts, stays=dict(plan.stays))
        return JSONResponse(answer, headers=NO_STORE)


def _find(folder: Path, sought: Sought) -> dict[str, int]:
    with Console(folder) as console:
        console.sync()
        return {kind: len(rows) for kind, rows in find_person(console, sought).rows.items()}


def _export(folder: Path, message: ExportMessage, known: Known) -> bytes:
    opening = None
    if message.reason is not None:
        opening = Opening(message.reason, known.id, message.person or known.person)
    with Console(folder) as console:
        console.sync()
        return export_person(
            console, folder, message.sought(), words_for(message.language), known.id, opening
        )


def _erase(folder: Path, message: EraseMessage, known: Known) -> ErasePlan:
    with Console(folder) as console:
        console.sync()
        if message.dry_run:
            return plan_erasure(console, message.sought())
        return erase_person(
            console, folder, message.sought(), message.reason, known.id, message.person or known.person
        )
