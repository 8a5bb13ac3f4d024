"""The wire outside the browser: httpx, to a server or straight into an ASGI app."""

from __future__ import annotations

from typing import Any

import httpx

STALL_SECONDS = 20.0


class HttpWire:
    """One client with kept connections. Every failure to get a whole answer is a ConnectionError."""

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._client = client or httpx.AsyncClient(timeout=httpx.Timeout(STALL_SECONDS))

    @classmethod
    def into_app(cls, app: Any) -> HttpWire:
        """Calls an ASGI app in this process: the real routes, no sockets."""
        transport = httpx.ASGITransport(app=app)
        return cls(httpx.AsyncClient(transport=transport, timeout=httpx.Timeout(None)))

    async def exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        try:
            answer = await self._client.request(method, url, headers=headers, content=body)
        except (httpx.RequestError, httpx.InvalidURL, OSError) as error:
            raise ConnectionError(f"{type(error).__name__}: {error}") from None
        return answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, answer.content

    async def close(self) -> None:
        await self._client.aclose()
