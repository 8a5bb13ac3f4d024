"""Routes about personal data: the public notice, and the opening of one sealed number for the office."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from inspect_app.gate.notice import Notice, notice_of
from inspect_app.gate.settings import gate_settings
from inspect_app.gate_keys.opening import Asked, Shut, open_number
from inspect_app.notice_page import notice_html
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.lending_papers import CACHE
from inspect_app.printing.notice_paper import notice_pdf
from inspect_app.texts import DEFAULT_LANGUAGE, LANGUAGES, Words, words_for
from sync.server import log
from sync.server.answers import Problem
from sync.server.console import Console
from sync.server.devices import Known
from sync.server.school import School

NO_STORE = {"Cache-Control": "no-store"}
PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class OpeningMessage(BaseModel):
    """Why a number is to be seen, and who of the office asks."""

    reason: str = Field(min_length=2, max_length=200, pattern=r"\S.*\S")
    person: str | None = Field(default=None, max_length=64)


def add_privacy_routes(app: FastAPI, school: School, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office; the notice asks for nobody."""
    _add_notice(app, school, cache)
    _add_opening(app, school, office, folder)


def _add_notice(app: FastAPI, school: School, cache: Path) -> None:
    @app.get("/notice", include_in_schema=False)
    def page(language: str = DEFAULT_LANGUAGE) -> HTMLResponse:
        """What is written down about visitors, for how long, and whom to ask."""
        t = _words(language)
        return HTMLResponse(notice_html(_notice(school, t), t), headers=PAGE_HEADERS)

    @app.get("/notice.pdf", include_in_schema=False)
    async def paper(language: str = DEFAULT_LANGUAGE) -> Response:
        """The same on A4."""
        t = _words(language)
        try:
            made = await run_in_threadpool(_paper, _notice(school, t), t.language, cache)
        except PackingFailed as error:  # no font here; the page itself can be printed as well
            raise Problem("unknown") from error
        return Response(made, media_type="application/pdf", headers={"Cache-Control": "no-cache"})


def _words(language: str) -> Words:
    """Anybody may ask this page: only known languages are looked up."""
    return words_for(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def _notice(school: School, t: Words) -> Notice:
    rows = log.states_of_kind(school.database.reader(), "school")
    values = rows[0].state.values if rows else {}
    settings = values.get("settings") or {}
    held = json.loads(settings) if isinstance(settings, str) else settings
    return notice_of(values.get("name") or school.identity.school_name, gate_settings(held), t)


@lru_cache(maxsize=4)
def _paper(notice: Notice, language: str, cache: Path) -> bytes:
    """Kept: the page is open to everybody, and drawing it takes a second."""
    return notice_pdf(label_font(cache), notice, words_for(language))


def _add_opening(app: FastAPI, school: School, office: Any, folder: Path) -> None:
    @app.post("/v1/office/visit/{visit_id}/number")
    async def number(visit_id: str, message: OpeningMessage, known: Known = office) -> JSONResponse:
        """Open a sealed identity number; the record of it is written before the answer."""
        asked = Asked(visit_id, message.reason, known.id, message.person or known.person)
        try:
            opened = await run_in_threadpool(partial(_open, folder, asked))
        except Shut as shut:
            return _shut(school, shut)
        return JSONResponse(school.head(number=opened), headers=NO_STORE)


def _open(folder: Path, asked: Asked) -> str:
    with Console(folder) as console:
        console.sync()
        return open_number(console, folder, asked)


def _shut(school: School, shut: Shut) -> JSONResponse:
    """Raises Problem for what the catalogue of the wire knows; else the answer says why there is no number."""
    if shut.reason == "unknown":
        raise Problem("unknown")
    if shut.reason == "too_many":
        raise Problem("too_many", retry_after_seconds=600)
    return JSONResponse(school.head(number=None, why=shut.reason), headers=NO_STORE)
