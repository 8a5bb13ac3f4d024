"""Every screen in its states: normal, empty, offline, refused by the server, very full; all in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.routes import place_of
from inspect_app.screens.table import SCREENS
from inspect_app.screens.wide.only import WideOnly
from inspect_app.views.rounds import rounds_now
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import Phone, busy_phone, code_of, new_phone, school_phone

LONG_NAME = "德育综合实践活动楼东侧附属用房" * 4
ROWS = 10_000


GATE = (
    "/visits", "/visits/new/-", "/visit/v1", "/visit/none", "/evacuation", "/expected", "/expect/-", "/passages",
    "/left-items", "/gate-items", "/shift", "/notice", "/passes-back", "/pickup/none",
    "/evacuation/none", "/gate-items/none", "/left-items/none", "/passages/none", "/shift/none",
)  # fmt: skip


def routes_of(phone: Phone) -> list[str]:
    """An address of every place of the phone."""
    on = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)
    due = on[0].due if on else None
    fault = phone.store.rows("select id from fault limit 1")
    check = phone.store.rows('select id from "check" limit 1')
    return [
        "/",
        "/tasks",
        "/scan",
        "/ledger",
        "/me",
        "/sync",
        "/people",
        "/pin",
        "/room/r2",
        "/room/r2/history",
        "/room/r2/report",
        "/asset/a1",
        "/check/r2/-/listed",
        f"/record/{check[0]['id'] if check else 'none'}",
        f"/fault/{fault[0]['id'] if fault else 'none'}",
        f"/q/{code_of(2)}",
        f"/q/{code_of(999)}",
        f"/bind/{code_of(999)}",
        f"/photo/{'0' * 64}",
        *(
            "/loans",
            "/damages",
            "/handovers",
            "/room/r2/handover",
            "/asset/a1/lend/issue",
            "/asset/a1/damage",
        ),
        *("/stocktakes", "/stocktake/st1", "/stocktake/st1/count", "/stocktake/st1/room/r2"),
        *("/loan/none", "/loan/none/return", "/damage/none", "/handover/none"),
        *GATE,
        f"/round/{due.route.id}/{due.day}/{due.window.key}" if due else "/round/none/2026-11-20/07:00-08:00",
    ]


def visit_all(phone: Phone) -> dict[str, list[str]]:
    """The texts of every place; an error while drawing fails the test."""
    seen: dict[str, list[str]] = {}

    async def work() -> None:
        async with shown(phone) as screen:
            for route in routes_of(phone):
                await screen.browse(route)
                seen[route] = screen.texts()

    run(work)
    return seen


def phone_in(state: str, folder: Path) -> Phone:
    if state == "empty":
        phone = new_phone(folder)
        phone.store.become("phone0001", server="s1", person="p1")
        phone.agent.become(last_ok_ms=1)
        return phone
    phone = busy_phone(folder)
    counted = {"name": "期末盘点", "sort": "end", "scope": {}, "state": "open"}
    phone.write(Edit("stocktake", "st1", counted | {"opened_ms": phone.fake.clock.now_ms()}))
    if state == "offline":
        phone.agent.become(unsent=7, photos_unsent=1, trouble="offline", last_ok_ms=1)
        phone.fake.shell.is_online = False
    if state == "guard":
        phone.store.set_settings(role="guard")
        visit = {"name": "张三", "sort": "emergency", "campus_id": "c1", "papers_later": 1, "companions": 2}
        phone.write(Edit("visit", "v1", visit | {"in_ms": phone.fake.clock.now_ms() - 9 * 3_600_000}))
    if state == "running":
        phone.agent.become(unsent=7, running=True)
    if state == "refused":
        phone.store.db.execute("update change set refused = 'not_allowed' where kind = 'fault'")
        phone.store.set_settings(clock_correction_ms=-900_000, clock_seen_ms=phone.fake.clock.now_ms())
        phone.agent.become(refused=2, trouble="mismatch", last_ok_ms=1)
    return phone


@pytest.mark.parametrize("state", ["normal", "empty", "offline", "running", "refused", "guard"])
def test_every_screen_is_drawn_in_chinese(state: str, tmp_path: Path) -> None:
    """No screen breaks, none is blank, and no English word is left over."""
    for route, texts in visit_all(phone_in(state, tmp_path)).items():
        assert texts, route
        assert latin_words(texts) == [], route


def test_the_places_of_this_test_are_all_places(tmp_path: Path) -> None:
    """A screen that is added must be visited here too."""
    visited = {place_of(route).name for route in routes_of(busy_phone(tmp_path))} | {"join"}
    phone_places = {name for name, screen in SCREENS.items() if screen is not WideOnly}
    assert phone_places <= visited


def test_the_door_is_in_chinese_too(tmp_path: Path) -> None:
    phone = new_phone(tmp_path)
    phone.fake.shell.is_installed = False

    async def work() -> None:
        async with shown(phone) as screen:
            assert screen.shows("加入学校")
            assert screen.shows("添加到主屏幕")
            assert latin_words(screen.texts()) == []

    run(work)


def test_an_empty_screen_teaches(tmp_path: Path) -> None:
    """A line and the one button that fills it."""
    seen = visit_all(phone_in("empty", tmp_path))
    assert "没有安排巡查。扫描标签可检查单个房间。" in seen["/"]
    assert any("本机还没有台账" in text for text in seen["/ledger"])
    assert any("暂无任务" in text for text in seen["/tasks"])


def test_the_badge_tells_the_truth(tmp_path: Path) -> None:
    """All sent, so many records to go as the sync page says, then their photos; somebody must look."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with shown(phone) as screen:
            assert screen.shows("已同步")
            phone.agent.become(unsent=3, photos_unsent=1, last_ok_ms=1)
            await screen.settle()
            assert screen.shows("3 待传")
            phone.agent.become(unsent=0, photos_unsent=1, last_ok_ms=1)
            await screen.settle()
            assert screen.shows("1 待传")
            phone.agent.become(trouble="revoked", last_ok_ms=1)
            await screen.settle()
            assert screen.shows("请查看")
            await screen.tap("sync-badge")
            assert screen.shows("总务处已停用本机。本机记录仍保留，请联系总务处。")

    run(work)


def test_what_the_server_refused_is_shown_with_its_reason(tmp_path: Path) -> None:
    seen = visit_all(phone_in("refused", tmp_path))
    assert "此人没有权限。" in seen["/sync"]
    assert any("本机时间快了 15 分钟" in text for text in seen["/sync"])


def fill_up(phone: Phone) -> None:
    """10,000 rooms with names of 60 characters, as bare rows: the log behind them is not what is tested."""
    rows = [
        (f"full{number}", "c1", LONG_NAME, str(number % 9), f"{number:05d}", "普通教室", "core")
        for number in range(ROWS)
    ]
    with phone.store.durable.transaction() as db:
        db.conn.executemany(
            "insert into room (id, campus_id, building, floor, number, use, stream, stamps, changed_stamp, "
            "changed_at, digest) values (?, ?, ?, ?, ?, ?, ?, '{}', '', 0, 0)",
            rows,
        )


def test_ten_thousand_rooms_come_fifty_at_a_time(tmp_path: Path) -> None:
    """The first page is small on the wire, and the rest is a tap away."""
    phone = school_phone(tmp_path)
    fill_up(phone)

    async def work() -> None:
        async with shown(phone, "/ledger") as screen:
            assert len([key for key in screen.all_keys() if key.startswith("room-")]) == 50
            assert screen.connection.patched_bytes < 150_000
            await screen.tap("more")
            assert len([key for key in screen.all_keys() if key.startswith("room-")]) == 100
            await screen.choose("view-tree")
            assert any(LONG_NAME in text for text in screen.texts())

    run(work)


def test_a_long_name_is_cut_and_not_lost(tmp_path: Path) -> None:
    """Two lines in a list, whole on its own page."""
    phone = school_phone(tmp_path)
    fill_up(phone)

    async def work() -> None:
        async with shown(phone, "/room/full1") as screen:
            assert screen.shows(f"{LONG_NAME} 00001")

    run(work)
