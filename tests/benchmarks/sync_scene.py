"""What sync_push and sync_pull share: a served school, and phones that have 10,000 changes to hand in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from storage.store import Edit
from sync.hello import hello
from sync.http_wire import HttpWire
from sync.pull import pull
from sync.push import push
from sync.session import transport_for
from tests.benchmarks import schools
from tests.benchmarks.device_log import OFFSET_MINUTES
from tests.benchmarks.folders import prepared
from tests.benchmarks.phones import Phone
from tests.benchmarks.pouch import BATCHES, DIFFERENCES, Pouch
from tests.benchmarks.processes import server_process
from tests.benchmarks.report import Report
from tests.benchmarks.school_rows import PATROL, new_check, new_patch, room_id
from tests.benchmarks.timing import spread

PATCHES_EVERY = 5  # in the mix every fifth change is a patch of a row: 20 %
WARM_UP = 200
TARGET_RATIO = 5.0


def school_template() -> Path:
    """A school after its import, made once."""
    return prepared(
        "school",
        schools.SOURCES,
        lambda folder: schools.found_school(folder, schools.wall_ms()).reader().close(),
    )


@dataclass(frozen=True, slots=True)
class Served:
    """A school behind a real server process, and the codes with which phones join it."""

    address: str
    codes: list[str]

    def phone(self, folder: Path) -> Phone:
        """A phone that has joined and made its first sync."""
        phone = Phone(folder)
        phone.join(self.address, self.codes.pop(), schools.wall_ms())
        phone.sync(schools.wall_ms())
        return phone


@contextmanager
def served_school(folder: Path, phones: int) -> Iterator[Served]:
    """A copy of the school in `folder`, served until the block ends."""
    shutil.copytree(school_template(), folder)
    codes = schools.one_time_codes(folder, phones, schools.wall_ms())
    with server_process(folder) as address:
        yield Served(address, codes)


def edits(count: int, *, mixed: bool) -> list[Edit]:
    """Checks of all rooms; mixed with patches of the ledger when asked."""
    made = []
    now_ms = schools.wall_ms()
    for number in range(count):
        if mixed and number % PATCHES_EVERY == 0:
            asset, fields = new_patch(number, schools.ASSETS)
            made.append(Edit("asset", asset, fields))
        else:
            check_id, fields = new_check(number, room_id(number % schools.ROOMS), now_ms)
            made.append(Edit("check", f"{check_id[:-4]}{number:04x}", fields, PATROL))
    return made


def push_all(phone: Phone) -> None:
    """The session's first two stages: hello and push, each answer noted on disk."""

    async def stages(wire: HttpWire) -> None:
        transport = transport_for(phone.store, wire)
        welcome = await hello(phone.store, transport, now_ms=schools.wall_ms(), app="benchmark")
        pushed = await push(phone.store, transport, welcome)
        if pushed.refused:
            raise RuntimeError(f"the server refused {pushed.refused} changes")

    phone.online(stages)


def pull_all(phone: Phone) -> int:
    """Hello and pull by cursor, each page on disk before the next is asked for. Gives what was received."""

    async def stages(wire: HttpWire) -> int:
        transport = transport_for(phone.store, wire)
        welcome = await hello(phone.store, transport, now_ms=schools.wall_ms(), app="benchmark")
        return await pull(phone.store, transport, welcome)

    return phone.online(stages)


class PouchRates:
    """Changes per second of PouchDB by batch size and direction, on the very checks that ours carry."""

    def __init__(self, peer: Pouch, folder: Path, size: int) -> None:
        """The first replication warms the peer up and is not counted."""
        self._peer, self._size = peer, size
        self._file, self.document_bytes = _documents(folder / "documents.json", size)
        self.push: dict[int, list[float]] = {}
        self.pull: dict[int, list[float]] = {}
        peer.replicate(_documents(folder / "warm-up.json", min(size, WARM_UP))[0], BATCHES[0])

    def measure(self) -> None:
        """One replication there and back with every batch size."""
        for batch in BATCHES:
            answer = self._peer.replicate(self._file, batch)
            self.push.setdefault(batch, []).append(self._size / answer["push_seconds"])
            self.pull.setdefault(batch, []).append(self._size / answer["pull_seconds"])


def _documents(path: Path, size: int) -> tuple[Path, int]:
    """The checks of `edits` as documents of a database without a schema: (file, bytes of one)."""
    documents = [
        {"_id": edit.row_id, "kind": edit.kind, "person": None, "offset": OFFSET_MINUTES, **edit.fields}
        for edit in edits(size, mixed=False)
    ]
    path.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    return path, len(json.dumps(documents[-1], ensure_ascii=False, separators=(",", ":")).encode())


def beside_pouch(
    name: str,
    rates: tuple[list[float], list[float]],
    theirs: PouchRates,
    theirs_by_batch: dict[int, list[float]],
    details: dict[str, Any],
) -> Report:
    """What sync_push and sync_pull report: our (plain, mixed) rates beside the peer's best batch size."""
    plain, mixed = rates
    batch, rate = max(((b, median(found)) for b, found in theirs_by_batch.items()), key=lambda pair: pair[1])
    ours = median(plain)
    said = {
        "repeats": len(plain),
        "ours_spread": spread(plain, 0),
        "ours_with_20_percent_row_patches": spread(mixed, 0),
        "theirs": "PouchDB 9.0.0 and express-pouchdb 4.2.0",
        "theirs_batch": batch,
        "theirs_by_batch": {str(size): round(median(found)) for size, found in theirs_by_batch.items()},
        "theirs_document_bytes": theirs.document_bytes,
        "differences": DIFFERENCES,
        **details,
    }
    target = f"ratio at least {TARGET_RATIO:g}"
    return Report(name, ours, rate, "changes/s", target, ours / rate >= TARGET_RATIO, said)
