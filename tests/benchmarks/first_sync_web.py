"""A new phone's first sync of 100,000 assets in a real browser with the packed app: whole, and cut in the middle."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Request

from tests.benchmarks import schools
from tests.benchmarks.folders import prepared, scratch
from tests.benchmarks.packed_apps import our_app
from tests.benchmarks.phones import Phone as BarePhone
from tests.benchmarks.processes import server_process
from tests.benchmarks.report import Report
from tests.benchmarks.timing import watch
from tests.benchmarks.web_phones import require_browser
from tests.e2e.browser import Phone, _processes_on

ABOUT = "first sync of 100,000 assets in a real browser, whole and cut in the middle: seconds, bytes, memory"
SIZE = 100_000
REPEATS = 1
ROOMS = 2000
TARGET_SECONDS = 60.0
MOST_SECONDS = 240
LOOK_SECONDS = 0.5
SYNCED = "已同步"
CUT_AT = 0.4
"""At which part of the bytes the network goes, and for how long."""
CUT_SECONDS = 5.0


@dataclass
class First:
    """One first sync as it was seen from outside. `said` is what the screen told, with the second of each."""

    seconds: float = 0.0
    wire_bytes: int = 0
    exchanges: int = 0
    peak_megabytes: int = 0
    page_megabytes: int = 0
    said: dict[str, float] = field(default_factory=dict)


def run(size: int, repeats: int) -> Report:
    """`theirs` is a phone without a screen: the same sync by this machine's own Python."""
    require_browser()
    school = prepared(f"school-with-{size}-assets", schools.SOURCES, lambda folder: _make(folder, size))
    with scratch() as folder:
        shutil.copytree(school, folder / "school")
        codes = schools.one_time_codes(folder / "school", repeats + 2, schools.wall_ms())
        with server_process(folder / "school", web=our_app()) as origin:
            bare = _bare(folder / "bare", origin, codes.pop())
            whole = [_first(folder / f"whole{n}", origin, codes.pop()) for n in range(repeats)]
            cut = _first(folder / "cut", origin, codes.pop(), cut_after=int(whole[0].wire_bytes * CUT_AT))
    ours = whole[0]
    details = {
        "assets": size,
        "rooms": ROOMS,
        "whole": _told(ours),
        "cut": {**_told(cut), "network_away_seconds": CUT_SECONDS, "cut_at_share_of_bytes": CUT_AT},
        "bytes_again_after_the_cut": cut.wire_bytes - ours.wire_bytes,
        "measured": f"from the tap on 加入学校 until the badge says {SYNCED}; bytes are bodies as they came over the "
        "wire; memory is that of all of the browser's processes, shared pages counted once, looked at twice a second",
        "theirs": "the same sync by a phone without a screen on this machine",
    }
    met = ours.seconds < TARGET_SECONDS
    return Report(
        "first_sync_web", ours.seconds, bare, "seconds", f"under {TARGET_SECONDS:g} s", met, details
    )


def _told(first: First) -> dict[str, Any]:
    return {
        "seconds": round(first.seconds, 1),
        "wire_megabytes": round(first.wire_bytes / 1e6, 2),
        "exchanges": first.exchanges,
        "peak_megabytes": first.peak_megabytes,
        "peak_megabytes_of_the_page": first.page_megabytes,
        "the_screen_said": {words: round(second, 1) for words, second in first.said.items()},
    }


def _make(folder: Path, size: int) -> None:
    schools.found_school(folder, schools.wall_ms(), rooms=min(ROOMS, size), assets=size).reader().close()


def _bare(folder: Path, origin: str, code: str) -> float:
    phone = BarePhone(folder)
    phone.join(origin, code, schools.wall_ms())
    with watch() as held:
        phone.sync(schools.wall_ms())
    phone.close()
    return held.seconds


def _first(profile: Path, origin: str, code: str, cut_after: int | None = None) -> First:
    """Join, and look until all is there; with `cut_after` the network goes when so many bytes have come."""
    first, came = First(), list[Request]()
    with Phone(origin, profile) as phone:
        phone.page.context.on("requestfinished", lambda request: came.append(request))
        phone.visit(f"/join#{code}")
        phone.tap("加入学校")
        began = time.monotonic()
        seen = 0
        while not _looked(phone, profile, first, began):
            if time.monotonic() - began > MOST_SECONDS:
                raise RuntimeError(f"the first sync never ended: {first}")
            seen = _count(first, came, seen)
            if cut_after is not None and first.wire_bytes >= cut_after:
                cut_after = None
                phone.offline()
                phone.page.wait_for_timeout(CUT_SECONDS * 1000)
                _looked(phone, profile, first, began)
                phone.offline(off=False)
        first.seconds = time.monotonic() - began
        _count(first, came, seen)
    return first


def _looked(phone: Phone, profile: Path, first: First, began: float) -> bool:
    """Note memory and what the screen says; True when everything is there."""
    phone.page.wait_for_timeout(LOOK_SECONDS * 1000)
    whole, page = _megabytes(profile)
    first.peak_megabytes = max(first.peak_megabytes, whole)
    first.page_megabytes = max(first.page_megabytes, page)
    said = phone.read_aloud()
    for words in (*_said_of_sync(said),):
        first.said.setdefault(words, time.monotonic() - began)
    return SYNCED in said


def _said_of_sync(said: str) -> list[str]:
    wanted = ("正在取回", "同步", "%", "已取")
    return [line.strip()[:60] for line in said.splitlines() if any(word in line for word in wanted)]


def _count(first: First, came: list[Request], seen: int) -> int:
    """Add what has come since; the app's own files are not the sync's."""
    for request in came[seen:]:
        if "/v1/" in request.url:
            with suppress(PlaywrightError):
                first.wire_bytes += request.sizes()["responseBodySize"]
                first.exchanges += 1
    return len(came)


def _megabytes(profile: Path) -> tuple[int, int]:
    """Of all processes of this browser, shared pages counted once, and of the largest: the page with its Python."""
    kilobytes = [0]
    for process in _family(_processes_on(profile)):
        with suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            kilobytes.append(next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0))
    return sum(kilobytes) // 1024, max(kilobytes) // 1024


def _family(roots: list[int]) -> set[int]:
    """The processes and all that they have started."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    family = set(roots)
    grown = True
    while grown:
        more = {process for process, parent in parents.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return family
