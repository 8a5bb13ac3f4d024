"""A second device pulls 10,000 changes by its cursor and keeps them durably, beside PouchDB."""

from __future__ import annotations

import shutil
from pathlib import Path

from sync.protocol import PULL_CHANGES_LIMIT
from tests.benchmarks.folders import scratch
from tests.benchmarks.phones import Phone
from tests.benchmarks.pouch import pouch
from tests.benchmarks.report import Report
from tests.benchmarks.schools import wall_ms
from tests.benchmarks.sync_scene import (
    WARM_UP,
    PouchRates,
    Served,
    beside_pouch,
    edits,
    pull_all,
    push_all,
    served_school,
)
from tests.benchmarks.timing import watch

ABOUT = "pull of 10,000 changes by a device that has its snapshot, beside PouchDB, changes per second"
SIZE = 10_000
REPEATS = 5


def run(size: int, repeats: int) -> Report:
    """Two schools, one with checks alone and one with row patches among them; theirs in between."""
    plain, mixed = [], []
    with (
        scratch() as folder,
        served_school(folder / "plain", 3) as plain_school,
        served_school(folder / "mixed", 3) as mixed_school,
        pouch(folder / "pouch") as peer,
    ):
        plain_phone = _behind(plain_school, folder / "plain-phones", size, mixed=False)
        mixed_phone = _behind(mixed_school, folder / "mixed-phones", size, mixed=True)
        theirs = PouchRates(peer, folder, size)
        for turn in range(repeats):
            plain.append(size / _pull_seconds(plain_phone, folder / f"plain{turn}", size))
            theirs.measure()
            mixed.append(size / _pull_seconds(mixed_phone, folder / f"mixed{turn}", size))
    details = {"n": size, "ours_batch": {"changes": PULL_CHANGES_LIMIT}}
    return beside_pouch("sync_pull", (plain, mixed), theirs, theirs.pull, details)


def _behind(served: Served, folder: Path, size: int, *, mixed: bool) -> Path:
    """The folder of a phone that has its snapshot but none of the changes that another phone handed in since."""
    sender = served.phone(folder / "sender")
    warm_up = edits(min(size, WARM_UP), mixed=mixed)
    sender.record([edit for edit in warm_up if edit.kind == "check"], wall_ms())
    push_all(sender)
    receiver = served.phone(folder / "receiver")
    receiver.close()
    other = served.phone(folder / "other")
    other.record(edits(size, mixed=mixed), wall_ms())
    push_all(other)
    return folder / "receiver"


def _pull_seconds(template: Path, folder: Path, size: int) -> float:
    """A copy of the phone pulls: the same work each time."""
    shutil.copytree(template, folder)
    phone = Phone(folder)
    with watch() as held:
        received = pull_all(phone)
    phone.close()
    if received != size:
        raise RuntimeError(f"{received} of {size} changes arrived")
    return held.seconds
