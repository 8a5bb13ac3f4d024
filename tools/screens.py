"""Pictures of every screen of the phone, in both themes: `python -m tools.screens [name ...]`.

Runs the real app on a prepared store behind Flet's own web server, drives it in Chromium, and writes
build/screens/NAME-light.png and NAME-dark.png. Needs Chromium and the Noto CJK fonts of Debian.
"""

from __future__ import annotations

import asyncio
import io
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft
import flet_web.fastapi
import uvicorn
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

from inspect_app.actions.photos import keep_photo, with_photo
from inspect_app.app import App, _dress
from inspect_app.checklists.answers import Answer
from inspect_app.devices.live_camera import FletCamera
from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.screens import check_work
from inspect_app.state import Desk
from inspect_app.views.rounds import rounds_now
from sync.agent import SyncState
from tests.screens.school import Phone, busy_phone, code_of, new_phone

OUT = Path("build/screens")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
MAINLAND = 2
SIZE = {"width": 390, "height": 844}
SETTLE_MS = 700


def chinese_font(folder: Path) -> None:
    """The common hanzi under the name of the engine's own first font."""
    target = folder / "assets" / "fonts" / "roboto.woff2"
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    font = TTFont(CJK, fontNumber=MAINLAND)
    options = subset.Options()
    options.layout_features = ["*"]
    cutter = subset.Subsetter(options)
    hanzi = {
        ord(bytes([a, b]).decode("gb2312"))
        for a in range(0xB0, 0xF8)
        for b in range(0xA1, 0xFF)
        if (a, b) < (0xD7, 0xFA) or a > 0xD7
    }
    cutter.populate(
        unicodes=[
            *range(0x20, 0x250),
            *range(0x2000, 0x2200),
            *range(0x3000, 0x3020),
            *range(0xFF00, 0xFFEF),
            *hanzi,
        ]
    )
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def picture(colour: str, words: str) -> bytes:
    """A photo that is plainly a test's."""
    image = Image.new("RGB", (1200, 1600), colour)
    pen = ImageDraw.Draw(image)
    pen.rectangle((300, 300, 900, 1500), outline="white", width=24)
    pen.ellipse((760, 860, 840, 940), fill="white")
    pen.text((340, 340), words, fill="white", font_size=64)
    target = io.BytesIO()
    image.save(target, "JPEG")
    return target.getvalue()


class Said:
    """Reads from every picture what it was told."""

    said: tuple[str, ...] = ()

    async def read(self, jpeg: bytes) -> tuple[str, ...]:
        return self.said


def prepared_phone(folder: Path) -> Phone:
    """A phone in the middle of a round, with real pictures and the browser's camera."""
    phone = busy_phone(folder, PillowPictures(), picture("#55606b", "TEST"))
    phone.agent.state = SyncState(unsent=52, photos_unsent=1, last_ok_ms=1_795_130_000_000, trouble="offline")
    phone.fake.camera = FletCamera()  # type: ignore[assignment]
    phone.fake.codes = Said()  # type: ignore[assignment]
    return phone


class Server:
    """The app on a free port, in a thread of its own."""

    def __init__(self, phone: Phone, assets: Path) -> None:
        self.phone = phone
        self.desk: Desk | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        app = flet_web.fastapi.app(self._begin, assets_dir=str(assets.resolve()), no_cdn=True)
        config = uvicorn.Config(app, port=self.port, log_level="error")
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, daemon=True).start()

    async def _begin(self, page: ft.Page) -> None:
        self.desk = self.phone.desk(page)
        _dress(page, self.desk.looks.language, self.desk.looks.theme)
        page.render_views(App, self.desk)

    def do(self, act: Callable[[Desk], Any]) -> None:
        """Do something in the app's own thread, and wait for it."""
        desk, done = self.desk, threading.Event()
        if desk is None:
            raise RuntimeError("the page has not begun")

        async def work() -> None:
            try:
                result = act(desk)
                if asyncio.iscoroutine(result):
                    await result
            finally:
                done.set()

        desk.run(work)
        done.wait(20)


def open_page(browser: Any, server: Server) -> Page:
    context = browser.new_context(viewport=SIZE, device_scale_factor=2, permissions=["camera"])
    page = context.new_page()
    deadline = time.monotonic() + 90
    page.goto(f"http://127.0.0.1:{server.port}/")
    while server.desk is None and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    page.wait_for_timeout(4000)
    return page


def shoot(page: Page, server: Server, name: str, act: Callable[[], Any] = lambda: None) -> None:
    """`act` is done in each theme before its picture: a change of theme closes what lies over the page."""
    for theme in ("light", "dark"):
        server.do(lambda desk, theme=theme: desk.choose(theme=theme))
        page.wait_for_timeout(SETTLE_MS)
        act()
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=OUT / f"{name}-{theme}.png")
    print(name, flush=True)


def tap(page: Page, words: str, *, last: bool = False) -> None:
    """Tap what says `words`, by the tree for screen readers."""
    found = page.get_by_role("button", name=words)
    (found.last if last else found.first).click()
    page.wait_for_timeout(SETTLE_MS)


def go(page: Page, server: Server, route: str) -> None:
    server.do(lambda desk: desk.go(route))
    page.wait_for_timeout(SETTLE_MS)


def half_done(server: Server) -> None:
    """Some answers of a check, one of them failed with two photos."""
    work: check_work.CheckWork = server.desk.memory["work"]  # type: ignore[union-attr]
    items = [item for item in work.begun.checklist.items if item.asked]

    async def fill(desk: Desk) -> None:
        work.answer(Answer(items[0].key, "normal"))
        work.answer(Answer(items[1].key, "abnormal", note="灯泡不亮,已断电"))
        for colour in ("#3f6b5f", "#6b4f3f"):
            photo = await keep_photo(
                desk.store,
                desk.device,
                picture(colour, "TEST"),
                items[1].key,
                ("2026-11-20 07:30  王师傅", "综合楼 308"),
            )
            work.begun = with_photo(work.begun, photo)
        work.redraw()

    server.do(fill)


def screens(page: Page, server: Server, wanted: set[str]) -> None:
    """Each screen in turn."""
    phone = server.phone
    due = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due
    fault = phone.store.rows("select id from fault order by found_ms desc")[0]["id"]
    check = phone.store.rows("select id from \"check\" where result = 'failed'")[0]["id"]
    routes = {
        "today": "/",
        "tasks": "/tasks",
        "ledger": "/ledger",
        "me": "/me",
        "sync": "/sync",
        "people": "/people",
        "room": "/room/r2",
        "history": "/room/r2/history",
        "report": "/room/r2/report",
        "asset": "/asset/a1",
        "round": f"/round/{due.route.id}/{due.day}/{due.window.key}",
        "record": f"/record/{check}",
        "fault": f"/fault/{fault}",
        "code-unknown": f"/q/{code_of(999)}",
        "check-empty": "/check/r9/-/scanned",
    }
    for name, route in routes.items():
        if not wanted or name in wanted:
            go(page, server, route)
            shoot(page, server, name)
    if not wanted or "check" in wanted:
        go(page, server, "/check/r14/-/scanned")
        half_done(server)
        page.wait_for_timeout(SETTLE_MS)
        shoot(page, server, "check")
        shoot(page, server, "check-problems", lambda: tap(page, "完成本点"))
        page.wait_for_timeout(5000)
    if not wanted or "all-in-order" in wanted:
        go(page, server, "/check/r9/-/scanned")
        shoot(page, server, "all-in-order", lambda: tap(page, "全部正常"))
    if not wanted or "scan" in wanted:
        go(page, server, "/scan")
        page.wait_for_timeout(2500)
        shoot(page, server, "scan")
        server.phone.fake.codes.said = (code_of(2),)  # type: ignore[attr-defined]
        page.wait_for_timeout(3000)
        shoot(page, server, "scan-result")
        server.phone.fake.codes.said = ("https://u.wechat.com/abc",)  # type: ignore[attr-defined]
        page.wait_for_timeout(3000)
        shoot(page, server, "scan-stranger")
    if not wanted or "skip" in wanted:
        go(page, server, routes["round"])
        tap(page, "跳过")
        shoot(page, server, "skip")
        server.do(lambda desk: setattr(desk.changes, "count", desk.changes.count + 1))
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=OUT / "skip-after-sync.png")
        go(page, server, "/")
    if not wanted or "big-text" in wanted:
        page.add_style_tag(content="html{font-size:200% !important}")
        for name in ("today", "check-empty", "tasks", "room"):
            go(page, server, routes[name])
            page.wait_for_timeout(SETTLE_MS)
            shoot(page, server, f"big-{name}")


def main(wanted: set[str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    assets = Path("build/screens-assets")
    chinese_font(assets)
    folder = Path(tempfile.mkdtemp())
    new, busy = new_phone(folder / "new"), prepared_phone(folder / "busy")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--force-renderer-accessibility",
            ],
        )
        if not wanted or "enrol" in wanted:
            server = Server(new, assets)
            shoot(open_page(browser, server), server, "enrol")
        server = Server(busy, assets)
        page = open_page(browser, server)
        page.evaluate("document.querySelector('flt-semantics-placeholder')?.click()")
        page.wait_for_timeout(SETTLE_MS)
        screens(page, server, wanted)
        browser.close()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
