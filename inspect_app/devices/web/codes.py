"""QR codes by zxing-cpp in the worker: see packer/web/worker/codes.js."""

from __future__ import annotations

import json

from inspect_app.devices.web.javascript import as_javascript, half


class WebCodeReader:
    """Reads QR codes; a picture that cannot be read holds none."""

    async def read(self, jpeg: bytes) -> tuple[str, ...]:
        from pyodide.ffi import JsException

        try:
            return tuple(json.loads(await half().readCodes(as_javascript(jpeg))))
        except JsException:
            return ()

    async def look(self) -> tuple[str, ...] | None:
        """One frame of the video on the page goes to the worker as it is, never packed as a JPEG."""
        from pyodide.ffi import JsException

        try:
            found = await half().readVideo()
        except JsException:
            return None
        return tuple(json.loads(found)) if found else None
