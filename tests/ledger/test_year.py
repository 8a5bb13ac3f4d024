"""The year out of a ledger: moves leave it alone, scrapping ends it, and the cards' export says the same sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from inspect_app.actions.moving import Move, move_assets
from inspect_app.actions.office.depreciation import card_table, summary_table, year_lines
from inspect_app.actions.splitting import split_asset
from inspect_app.ledger.summary import ClassYear, total
from inspect_app.texts import words_for
from storage.store import Author, Edit, Store
from tests.storage.device import CAMPUS, LI, ROOM, store_at

T = words_for("zh_CN")


def on(day: str) -> Author:
    """Li at noon of a day of the school."""
    noon = datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC)
    return replace(LI, at_ms=int(noon.timestamp() * 1000), offset_minutes=480)


def filled() -> Store:
    """Two computers of 7,200 yuan and 45 chairs for 8,100, all of September 2020."""
    store = store_at()
    computer = {
        "name": "台式计算机",
        "class_code": "A02010104",
        "value_fen": 720_000,
        "acquired": "2020-09-15",
    }
    chairs = {
        "name": "课桌椅",
        "class_code": "A05010201",
        "value_fen": 810_000,
        "quantity": 45,
        "number": "K",
    }
    edits = [Edit("asset", "c1", computer), Edit("asset", "c2", computer)]
    store.write(LI, [CAMPUS, ROOM, *edits, Edit("asset", "k", {**chairs, "acquired": "2020-09"})])
    return store


def year(store: Store, number: int) -> ClassYear:
    return total(year_lines(store, number), "")


def test_what_is_scrapped_in_march_is_written_off_until_february() -> None:
    """Two months of 100 yuan in its last year, its 17 months leave with it, and next year it is not there."""
    store = filled()
    move_assets(store, on("2022-03-31"), ["c1"], Move("报废", state="scrapped"))
    line = next(each for each in year_lines(store, 2022) if each.name == "计算机设备")
    assert (line.removed_count, line.removed_fen, line.removed_accumulated_fen) == (1, 720_000, 180_000)
    assert line.year_fen == 20_000 + 120_000
    assert year(store, 2023).opening_count == 46


def test_a_move_to_another_room_or_keeper_changes_no_figure() -> None:
    """Neither does a repair, nor lying idle: all four are depreciated alike."""
    store = filled()
    before = year_lines(store, 2022)
    move_assets(store, on("2022-07-01"), ["c1"], Move("换教室", room_id="r1", keeper="王"))
    move_assets(store, on("2022-08-01"), ["c2"], Move("送修", state="repair"))
    move_assets(store, on("2022-09-01"), ["k"], Move("闲置", state="idle"))
    assert year_lines(store, 2022) == before


def test_a_batch_that_is_split_is_worth_what_it_was() -> None:
    store = filled()
    before = year_lines(store, 2022)
    split_asset(store, on("2022-07-01"), "k", (20, 25))
    assert [replace(line, year_fen=0, accumulated_fen=0, opening_accumulated_fen=0) for line in before] == [
        replace(line, year_fen=0, accumulated_fen=0, opening_accumulated_fen=0)
        for line in year_lines(store, 2022)
    ]


def test_what_comes_back_after_it_was_scrapped_is_owned() -> None:
    store = filled()
    move_assets(store, on("2022-03-31"), ["c1"], Move("报废", state="scrapped"))
    move_assets(store, on("2022-05-01"), ["c1"], Move("误报", state="in_use"))
    assert year(store, 2022).removed_count == 0


def test_the_classes_and_the_cards_of_a_year_have_the_same_sums() -> None:
    """What finance sums up over the cards' export is what the summary's last line says."""
    store = filled()
    store.write(LI, [Edit("asset", "x", {"name": "无价", "class_code": "家俱", "quantity": 3})])
    move_assets(store, on("2022-03-31"), ["c1"], Move("报废", state="scrapped"))
    for number in (2020, 2021, 2022, 2023, 2040):
        summary = list(summary_table(store, number, T).rows)[-1]
        titles = card_table(store, number, T).titles
        cards = [dict(zip(titles, row, strict=True)) for row in card_table(store, number, T).rows]
        kept = [card for card in cards if (card[T("Scrapped on")] or "9999") > f"{number}-12-31"]
        assert sum(card[T("Depreciation of the year")] or 0 for card in cards) == summary[10]
        assert sum(card[T("Value in yuan")] or 0 for card in kept) == summary[8]
        assert sum(card[T("Quantity")] for card in kept) == summary[7]
        assert sum(card[T("Accumulated depreciation")] or 0 for card in kept) == summary[12]
