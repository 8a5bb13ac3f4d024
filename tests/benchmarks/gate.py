"""A morning at the gate: 500 visitors signed in on one phone with 20,000 past visits; each answer's own work."""

from __future__ import annotations

import asyncio
import gc
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from inspect_app.devices.fakes import FakeClock, FakeDevice
from storage.store import Author, Edit, Store
from tests.benchmarks.device_log import OFFSET_MINUTES, DeviceLog
from tests.benchmarks.folders import prepared, scratch
from tests.benchmarks.gate_rows import VISITS_A_PERSON, gate_rows, known
from tests.benchmarks.report import Report
from tests.benchmarks.school_rows import CAMPUS
from tests.benchmarks.timing import spread
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone

ABOUT = "500 visitors in a morning on one phone with 20,000 past visits: the app's own work an answer, milliseconds"
SIZE = 500
REPEATS = 1
PAST_A_SIGN_IN = 40
"""20,000 past visits beside 500 new ones."""
INSIDE = 150
"""So many are on campus at a time before the first leave."""
TARGET_MS = 100.0
JOURNAL = "truncate"
PAGE = 2000
MORNING_MS = 1_795_129_200_000
"""07:00 in China."""
EVERY_MS = 36_000
"""A visitor every 36 seconds: 500 in five hours."""
DRAWN_SECONDS = 0.012
DRAWINGS = 4
NEW_EVERY = 5
"""Each fifth was never here before."""
SOURCES = (
    "tests/benchmarks/gate_rows.py", "tests/benchmarks/school_rows.py", "storage/gate_schema.py", "storage/schema.py",
    "storage/kinds.py", "storage/gate_kinds.py",
)  # fmt: skip

Measured = dict[str, list[float]]


def run(size: int, repeats: int) -> Report:
    """`theirs` is the bare writing of a visit into the same store, nothing drawn."""
    past = size * PAST_A_SIGN_IN
    folder = prepared(f"gate-of-{past}", SOURCES, lambda made: _fill(made, past))
    measured: Measured = {}
    for _ in range(repeats):
        with scratch() as work:
            shutil.copy(folder / "store.db", work / "store.db")
            store = Store.open(str(work / "store.db"), journal=JOURNAL)
            store.set_settings(role="guard", person="guard")
            asyncio.run(_morning(store, work, size, past, measured))
            bare = [_bare_write(store, number) for number in range(20)]
            held = store.rows("select count(*) as n from visit")[0]["n"] - len(bare)
            store.close()
    return _report(measured, bare, size, past, held)


def _fill(folder: Path, past: int) -> None:
    """Page by page, as a first sync brings it."""
    store = Store.open(str(folder / "store.db"), journal="off")
    store.become("phone00001", clock_correction_ms=0)
    office = DeviceLog("office0001")
    entries = (office.write(kind, row, stream, fields, MORNING_MS - 1) for kind, row, stream, fields in
               gate_rows(past, MORNING_MS))  # fmt: skip
    rev = 0
    while page := list(islice(entries, PAGE)):
        numbered = [entry._replace(rev=rev + nth + 1) for nth, entry in enumerate(page)]
        rev += len(page)
        store.receive_page(page[-1].change.stream, numbered, rev)
    store.close()


async def _morning(store: Store, folder: Path, size: int, past: int, measured: Measured) -> None:
    device = FakeDevice(folder, clock=FakeClock(MORNING_MS))
    async with shown(Phone(device, store), "/") as screen:
        for number in range(size):
            device.clock.pass_ms(EVERY_MS)
            await _sentences_go(screen)
            is_new = number % NEW_EVERY == NEW_EVERY - 1
            person = (
                max(1, past // VISITS_A_PERSON) if is_new else number * 37 % max(1, past // VISITS_A_PERSON)
            )
            async for name, taken in _visitor(screen, person + number * is_new, is_new=is_new):
                measured.setdefault(name, []).append(taken)
            if number >= INSIDE or size < INSIDE:
                measured.setdefault("sign out", []).append(await _cost(_first_leaves(screen)))


async def _visitor(screen: PhoneScreen, number: int, *, is_new: bool) -> AsyncIterator[tuple[str, float]]:
    """The name and milliseconds of each answer, in the order in which a guard gets them."""
    person = known(number)
    yield "list drawn", await _cost(_goes(screen, "/visits"))
    yield "form opened", await _cost(_touched(screen, "sign-in", "click"))
    yield "two letters typed", await _cost(_typed(screen, "name", person.name[:2]))
    if is_new:
        async for answer in _new(screen, person.name, person.phone):
            yield answer
    else:
        yield "four digits typed", await _cost(_typed(screen, "name", person.phone[-4:]))
        yield "form filled in", await _cost(_touched(screen, _known_key(screen), "click"))
        yield "paper ticked", await _cost(_switched(screen, "id-checked"))
    yield "consent chosen", await _cost(_touched(screen, "consent-called", "select", "true"))
    yield "pass chosen", await _cost(_touched(screen, _pass_key(screen), "select", "true"))
    yield "saved", await _cost(_touched(screen, "sign-in-save", "click"))
    assert screen.desk.where.place.name == "visits", screen.texts()


async def _new(screen: PhoneScreen, name: str, phone: str) -> AsyncIterator[tuple[str, float]]:
    yield "name typed", await _cost(_typed(screen, "name", f"{name}新"))
    yield "kind chosen", await _cost(_touched(screen, "sort-other", "select", "true"))
    yield "phone typed", await _cost(_typed(screen, "phone", phone))
    yield "number typed", await _cost(_typed(screen, "id-number", "11010519491231002X"))
    yield "number sealed", await _cost(_touched(screen, "id-number", "blur"))
    yield "host typed", await _cost(_typed(screen, "host", "王老师7"))


async def _cost(work: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of the processor until nothing is left to draw; what waits costs nothing."""
    began = time.process_time()
    await work()
    for _ in range(DRAWINGS):
        await asyncio.sleep(DRAWN_SECONDS)
    return (time.process_time() - began) * 1000


async def _sentences_go(screen: PhoneScreen) -> None:
    """A browser takes a sentence at the lower edge away after some seconds, and says so.

    What the benchmark's own looks through the tree have left behind is cleared away too, before the clock starts.
    """
    for said in list(screen.page._dialogs.controls):
        await screen.session.dispatch_event(said._i, "dismiss", None)
    await screen.settle()
    gc.collect()


def _goes(screen: PhoneScreen, route: str) -> Callable[[], Awaitable[None]]:
    """From the first screen, so that the whole list is drawn."""

    async def go() -> None:
        screen.desk.go(route)

    screen.desk.go("/")
    return go


def _touched(screen: PhoneScreen, key: str, event: str, data: Any = None) -> Callable[[], Awaitable[None]]:
    """Found before the clock starts: looking through the tree is the benchmark's work."""
    control = screen.find(key)
    assert control is not None, f"no {key} among {screen.all_keys()}"
    return partial(screen.session.dispatch_event, control._i, event, data)


def _typed(screen: PhoneScreen, key: str, text: str) -> Callable[[], Awaitable[None]]:
    screen.session.apply_patch(screen.find(key)._i, {"value": text})
    return _touched(screen, key, "change", text)


def _switched(screen: PhoneScreen, key: str) -> Callable[[], Awaitable[None]]:
    screen.session.apply_patch(screen.find(key)._i, {"value": True})
    return _touched(screen, key, "change", data=True)


def _known_key(screen: PhoneScreen) -> str:
    return next(key for key in screen.all_keys() if key.startswith("known-"))


def _pass_key(screen: PhoneScreen) -> str:
    return next(key for key in screen.all_keys() if key.startswith("pass-pass-"))


def _first_leaves(screen: PhoneScreen) -> Callable[[], Awaitable[None]]:
    key = next(key for key in screen.all_keys() if key.startswith("leave-"))
    return _touched(screen, key, "click")


def _bare_write(store: Store, number: int) -> float:
    fields = {
        "name": "王伟",
        "sort": "other",
        "in_ms": MORNING_MS,
        "campus_id": CAMPUS,
        "phone": "13800001111",
    }
    began = time.process_time()
    store.write(Author(None, MORNING_MS, OFFSET_MINUTES), [Edit("visit", f"bare-{number}", fields)])
    return (time.process_time() - began) * 1000


def _report(measured: Measured, bare: list[float], size: int, past: int, held: int) -> Report:
    slowest = max(measured, key=lambda name: median(measured[name]))
    worst = max(measured, key=lambda name: max(measured[name]))
    details = {
        "sign_ins": size,
        "past_visits": past,
        "visits_held_at_the_end": held,
        "slowest_by_median": slowest,
        "slowest_single_answer": f"{worst}, {max(measured[worst]):.1f} ms",
        **{name: spread(times, 1) for name, times in measured.items()},
        "measured": "processor time of this process from the tap or letter until nothing is left to draw, the update "
        "for the client written included; no browser, no network, the seal a stand-in; " + JOURNAL,
        "theirs": "the bare writing of a visit, nothing drawn",
    }
    target = f"95 of 100 of each answer under {TARGET_MS:g} ms of own work"
    met = max(spread(times)["p95"] for times in measured.values()) < TARGET_MS
    return Report("gate", median(measured[slowest]), median(bare), "milliseconds", target, met, details)
