"""A card on the office's desk: typed with a check for each field, its whole life from the server, moves."""

from __future__ import annotations

from pathlib import Path

from storage.store import Edit
from tests.screens.headless import run
from tests.screens.wide.office import Office, keyed, new_office, see, wide


def changed_elsewhere(folder: Path) -> Office:
    """An inspector's phone moved the projector; the office's computer has heard of it."""
    office = new_office(folder)
    phone = office.phone("phone")
    phone.write(Edit("asset", "a1", {"note": "遥控器不见了"}))
    office.sync(phone)
    office.sync()
    return office


def test_the_office_types_a_card_and_wrong_fields_are_told_beside_them(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    store = office.computer.store

    async def work() -> None:
        async with wide(office.computer, "/asset/a1") as screen:
            await screen.tap("edit")
            await screen.type("card-value_fen", "五千")
            await screen.type("card-acquired", "2021年8月30日")
            await screen.tap("card-save")
            assert screen.find("card-value_fen").error
            assert store.rows("select acquired from asset where id = 'a1'") == [{"acquired": None}]
            await screen.type("card-value_fen", "4599.01")
            assert not screen.find("card-value_fen").error
            await screen.tap("card-save")
            await screen.settle(8)
            assert screen.shows("4,599.01")
        assert store.rows("select acquired, value_fen from asset where id = 'a1'") == [
            {"acquired": "2021-08-30", "value_fen": 459_901}
        ]

    run(work)


def test_what_others_changed_stands_in_the_history_with_who_and_when(tmp_path: Path) -> None:
    office = changed_elsewhere(tmp_path)

    async def look() -> None:
        async with wide(office.computer, "/asset/a1") as screen:
            await see(screen, "遥控器不见了")
            await see(screen, "登记入账")
            assert screen.shows("备注：空 → 遥控器不见了")

    run(look)


def test_a_batch_is_handed_over_and_split_from_the_desk(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    store = office.computer.store

    async def work() -> None:
        async with wide(office.computer, "/asset/a2") as screen:
            await screen.tap("move")
            await screen.type("move-keeper", "王芳")
            await screen.event("reason-1", "select", "true")
            await screen.tap("move-go")
            await screen.settle(8)
            await screen.tap("split")
            await screen.tap("split-go")
            await screen.settle(8)
        assert store.rows("select count(*) as n from asset where split_from = 'a2' and keeper = '王芳'") == [
            {"n": 44}
        ]

    run(work)


def test_the_list_beside_the_card_stays(tmp_path: Path) -> None:
    office = new_office(tmp_path)

    async def look() -> None:
        async with wide(office.computer, "/asset/a1") as screen:
            assert len(keyed(screen, "asset-a")) >= 20

    run(look)
