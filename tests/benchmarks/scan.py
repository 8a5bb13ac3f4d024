"""A label comes before the camera of the packed app: how long until the room and its checklist are on the screen."""

from __future__ import annotations

import os
import shutil
from statistics import median

from tests.benchmarks.cold_start import FIRST_TEXT
from tests.benchmarks.folders import scratch
from tests.benchmarks.packed_apps import our_app
from tests.benchmarks.processes import server_process
from tests.benchmarks.report import Report
from tests.benchmarks.scan_clip import write_clip
from tests.benchmarks.scan_try import Scanned, scan_once, watched
from tests.benchmarks.school_rows import room_code
from tests.benchmarks.sync_scene import school_template
from tests.benchmarks.timing import spread
from tests.benchmarks.web_phones import join_school, require_browser
from tests.e2e.browser import Phone

ABOUT = "camera frame with a label to the checklist on the screen of the packed app, milliseconds"
SIZE = 5
REPEATS = 1
TARGET_MS = 500.0
ROOM = 7


def run(size: int, repeats: int) -> Report:
    """Each turn starts the app anew, scans a label, goes back and scans it again. About 12 seconds a turn."""
    require_browser()
    with scratch() as folder:
        shutil.copytree(school_template(), folder / "school")
        clip = write_clip(f"HTTPS://SCHOOL.EXAMPLE/Q/{room_code(ROOM)}", folder / "label.mjpeg")
        with server_process(folder / "school", web=our_app()) as origin:
            join_school(origin, folder / "phone", folder / "school", FIRST_TEXT)
            with Phone(origin, folder / "phone", camera=clip) as phone:
                watched(phone)
                turns = [_turn(phone) for _ in range(size * repeats + 1)][1:]
    return _report([first for first, _ in turns], [second for _, second in turns])


def _turn(phone: Phone) -> tuple[Scanned, Scanned]:
    """The first scan after a start, and the next one."""
    phone.page.goto(phone.origin + "/scan")
    first = scan_once(phone)
    phone.tap("返回")
    return first, scan_once(phone)


def _report(firsts: list[Scanned], seconds: list[Scanned]) -> Report:
    ours = median(each.whole for each in firsts)
    floor = median(each.floor for each in firsts)
    details = {
        "n": len(firsts),
        "first_scan": _figures(firsts),
        "next_scan": _figures(seconds),
        "floor": spread([each.floor for each in firsts], 0),
        "read_from": sorted({each.read_from for each in (*firsts, *seconds)}),
        "load": os.getloadavg()[0],
        "ours_is": "the first scan after a start: from the first camera frame that shows the label to the sheet with "
        "the room and its checklist, plus from the tap on its button to the first item; the person's time between "
        "the two is not counted",
        "theirs_is": "one picture of the same video as JPEG and its decoding by the same decoder, in the page",
        "measured": "performance.now() in requestVideoFrameCallback, in the worker, and when the text is in the "
        "semantics tree; fake camera at 30 frames a second, software drawing; after one turn that is not counted",
    }
    return Report(
        "scan", ours, floor, "milliseconds", f"ours under {TARGET_MS:g} ms", ours < TARGET_MS, details
    )


def _figures(tries: list[Scanned]) -> dict[str, object]:
    """Spread of the whole and its two parts; medians of their steps."""
    return {
        "whole": spread([each.whole for each in tries], 0),
        "frame_to_sheet": spread([sum(each.to_sheet.values()) for each in tries], 0),
        "tap_to_checklist": spread([sum(each.to_checklist.values()) for each in tries], 0),
        "steps_to_sheet": _medians([each.to_sheet for each in tries]),
        "steps_to_checklist": _medians([each.to_checklist for each in tries]),
    }


def _medians(steps: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(median(each[name] for each in steps)) for name in steps[0]}
