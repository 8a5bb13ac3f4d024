"""A database of an older release opens, is brought up to date, and holds what it held."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from storage import log
from storage.digest import rows_digest
from storage.queries import form_drafts
from storage.store import Edit, Store
from tests.storage.device import LI, check_of, contents, store_at

OLD = Path(__file__).parent / "device_before_patrol.sql"


def _opened(folder: Path) -> Store:
    path = folder / "phone.db"
    connection = sqlite3.connect(path)
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()
    return Store.open(str(path))


def test_a_database_from_before_the_patrol_opens_with_what_it_held(tmp_path: Path) -> None:
    """Stored as text once and never made again: rooms, an asset, an outbox, a patch that waits."""
    store = _opened(tmp_path)
    assert store.rows("select building, number, note from room") == [
        {"building": "一号楼", "number": "101", "note": "窗户"}
    ]
    assert [seq for seq, _, _ in log.outbox(store.db)] == [1, 2, 3, 4]
    assert rows_digest(store.db, "core") == (2, 5579984806)
    assert contents(store)["parked"][0][1:3] == ("person", "no_row")


def test_the_new_tables_are_there_and_work_goes_on_where_it_was(tmp_path: Path) -> None:
    store = _opened(tmp_path)
    changes = store.write(LI, [check_of("r1"), Edit("room", "r1", {"note": "灯"})])
    assert [change.seq for change in changes] == [5, 6]


def test_an_old_database_ends_with_the_tables_of_a_new_one(tmp_path: Path) -> None:
    """Column for column; only what was added since may be made by another statement."""
    assert _columns(_opened(tmp_path)) == _columns(store_at())


def test_opening_twice_migrates_once(tmp_path: Path) -> None:
    _opened(tmp_path).close()
    again = Store.open(str(tmp_path / "phone.db"))
    assert again.db.execute("select count(*) from _sqlite_migrations").fetchone()[0] == 19


def test_a_report_that_was_begun_before_all_forms_were_drafts_is_still_there(tmp_path: Path) -> None:
    """As a store of an older release holds it: words, level and the photo of the report."""
    path = str(tmp_path / "phone.db")
    store = Store.open(path)
    photo = {"id": "f1", "sha256": "ab", "size": 3, "width": 4, "height": 5, "item": "", "taken_ms": 6}
    content = json.dumps({"words": "灯坏", "level": "major", "photos": [photo]})
    with store.durable.transaction() as db:
        db.execute("drop table form_draft")
        db.execute("delete from _sqlite_migrations where name = 'form_drafts'")
        db.execute("insert into report_draft values ('r1', ?, 7)", [content])
    store.close()
    (held,) = form_drafts.forms(Store.open(path).db)
    assert (held.form, held.about, held.touched_ms) == ("fault", "r1", 7)
    said = json.loads(held.content)
    assert (said["said"], said["photos"]) == ({"words": "灯坏", "level": "major"}, [photo])


def _columns(store: Store) -> dict[str, list[tuple[object, ...]]]:
    names = [row[0] for row in store.db.execute("select name from sqlite_master where type = 'table'")]
    return {name: store.db.execute(f'pragma table_info("{name}")').fetchall() for name in sorted(names)}
