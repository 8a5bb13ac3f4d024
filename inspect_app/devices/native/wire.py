"""HTTP by httpx."""

from __future__ import annotations

import httpx


class HttpxWire:
    """One client kept open; redirects are not followed. `close` it at the end."""

    def __init__(self, timeout_seconds: float = 60, *, verify: bool = True) -> None:
        self._client = httpx.AsyncClient(timeout=timeout_seconds, verify=verify)

    async def exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        try:
            answer = await self._client.request(method, url, headers=headers, content=body)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ConnectionError(f"{method} {url}: {error}") from error
        return answer.status_code, dict(answer.headers), answer.content

    async def close(self) -> None:
        await self._client.aclose()
