"""A phone with a browser: Debian's Chromium on a profile of its own, steered by Playwright.

Flutter draws on a canvas; what can be tapped and read is its semantics tree, which is switched on once a page.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import qrcode
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, Request, sync_playwright
from playwright.sync_api import Error as PlaywrightError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
START_SECONDS = 60
LOOK_SECONDS = 20
PHONE = {"width": 390, "height": 844}
SCHOOLS_TIME = "Asia/Shanghai"  # of every phone and desk: by another zone their yesterday is another day
FAKE_CAMERA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
INSECURE_HOST = "school.test"  # this machine by another name: without https a browser trusts localhost alone
ELSEWHERE = f"--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", ELSEWHERE, *FAKE_CAMERA]


def browser_program() -> str | None:
    """The path of a Chromium on this machine, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def qr_video(text: str, path: Path, frames: int = 10) -> Path:
    """A clip (.mjpeg) of a label with this code, for the fake camera."""
    label = qrcode.make(text, box_size=8, border=4).convert("RGB")
    frame = Image.new("RGB", (640, 480), "#6b7280")
    frame.paste(label, ((640 - label.width) // 2, (480 - label.height) // 2))
    jpeg = io.BytesIO()
    frame.save(jpeg, "JPEG", quality=90)
    path.write_bytes(jpeg.getvalue() * frames)
    return path


class Phone:
    """One browser on one profile. Use it in a with-statement; after `kill` it can be `open`ed again."""

    def __init__(self, origin: str, profile: Path, *, camera: Path | None = None, dark: bool = False) -> None:
        self.origin = origin
        self.requests: list[str] = []  # of pages and workers; the service worker's own are not among them
        self.console: list[str] = []
        self.environment: dict[str, str] = {}  # of the browser's own processes, beside this one's
        self._profile = profile
        self._flags = [*FLAGS, *([f"--use-file-for-fake-video-capture={camera}"] if camera else [])]
        self._scheme = "dark" if dark else "light"
        self._playwright: Playwright | None = None
        self._context: BrowserContext | None = None
        self.page: Page

    def __enter__(self) -> Phone:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the browser on the profile, with one empty tab."""
        self._playwright = sync_playwright().start()
        self._context = self._playwright.chromium.launch_persistent_context(
            str(self._profile),
            executable_path=browser_program(),
            headless=True,
            args=self._flags,
            viewport=PHONE,  # type: ignore[arg-type]
            device_scale_factor=2,
            color_scheme=self._scheme,  # type: ignore[arg-type]
            locale="zh-CN",
            permissions=["camera"],
            accept_downloads=True,
            env={**os.environ, "TZ": SCHOOLS_TIME, **self.environment},
        )
        self._context.on("request", self._note_request)
        self._context.on("console", lambda message: self.console.append(message.text))
        self.page = self._context.pages[0]

    def stop(self) -> None:
        if self._context is not None:
            self._context.close()
        if self._playwright is not None:
            self._playwright.stop()
        self._context = self._playwright = None

    def strike(self) -> None:
        """kill -9 of every process on this profile, from any thread: who steers it learns by an error."""
        for process in _processes_on(self._profile):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def kill(self) -> None:
        """kill -9 of every process on this profile: nothing gets a chance to save."""
        self.strike()
        if self._playwright is not None:
            self._playwright.stop()
        self._context = self._playwright = None
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self._profile / name).unlink(missing_ok=True)

    def offline(self, *, off: bool = True) -> None:
        """Take the network away, or give it back."""
        assert self._context is not None
        self._context.set_offline(off)

    def new_tab(self) -> Page:
        assert self._context is not None
        return self._context.new_page()

    def visit(self, path: str = "/", page: Page | None = None) -> Page:
        """Open a page of the app and wait until its first screen can be read."""
        page = page or self.page
        page.goto(self.origin + path)
        self.enable_semantics(page)
        return page

    def go(self, path: str) -> None:
        """Go to another place of the app that runs, as the browser's forward key does: nothing is loaded anew.

        In a browser that has just been started the app is opened there.
        """
        if self.page.url == "about:blank":
            self.visit(path)
            return
        there = (
            "(path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
        )
        self.page.evaluate(there, path)

    def reload(self) -> None:
        self.page.reload()
        self.enable_semantics(self.page)

    def started_at(self, page: Page | None = None) -> float:
        """When this page began; another number after a reload."""
        return float((page or self.page).evaluate("performance.timeOrigin"))

    def see_restart(self, began: float, page: Page | None = None) -> None:
        """Wait until the page, which began at `began`, has started anew."""
        wait_until(lambda: self._began_after(began, page), START_SECONDS)
        self.enable_semantics(page)

    def _began_after(self, began: float, page: Page | None) -> bool:
        try:
            return self.started_at(page) > began
        except PlaywrightError:  # the old page is going away just now
            return False

    def enable_semantics(self, page: Page | None = None) -> None:
        page = page or self.page
        page.wait_for_selector("flt-semantics-placeholder", state="attached", timeout=START_SECONDS * 1000)
        page.evaluate("document.querySelector('flt-semantics-placeholder')?.click()")
        page.wait_for_selector("flt-semantics", state="attached", timeout=START_SECONDS * 1000)

    def tap(self, name: str, page: Page | None = None) -> None:
        """Tap the button of this name."""
        (page or self.page).get_by_role("button", name=name, exact=True).first.click(
            timeout=LOOK_SECONDS * 1000
        )

    def type_into(self, label: str, text: str) -> None:
        """Type (Chinese too) into the field of this label."""
        self.page.get_by_label(label).first.click()
        self.page.keyboard.type(text)

    def see(self, text: str, page: Page | None = None, seconds: float = LOOK_SECONDS) -> Locator:
        """Wait until this text is on the screen."""
        found = (page or self.page).get_by_text(text).first
        found.wait_for(state="visible", timeout=seconds * 1000)
        return found

    def see_row(self, words: str, seconds: float = LOOK_SECONDS) -> Locator:
        """Wait until a row that can be opened is on the screen; `words` are part of what it says.

        The engine gives a row with a button or a box in it a label, and one that holds nothing else its text.
        """
        row = self.page.locator(f'[aria-label*="{words}"]').or_(self.page.get_by_text(words)).first
        row.wait_for(state="visible", timeout=seconds * 1000)
        return row

    def read_aloud(self) -> str:
        """Everything that a screen reader would say: texts, labels, and texts that may be copied."""
        script = """() => [...document.querySelectorAll('flt-semantics, [aria-label], input, textarea')]
            .map(e => e.getAttribute('aria-label') || e.value || e.innerText || '').join('\\n')"""
        return str(self.page.evaluate(script))

    def wait_for_offline_copy(self) -> None:
        """Wait until the service worker holds the whole app."""
        ready = "navigator.serviceWorker.ready.then((found) => found.active?.state === 'activated')"
        wait_until(lambda: self.page.evaluate(ready), START_SECONDS)

    def screenshot(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(path))
        return path

    def _note_request(self, request: Request) -> None:
        if request.service_worker is None:
            self.requests.append(request.url)


def _processes_on(profile: Path) -> list[int]:
    """The processes whose command line names this profile."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in command:
            found.append(int(entry.name))
    return found


def wait_until(holds: Callable[[], object], seconds: float = LOOK_SECONDS) -> None:
    """Wait until `holds()` is true; fail the test otherwise. (The page's rules forbid Playwright's own wait.)"""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
