"""The office's own routes beside the sync: devices, invitations, quarantine, and the import of papers.

Everything here asks for a device of the office. Import lives above sync, so these routes are added by
the composition (cli/serve.py), not by sync/server/app.py.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from inspect_app.checklists.problems import ChecklistRefused
from inspect_app.cli.importing import import_file, import_form
from inspect_app.gate_keys.routes import add_opening_routes
from inspect_app.import_jobs import ImportJobs
from inspect_app.imports.columns import read_overrides
from inspect_app.imports.following import Told, nobody
from inspect_app.imports.mapping import MAPPABLE, mappable_fields, possible_headers
from inspect_app.imports.problem import ImportProblem
from inspect_app.person_data.routes import add_person_routes
from inspect_app.printing.label_routes import add_label_routes
from inspect_app.printing.lending_routes import add_lending_routes
from inspect_app.printing.notice_routes import add_notice_routes
from inspect_app.printing.pickup_routes import add_pickup_routes
from inspect_app.printing.summary_routes import add_summary_routes
from inspect_app.printing.visit_report_routes import add_visit_report_routes
from inspect_app.retention.routes import add_retention_routes
from inspect_app.stocktake_routes import add_stocktake_routes
from sync.server import devices, history, quarantine
from sync.server.answers import Problem
from sync.server.app import device_dependency, read_body
from sync.server.console import Console
from sync.server.devices import Known
from sync.server.rights import ROLES
from sync.server.school import School

UPLOAD_BYTES_LIMIT = 50 * 1024 * 1024
FORM_BYTES_LIMIT = 10 * 1024 * 1024
_TERMINAL_HINTS = ("；若没有选错，用 --map", "，或用 --map")


class InvitationMessage(BaseModel):
    role: str
    person: str | None = None
    minutes: int = Field(default=30, ge=1, le=24 * 60)


class SettleMessage(BaseModel):
    how: str = Field(pattern="^(dropped|taken)$")


def office_dependency(school: School) -> Any:
    """A device of the office that is not revoked."""

    device = device_dependency(school)

    def office(known: Known = device) -> Known:
        if known.revoked:
            raise Problem("revoked")
        if known.role != "office":
            raise Problem("not_allowed")
        return known

    return Depends(office)


def add_office_routes(app: FastAPI, school: School, folder: Path) -> None:
    """Add all of them to the school's app."""
    office = office_dependency(school)
    _add_devices(app, school, office)
    _add_quarantine(app, school, office)
    _add_history(app, school, office)
    _add_import(app, school, office, folder)
    _add_form_import(app, school, office, folder)
    add_stocktake_routes(app, office, folder)
    add_summary_routes(app, office, folder)
    add_visit_report_routes(app, office, folder)
    add_lending_routes(app, office, folder)
    add_label_routes(app, office, folder)
    add_pickup_routes(app, office, folder)
    add_notice_routes(app, school)
    add_opening_routes(app, school, office, folder)
    add_person_routes(app, school, office, folder)
    add_retention_routes(app, school, office, folder)


def _add_devices(app: FastAPI, school: School, office: Any) -> None:
    @app.get("/v1/office/devices")
    def all_devices(_known: Known = office) -> dict[str, Any]:
        """Every device: who, last seen, unsent, clock, revoked."""
        return school.head(devices=devices.all_devices(school.database.reader()))

    @app.post("/v1/office/devices/{device}/revoke")
    def revoke(device: str, _known: Known = office) -> dict[str, Any]:
        """End a device's rights; its backlog goes to quarantine."""
        with school.database.writer() as db:
            if not devices.revoke(db, device, school.now_ms()):
                raise Problem("unknown")
        return school.head(revoked=device)

    @app.post("/v1/office/invitations")
    def invite(message: InvitationMessage, _known: Known = office) -> dict[str, Any]:
        """A one-time code for a role, and for a person if named."""
        if message.role not in ROLES:
            raise Problem("broken")
        code = school.invite(message.role, message.person, minutes=message.minutes)
        return school.head(code=code, minutes=message.minutes)


def _add_quarantine(app: FastAPI, school: School, office: Any) -> None:
    @app.get("/v1/office/quarantine")
    def waiting(_known: Known = office) -> dict[str, Any]:
        """Refused changes that nobody has judged yet."""
        return school.head(waiting=quarantine.waiting(school.database.reader()))

    @app.post("/v1/office/quarantine/{quarantine_id}")
    def settle(quarantine_id: int, message: SettleMessage, _known: Known = office) -> dict[str, Any]:
        """Mark a refused change as judged."""
        with school.database.writer() as db:
            if not quarantine.settle(db, quarantine_id, message.how, school.now_ms()):
                raise Problem("unknown")
        return school.head(settled=quarantine_id)


def _add_history(app: FastAPI, school: School, office: Any) -> None:
    @app.get("/v1/office/history/{kind}/{row_id}")
    def history_of(kind: str, row_id: str, _known: Known = office) -> dict[str, Any]:
        """Who changed a row and when, oldest first; each change as it was sent."""
        return school.head(changes=history.history_of_row(school.database.reader(), kind, row_id))


def _add_import(app: FastAPI, school: School, office: Any, folder: Path) -> None:
    jobs = ImportJobs()

    @app.post("/v1/office/import/{paper}")
    async def take_paper(
        paper: str,
        name: str,
        request: Request,
        dry_run: bool = True,
        map: Annotated[list[str], Query()] = [],  # noqa: A002, B006 - the command line's word; never changed
        follow: bool = False,
        _known: Known = office,
    ) -> dict[str, Any]:
        """Understand an uploaded paper; with dry_run=false apply it, all or nothing.

        `map`, as 列名=field, says what columns are, as --map does. With `follow` the answer is {job}, to be asked
        for how far it is.
        """
        body = await read_body(request, UPLOAD_BYTES_LIMIT)
        work = partial(_import, folder, paper, name, body, map, dry_run=dry_run)
        if follow:
            return school.head(job=jobs.begin(work))
        return school.head(**await run_in_threadpool(work))

    _add_import_jobs(app, school, office, jobs)


def _add_import_jobs(app: FastAPI, school: School, office: Any, jobs: ImportJobs) -> None:
    @app.get("/v1/office/import-job/{job_id}")
    def how_far(job_id: str, _known: Known = office) -> dict[str, Any]:
        """{stage, percent} while it works, then once what the import would have answered, or {stopped}."""
        job = jobs.get(job_id)
        if job is None:
            raise Problem("unknown")
        if job.answer is None and job.error is None:
            return school.head(stage=job.stage, percent=job.percent)
        jobs.forget(job_id)
        if job.error is not None:
            raise job.error
        return school.head(**(job.answer or {}))

    @app.post("/v1/office/import-job/{job_id}/stop")
    def stop(job_id: str, _known: Known = office) -> dict[str, Any]:
        """Ask it to end with nothing changed; once it is being handed in, it no longer can."""
        job = jobs.get(job_id)
        if job is None:
            raise Problem("unknown")
        job.is_stopped = True
        return school.head(stage=job.stage, percent=job.percent)


def _add_form_import(app: FastAPI, school: School, office: Any, folder: Path) -> None:
    @app.post("/v1/office/checklist")
    async def take_form(
        name: str, request: Request, dry_run: bool = True, _known: Known = office
    ) -> dict[str, Any]:
        """Understand an uploaded XLSForm; with dry_run=false make it a checklist, if nothing was refused."""
        body = await read_body(request, FORM_BYTES_LIMIT)
        work = partial(_import_form, folder, name, body, dry_run=dry_run)
        return school.head(**await run_in_threadpool(work))


def _on_screen(problem: ImportProblem) -> str:
    """The sentence without the hint that belongs to the command line."""
    sentence = str(problem)
    for hint in _TERMINAL_HINTS:
        sentence = sentence.partition(hint)[0]
    return sentence


def _file_name(name: str) -> str:
    """The paper's own name, as its sheets are called by it; nothing in it leads out of a folder."""
    plain = "".join("_" if letter in '/\\:*?"<>|' or ord(letter) < 32 else letter for letter in name)
    stem, dot, suffix = plain.rpartition(".")
    known = suffix.lower() if suffix.lower() in ("xlsx", "xls", "csv", "txt") else ""
    return f"{(stem if dot else plain)[:60].strip('. ') or 'paper'}{'.' if known else ''}{known}"


def _import(
    folder: Path,
    paper: str,
    name: str,
    body: bytes,
    mapped: Sequence[str],
    told: Told = nobody,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """The report as data, or {problem}: one sentence why nothing of the file was taken.

    Beside it `mapping`: the fields of the paper, and after some problems the rows that may be its header.
    """
    with tempfile.TemporaryDirectory() as temporary, Console(folder) as console:
        path = Path(temporary) / _file_name(name)
        path.write_bytes(body)
        try:
            overrides = read_overrides(mapped)
            done = import_file(console, paper, path, dry_run=dry_run, overrides=overrides, told=told)
        except ImportProblem as problem:
            return {"problem": _on_screen(problem), "mapping": _mapping(paper, path, problem.reason)}
    mapping = {"fields": mappable_fields(paper), "headers": []}
    return {"report": {**done.data, "file": name}, "applied": not dry_run, "mapping": mapping}


def _mapping(paper: str, path: Path, reason: str) -> dict[str, Any] | None:
    if reason not in MAPPABLE:
        return None
    return {"fields": mappable_fields(paper), "headers": possible_headers(path, paper)}


def _import_form(folder: Path, name: str, body: bytes, *, dry_run: bool) -> dict[str, Any]:
    """The report as data, or {problem} for a file that is no form."""
    with tempfile.TemporaryDirectory() as temporary, Console(folder) as console:
        path = Path(temporary) / _file_name(name)
        path.write_bytes(body)
        try:
            report = import_form(console, path, dry_run=dry_run)
        except ChecklistRefused as refused:
            return {"problem": str(refused).partition("\n")[0]}
    return {"report": report, "applied": not dry_run and not report["refused"]}
