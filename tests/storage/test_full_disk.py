"""A full disk: an error that says so, nothing half done, and work goes on when there is room again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage.store import Edit, Store
from tests.storage.device import CAMPUS, LI, ROOM, check_of, everything, store_at


def fill(store: Store, more_pages: int = 0) -> None:
    pages = store.db.execute("pragma page_count").fetchone()[0]
    store.db.execute(f"pragma max_page_count={pages + more_pages}").fetchone()


@pytest.mark.parametrize("more_pages", range(6))
def test_a_write_that_finds_no_room_leaves_nothing_half_done(tmp_path: Path, more_pages: int) -> None:
    """Wherever among its statements the room ends."""
    store = store_at(tmp_path / "d.db")
    store.write(LI, [CAMPUS, ROOM])
    fill(store, more_pages)
    befores: list[str] = []
    with pytest.raises(sqlite3.OperationalError) as full:
        _write_on(store, befores)
    assert store.is_full(full.value)
    assert everything(store) == befores[-1]
    store.db.execute("pragma max_page_count=1073741823").fetchone()
    store.write(LI, [check_of("r1", "again")])


def _write_on(store: Store, befores: list[str]) -> None:
    for number in range(500):
        befores.append(everything(store))
        edits = [check_of("r1", f"k{number}"), Edit("room", "r1", {"note": "x" * 900})]
        store.write(LI, [*edits, check_of("r1", f"l{number}")])


def test_what_was_saved_before_the_disk_was_full_is_there_after_opening_again(tmp_path: Path) -> None:
    store = store_at(tmp_path / "d.db")
    store.write(LI, [CAMPUS, ROOM])
    fill(store)
    saved: list[str] = []
    with pytest.raises(sqlite3.OperationalError):
        _save_on(store, saved)
    store.close()
    again = store_at(tmp_path / "d.db")
    assert {row["id"] for row in again.rows('select id from "check"')} == set(saved)


def _save_on(store: Store, saved: list[str]) -> None:
    for number in range(500):
        store.write(LI, [check_of("r1", f"k{number}")])
        saved.append(f"k{number}")
