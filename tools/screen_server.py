"""The real app on a prepared store behind Flet's own web server, for tools/screens.py."""

from __future__ import annotations

import asyncio
import io
import socket
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
from playwright.sync_api import Page

from inspect_app.app import App, _dress
from inspect_app.devices.live_camera import FletCamera
from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.state import Desk
from sync.agent import SyncState
from tests.screens.school import Phone, busy_phone

CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
MAINLAND = 2
SIZE = {"width": 390, "height": 844}


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

    async def look(self) -> tuple[str, ...] | None:
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
