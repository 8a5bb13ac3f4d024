"""Every place of the wide window in its states: normal, empty, offline, very full; all in Chinese."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from inspect_app.layout import TOP_PIXELS
from inspect_app.parts.table import EDGE_PIXELS, GAP_PIXELS
from inspect_app.routes import route_to
from inspect_app.screens.wide import WIDE_ONLY, WIDE_SCREENS
from inspect_app.screens.wide.devices import INVITATION_PIXELS
from inspect_app.screens.wide.office_table import RAIL_PIXELS
from inspect_app.screens.wide.places import WIDE_PLACES, places_for
from inspect_app.views.rounds import rounds_now
from storage.store import Edit
from tests.screens.headless import run, texts_of
from tests.screens.running import PhoneScreen, latin_words, shown
from tests.screens.school import Phone, busy_phone, school_phone
from tests.screens.wide.office import keyed, new_office, wide

LONG_NAME = "德育综合实践活动楼东侧附属用房" * 4
LATIN_OF_CODES = {
    "CSV",
    "XLSX",
    "XLSForm",
    "ODK",
    "Kobo",
    "survey",
    "choices",
    "settings",
    "door",
    "abnormal",
    "GB",
    "T",
    "B",
}
ROWS = 10_000
SMALL_SCREEN_PIXELS = 768
RAIL_STEP_PIXELS = 69
"""From one place of the rail to the next, as drawn in Chromium."""


def routes_of(phone: Phone) -> list[str]:
    """An address of every place of the wide window."""
    due = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due
    fault = phone.store.rows("select id from fault limit 1")
    check = phone.store.rows("select id from \"check\" where result = 'failed' limit 1")
    return [
        "/",
        "/rounds",
        "/checks",
        f"/record/{check[0]['id'] if check else 'none'}",
        f"/round/{due.route.id}/{due.day}/{due.window.key}",
        "/tasks",
        f"/fault/{fault[0]['id'] if fault else 'none'}",
        "/ledger",
        "/room/r2",
        "/asset/a1",
        "/plans",
        "/plan/route1",
        "/plan/new",
        "/checklists",
        "/checklist/classroom",
        "/checklist/new",
        "/checklist/import",
        "/import",
        "/devices",
        "/school",
        "/labels",
        "/stocktakes",
        "/loans",
        "/damages",
        "/handovers",
        "/visits",
        "/visit/v1",
        "/visit-log",
        "/visit-log/v1",
        "/expected",
        "/expect/new",
        "/gate-items",
        "/gate-log",
        "/passages",
        "/left-items",
        "/visitor-data",
        "/gate-settings",
    ]


def visit_all(phone: Phone) -> dict[str, list[str]]:
    seen: dict[str, list[str]] = {}

    async def work() -> None:
        async with wide(phone) as screen:
            for route in routes_of(phone):
                await screen.browse(route)
                await screen.settle(4)
                seen[route] = shown_texts(screen)

    run(work)
    return seen


def shown_texts(screen: PhoneScreen) -> list[str]:
    """What is read; a menu's value is a word of the program, its options are read when it opens."""
    shown_ones = (control for control in screen.controls() if not isinstance(control, ft.Dropdown))
    return [text for control in shown_ones for text in texts_of(control)]


def test_every_place_of_the_rail_has_a_screen_of_its_own_or_the_phones(tmp_path: Path) -> None:
    """Rail, screens and addresses name the same places."""
    named = [name for place in WIDE_PLACES for tab in place.tabs for name in tab.covers]
    covered = set(named)
    assert len(named) == len(covered)
    assert set(WIDE_SCREENS) <= covered
    assert set(WIDE_ONLY) <= covered


def test_every_wide_place_draws_in_chinese_alone(tmp_path: Path) -> None:
    """A busy school: no error while drawing, no text left in English."""
    for route, texts in visit_all(busy_phone(tmp_path)).items():
        assert len(texts) > 10, f"{route} is nearly empty"
        left = [word for word in latin_words(texts) if word not in LATIN_OF_CODES]
        assert not left, f"{route}: {left}"


def test_a_school_without_a_single_check_teaches_what_to_do(tmp_path: Path) -> None:
    """Empty states: a line each, no error."""
    seen = visit_all(school_phone(tmp_path))
    assert any("今天还没有人检查" in text for text in seen["/"])
    assert any("还没有发现过问题" in text or "没有符合条件" in text for text in seen["/tasks"])


def test_without_a_network_the_office_reads_what_it_holds_and_is_told_the_rest(tmp_path: Path) -> None:
    """Offline: rounds and faults are there; what only the server knows is one sentence with a way to retry."""
    office = new_office(tmp_path)
    office.computer.check("r2", failed=True)
    office.wire.is_cut = True
    seen = visit_all(office.computer)
    for route in ("/", "/devices"):
        assert any("服务器暂时连不上，没有做任何改动" in text for text in seen[route]), route
    assert any("门卫室" in text or "教学楼A" in text for text in seen["/ledger"])


def test_a_very_full_school_is_shown_fifty_rows_at_a_time(tmp_path: Path) -> None:
    """10,000 assets, a 60-character name, 20 photos of one fault: the screen holds what the eye can take."""
    phone = busy_phone(tmp_path)
    phone.write(
        *(Edit("asset", f"x{n}", {"name": f"{LONG_NAME}{n}", "number": f"N{n:05d}"}) for n in range(ROWS))
    )
    fault = phone.store.rows("select id from fault limit 1")[0]["id"]
    photo = {"sha256": "0" * 64, "size": 9, "about_kind": "fault", "about_id": fault}
    phone.write(*(Edit("photo", f"photo{n}", photo) for n in range(20)))

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            assert len(keyed(screen, "asset-")) == 50
            assert screen.shows("共 10020 条")
            await screen.tap("more-assets")
            assert len(keyed(screen, "asset-")) == 100
            await screen.browse(f"/fault/{fault}")
            assert len(keyed(screen, "thumb-")) >= 20

    run(work)


@pytest.mark.parametrize("name", WIDE_ONLY)
def test_a_phone_at_a_wide_place_is_told_to_use_a_computer(tmp_path: Path, name: str) -> None:
    """A link of the office, opened on a phone, is no error."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, route_to(name)) as screen:
            assert screen.shows("请在办公电脑上打开")

    run(work)


def test_only_the_office_is_offered_what_only_the_office_may_do(tmp_path: Path) -> None:
    """An inspector at a computer sees rounds and faults, and no page that the server would refuse."""
    everybody = {tab.name for place in places_for("inspector") for tab in place.tabs if not tab.office_only}
    assert {"today", "rounds", "tasks", "ledger"} <= everybody
    assert not everybody & {"import", "devices", "plans", "checklists", "school", "labels"}
    assert places_for("office") == WIDE_PLACES
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            assert screen.find("view-assets") is not None
            assert screen.find("view-labels") is None

    run(work)


def test_the_rail_is_seen_whole_on_a_small_screen() -> None:
    """768 pixels hold the top and every place, without scrolling to the last."""
    assert len(WIDE_PLACES) <= (SMALL_SCREEN_PIXELS - TOP_PIXELS) // RAIL_STEP_PIXELS


def test_a_place_with_several_screens_shows_them_as_tabs(tmp_path: Path) -> None:
    """Each tab is an address; the rail stays where it is, and nothing has to be gone back from."""
    phone = school_phone(tmp_path)
    phone.store.set_settings(role="office")

    async def work() -> None:
        async with wide(phone) as screen:
            for place in (each for each in WIDE_PLACES if len(each.tabs) > 1):
                here = WIDE_PLACES.index(place)
                for tab in place.tabs:
                    await screen.browse(route_to(tab.name))
                    await screen.settle(4)
                    assert screen.find("rail").selected_index == here
                    assert screen.find("back") is None
                    if not place.tabs_within:
                        assert screen.find(f"place-{tab.name}").selected
            await screen.browse("/labels")
            assert screen.find("view-labels").selected
            await screen.choose("view-assets")
            assert screen.desk.where.route == "/ledger"
            assert screen.find("view-assets").selected
            await screen.choose("view-labels")
            assert screen.desk.where.route == "/labels"

    run(work)


def test_a_thing_of_a_tab_keeps_its_tab_chosen(tmp_path: Path) -> None:
    """An old link to a plan or a record opens under the place it belongs to."""
    phone = busy_phone(tmp_path)
    phone.store.set_settings(role="office")
    check = phone.store.rows('select id from "check"')[0]["id"]
    links = {"/plan/route1": "plans", "/checklist/classroom": "checklists", f"/record/{check}": "checks"}

    async def work() -> None:
        async with wide(phone) as screen:
            for route, tab in links.items():
                await screen.browse(route)
                await screen.settle(4)
                assert screen.find(f"place-{tab}").selected

    run(work)


SMALL_PIXELS, NAME_PIXELS = 1024, 120
TABLES = {
    "/ledger": ("values", SMALL_PIXELS),
    "/devices": ("devices-table", SMALL_PIXELS - INVITATION_PIXELS),
}


@pytest.mark.parametrize("route", TABLES)
def test_a_small_window_leaves_columns_out_rather_than_squeeze_the_name(tmp_path: Path, route: str) -> None:
    """What has a width of its own, the gaps and the edges leave the name at least as much as is read."""
    office = new_office(tmp_path)
    key, pixels = TABLES[route]

    async def work() -> None:
        async with shown(office.computer, route, width=SMALL_PIXELS) as screen:
            if route == "/ledger":
                await screen.choose("view-values")
            await see_key(screen, key)
            cells = screen.find(key).controls[0].content.controls
            taken = sum(cell.width or 0 for cell in cells) + GAP_PIXELS * len(cells) + 2 * EDGE_PIXELS
            assert pixels - RAIL_PIXELS - taken >= NAME_PIXELS

    run(work)


async def see_key(screen: PhoneScreen, key: str) -> None:
    for _ in range(100):
        if screen.find(key) is not None:
            return
        await screen.settle(5)
    raise AssertionError(f"{key} never came")
