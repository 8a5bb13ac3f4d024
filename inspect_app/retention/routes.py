"""The office's route to the nightly run, for whoever does not want to wait for the night."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from inspect_app.retention.clock import ClockInDoubt, check_clock
from inspect_app.retention.run import Erased, run_retention
from sync.server.answers import Problem
from sync.server.console import Console, local_offset_minutes
from sync.server.devices import Known
from sync.server.school import School


def add_retention_routes(app: FastAPI, school: School, office: Any, folder: Path) -> None:
    """`office` is the dependency that asks for a device of the office."""

    @app.post("/v1/office/retention")
    async def erase_now(_known: Known = office) -> dict[str, Any]:
        """Erase what is past its days: how much of each group, and whether the file is clean already."""
        erased = await run_in_threadpool(partial(_run, folder, school.now_ms()))
        return school.head(counts=dict(erased.counts), clean=erased.is_purged)


def _run(folder: Path, now_ms: int) -> Erased:
    with Console(folder) as console:
        try:
            check_clock(console.school.database, now_ms, local_offset_minutes())
        except ClockInDoubt:
            raise Problem("internal") from None
        return run_retention(console, folder, now_ms)
