"""Hand in 10,000 changes over loopback HTTP, beside PouchDB replicating to express-pouchdb."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from sync.protocol import PUSH_BYTES_LIMIT, PUSH_CHANGES_LIMIT
from tests.benchmarks.folders import scratch
from tests.benchmarks.phones import Phone
from tests.benchmarks.pouch import DIFFERENCES, Pouch, pouch
from tests.benchmarks.report import Report
from tests.benchmarks.sync_scene import (
    WARM_UP,
    PouchRates,
    Served,
    best,
    edits,
    medians,
    pull_all,
    push_all,
    served_school,
)
from tests.benchmarks.timing import spread, watch

ABOUT = "push of 10,000 changes beside PouchDB, changes per second"
SIZE = 10_000
REPEATS = 5
TARGET_RATIO = 5.0


def run(size: int, repeats: int) -> Report:
    """Ours and theirs take turns; each of our phones has its own full outbox."""
    with (
        scratch() as folder,
        served_school(folder / "school", 2 * repeats + 1) as served,
        pouch(folder / "pouch") as peer,
    ):
        warm = _phone(served, folder / "warm", min(size, WARM_UP), mixed=True)
        push_all(warm)
        peer.replicate(min(size, WARM_UP), 100)
        return _measure(served, peer, folder, size, repeats)


def _measure(served: Served, peer: Pouch, folder: Path, size: int, repeats: int) -> Report:
    plain, mixed, theirs = [], [], PouchRates({}, {})
    echo_seconds = 0.0
    for turn in range(repeats):
        phone = _phone(served, folder / f"plain{turn}", size, mixed=False)
        line_bytes = _line_bytes(phone)
        plain.append(size / _push_seconds(phone))
        if turn == 0:
            with watch() as echo:
                pull_all(phone)
            echo_seconds = echo.seconds
        theirs.measure(peer, size)
        mixed.append(size / _push_seconds(_phone(served, folder / f"mixed{turn}", size, mixed=True)))
    batch, rate = best(theirs.push)
    ours = median(plain)
    details = {
        "n": size,
        "repeats": repeats,
        "ours_spread": spread(plain, 0),
        "ours_with_20_percent_row_patches": spread(mixed, 0),
        "ours_batch": {"changes": PUSH_CHANGES_LIMIT, "bytes": PUSH_BYTES_LIMIT},
        "ours_line_bytes": line_bytes,
        "ours_reading_the_own_changes_back_seconds": round(echo_seconds, 3),
        "theirs": "PouchDB 9.0.0 to express-pouchdb 4.2.0",
        "theirs_batch": batch,
        "theirs_by_batch": medians(theirs.push),
        "theirs_document_bytes": theirs.document_bytes,
        "differences": DIFFERENCES,
    }
    met = ours / rate >= TARGET_RATIO
    return Report("sync_push", ours, rate, "changes/s", f"ratio at least {TARGET_RATIO:g}", met, details)


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
