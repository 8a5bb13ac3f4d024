"""The report of visits as PDF, for the office's screen and the command line; made on the server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from inspect_app.actions.office.export.values import school_offset
from inspect_app.actions.office.visit_tables import Section, list_section, report_sections
from inspect_app.cli.failure import Failure
from inspect_app.gate.visit_report import Period, VisitReport, wanted_days
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font
from inspect_app.printing.visit_report_paper import visit_report_pdf
from inspect_app.texts import words_for
from inspect_app.views.wide.visit_report import visit_report, visits_of
from storage.queries import places
from sync.server.answers import Problem
from sync.server.console import Console, local_offset_minutes
from sync.server.devices import Known

CACHE = Path("build") / "cache"


def whole_report(
    console: Console, period: Period, offset: int | None = None
) -> tuple[VisitReport, list[Section]]:
    """The report of a period with all its tables, the masked list last. Without an `offset` the school's own."""
    store, t = console.store, words_for("zh_CN")
    if offset is None:
        offset = school_offset(store, local_offset_minutes())
    report = visit_report(store, period, console.school.now_ms(), offset)
    listed = list_section(visits_of(store, period, offset), report, offset, t)
    return report, [*report_sections(report, t), listed]


def visit_paper(console: Console, period: Period, cache: Path = CACHE, offset: int | None = None) -> bytes:
    """The PDF; days and times of day are those of `offset` minutes east of UTC. Raises Failure without a font."""
    try:
        font = label_font(cache)
    except PackingFailed as error:
        raise Failure(str(error)) from None
    report, sections = whole_report(console, period, offset)
    return visit_report_pdf(font, places.school_name(console.store.db), report, sections, words_for("zh_CN"))


def add_visit_report_routes(app: FastAPI, office: Any, folder: Path, cache: Path = CACHE) -> None:
    """`office` is the dependency that asks for a device of the office. To be added before the other papers."""

    @app.get("/v1/office/paper/visit_report/{days}")
    async def visits(days: str, _known: Known = office) -> Response:
        """The report from a day to another, as PDF; `days` is 2026-09-01_2026-09-30_480, by the desk's offset."""
        wanted = wanted_days(days)
        if wanted is None:
            raise Problem("unknown")
        content = await run_in_threadpool(partial(_paper, folder, cache, *wanted))
        return Response(content, media_type="application/pdf")


def _paper(folder: Path, cache: Path, period: Period, offset: int | None) -> bytes:
    with Console(folder) as console:
        console.sync()
        return visit_paper(console, period, cache, offset)
