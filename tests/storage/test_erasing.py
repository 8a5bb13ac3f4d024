"""An erase takes what it names from tables and log of a device, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storage import erasing
from storage.asset_search import index_all
from storage.change import digest_of
from storage.digest import rows_digest
from storage.log import Logged
from storage.merge import Loser, RowState
from storage.store import Edit, Store
from tests.storage.device import LI, arrival, receive, store_at

NAME, PHONE, SEALED = "欧阳询问", "13912345678", "v1.k.c2VhbGVk"
VISIT = {
    "name": NAME, "phone": PHONE, "sort": "parent", "in_ms": 1, "campus_id": "c1", "id_masked": "110***0019",
    "id_sealed": SEALED,
}  # fmt: skip


def an_erase(*rows: list[Any], rev: int = 9, ms: int = 9) -> Logged:
    fields = {"rows": list(rows), "reason": "retention", "at_ms": 9}
    return arrival("e1", "erase", "e1", fields, rev=rev, ms=ms, stream="gate")


def a_visit(**more: Any) -> Logged:
    return arrival("v1", "visit", "v", VISIT | more, rev=1, ms=1, stream="gate")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_at(tmp_path / "phone.db")


def test_erased_fields_are_empty_and_the_others_stand(store: Store) -> None:
    receive(store, [a_visit()], [an_erase(["visit", "v", ["id_masked", "id_sealed"]])])
    assert store.rows("select name, id_masked, id_sealed from visit") == [
        {"name": NAME, "id_masked": None, "id_sealed": None}
    ]


def test_the_digest_is_the_same_before_and_after_fields_were_erased(store: Store) -> None:
    """Stamps stay, so copies that have heard of the erase and copies that have not still count the same."""
    receive(store, [a_visit()])
    before = rows_digest(store.db, "gate")
    receive(store, [an_erase(["visit", "v", ["id_sealed"]])])
    assert rows_digest(store.db, "gate") == before


def test_an_erase_in_the_middle_of_a_page_spares_what_comes_after_it(store: Store) -> None:
    later = arrival("v2", "visit", "v", {"id_masked": "220***0027"}, rev=10, ms=10, stream="gate")
    receive(store, [a_visit(), an_erase(["visit", "v", ["id_masked"]]), later])
    assert store.rows("select id_masked from visit") == [{"id_masked": "220***0027"}]


def test_an_erased_row_is_gone_with_what_waited_for_it(store: Store) -> None:
    orphan = arrival("w2", "visit", "w", {"note": NAME}, rev=2, ms=2, stream="gate")
    receive(store, [a_visit(), orphan], [an_erase(["visit", "v", None], ["visit", "w", None])])
    assert store.rows("select id from visit") == []
    assert store.rows("select id from parked") == []


def test_what_is_not_sent_yet_stands_until_the_next_erase_names_it(store: Store) -> None:
    receive(store, [a_visit()])
    store.write(LI, [Edit("visit", "v", {"id_masked": "330***0035"})])
    receive(store, [an_erase(["visit", "v", ["id_masked", "id_sealed"]])])
    assert store.rows("select id_masked, id_sealed from visit") == [
        {"id_masked": "330***0035", "id_sealed": None}
    ]


def test_a_loser_is_erased_with_its_field(store: Store) -> None:
    """Two guards typed two numbers: the one that lost is beside the row, and goes as well."""
    rival = arrival("v2", "visit", "v", {"phone": "13700000000"}, rev=2, ms=2, stream="gate", device="c" * 10)
    receive(store, [a_visit(), rival])
    assert PHONE in store.rows("select losers from visit")[0]["losers"]
    receive(store, [an_erase(["visit", "v", ["phone"]])])
    row = store.rows("select losers, phone from visit")[0]
    assert row["phone"] is None
    assert [value for _, value in json.loads(row["losers"]).values()] == [None]


def test_an_erase_twice_or_again_changes_nothing(store: Store) -> None:
    erase = an_erase(["visit", "v", ["id_sealed"]])
    receive(store, [a_visit()], [erase])
    before = store.rows("select * from visit")
    receive(store, [a_visit()], [erase])
    assert store.rows("select * from visit") == before


@pytest.mark.parametrize("fields", [["name"], ["sort"], ["in_ms"]])
def test_what_is_not_personal_or_what_a_row_cannot_be_without_is_never_blanked(
    store: Store, fields: list[str]
) -> None:
    receive(store, [a_visit()], [an_erase(["visit", "v", fields])])
    assert store.rows("select name, sort, in_ms from visit") == [{"name": NAME, "sort": "parent", "in_ms": 1}]


def test_the_school_s_book_cannot_be_erased(store: Store) -> None:
    """A fault, a check, an asset: only what says something about people from outside goes."""
    campus = arrival("c1", "campus", "c1", {"name": "东"}, rev=1, stream="gate")
    receive(store, [campus], [an_erase(["campus", "c1", None])])
    assert store.rows("select name from campus") == [{"name": "东"}]


def test_an_erase_reaches_only_its_own_stream(store: Store) -> None:
    elsewhere = arrival("v1", "visit", "v", VISIT, rev=1, ms=1, stream="other")
    receive(store, [elsewhere], [an_erase(["visit", "v", None])])
    assert store.rows("select id from visit") == [{"id": "v"}]


def test_the_log_keeps_number_and_hash_of_an_erased_line_and_no_text(store: Store) -> None:
    visit = a_visit()
    receive(store, [visit], [an_erase(["visit", "v", ["id_sealed"]])])
    held = store.rows("select seq, hash, line from change where id = 'v1'")
    assert held == [{"seq": 1, "hash": visit.digest, "line": None}]


def test_a_photo_whose_record_was_erased_waits_to_be_deleted_unless_another_names_it(store: Store) -> None:
    photo = {"size": 3, "about_kind": "visit", "about_id": "v"}
    photos = [
        arrival(name, "photo", name, photo | {"sha256": sha}, rev=2 + nth, ms=2 + nth, stream="gate")
        for nth, (name, sha) in enumerate([("p1", "aa"), ("p2", "bb"), ("p3", "bb")])
    ]
    receive(store, photos, [an_erase(["photo", "p1", None], ["photo", "p2", None])])
    assert erasing.photos_to_drop(store.db) == ["aa"]


def test_after_purging_no_file_of_the_phone_holds_a_byte_of_it(store: Store, tmp_path: Path) -> None:
    """Of 2,000 visits, of different length, changed again and again; database and -wal are read byte by byte."""
    many = [
        arrival(f"v{n}", "visit", f"w{n}", VISIT | {"name": f"{NAME}{n}", "note": f"{PHONE}x" * (n % 50)},
                rev=n + 1, ms=n + 1, stream="gate")
        for n in range(2000)
    ]  # fmt: skip
    receive(store, *(many[n : n + 20] for n in range(0, 2000, 20)))
    named = [["visit", f"w{n}", None] for n in range(2000)]
    receive(store, [an_erase(*named, rev=9000, ms=9000)])
    store.purge()
    assert store.rows("select id from visit") == []
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert NAME.encode() not in left
    assert PHONE.encode() not in left


def test_a_purge_leaves_the_search_for_assets_right(store: Store) -> None:
    """A file written anew may number its rows anew, and the index of words names them by number."""
    assets = [Edit("asset", f"a{n}", {"name": f"投影仪{n}"}) for n in range(5)]
    store.write(LI, assets)
    with store.durable.transaction() as db:
        db.execute("delete from asset where id in ('a0', 'a1')")
    receive(store, [a_visit()], [an_erase(["visit", "v", None])])
    store.purge()
    assert found_by_number(store) == {"2": "a2", "3": "a3", "4": "a4"}


def found_by_number(store: Store) -> dict[str, str]:
    """{the number in an asset's name: the asset that the index finds by it}."""
    sql = """
        select asset.id from asset where rowid in (select rowid from asset_search where asset_search match ?)
    """
    found = {number: store.rows(sql, [number]) for number in "01234"}
    return {number: rows[0]["id"] for number, rows in found.items() if rows}


def test_where_the_rows_were_numbered_anew_every_asset_is_indexed_again(store: Store) -> None:
    store.write(LI, [Edit("asset", f"a{n}", {"name": f"投影仪{n}"}) for n in range(5)])
    with store.durable.transaction() as db:
        db.execute("update asset set rowid = 50 - rowid")
        index_all(db)
    assert found_by_number(store) == {str(n): f"a{n}" for n in range(5)}


def test_a_line_of_personal_fields_is_salted_and_the_salt_goes_first(store: Store) -> None:
    """Who has the hash of an erased line would otherwise only have to try names and telephone numbers."""
    change = store.write(LI, [Edit("visit", "v", VISIT, "gate")])[0]
    line = store.rows("select line from change where id = ?", [change.id])[0]["line"]
    assert len(json.loads(line)["salt"]) == 32
    named = erasing.Named("gate", "visit", "v", frozenset({"id_sealed"}))
    blanked = json.loads(erasing.blanked_line(line, named, digest_of(line)))
    assert "salt" not in blanked
    assert blanked["fields"] == {**VISIT, "id_sealed": None}
    assert (blanked["erased"], blanked["hash"]) == (["id_sealed"], digest_of(line).hex())


def test_blanking_spares_the_value_of_a_given_stamp() -> None:
    state = RowState({"a": 1, "b": 2}, {"a": "s1", "b": "s2"}, losers={"b": Loser("s0", 9)})
    erasing.blank(state, ["a", "b", "c"], spared=["s1"])
    assert (state.values, state.losers) == ({"a": 1, "b": None}, {"b": Loser("s0", None)})


def test_an_erase_of_one_s_own_waits_for_the_server_s_word(store: Store) -> None:
    """It may be refused, and what it names would be gone from this device alone."""
    receive(store, [a_visit()])
    fields = {"rows": [["visit", "v", None]], "reason": "r", "at_ms": 1}
    own = store.write(LI, [Edit("erase", "mine", fields, "gate")])[0]
    assert store.rows("select id from visit") == [{"id": "v"}]
    receive(store, [Logged(own, own.stamp, 9, b"\0" * 32, "")])
    assert store.rows("select id from visit") == []
