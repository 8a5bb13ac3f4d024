"""The web server's part in the packed app: encodings, deep links, and what a browser may keep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from sync.server.web_files import WebFiles

Get = Callable[..., httpx.Response]
NAVIGATION = {"sec-fetch-mode": "navigate", "accept": "text/html"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "web"
    (root / "assets" / "fonts").mkdir(parents=True)
    (root / "index.html").write_text("<html>校园巡检</html>", encoding="utf-8")
    (root / "main.dart.js").write_text("plain", encoding="utf-8")
    (root / "main.dart.js.br").write_bytes(b"brotli")
    (root / "main.dart.js.gz").write_bytes(b"gzip")
    (root / "sw.js").write_text("worker", encoding="utf-8")
    (root / ".built-from").write_text("secret", encoding="utf-8")
    (root / "assets" / "fonts" / "empty.woff2").write_bytes(b"no glyphs")
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    return root


@pytest.fixture
def get(folder: Path) -> Get:
    async def ask(method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app=WebFiles(folder))
        async with httpx.AsyncClient(transport=transport, base_url="http://school") as client:
            request = client.build_request(method, path)
            request.headers.clear()
            request.headers.update({"host": "school", **headers})
            answer = await client.send(request, stream=True)
            answer._content = b"".join([part async for part in answer.aiter_raw()])
            return answer

    return lambda path, headers=None, method="GET": asyncio.run(ask(method, path, headers or {}))


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", b"brotli"),
        ("gzip, br;q=0", "gzip", b"gzip"),
        ("identity", None, b"plain"),
        ("", None, b"plain"),
    ],
)
def test_the_best_accepted_encoding_is_sent(
    get: Get, accepted: str, encoding: str | None, body: bytes
) -> None:
    """Brotli before gzip before plain, and never one that the client has not asked for."""
    answer = get("/main.dart.js", {"accept-encoding": accepted})
    assert answer.headers.get("content-encoding") == encoding
    assert answer.content == body
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/", "/q/ABCDE-FGHJK", "/rounds/7"])
def test_a_deep_link_opens_the_app(get: Get, path: str) -> None:
    """What a browser navigates to and is no file is the app's own page."""
    answer = get(path, NAVIGATION)
    assert (answer.status_code, "校园巡检" in answer.content.decode()) == (200, True)
    assert answer.headers["cache-control"] == "no-cache"


def test_an_unknown_file_is_not_the_page(get: Get) -> None:
    """A script that is missing must not be answered with HTML."""
    assert get("/worker/missing.js", {"sec-fetch-mode": "no-cors", "accept": "*/*"}).status_code == 404


def test_a_file_that_is_known_already_is_not_sent_again(get: Get) -> None:
    """The ETag of the form that was sent answers 304."""
    first = get("/main.dart.js", {"accept-encoding": "br"})
    again = get("/main.dart.js", {"accept-encoding": "br", "if-none-match": first.headers["etag"]})
    other = get("/main.dart.js", {"accept-encoding": "gzip", "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_only_a_versioned_address_is_kept_for_a_year(get: Get) -> None:
    """And the worker and the page never, however they are asked for."""
    assert "immutable" in get("/main.dart.js?v=1").headers["cache-control"]
    assert get("/main.dart.js").headers["cache-control"] == "no-cache"
    assert get("/sw.js?v=1").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/../outside.txt", "/%2e%2e/outside.txt", "/.built-from", "/assets", "/%00"]
)
def test_nothing_but_the_folders_files_is_given(get: Get, path: str) -> None:
    """Neither what lies beside the folder, nor its hidden files, nor a listing."""
    assert get(path, {"accept": "*/*"}).status_code == 404


def test_a_font_that_is_not_packed_is_answered_with_one_without_glyphs(get: Get) -> None:
    """The web engine asks again and again for a fallback font that fails."""
    assert get("/assets/fonts/notosanshk/v32/x.87.woff2").content == b"no glyphs"


def test_only_reading_is_allowed(get: Get) -> None:
    """POST is refused; HEAD gives the headers alone."""
    assert get("/main.dart.js", method="POST").status_code == 405
    head = get("/main.dart.js", method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
