"""Assets are found by any word, and what is found is what is there: whoever wrote it, whichever way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage.asset_search import is_behind, match_of, tokens_of
from storage.queries.asset_list import AssetFilter, asset_list
from storage.store import Edit, Store
from tests.storage.device import CAMPUS, LI, arrival, receive, store_at
from tests.storage.test_snapshot import row

ROOM = Edit("room", "r1", {"campus_id": "c1", "building": "教学楼A", "number": "203"})
THINGS = (
    Edit("asset", "a1", {"number": "TY2023-0001", "name": "投影仪", "brand": "爱普生", "room_id": "r1"}),
    Edit(
        "asset", "a2", {"number": "TY2023-0002", "name": "投影幕布", "keeper": "欧阳娜娜", "model": "HP-1020"}
    ),
    Edit(
        "asset", "a3", {"number": "ZY0003", "name": "课桌椅", "serial": "SN88X2", "place_text": "一号楼 101"}
    ),
)


def filled() -> Store:
    store = store_at()
    store.write(LI, [CAMPUS, ROOM, *THINGS])
    return store


def found(store: Store, text: str) -> list[str]:
    return [each.id for each in asset_list(store.db, AssetFilter(text), limit=50)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("投影", ["a1", "a2"]),
        ("投影仪", ["a1"]),
        ("桌椅", ["a3"]),
        ("椅", ["a3"]),
        ("幕", ["a2"]),
        ("欧阳", ["a2"]),
        ("ty2023", ["a1", "a2"]),
        ("TY2023-0002", ["a2"]),
        ("TY2023-000", ["a1", "a2"]),
        ("ＴＹ２０２３－０００１", ["a1"]),
        ("hp", ["a2"]),
        ("sn88", ["a3"]),
        ("教学楼A 203", ["a1"]),
        ("教学楼 投影", ["a1"]),
        ("203 爱普生", ["a1"]),
        ("一号楼", ["a3"]),
        ("投影 桌椅", []),
        ("影投", []),
        ("y2023", []),
        ("龘", []),
        ("", ["a1", "a2", "a3"]),
        ("  ，。 %_\"*'", ["a1", "a2", "a3"]),
        ('" OR "投影', []),
    ],
)
def test_every_word_of_a_query_is_in_what_is_found(text: str, ids: list[str]) -> None:
    """Chinese words wherever they stand, numbers and codes by their beginning, marks mean nothing."""
    assert found(filled(), text) == ids


def test_words_of_fts_are_words_like_any_other() -> None:
    """AND, NOT and NEAR are no commands here."""
    store = filled()
    store.write(LI, [Edit("asset", "a4", {"name": "NEAR AND NOT"})])
    assert found(store, "not near AND") == ["a4"]


def test_a_query_is_cut_as_the_words_are() -> None:
    assert match_of("投影仪 2023") == '"投影" "影仪" "2023" *'
    assert tokens_of("投影仪 HP-1020") == {"投影", "影仪", "仪", "hp", "1020"}
    assert match_of("。。") == ""


def test_a_change_of_words_is_found_at_once_and_the_old_words_are_not() -> None:
    store = filled()
    store.write(LI, [Edit("asset", "a1", {"name": "电子白板", "keeper": "王芳"})])
    assert (found(store, "白板"), found(store, "王芳"), found(store, "投影仪")) == (["a1"], ["a1"], [])


def test_an_asset_is_found_by_the_room_it_was_moved_to_and_by_the_rooms_new_name() -> None:
    store = filled()
    store.write(LI, [Edit("room", "r2", {"campus_id": "c1", "building": "综合楼", "number": "305"})])
    store.write(LI, [Edit("asset", "a1", {"room_id": "r2"})])
    assert (found(store, "综合楼 305"), found(store, "教学楼")) == (["a1"], [])
    store.write(LI, [Edit("room", "r2", {"building": "科技楼"})])
    assert (found(store, "科技楼"), found(store, "综合楼")) == (["a1"], [])


def test_what_others_sent_is_found_in_whatever_order_it_came() -> None:
    """The asset before its room."""
    store = store_at()
    receive(store, [arrival("x", "asset", "a9", {"name": "显微镜", "room_id": "r9"}, stream="assets")])
    assert found(store, "显微") == ["a9"]
    room = {"campus_id": "c", "building": "实验楼", "number": "9"}
    receive(store, [arrival("y", "room", "r9", room, rev=2)])
    assert found(store, "实验楼 显微镜") == ["a9"]


def test_a_write_that_fails_leaves_the_words_as_they_were() -> None:
    store = filled()
    with pytest.raises(ValueError, match="unknown field"):
        store.write(LI, [Edit("asset", "a1", {"name": "钢琴"}), Edit("asset", "a2", {"nonsense": 1})])
    assert (found(store, "钢琴"), found(store, "投影仪")) == ([], ["a1"])


def test_a_snapshot_brings_its_words_and_takes_the_old_ones_away() -> None:
    store = store_at()
    receive(store, [arrival("x", "asset", "old", {"name": "旧沙发"}, stream="assets")])
    store.load_snapshot("assets", "e1", 5, [row("asset", "new", "assets", name="新书架")], [])
    assert (found(store, "书架"), found(store, "沙发")) == (["new"], [])
    store.leave_stream("assets")
    assert found(store, "书架") == []
    assert store.db.execute("select count(*) from asset_search").fetchone()[0] == 0


def test_a_phone_from_before_the_index_finds_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "phone.db"
    old = sqlite3.connect(path)
    old.executescript((Path(__file__).parent / "device_before_patrol.sql").read_text(encoding="utf-8"))
    old.close()
    store = Store.open(str(path))
    name = store.rows("select name from asset")[0]["name"]
    assert len(found(store, name)) == 1
    assert not is_behind(store.db)


def test_the_index_holds_only_what_a_search_needs_to_know() -> None:
    """A change of state touches no word, so it touches no index."""
    store = filled()
    before = store.db.execute("select total_changes()").fetchone()[0]
    store.write(LI, [Edit("asset", "a1", {"state": "idle"})])
    plain = store.db.execute("select total_changes()").fetchone()[0] - before
    store.write(LI, [Edit("asset", "a1", {"name": "投影机"})])
    worded = store.db.execute("select total_changes()").fetchone()[0] - before - plain
    assert worded > plain
