"""The server's routes: thin. Each parses, calls the school, answers. FastAPI describes them as OpenAPI."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from storage.change import NUMBER_LIMIT
from storage.json_text import dump
from sync.protocol import (
    OLDEST_PROTOCOL,
    PAGE_TYPE,
    PHOTO_PART_BYTES,
    PROTOCOL,
    PUSH_BYTES_LIMIT,
    PUSH_CHANGES_LIMIT,
    ROWS_LIMIT,
)
from sync.server.answers import Problem, problem_response
from sync.server.compressed import page_answer
from sync.server.devices import Known
from sync.server.never_kept import NeverKept
from sync.server.school import School
from sync.server.turns import Turn, Turns

BODY_BYTES_LIMIT = 2 * PUSH_BYTES_LIMIT
_PHOTO_HEADERS = {"X-Content-Type-Options": "nosniff"}
logger = logging.getLogger(__name__)


class EnrolMessage(BaseModel):
    """What a new device says. `now` is its wall clock in UTC milliseconds."""

    code: str = Field(max_length=64)
    label: str = Field(default="", max_length=100)
    now: int = 0
    device: str | None = Field(default=None, max_length=64)


class HelloMessage(BaseModel):
    """How a device begins a run: what it holds and what its clock says."""

    protocol: int
    app: str = Field(default="", max_length=100)
    now: int = Field(ge=-NUMBER_LIMIT, lt=NUMBER_LIMIT)
    seq: int = 0
    sent: int = 0
    unsent: int = Field(default=0, ge=0, lt=NUMBER_LIMIT)
    epoch: str | None = None
    cursors: dict[str, int] = Field(default_factory=dict, max_length=1000)


class ForkMessage(BaseModel):
    seq: int = 0


class Interval(BaseModel):
    since: int = Field(ge=0, lt=NUMBER_LIMIT)
    upto: int = Field(ge=0, lt=NUMBER_LIMIT)


class CheckMessage(BaseModel):
    streams: dict[str, Interval] = Field(max_length=1000)


class RowsMessage(BaseModel):
    rows: list[tuple[str, str]] = Field(max_length=ROWS_LIMIT)


class PhotoMessage(BaseModel):
    size: int = Field(ge=1)


def make_app(school: School) -> FastAPI:
    """The ASGI app of one school."""
    app = FastAPI(title="inspect-app sync", version="1", docs_url=None, redoc_url=None)
    app.add_middleware(NeverKept)
    _add_errors(app, school)
    _add_arrival(app, school)
    _add_changes(app, school)
    _add_state(app, school)
    _add_photos(app, school)
    return app


def _add_errors(app: FastAPI, school: School) -> None:
    @app.exception_handler(Problem)
    async def _(_request: Request, problem: Problem) -> Response:
        return problem_response(school.identity.server, problem)

    @app.exception_handler(RequestValidationError)
    async def _(_request: Request, _error: RequestValidationError) -> Response:
        return problem_response(school.identity.server, Problem("broken"))

    @app.exception_handler(HTTPException)
    async def _(_request: Request, error: HTTPException) -> Response:
        code = "unknown" if error.status_code in (404, 405) else "broken"
        return problem_response(school.identity.server, Problem(code))

    @app.exception_handler(sqlite3.OperationalError)
    @app.exception_handler(OSError)
    async def _(_request: Request, error: Exception) -> Response:
        logger.exception("storing failed", exc_info=error)
        return problem_response(school.identity.server, Problem("full" if _is_full(error) else "internal"))

    @app.exception_handler(Exception)
    async def _(_request: Request, _error: Exception) -> Response:
        return problem_response(school.identity.server, Problem("internal"))


def _is_full(error: Exception) -> bool:
    return (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "full" in str(error)


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body, refused as soon as it is larger than `limit`."""
    parts, held = [], 0
    async for part in request.stream():
        held += len(part)
        if held > limit:
            raise Problem("too_large", limit=limit)
        parts.append(part)
    return b"".join(parts)


def _token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token if scheme.lower() == "bearer" else ""


def device_dependency(school: School) -> Any:
    """Who calls, by the bearer token; a dependency of every route but enrolment."""

    def known(authorization: Annotated[str, Header()] = "") -> Known:
        return school.device_of(_token(authorization))

    return Depends(known)


def reader_dependency(school: School) -> Any:
    """Who calls, where the answer holds what others did: not for the revoked, not for versions too old."""

    def reader(
        authorization: Annotated[str, Header()] = "",
        x_inspect_protocol: Annotated[int, Header()] = PROTOCOL,
    ) -> Known:
        known = school.device_of(_token(authorization))
        if known.revoked:
            raise Problem("revoked")
        if x_inspect_protocol < OLDEST_PROTOCOL:
            raise Problem("too_old", oldest=OLDEST_PROTOCOL)
        return known

    return Depends(reader)


def turn_dependency(turns: Turns) -> Any:
    """A place among the requests with the same token, taken before the token is looked up."""

    async def turn(authorization: Annotated[str, Header()] = "") -> AsyncIterator[Turn]:
        async with turns.queued(authorization) as place:
            yield place

    return Depends(turn)


def _add_arrival(app: FastAPI, school: School) -> None:
    device = device_dependency(school)

    @app.post("/v1/enrol")
    def enrol(
        request: Request, message: EnrolMessage, authorization: Annotated[str, Header()] = ""
    ) -> dict[str, Any]:
        """Exchange a one-time code for a device id and token."""
        address = request.client.host if request.client else ""
        return school.enrol(message.code, message.label, message.device, _token(authorization), address)

    @app.post("/v1/hello")
    def hello(message: HelloMessage, known: Known = device) -> dict[str, Any]:
        """Begin a run: server id, epoch, time, the device's high-water mark, its streams."""
        return school.hello(known, message.model_dump())

    @app.post("/v1/fork")
    def fork(message: ForkMessage, known: Known = device) -> dict[str, Any]:
        """A cloned or restored phone asks for an identity of its own."""
        if known.revoked:
            raise Problem("revoked")
        return school.fork(known)


def _add_changes(app: FastAPI, school: School) -> None:
    device, reader = device_dependency(school), reader_dependency(school)
    turn_of_device = turn_dependency(Turns())

    @app.post("/v1/push")
    async def push(
        request: Request, epoch: str, link: str = "", turn: Turn = turn_of_device, known: Known = device
    ) -> Response:
        """Hand in changes, one a line. Answers each: accepted, known or refused."""
        body = await read_body(request, BODY_BYTES_LIMIT)
        lines = [line for line in body.split(b"\n") if line]
        if len(lines) > PUSH_CHANGES_LIMIT:
            raise Problem("too_large", limit=PUSH_CHANGES_LIMIT)
        if link:
            await turn.come()
        answer = await run_in_threadpool(school.push, known, epoch, lines, link)
        return Response(dump(answer), media_type="application/json")

    @app.get("/v1/pull", response_class=PlainTextResponse)
    def pull(stream: str, epoch: str, after: int = 0, limit: int = 1000, known: Known = reader) -> Response:
        """Changes of one stream above a revision, as a page."""
        if not 0 <= after < NUMBER_LIMIT or limit < 1:
            raise Problem("broken")
        return PlainTextResponse(school.pull(known, stream, epoch, after, limit), media_type=PAGE_TYPE)


def _add_state(app: FastAPI, school: School) -> None:
    reader = reader_dependency(school)

    @app.get("/v1/snapshot", response_class=PlainTextResponse)
    def snapshot(
        request: Request,
        stream: str,
        after: str = "",
        rev: int | None = None,
        epoch: str | None = None,
        known: Known = reader,
    ) -> Response:
        """The current state of one stream, as pages."""
        return page_answer(request, school.snapshot(known, stream, after, rev, epoch))

    @app.post("/v1/rows", response_class=PlainTextResponse)
    def rows(message: RowsMessage, known: Known = reader) -> Response:
        """Single rows: those that the window of a snapshot left out, or of which a change was refused."""
        return PlainTextResponse(school.rows(known, message.rows), media_type=PAGE_TYPE)

    @app.post("/v1/check")
    def check(message: CheckMessage, known: Known = reader) -> dict[str, Any]:
        """Counts and digests, for both ends to compare."""
        return school.check(known, message.model_dump()["streams"])


def _add_photos(app: FastAPI, school: School) -> None:
    device, reader = device_dependency(school), reader_dependency(school)

    @app.post("/v1/photos/{sha256}/state")
    def state(sha256: str, message: PhotoMessage, known: Known = device) -> dict[str, Any]:
        """How many bytes of a photo are here already."""
        return school.photo_state(known, sha256, message.size)

    @app.put("/v1/photos/{sha256}")
    async def add_part(
        sha256: str, request: Request, offset: int, size: int, known: Known = device
    ) -> dict[str, Any]:
        """Append a part at `offset`; the last part verifies the whole by its hash."""
        if offset < 0 or size < 1:
            raise Problem("broken")
        body = await read_body(request, PHOTO_PART_BYTES)
        return await run_in_threadpool(school.add_photo_part, known, sha256, offset, size, body)

    @app.get("/v1/photos/{sha256}")
    def original(sha256: str, known: Known = reader) -> Response:
        """A photo's bytes."""
        return Response(
            school.photo(known, sha256, thumbnail=False), media_type="image/jpeg", headers=_PHOTO_HEADERS
        )

    @app.get("/v1/photos/{sha256}/thumbnail")
    def thumbnail(sha256: str, known: Known = reader) -> Response:
        """A photo within 256 px."""
        return Response(
            school.photo(known, sha256, thumbnail=True), media_type="image/jpeg", headers=_PHOTO_HEADERS
        )
