"""What goes wrong around a phone: no room on its disk, a clock ten years off, a spoilt way to the server."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.e2e.browser import Phone
from tests.e2e.devices import OnPort

NO_ROOM_BYTES = 1000
WANTED_HEADERS = ("Authorization", "Content-Type", "X-Inspect-Protocol")
HEADER_BYTES = b"\xff\xd8\xff\xe0"


@contextmanager
def full_disk(phone: Phone) -> Iterator[None]:
    """The browser gives the app's origin no byte more: every write that grows a file fails, as on a full phone.

    A file that is open keeps the room that it was given, so the app should be opened anew inside.
    """
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.origin, "quotaSize": NO_ROOM_BYTES})
    yield
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.origin})
    session.detach()


def false_clock_library() -> Path | None:
    """Debian's libfaketime, or None where the package `faketime` is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


def false_clock(days: int) -> dict[str, str]:
    """The environment in which a program sees a wall clock so many days ahead; its monotonic clock stays true.

    Without FORCE_MONOTONIC_FIX=0 Chromium's timed waits never end.
    """
    return {
        "LD_PRELOAD": str(false_clock_library()),
        "FAKETIME": f"{days:+d}d",
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",
    }


def huge_photo(path: Path, size_bytes: int) -> Path:
    """A file that begins as a JPEG and is as large as that; sparse, so that it costs no room here."""
    with path.open("wb") as file:
        file.write(HEADER_BYTES)
        file.truncate(size_bytes)
    return path


def cut(body: bytes) -> bytes:
    """The first half, called the whole."""
    return body[: len(body) // 2]


def scrambled(body: bytes) -> bytes:
    """As long as before, and nobody can read it."""
    return bytes(byte ^ 0x5A for byte in body)


class SpoiltWay(OnPort):
    """Stands at the school's port, asks the real server behind it, and spoils what it hands on from /v1/."""

    def __init__(self, port: int, behind: int) -> None:
        way = self
        self.spoil: Callable[[bytes], bytes] = cut
        self.breaks_off = False
        self.spoilt = 0

        class Hand(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                wanted = {name: self.headers[name] for name in WANTED_HEADERS if name in self.headers}
                server = http.client.HTTPConnection("127.0.0.1", behind, timeout=30)
                server.request(self.command, self.path, asked, wanted)
                answer = server.getresponse()
                whole = answer.read()
                body = way.spoil(whole) if self.path.startswith("/v1/") else whole
                way.spoilt += body != whole
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
                self.send_header("Content-Length", str(len(whole if way.breaks_off else body)))
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True

            do_GET = do_PUT = do_POST  # noqa: N815

            def log_message(self, *_arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Hand)
