"""Hand in 10,000 changes over loopback HTTP, beside PouchDB replicating to express-pouchdb."""

from __future__ import annotations

from pathlib import Path

from sync.protocol import PUSH_BYTES_LIMIT, PUSH_CHANGES_LIMIT
from tests.benchmarks.folders import scratch
from tests.benchmarks.phones import Phone
from tests.benchmarks.pouch import pouch
from tests.benchmarks.report import Report
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

ABOUT = "push of 10,000 changes beside PouchDB, changes per second"
SIZE = 10_000
REPEATS = 5


def run(size: int, repeats: int) -> Report:
    """Ours and theirs take turns; each of our phones has its own full outbox."""
    with (
        scratch() as folder,
        served_school(folder / "school", 2 * repeats + 1) as served,
        pouch(folder / "pouch") as peer,
    ):
        push_all(_phone(served, folder / "warm", min(size, WARM_UP), mixed=True))
        return _measure(served, PouchRates(peer, folder, size), folder, size, repeats)


def _measure(served: Served, theirs: PouchRates, folder: Path, size: int, repeats: int) -> Report:
    plain, mixed = [], []
    for turn in range(repeats):
        phone = _phone(served, folder / f"plain{turn}", size, mixed=False)
        line_bytes = _line_bytes(phone)
        plain.append(size / _push_seconds(phone))
        with watch() as echo:
            pull_all(phone)
        theirs.measure()
        mixed.append(size / _push_seconds(_phone(served, folder / f"mixed{turn}", size, mixed=True)))
    details = {
        "n": size,
        "ours_batch": {"changes": PUSH_CHANGES_LIMIT, "bytes": PUSH_BYTES_LIMIT},
        "ours_line_bytes": line_bytes,
        "ours_reading_the_own_changes_back_seconds": round(echo.seconds, 3),
    }
    return beside_pouch("sync_push", (plain, mixed), theirs, theirs.push, details)


def _phone(served: Served, folder: Path, changes: int, *, mixed: bool) -> Phone:
    phone = served.phone(folder)
    made = edits(changes, mixed=mixed)
    phone.record(made, max(edit.fields.get("done_ms", 0) for edit in made))
    return phone


def _push_seconds(phone: Phone) -> float:
    with watch() as held:
        push_all(phone)
    left = phone.store.rows("select count(*) as unsent from change where rev is null")[0]["unsent"]
    if left:
        raise RuntimeError(f"{left} changes were not acknowledged")
    return held.seconds


def _line_bytes(phone: Phone) -> int:
    """How large one of the pushed lines is, on average."""
    sql = "select avg(length(cast(line as blob))) as size from change where rev is null"
    return round(phone.store.rows(sql)[0]["size"])
