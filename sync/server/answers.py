"""Errors on the wire: one catalogue, one shape {server, error, ...data}, one place that writes it."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

STATUS: dict[str, int] = {
    "broken": 400,
    "unknown_token": 401,
    "not_allowed": 403,
    "revoked": 403,
    "code_unknown": 404,
    "unknown": 404,
    "unknown_photo": 404,
    "wrong_offset": 409,
    "new_epoch": 409,
    "out_of_order": 409,
    "snapshot_needed": 410,
    "code_expired": 410,
    "too_large": 413,
    "wrong_hash": 422,
    "not_a_picture": 422,
    "bad_name": 422,
    "too_old": 426,
    "too_many": 429,
    "internal": 500,
    "full": 507,
}


class Problem(Exception):
    """What a route raises; `code` is one of STATUS, `data` goes to the client."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code, self.data = code, data


def problem_response(server: str, problem: Problem) -> Response:
    headers = {"Cache-Control": "no-store"}
    if problem.code == "too_many":
        headers["Retry-After"] = str(problem.data.get("retry_after_seconds", 30))
    body = {"server": server, "error": problem.code, **problem.data}
    return JSONResponse(body, STATUS[problem.code], headers)
