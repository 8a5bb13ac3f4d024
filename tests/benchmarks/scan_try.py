"""One scan in the packed app: what was noted on the way from the camera's frame to the checklist."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Worker

from tests.benchmarks.web_phones import script
from tests.e2e.browser import Phone

START_BUTTON = "开始检查"
FIRST_ITEM = "门窗"
TRY_SECONDS = 30
READING_MS = 700
PATCH_BYTES = 300
"""A frame of the screen that is smaller only asks the client something."""
MARKED = (
    "(() => { const { label, sheet, tap, items } = window.marks;"
    " return { label, sheet, tap, items, origin: performance.timeOrigin }; })()"
)


class Missed(RuntimeError):
    """The label was not seen to come, or what should follow did not."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One try: the steps of its two parts in milliseconds, in order, and the floor measured beside it.

    `read_from` says whether the code was read from the `video` or, with the detour, from a `picture`.
    """

    to_sheet: dict[str, float]
    to_checklist: dict[str, float]
    floor: float
    read_from: str

    @property
    def whole(self) -> float:
        """From the frame to the checklist, without the person's time between sheet and tap."""
        return sum(self.to_sheet.values()) + sum(self.to_checklist.values())


def watched(phone: Phone) -> None:
    """Every page that this phone opens from now on notes what is drawn on it."""
    phone.page.add_init_script(script("scan_watch", START=START_BUTTON, ITEM=FIRST_ITEM))


def scan_once(phone: Phone) -> Scanned:
    """The scan screen is open before a wall; the label comes, the sheet, a person who reads it, a tap."""
    phone.page.evaluate("newMarks()")
    worker = _worker(phone)
    worker.evaluate(script("scan_worker"))
    _wait_for(phone, "label")
    _wait_for(phone, "sheet")
    floor = phone.page.evaluate(script("scan_floor"))
    if not floor["texts"]:
        raise Missed("the floor's decoder found no code")
    phone.page.wait_for_timeout(READING_MS)
    phone.tap(START_BUTTON)
    marks = _wait_for(phone, "items")
    return _steps(marks, worker.evaluate(script("scan_worker_marks")), floor["milliseconds"])


def _worker(phone: Phone) -> Worker:
    deadline = time.monotonic() + TRY_SECONDS
    while time.monotonic() < deadline:
        for worker in phone.page.workers:
            if worker.url.endswith("/worker/worker.js"):
                return worker
        phone.page.wait_for_timeout(50)
    raise Missed("the app's worker did not start")


def _wait_for(phone: Phone, mark: str) -> dict[str, float]:
    """All marks, as soon as this one is set."""
    deadline = time.monotonic() + TRY_SECONDS
    while (marks := phone.page.evaluate(MARKED))[mark] is None:
        if time.monotonic() > deadline:
            raise Missed(f"{mark} did not come: {marks}")
        phone.page.wait_for_timeout(50)
    found: dict[str, float] = marks
    return found


def _steps(marks: dict[str, float], worker: dict[str, Any], floor: float) -> Scanned:
    """Page and worker have clocks of their own, each with its beginning in the same wall time.

    The worker may have read the label before the page's own watcher was told of the frame: then that is the moment.
    """
    label, sheet, tap, items = (marks["origin"] + marks[name] for name in ("label", "sheet", "tap", "items"))
    read = min(each["at"] for each in worker["read"])
    label = min(label, read)
    looked_up = _first([each["at"] for each in worker["left"] if each["order"] == "beep"], read)
    patches = [each["at"] for each in worker["left"] if each["bytes"] > PATCH_BYTES]
    return Scanned(
        _between(("frame", label), ("decoded", read), ("looked_up", looked_up),
                 ("built", _first(patches, read)), ("on_screen", sheet)),
        _between(("tap", tap), ("built", _first(patches, tap)), ("on_screen", items)),
        floor,
        next(each["source"] for each in worker["read"] if each["at"] == read),
    )  # fmt: skip


def _first(moments: list[float], after: float) -> float:
    found = next((moment for moment in sorted(moments) if moment >= after), None)
    if found is None:
        raise Missed("the worker noted nothing")
    return found


def _between(*moments: tuple[str, float]) -> dict[str, float]:
    """The time that each step took, under the name of its end."""
    return {name: at - before for (_, before), (name, at) in pairwise(moments)}
