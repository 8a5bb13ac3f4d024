"""An asset's card in the hand: its fields, a move with its reason, a batch that is split, a photo, its life."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspect_app.actions.moving import Move, move_assets
from inspect_app.views.asset import asset_view
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import Phone, school_phone

CARD = {
    "class_code": "A02020200",
    "model": "CB-X06",
    "brand": "爱普生",
    "serial": "X4H71",
    "value_fen": 459_901,
    "acquired": "2021-08-30",
    "funding": "财政拨款",
    "supplier": "宏达商贸",
    "department": "教务处",
    "warranty_until": "2024-08-30",
    "life_months": 72,
    "residual_permille": 50,
    "note": "灯泡2023年换过",
}


def filled(folder: Path, role: str = "inspector") -> Phone:
    phone = school_phone(folder)
    phone.store.set_settings(role=role)
    phone.write(Edit("asset", "a1", CARD))
    return phone


def test_a_card_shows_every_field_of_a_fixed_asset_card(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def look() -> None:
        async with shown(phone, "/asset/a1") as screen:
            for value in (*CARD.values(), "投影仪", "TY20230001", "张军", "在用"):
                wanted = (
                    {459_901: "4,599.01", 50: "5%"}.get(value, value) if isinstance(value, int) else value
                )
                assert screen.shows(str(wanted)), value
            assert screen.shows("登记入账")

    run(look)


def test_a_move_is_recorded_with_its_reason_and_stands_in_the_history(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def walk() -> None:
        async with shown(phone, "/asset/a1") as screen:
            await screen.tap("move")
            assert screen.find("move-go").disabled
            await screen.type("move-room", "综合楼")
            room = next(key for key in screen.all_keys() if key.startswith("room-r"))
            await screen.tap(room)
            await screen.type("move-keeper", "王芳")
            await screen.event("state-idle", "select", "true")
            await screen.event("reason-0", "select", "true")
            await screen.tap("move-go")
            await screen.settle(8)
            assert screen.shows("调换地点")
            assert screen.shows("王芳")
            moved = phone.store.rows("select * from move")
            assert [
                (each["asset_id"], each["to_room_id"], each["to_keeper"], each["to_state"]) for each in moved
            ] == [("a1", room.removeprefix("room-"), "王芳", "idle")]

    run(walk)


def test_a_batch_is_split_after_its_parts_were_shown(tmp_path: Path) -> None:
    """45 desks: parts that do not sum up cannot be split, 20 and 25 can."""
    phone = filled(tmp_path)
    phone.write(Edit("asset", "a2", {"value_fen": 1_000_001}))

    async def walk() -> None:
        async with shown(phone, "/asset/a2") as screen:
            await screen.tap("split")
            assert screen.shows("45 张")
            await screen.type("split-parts", "20，24")
            assert screen.find("split-go").disabled
            await screen.type("split-parts", "20，25")
            await screen.tap("split-go")
            await screen.settle(8)
        cards = phone.store.rows(
            "select quantity, value_fen, split_from from asset where id = 'a2' or split_from = 'a2'"
        )
        assert sorted(card["quantity"] for card in cards) == [20, 25]
        assert sum(card["value_fen"] for card in cards) == 1_000_001

    run(walk)


def test_a_photo_is_kept_with_the_card(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def walk() -> None:
        async with shown(phone, "/asset/a1") as screen:
            await screen.tap("photo-asset")
            await screen.settle(8)
            await screen.tap("shutter")
            await screen.settle(20)
            rows: list[dict[str, Any]] = phone.store.rows("select about_kind, about_id, stream from photo")
            assert rows == [{"about_kind": "asset", "about_id": "a1", "stream": "assets"}]
            assert any(key.startswith("thumb-") for key in screen.all_keys())

    run(walk)


def test_who_may_only_look_is_offered_nothing_to_change(tmp_path: Path) -> None:
    phone = filled(tmp_path, role="viewer")

    async def look() -> None:
        async with shown(phone, "/asset/a2") as screen:
            assert not {"move", "split", "photo-asset"} & set(screen.all_keys())

    run(look)


def test_a_thing_in_repair_under_warranty_says_so(tmp_path: Path) -> None:
    phone = filled(tmp_path)
    phone.write(Edit("asset", "a1", {"state": "repair", "warranty_until": "2099-01"}))

    async def look() -> None:
        async with shown(phone, "/asset/a1") as screen:
            assert screen.find("under-warranty") is not None

    run(look)


def test_a_note_written_in_the_same_moment_as_a_move_is_its_own_entry(tmp_path: Path) -> None:
    """The reason belongs to the move, never to the card's beginning or to another field."""
    phone = filled(tmp_path)
    move_assets(phone.store, phone.author(), ["a1"], Move("调换地点", room_id="r9"))
    phone.write(Edit("asset", "a1", {"note": "换了灯泡"}))
    view = asset_view(phone.store, "a1")
    assert view is not None
    reasons = [(sorted(step.said), step.reason) for step in view.steps if not step.is_first]
    assert (["room_id"], "调换地点") in reasons
    assert (["note"], "") in reasons
    assert [step.reason for step in view.steps if step.is_first] == [""]
