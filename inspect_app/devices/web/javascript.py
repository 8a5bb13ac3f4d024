"""The JavaScript half of the web ports, and its errors as ours."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from inspect_app.devices.ports import REASONS, Refusal


def half() -> Any:
    """The worker's module `inspect_web`. Looked up late: it is not there when the memory snapshot is taken."""
    import inspect_web

    return inspect_web


def as_javascript(content: bytes) -> Any:
    """Python bytes as a Uint8Array."""
    from pyodide.ffi import to_js

    return to_js(content)


async def answered(promise: Awaitable[Any], otherwise: str) -> Any:
    """Await a promise; a JavaScript error becomes a Refusal with its own reason, or `otherwise`."""
    from pyodide.ffi import JsException

    try:
        return await promise
    except JsException as error:
        reason = getattr(error, "reason", None)
        raise Refusal(reason if reason in REASONS else otherwise, str(error)) from error
