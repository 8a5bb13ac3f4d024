"""Open the ledger of 100,000 assets, show the next 50, filter and search: what each tap costs the app itself."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from inspect_app.devices.fakes import FakeDevice
from storage.store import Store
from tests.benchmarks import search
from tests.benchmarks.folders import prepared, scratch
from tests.benchmarks.report import Report
from tests.benchmarks.timing import spread
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone
from tests.screens.wide.office import WIDTH

ABOUT = "open the ledger of 100,000 assets, next 50, filter, search: the app's own work a tap, milliseconds"
SIZE = 100_000
REPEATS = 5
TARGET_MS = 100.0
PHONE_WIDTH = 390
DRAWN_SECONDS = 0.6
"""How long is waited after a tap; only the processor's time counts."""

Measured = dict[str, list[float]]


def run(size: int, repeats: int) -> Report:
    """On the office's wide window and on a phone; `theirs` is the bare page of 50 rows out of the store."""
    folder = prepared(f"ledger-of-{size}", search.SOURCES, lambda made: search._fill(made, size))
    with scratch() as work:
        shutil.copy(folder / "store.db", work / "store.db")
        store = Store.open(str(work / "store.db"), journal=search.JOURNAL)
        store.set_settings(role="office")
        wide = asyncio.run(_walked(store, work, WIDTH, repeats))
        narrow = asyncio.run(_walked(store, work, PHONE_WIDTH, repeats))
        bare = [
            _milliseconds(lambda: search._page(store, search.FILTERS["everything"], 0)) for _ in range(20)
        ]
        store.close()
    steps = {f"desk: {name}": times for name, times in wide.items()}
    steps |= {f"phone: {name}": times for name, times in narrow.items()}
    slowest = max(steps, key=lambda name: median(steps[name]))
    details = {
        "assets": size,
        "repeats": repeats,
        "slowest": slowest,
        **{name: spread(times, 1) for name, times in steps.items()},
        "measured": "processor time of this process from the tap until nothing is left to draw, the update for "
        "the client written included; no browser and no network; " + search.JOURNAL,
        "theirs": "the first page read from the store, nothing drawn",
    }
    ours = median(steps[slowest])
    target = f"the slowest tap under {TARGET_MS:g} ms of own work"
    return Report("ledger", ours, median(bare), "milliseconds", target, ours < TARGET_MS, details)


def _milliseconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


async def _walked(store: Store, folder: Path, width: int, repeats: int) -> Measured:
    """Each turn opens the app anew; the first is not counted."""
    measured: Measured = {}
    for turn in range(repeats + 1):
        phone = Phone(FakeDevice(folder), store)
        async with shown(phone, "/ledger", width=width) as screen:
            await asyncio.sleep(DRAWN_SECONDS)
            for name, taken in [each async for each in _steps(screen)]:
                if turn:
                    measured.setdefault(name, []).append(taken)
    return measured


async def _steps(screen: PhoneScreen) -> Any:
    """The name and milliseconds of each tap, in the order in which a person makes them."""
    yield "open", await _cost(_touched(screen, "view-assets", "select", "true"))
    yield "open the filter", await _cost(_touched(screen, "filter-open", "click"))
    yield "filter by state", await _cost(_chosen(screen, "filter-state", "in_use"))
    yield "filter by year", await _cost(_chosen(screen, "filter-year", "2015"))
    yield "filter by class", await _cost(_chosen(screen, "filter-class_code", "A0201"))
    yield "show what was found", await _cost(_touched(screen, "filter-show", "click"))
    for key in ("state", "year", "class_code"):
        yield "take a filter away", await _cost(_touched(screen, f"filtered-{key}", "delete"))
    more = "more-assets" if screen.find("more-assets") else "more"
    yield "next 50", await _cost(_touched(screen, more, "click"))
    field = "ledger-search" if screen.find("ledger-search") else "search"
    yield "search", await _cost(_typed(screen, field, "投影 王老师7"))


async def _cost(work: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of the processor; what waits, as a browser would for its next frame, costs nothing."""
    began = time.process_time()
    await work()
    await asyncio.sleep(DRAWN_SECONDS)
    return (time.process_time() - began) * 1000


def _touched(screen: PhoneScreen, key: str, event: str, data: Any = None) -> Callable[[], Awaitable[None]]:
    """Found before the clock starts: looking through the tree is the benchmark's work."""
    control = screen.find(key)
    return partial(screen.session.dispatch_event, control._i, event, data)


def _chosen(screen: PhoneScreen, key: str, value: str) -> Callable[[], Awaitable[None]]:
    screen.session.apply_patch(screen.find(key)._i, {"value": value})
    return _touched(screen, key, "select", value)


def _typed(screen: PhoneScreen, key: str, text: str) -> Callable[[], Awaitable[None]]:
    screen.session.apply_patch(screen.find(key)._i, {"value": text})
    return _touched(screen, key, "change", text)
