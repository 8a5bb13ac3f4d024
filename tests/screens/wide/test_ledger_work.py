"""The ledger at the desk: filters, one field for many after a preview, the year by class."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, school_phone
from tests.screens.wide.office import keyed, wide


def filled(folder: Path) -> Phone:
    phone = school_phone(folder)
    phone.store.set_settings(role="office")
    phone.write(
        *(
            Edit(
                "asset",
                f"x{n:03}",
                {
                    "name": "台式计算机",
                    "number": f"N{n:03}",
                    "class_code": "A02010104",
                    "acquired": "2020-09-01",
                    "value_fen": 720_000,
                    "department": "信息中心" if n % 2 else None,
                    "state": "idle" if n < 10 else "in_use",
                },
            )
            for n in range(120)
        )
    )
    return phone


def test_filters_narrow_the_table_and_are_taken_away_one_by_one(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("filter-open")
            await choose(screen, "filter-state", "idle")
            await choose(screen, "filter-department", "信息中心")
            await screen.tap("filter-show")
            assert len(keyed(screen, "asset-x")) == 5
            control = screen.find("filtered-department")
            await screen.session.dispatch_event(control._i, "delete", None)
            await screen.settle(5)
            assert len(keyed(screen, "asset-x")) == 10

    run(work)


async def choose(screen: PhoneScreen, key: str, value: str) -> None:
    control = screen.find(key)
    screen.session.apply_patch(control._i, {"value": value})
    await screen.session.dispatch_event(control._i, "select", value)
    await screen.settle(5)


def test_one_field_of_many_cards_is_changed_after_a_preview_and_taken_back(tmp_path: Path) -> None:
    phone = filled(tmp_path)
    count = "select count(*) as n from asset where department = '教务处'"

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.type("search", "台式计算机")
            await screen.settle(40)
            await screen.event("tick-x000", "change", data=True)
            await screen.tap("tick-every")
            await screen.tap("all-bulk")
            await screen.type("bulk-value", "教务处")
            await screen.tap("bulk-look")
            assert screen.shows("将修改 120 张卡片")
            assert screen.shows("信息中心")
            assert phone.store.rows(count) == [{"n": 0}]
            await screen.tap("bulk-go")
            await screen.settle(20)
            assert phone.store.rows(count) == [{"n": 120}]
            await screen.tap("bulk-undo")
            await screen.settle(20)
            assert phone.store.rows(count) == [{"n": 0}]
            assert phone.store.rows("select count(*) as n from asset where department = '信息中心'") == [
                {"n": 60}
            ]

    run(work)


def test_a_wrong_value_is_told_before_any_preview(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.event("tick-x000", "change", data=True)
            await screen.tap("all-bulk")
            await choose(screen, "bulk-field", "warranty_until")
            await screen.type("bulk-value", "明年")
            await screen.tap("bulk-look")
            assert screen.find("bulk-value").error
            assert screen.find("bulk-go") is None

    run(work)


def test_the_year_by_class_stands_on_the_screen_and_goes_into_a_workbook(tmp_path: Path) -> None:
    """120 computers of 7,200 yuan; their class's months of use can be changed by the office."""
    phone = filled(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-values")
            assert screen.shows("计算机设备")
            assert screen.shows("864,000.00")
            await screen.tap("export-classes")
            await screen.tap("export.xlsx")
            await screen.settle(20)
            assert [name for name in phone.fake.shell.saved if name.startswith("固定资产分类汇总")]
            await screen.tap("policy")
            await screen.type("months-计算机设备", "120")
            await screen.settle(40)
        held = phone.store.rows("select settings from school")[0]["settings"]
        assert '"计算机设备":120' in held.replace(" ", "")

    run(work)


def test_a_phone_filters_too(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def work() -> None:
        async with shown(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("filter-open")
            await choose(screen, "filter-state", "idle")
            await screen.tap("filter-show")
            assert len(keyed(screen, "asset-x")) == 10
            await screen.tap("filter-open")
            await choose(screen, "filter-year", "2020")
            await choose(screen, "filter-state", "scrapped")
            await screen.tap("filter-show")
            assert screen.find("nothing-fits") is not None

    run(work)


def test_all_that_a_keeper_has_goes_to_another_from_the_phone(tmp_path: Path) -> None:
    """One form, one action: 20 things, each with its record and the same reason."""
    phone = filled(tmp_path)

    async def work() -> None:
        async with shown(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            assert screen.find("hand-over") is None
            await screen.tap("filter-open")
            await screen.type("filter-keeper", "张")
            await screen.tap("filter-keeper-张军")
            await screen.tap("filter-show")
            await screen.tap("hand-over")
            await screen.type("move-keeper", "王芳")
            await screen.event("reason-2", "select", "true")
            await screen.tap("move-go")
            await screen.settle(10)
            assert screen.find("nothing-fits") is not None
        moved = phone.store.rows(
            "select count(*) as n, count(distinct reason) as reasons, max(to_keeper) as who from move"
        )
        assert moved == [{"n": 20, "reasons": 1, "who": "王芳"}]

    run(work)


def test_cards_with_an_unknown_class_are_found_and_end_when_the_school_knows_it(tmp_path: Path) -> None:
    """The filter says how many; giving the code to a class empties it."""
    phone = filled(tmp_path)
    odd = [Edit("asset", f"y{n}", {"name": "跳箱", "class_code": "A02460700"}) for n in range(3)]
    phone.write(*odd)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("filter-open")
            assert "待核对 (3)" in [option.text for option in screen.find("filter-class_code").options]
            await choose(screen, "filter-class_code", "?")
            await screen.tap("filter-show")
            assert len(keyed(screen, "asset-y")) == 3
            await screen.choose("view-values")
            await screen.tap("policy")
            await screen.type("class-name", "体育设备")
            await screen.type("class-codes", "A0246、体育")
            await screen.tap("class-keep")
            assert screen.find("class-codes").error
            await screen.type("class-codes", "A0246")
            await screen.tap("class-keep")
            await screen.tap("policy-close")
            await screen.choose("view-assets")
            assert keyed(screen, "asset-y") == []

    run(work)


def test_a_strange_class_for_many_cards_is_told_before_it_is_written(tmp_path: Path) -> None:
    phone = filled(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.event("tick-x000", "change", data=True)
            await screen.tap("all-bulk")
            await choose(screen, "bulk-field", "class_code")
            await screen.type("bulk-value", "A09010101")
            await screen.tap("bulk-look")
            assert screen.find("bulk-class") is not None
            await screen.tap("bulk-go")
            await screen.settle(20)
        assert phone.store.rows("select id from asset where class_code = 'A09010101'") == [{"id": "x000"}]

    run(work)


@pytest.mark.parametrize("is_wide", [True, False])
def test_a_single_room_is_chosen_by_typing_a_part_of_it(tmp_path: Path, *, is_wide: bool) -> None:
    """Five lines stand below, whatever the school's size; the chip that says so takes it away again."""
    phone = filled(tmp_path)
    rooms = (
        Edit("room", f"q{n}", {"campus_id": "c1", "building": "图书馆", "number": f"{n:04}"})
        for n in range(600)
    )
    phone.write(*rooms, Edit("asset", "x000", {"room_id": "q77"}))

    async def work() -> None:
        async with wide(phone, "/ledger") if is_wide else shown(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("filter-open")
            await screen.type("filter-room", "图书馆")
            assert len(keyed(screen, "filter-room-q")) == 5
            await screen.type("filter-room", "没有这间")
            assert keyed(screen, "filter-room-q") == []
            assert screen.shows("没有这间")
            await screen.type("filter-room", "0077")
            await screen.tap("filter-room-q77")
            assert screen.shows("图书馆 0077")
            await screen.tap("filter-show")
            assert keyed(screen, "asset-") == ["asset-x000"]
            control = screen.find("filtered-room")
            await screen.session.dispatch_event(control._i, "delete", None)
            await screen.settle(5)
            assert len(keyed(screen, "asset-")) == 50

    run(work)


def test_things_without_a_room_or_a_keeper_are_found(tmp_path: Path) -> None:
    """120 cards have neither; a keeper is offered with how much he has."""
    phone = filled(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("filter-open")
            await screen.type("filter-keeper", "军")
            assert screen.shows("20 项资产")
            await screen.tap("filter-keeper-张军")
            assert screen.shows("查看 20 项资产")
            await screen.tap("filter-keeper-away")
            await screen.tap("filter-keeper-without")
            await screen.tap("filter-room-without")
            assert screen.shows("查看 120 项资产")

    run(work)
