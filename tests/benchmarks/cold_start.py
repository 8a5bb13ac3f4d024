"""Open the packed app with no network until its first screen is there, beside a stock one-page Flet web app."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median

from tests.benchmarks.folders import scratch
from tests.benchmarks.packed_apps import STOCK_TEXT, our_app, stock_app
from tests.benchmarks.processes import server_process
from tests.benchmarks.report import Report
from tests.benchmarks.sync_scene import school_template
from tests.benchmarks.timing import spread
from tests.benchmarks.web_phones import join_school, milliseconds_until, require_browser
from tests.e2e.web_server import WebServer

ABOUT = "the packed app offline until its first screen, beside a stock one-page Flet web app, milliseconds"
SIZE = 5
REPEATS = 1
TARGET_RATIO = 0.7
FIRST_TEXT = "今日"


def run(size: int, repeats: int) -> Report:
    """`size` starts of each, in turns; every start is a new browser process on a profile that knows the app."""
    require_browser()
    starts = size * repeats
    stock = WebServer(stock_app())
    stock.start()
    try:
        with scratch() as folder:
            ours, theirs = _starts(folder, stock.origin, starts)
    finally:
        stock.stop()
    return _report(ours, theirs, starts)


def _starts(folder: Path, stock_origin: str, starts: int) -> tuple[list[float], list[float]]:
    shutil.copytree(school_template(), folder / "school")
    ours, theirs = [], []
    with server_process(folder / "school", web=our_app()) as origin:
        join_school(origin, folder / "ours", folder / "school", FIRST_TEXT)
        milliseconds_until(origin, folder / "ours", "/", FIRST_TEXT, offline=True)
        milliseconds_until(stock_origin, folder / "stock", "/", STOCK_TEXT, offline=False)
        for _ in range(starts):
            ours.append(milliseconds_until(origin, folder / "ours", "/", FIRST_TEXT, offline=True))
            theirs.append(milliseconds_until(stock_origin, folder / "stock", "/", STOCK_TEXT, offline=False))
    return ours, theirs


def _report(ours: list[float], theirs: list[float], starts: int) -> Report:
    details = {
        "n": starts,
        "ours_spread": spread(ours, 0),
        "theirs_spread": spread(theirs, 0),
        "ours_is": "an enrolled phone with 300 rooms and 3,000 assets, no network, from the service worker: today",
        "theirs_is": "one text on a page, as flet publish packs it, from this machine, browser cache warm",
        "measured": "performance.now() of the page when the text is in Flutter's semantics tree; new browser "
        "process, same profile, software drawing; after one start that is not counted",
    }
    mine, stock = median(ours), median(theirs)
    met = mine / stock <= TARGET_RATIO
    return Report("cold_start", mine, stock, "milliseconds", f"ratio at most {TARGET_RATIO:g}", met, details)
