"""The client's five kinds of call, over a wire that is handed in. The only place that knows URLs.

The wire gives (status, headers, body) or raises ConnectionError. Everything else that can go wrong
is turned into a SyncError here, once.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

from sync.errors import SyncError
from sync.protocol import PROTOCOL, BrokenPage, read_head, read_page


class Wire(Protocol):
    """One HTTP exchange; ConnectionError means that nothing is known of the outcome."""

    async def exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]: ...


class Transport:
    """Calls to one server, with this device's token."""

    def __init__(self, wire: Wire, address: str, token: str | None = None, server: str | None = None) -> None:
        self._wire = wire
        self._address = address.rstrip("/")
        self._token = token
        self._server = server

    async def call(self, path: str, message: dict[str, Any]) -> dict[str, Any]:
        """POST one JSON object, get one that names its server."""
        body = json.dumps(message, ensure_ascii=False).encode()
        return self._head(await self._send("POST", path, body, "application/json"))

    async def ask(self, method: str, path: str, body: bytes = b"", media_type: str = "") -> dict[str, Any]:
        """Any exchange whose answer is one JSON object that names its server."""
        return self._head(await self._send(method, path, body, media_type))

    async def push(self, lines: list[str], epoch: str, link: str = "") -> dict[str, Any]:
        """POST changes, one a line, to the server that said hello in this epoch.

        `link` is the hash of the line that they follow, where that line may still be on its way.
        """
        path = f"/v1/push?epoch={epoch}" + (f"&link={link}" if link else "")
        return self._head(await self._send("POST", path, "\n".join(lines).encode(), "text/plain"))

    async def page(self, path: str) -> tuple[dict[str, Any], list[str]]:
        """GET a page of changes or rows."""
        return self._page(await self._send("GET", path))

    async def page_for(self, path: str, message: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """POST a question whose answer is a page."""
        return self._page(await self._send("POST", path, json.dumps(message).encode(), "application/json"))

    def _page(self, body: bytes) -> tuple[dict[str, Any], list[str]]:
        try:
            head, items = read_page(body.decode())
        except (BrokenPage, UnicodeDecodeError) as error:
            raise _strange(body, str(error)) from None
        self._same_server(head)
        return head, items

    async def send_part(self, path: str, part: bytes) -> dict[str, Any]:
        """PUT a part of a photo."""
        return self._head(await self._send("PUT", path, part, "application/octet-stream"))

    async def fetch(self, path: str) -> bytes:
        """GET bytes: a photo or its thumbnail. The caller verifies them by their hash."""
        return await self._send("GET", path)

    async def fetch_for(self, path: str, message: dict[str, Any]) -> bytes:
        """POST a question whose answer is bytes: a paper that is made for it."""
        body = json.dumps(message, ensure_ascii=False).encode()
        return await self._send("POST", path, body, "application/json")

    async def _send(self, method: str, path: str, body: bytes = b"", media_type: str = "") -> bytes:
        headers = {"X-Inspect-Protocol": str(PROTOCOL)}
        if media_type:
            headers["Content-Type"] = media_type
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            status, answer_headers, answer = await self._wire.exchange(
                method, self._address + path, headers, body
            )
        except ConnectionError as error:
            raise SyncError("offline", str(error)) from None
        if status in (200, 201):
            return answer
        raise self._trouble(status, answer_headers, answer)

    def _head(self, body: bytes) -> dict[str, Any]:
        try:
            head = read_head(body.decode())
        except (BrokenPage, UnicodeDecodeError) as error:
            raise _strange(body, str(error)) from None
        self._same_server(head)
        return head

    def _same_server(self, head: dict[str, Any]) -> None:
        if self._server is not None and head["server"] != self._server:
            raise SyncError("another_server", str(head["server"]))

    def _trouble(self, status: int, headers: dict[str, str], body: bytes) -> SyncError:
        """The one translation from an HTTP answer to a trouble."""
        try:
            data = read_head(body.decode())
        except (BrokenPage, UnicodeDecodeError):
            return _foreign_trouble(status, headers)
        if self._server is not None and data["server"] != self._server:
            return SyncError("another_server", str(data["server"]))
        code = str(data.get("error", ""))
        if status in (429, 503):
            return _busy(code, headers)
        if code in _BY_CODE:
            return SyncError(_BY_CODE[code], code, data)
        return SyncError("server" if status >= 500 else "refused", code or f"HTTP {status}", data)


def _strange(body: bytes, detail: str) -> SyncError:
    """An answer that cannot be ours, such as a log-in page; or one that was cut or spoilt on its way."""
    is_page = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return SyncError("not_our_server" if is_page or _is_whole_json(body) else "garbled", detail)


def _is_whole_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


_BY_CODE = {
    "code_unknown": "code_unknown",
    "code_expired": "code_expired",
    "unknown_token": "signed_out",
    "revoked": "revoked",
    "too_old": "too_old",
    "new_epoch": "busy",
    "out_of_order": "busy",
}
DEFAULT_WAIT_SECONDS = 30


def _foreign_trouble(status: int, headers: dict[str, str]) -> SyncError:
    """An answer without our server's name: a proxy before it, or somebody else altogether."""
    if status in (429, 503):
        return _busy("", headers)
    if status == 413:
        return SyncError("refused", "too_large")
    return SyncError("server" if status in (500, 502, 504) else "not_our_server", f"HTTP {status}")


def _busy(code: str, headers: dict[str, str]) -> SyncError:
    wait = headers.get("retry-after", "")
    seconds = int(wait) if wait.isdecimal() else DEFAULT_WAIT_SECONDS
    return SyncError("busy", code, {"retry_after_seconds": seconds})
