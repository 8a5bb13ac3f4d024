"""Serves the folder of a packed web app: a small ASGI app, to be mounted behind the server's own routes.

The contract with the packed folder:
- beside a file there may be `FILE.br` and `FILE.gz`; the one that the client accepts is sent, brotli first;
- every path that is no file and that a browser navigates to (`/q/CODE`, `/rounds/7`) gets index.html, so that
  deep links open the app; other unknown paths get 404;
- a fallback font that the web engine asks for and that is not packed (`assets/fonts/noto...`) is answered with the
  packed font without glyphs, or the engine would ask for it again and again;
- index.html and sw.js are never kept by the browser; other files are asked for again by ETag, and one asked for
  with `?v=...` is kept for a year, as its address changes with its content.
"""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
NEVER_KEPT = ("index.html", "sw.js")
FALLBACK_FONTS = "assets/fonts/noto"
NO_GLYPHS = "assets/fonts/empty.woff2"
ASK_AGAIN = "no-cache"
KEEP_A_YEAR = "public, max-age=31536000, immutable"
OWN_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
}
SAFETY = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


class WebFiles:
    """An ASGI app over one folder. The folder may be replaced while it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self._respond, scope)
        await response(scope, receive, send)

    def _respond(self, scope: Scope) -> Response:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Method Not Allowed", 405, {"Allow": "GET, HEAD"})
        headers = Headers(scope=scope)
        name = _relative_path(scope)
        path = self._file(name)
        if path is None and name.startswith(FALLBACK_FONTS):
            path = self._file(NO_GLYPHS)
        if path is None and _is_navigation(headers):
            path = self._file("index.html")
        if path is None:
            return PlainTextResponse("Not Found", 404)
        return _file_response(path, headers, versioned=b"v=" in scope.get("query_string", b""))

    def _file(self, name: str) -> Path | None:
        """The file of this name inside the folder, or None."""
        if "\0" in name:
            return None
        path = (self._folder / (name or "index.html")).resolve()
        inside = path.is_relative_to(self._folder) and not path.name.startswith(".")
        return path if inside and path.is_file() else None


def _relative_path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")).lstrip("/")


def _is_navigation(headers: Headers) -> bool:
    mode = headers.get("sec-fetch-mode")
    if mode is not None:
        return mode == "navigate"
    return "text/html" in headers.get("accept", "")


def _file_response(path: Path, asked: Headers, *, versioned: bool) -> Response:
    sent, encoding = _encoded(path, asked.get("accept-encoding", ""))
    headers = {**SAFETY, "Vary": "Accept-Encoding", "ETag": _etag(sent), "Cache-Control": ASK_AGAIN}
    if versioned and path.name not in NEVER_KEPT:
        headers["Cache-Control"] = KEEP_A_YEAR
    if encoding:
        headers["Content-Encoding"] = encoding
    if headers["ETag"] in [
        tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")
    ]:
        return Response(status_code=304, headers=headers)
    return FileResponse(sent, headers=headers, media_type=_media_type(path))


def _encoded(path: Path, accepted: str) -> tuple[Path, str]:
    """The smallest form that the client takes, and its Content-Encoding."""
    names = {
        part.split(";")[0].strip()
        for part in accepted.split(",")
        if not part.replace(" ", "").endswith(";q=0")
    }
    for encoding, suffix in ENCODINGS:
        packed = path.with_name(path.name + suffix)
        if encoding in names and packed.is_file():
            return packed, encoding
    return path, ""


def _etag(path: Path) -> str:
    stat = path.stat()
    seed = f"{path.name}:{stat.st_size}:{stat.st_mtime_ns}"
    return f'"{hashlib.sha256(seed.encode()).hexdigest()[:24]}"'


def _media_type(path: Path) -> str:
    own = OWN_TYPES.get(path.suffix)
    return own or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
