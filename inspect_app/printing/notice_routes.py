"""The notice to visitors for anybody: a page and an A4, without a token and without a person on it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from inspect_app.gate.notice import Notice, notice_of
from inspect_app.gate.settings import gate_settings
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.lending_papers import CACHE
from inspect_app.printing.notice_page import notice_html
from inspect_app.printing.notice_paper import notice_pdf
from inspect_app.texts import DEFAULT_LANGUAGE, LANGUAGES, Words, words_for
from sync.server import log
from sync.server.answers import Problem
from sync.server.school import School

PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def add_notice_routes(app: FastAPI, school: School, cache: Path = CACHE) -> None:
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
