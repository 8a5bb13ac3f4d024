"""What the server answers is kept by no cache, in a browser or on the way: an `erase` could not reach it there.

Phones keep what they need themselves, photos too, where an erase does reach it.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = "/v1/"


class NeverKept:
    """An ASGI app around another: answers under PREFIX say that they may not be stored (RFC 9111, 5.2.2.5)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            await send(message)

        is_ours = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        await self._app(scope, receive, marked if is_ours else send)
