"""Browsers for benchmarks: a page that notes by itself when a text has come onto the screen."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.benchmarks import schools
from tests.e2e.browser import Phone, browser_program

WAIT_SECONDS = 120
PAGES = Path(__file__).parent / "pages"


class BrowserMissing(RuntimeError):
    """There is no Chromium on this machine."""


def require_browser() -> None:
    """Raises BrowserMissing."""
    if browser_program() is None:
        raise BrowserMissing("no Chromium on this machine: run tools/install_browser.py as root")


def script(name: str, **texts: str) -> str:
    """A script of the folder pages with its __NAMES__ filled in."""
    content = (PAGES / f"{name}.js").read_text(encoding="utf-8")
    for key, text in texts.items():
        content = content.replace(f"__{key}__", json.dumps(text))
    return content


def milliseconds_until(origin: str, profile: Path, path: str, wanted: str, *, offline: bool) -> float:
    """Start a browser on the profile, open the page, and say when the text was on the screen, in milliseconds."""
    with Phone(origin, profile) as phone:
        phone.page.add_init_script(script("first_screen", WANTED=wanted))
        phone.offline(off=offline)
        phone.page.goto(origin + path)
        return noted(phone, wanted)


def noted(phone: Phone, wanted: str) -> float:
    """Wait until the page has noted the text. (The page's own policy forbids Playwright's wait_for_function.)"""
    deadline = time.monotonic() + WAIT_SECONDS
    while (found := phone.page.evaluate("window.noted")) is None:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{wanted} did not come onto the screen")
        phone.page.wait_for_timeout(50)
    return float(found)


def join_school(
    origin: str, profile: Path, folder: Path, first_text: str, camera: Path | None = None
) -> None:
    """A first visit with a one-time code: afterwards the profile belongs to the school and works offline."""
    code = schools.one_time_codes(folder, 1, schools.wall_ms())[0]
    with Phone(origin, profile, camera=camera) as phone:
        phone.visit(f"/join#{code}")
        phone.tap("加入学校")
        phone.see(first_text, seconds=WAIT_SECONDS)
        phone.wait_for_offline_copy()
        phone.page.wait_for_timeout(3000)
