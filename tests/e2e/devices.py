"""The browsers of a patrol: a phone with more looks at its screen, an office's desktop, a network's log-in page."""

from __future__ import annotations

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Error as PlaywrightError

from tests.e2e.browser import LOOK_SECONDS, Phone, wait_until
from tests.running import Server

FAILURES = Path(__file__).resolve().parents[2] / "build" / "e2e"


class PatrolPhone(Phone):
    """A patroller's phone. When a test fails in its hands, the last screen is kept in build/e2e."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            kept = FAILURES / self.origin.rpartition(":")[2]
            with suppress(PlaywrightError):  # the browser may be dead
                self.screenshot(kept.with_suffix(".png"))
            kept.with_suffix(".log").write_text("\n".join(self.console))
        super().__exit__(kind, error, trace)

    def see_button(self, name: str, seconds: float = LOOK_SECONDS) -> None:
        button = self.page.get_by_role("button", name=name, exact=True).first
        button.wait_for(state="visible", timeout=seconds * 1000)

    def has_button(self, name: str) -> bool:
        return bool(self.page.get_by_role("button", name=name, exact=True).count())

    def scroll(self, pixels: int) -> None:
        """Turn the wheel over the middle of the screen; what lies below it cannot be clicked before."""
        size = self.page.viewport_size or {"width": 0, "height": 0}
        self.page.mouse.move(size["width"] / 2, size["height"] / 2)
        self.page.mouse.wheel(0, pixels)
        self.page.wait_for_timeout(600)  # it rolls out

    def says(self, text: str) -> bool:
        """Whether this text is on the screen now."""
        return bool(self.page.get_by_text(text).count())

    def see_said(self, text: str, picture: str, seconds: float = LOOK_SECONDS) -> None:
        """Wait for a sentence, and keep a picture of the screen that says it in build/e2e."""
        self.see(text, seconds=seconds)
        self.keep_picture(picture)

    def hear(self, words: str, seconds: float = 60) -> None:
        """Wait until a screen reader would say it: as text, or as the label of what holds it."""
        wait_until(lambda: words in self.read_aloud(), seconds=seconds)

    def sync(self) -> None:
        """By hand, to the end."""
        self.go("/sync")
        self.tap("立即同步")
        self.see_button("已同步", seconds=60)

    def keep_picture(self, name: str) -> None:
        self.page.wait_for_timeout(400)  # what is said slides in
        self.screenshot(FAILURES / f"{name}.png")

    def check_whole(self, code: str) -> None:
        """Check the room of this label: everything in order, saved."""
        self.go(f"/q/{code}")
        self.tap("开始检查")
        self.answer_rest()
        self.see("已保存，全部正常。")

    def answer_rest(self) -> None:
        """What is not answered yet is in order; then finish."""
        self.tap("全部正常")
        self.tap("确定")
        self.tap("完成本点")

    def join(self, school: Server, role: str, *more: str) -> None:
        """Open the one-time address, join, wait for the first whole sync."""
        self.visit(school.invitation(role, *more).removeprefix(school.address))
        self.tap("加入学校")
        self.see_button("已同步", seconds=90)


class Desktop(PatrolPhone):
    """The office's wide screen."""

    def start(self) -> None:
        super().start()
        self.page.set_viewport_size({"width": 1440, "height": 900})


class OnPort:
    """Something that answers on a port of this machine until the block ends."""

    _server: ThreadingHTTPServer

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class LoginPage(OnPort):
    """What a network shows to everybody who has not logged in: 200 and a page of its own, to any request."""

    PAGE = "<!DOCTYPE html><title>登录</title><h1>请先登录校园网</h1>".encode()

    def __init__(self, port: int) -> None:
        page = self.PAGE

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            do_POST = do_PUT = do_GET  # noqa: N815

            def log_message(self, *_arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Answer)
