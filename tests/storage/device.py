"""A device's store for tests, and changes as other devices would have sent them."""

from __future__ import annotations

from typing import Any

from storage.change import GENESIS, Change, digest_of, encode
from storage.clock import write_stamp
from storage.log import Logged
from storage.store import Author, Edit, Store

NOW_MS = 1_788_000_000_000
LI = Author("li", NOW_MS, 480)
CAMPUS = Edit("campus", "c1", {"name": "东校区"})
ROOM = Edit("room", "r1", {"campus_id": "c1", "building": "一号楼", "number": "101"})
TABLES = ("school", "campus", "room", "person", "checklist", "route", "asset", "round", "fault")
RECORDS = ("check", "photo", "skip")


def store_at(path: object = ":memory:", device: str = "aaaaaaaaaa", *, journal: str = "wal") -> Store:
    store = Store.open(str(path), journal=journal)
    if store.device is None:
        store.become(device)
    return store


def check_of(room: str, check_id: str = "k1") -> Edit:
    fields = {"room_id": room, "checklist_id": "l", "answers": {"灯": "好"}, "result": "passed", "done_ms": 1}
    return Edit("check", check_id, fields)


def arrival(
    change_id: str,
    kind: str,
    row: str,
    fields: dict[str, Any],
    *,
    ms: int = 1,
    base: dict[str, str] | None = None,
    device: str = "bbbbbbbbbb",
    rev: int = 1,
    stream: str = "core",
) -> Logged:
    """A change of another device as a page brings it."""
    stamp = write_stamp(ms, 0, device)
    change = Change(
        change_id, stream, kind, row, fields, base or {}, stamp, device, ms, "wang", ms, 480, GENESIS
    )
    line = encode(change)
    return Logged(change, stamp, rev, digest_of(line), line)


def receive(store: Store, *batches: list[Logged]) -> None:
    for batch in batches:
        with store.durable.transaction() as db:
            store.receive(db, batch)


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that people see, and what waits."""
    names = [*TABLES, *RECORDS]
    held = {name: store.db.execute(f'select * from "{name}" order by id').fetchall() for name in names}
    held["parked"] = store.db.execute("select id, kind, reason, line from parked order by 1, 3").fetchall()
    return held


def everything(store: Store) -> str:
    """The whole database as text: to see that something left no trace."""
    return "\n".join(store.db.conn.iterdump())
