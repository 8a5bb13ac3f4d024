"""What sync_push and sync_pull share: a served school, and phones that have 10,000 changes to hand in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from storage.store import Edit
from sync.hello import hello
from sync.http_wire import HttpWire
from sync.pull import pull
from sync.push import push
from sync.session import transport_for
from tests.benchmarks import schools
from tests.benchmarks.folders import prepared
from tests.benchmarks.phones import Phone
from tests.benchmarks.pouch import BATCHES, Pouch
from tests.benchmarks.processes import server_process
from tests.benchmarks.school_rows import PATROL, new_check, new_patch, room_id

PATCHES_EVERY = 5  # in the mix every fifth change is a patch of a row: 20 %
WARM_UP = 200


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


@dataclass(slots=True)
class PouchRates:
    """Changes per second of PouchDB by batch size and direction."""

    push: dict[int, list[float]]
    pull: dict[int, list[float]]
    document_bytes: float = 0

    def measure(self, pouch: Pouch, documents: int) -> None:
        """One replication there and back with every batch size."""
        for batch in BATCHES:
            answer = pouch.replicate(documents, batch)
            self.push.setdefault(batch, []).append(documents / answer["push_seconds"])
            self.pull.setdefault(batch, []).append(documents / answer["pull_seconds"])
            self.document_bytes = answer["document_bytes"]


def medians(rates: dict[int, list[float]]) -> dict[str, int]:
    """Batch size to its median rate."""
    return {str(batch): round(median(found)) for batch, found in rates.items()}


def best(rates: dict[int, list[float]]) -> tuple[int, float]:
    """(batch size, median rate) of the fastest batch size."""
    return max(((batch, median(found)) for batch, found in rates.items()), key=lambda pair: pair[1])
