"""Moves have a reason and a record; handing over is one action for all that a keeper has."""

from __future__ import annotations

import pytest

from inspect_app.actions.moving import Move, hand_over, move_assets
from inspect_app.ledger.refusal import LedgerRefusal
from storage import log
from storage.queries.asset_list import AssetFilter
from storage.store import Edit, Store
from tests.storage.device import CAMPUS, LI, ROOM, store_at


def filled() -> Store:
    store = store_at()
    chairs = [
        Edit("asset", f"a{n}", {"name": "椅", "number": str(n), "keeper": "张", "quantity": n})
        for n in (1, 2)
    ]
    store.write(LI, [CAMPUS, ROOM, *chairs, Edit("asset", "b", {"name": "柜", "keeper": "李"})])
    return store


def test_a_move_changes_the_card_and_says_from_where_to_where_and_why() -> None:
    store = filled()
    assert move_assets(store, LI, ["a1"], Move("换教室", room_id="r1", state="idle")) == 1
    assert store.rows("select room_id, state, keeper from asset where id = 'a1'") == [
        {"room_id": "r1", "state": "idle", "keeper": "张"}
    ]
    moved = store.rows("select * from move")
    assert len(moved) == 1
    said = {
        name: moved[0][name] for name in ("asset_id", "reason", "from_room_id", "to_room_id", "from_state")
    }
    assert said == {
        "asset_id": "a1",
        "reason": "换教室",
        "from_room_id": None,
        "to_room_id": "r1",
        "from_state": "in_use",
    }
    assert (moved[0]["to_state"], moved[0]["to_keeper"], moved[0]["made_by"]) == ("idle", None, "li")


def test_handing_over_takes_all_of_a_keeper_and_nothing_else() -> None:
    store = filled()
    before = len(log.outbox(store.db))
    assert hand_over(store, LI, AssetFilter(keeper="张"), "王芳", "离职交接") == 2
    assert [row["keeper"] for row in store.rows("select keeper from asset order by id")] == [
        "王芳",
        "王芳",
        "李",
    ]
    assert len(log.outbox(store.db)) - before == 4


def test_what_is_so_already_is_not_recorded_again() -> None:
    store = filled()
    assert move_assets(store, LI, ["a1", "b"], Move("调整", keeper="李")) == 1
    with pytest.raises(LedgerRefusal, match="nothing_moves"):
        move_assets(store, LI, ["a1", "b"], Move("调整", keeper="李"))


@pytest.mark.parametrize(
    ("ids", "move", "reason"),
    [
        (["a1"], Move("  ", keeper="李"), "no_reason"),
        (["a1", "gone"], Move("调", keeper="李"), "asset_gone"),
        ([], Move("调", keeper="李"), "asset_gone"),
        (["a1"], Move("调"), "nothing_moves"),
    ],
)
def test_a_move_without_sense_is_refused_and_records_nothing(ids: list[str], move: Move, reason: str) -> None:
    store = filled()
    with pytest.raises(LedgerRefusal) as refused:
        move_assets(store, LI, ids, move)
    assert refused.value.kind == reason
    assert store.rows("select id from move") == []


def test_a_whole_ledger_is_never_handed_over_by_an_empty_filter() -> None:
    with pytest.raises(LedgerRefusal):
        hand_over(filled(), LI, AssetFilter(), "王", "误点")
