"""HTTP by the browser's fetch."""

from __future__ import annotations

from inspect_app.devices.web.javascript import as_javascript

BODILESS = ("GET", "HEAD")


class WebWire:
    """Redirects are not followed by hand; the answer's bytes come as they are."""

    def __init__(self, timeout_seconds: float = 60) -> None:
        self._timeout_ms = int(timeout_seconds * 1000)

    async def exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        from js import AbortSignal
        from pyodide.ffi import JsException
        from pyodide.http import pyfetch

        options = {"method": method, "headers": headers, "cache": "no-store", "credentials": "omit"}
        if body and method not in BODILESS:
            options["body"] = as_javascript(body)
        try:
            answer = await pyfetch(url, signal=AbortSignal.timeout(self._timeout_ms), **options)
            # Not answer.bytes(): where the body breaks off, it fails over the reason of an abort that never was.
            content = await answer.js_response.arrayBuffer()
            return answer.status, dict(answer.headers), content.to_bytes()
        except (
            OSError,
            JsException,
        ) as error:  # pyfetch raises AbortError, an OSError, for a network failure
            raise ConnectionError(f"{method} {url}: {error}") from error
