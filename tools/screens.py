"""Pictures of every screen of the phone, in both themes: `python -m tools.screens [name ...]`.

Runs the real app on a prepared store behind Flet's own web server, drives it in Chromium, and writes
build/screens/NAME-light.png and NAME-dark.png. Needs Chromium and the Noto CJK fonts of Debian.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from inspect_app.actions.photos import keep_photo, with_photo
from inspect_app.actions.rounds import finish_round
from inspect_app.checklists.answers import Answer
from inspect_app.screens import check_work
from inspect_app.state import Desk
from inspect_app.views.rounds import rounds_now
from storage.store import Edit
from tests.screens.school import Phone, code_of, new_phone
from tools.screen_server import Server, chinese_font, open_page, picture, prepared_phone

OUT = Path("build/screens")
SETTLE_MS = 700


def shoot(page: Page, server: Server, name: str, act: Callable[[], Any] = lambda: None) -> None:
    """`act` is done in each theme before its picture: a change of theme closes what lies over the page."""
    for theme in ("light", "dark"):
        server.do(lambda desk, theme=theme: desk.choose(theme=theme))
        page.wait_for_timeout(SETTLE_MS)
        act()
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=OUT / f"{name}-{theme}.png")
    print(name, flush=True)


def tap(page: Page, words: str, *, last: bool = False) -> None:
    """Tap what says `words`, by the tree for screen readers."""
    found = page.get_by_role("button", name=words)
    (found.last if last else found.first).click()
    page.wait_for_timeout(SETTLE_MS)


def go(page: Page, server: Server, route: str) -> None:
    server.do(lambda desk: desk.go(route))
    page.wait_for_timeout(SETTLE_MS)


def half_done(server: Server) -> None:
    """Some answers of a check, one of them failed with two photos."""
    work: check_work.CheckWork = server.desk.memory["work"]  # type: ignore[union-attr]
    items = [item for item in work.begun.checklist.items if item.asked]

    async def fill(desk: Desk) -> None:
        work.answer(Answer(items[0].key, "normal"))
        work.answer(Answer(items[1].key, "abnormal", note="灯泡不亮，已断电"))
        for colour in ("#3f6b5f", "#6b4f3f"):
            photo = await keep_photo(
                desk.store,
                desk.device,
                picture(colour, "TEST"),
                items[1].key,
                ("2026-11-20 07:30  王师傅", "综合楼 308"),
            )
            work.begun = with_photo(work.begun, photo)
        work.redraw()

    server.do(fill)


def routes_of(phone: Phone) -> dict[str, str]:
    """Name of a picture to the address of its screen."""
    due = rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0].due
    fault = phone.store.rows("select id from fault order by found_ms desc")[0]["id"]
    check = phone.store.rows("select id from \"check\" where result = 'failed'")[0]["id"]
    return {
        "today": "/",
        "tasks": "/tasks",
        "ledger": "/ledger",
        "me": "/me",
        "sync": "/sync",
        "people": "/people",
        "room": "/room/r2",
        "history": "/room/r2/history",
        "report": "/room/r2/report",
        "asset": "/asset/a1",
        "round": f"/round/{due.route.id}/{due.day}/{due.window.key}",
        "record": f"/record/{check}",
        "fault": f"/fault/{fault}",
        "code-unknown": f"/q/{code_of(999)}",
        "check-empty": "/check/r9/-/scanned",
    }


def check(page: Page, server: Server, _routes: dict[str, str]) -> None:
    """A check under way, what is missing in it, and the question before all is marked."""
    go(page, server, "/check/r14/-/scanned")
    half_done(server)
    page.wait_for_timeout(SETTLE_MS)
    shoot(page, server, "check")
    shoot(page, server, "check-problems", lambda: tap(page, "完成本点"))
    page.wait_for_timeout(5000)
    go(page, server, "/check/r9/-/scanned")
    tap(page, "全部正常")
    shoot(page, server, "all-in-order")


def draw(page: Page, server: Server, _routes: dict[str, str]) -> None:
    """A photo of a check, looked at, and a circle and an arrow over it by a dragging finger."""
    go(page, server, "/check/r14/-/scanned")
    half_done(server)
    page.wait_for_timeout(SETTLE_MS)
    server.do(lambda desk: _open_photo(desk))
    shoot(page, server, "look")
    tap(page, "圈出问题")
    shoot(page, server, "draw-empty")
    _drag(page, (110, 300), (280, 470))
    tap(page, "画箭头")
    _drag(page, (60, 600), (150, 440))
    shoot(page, server, "draw")
    tap(page, "保存")
    page.wait_for_timeout(2000)
    shoot(page, server, "drawn")


def _open_photo(desk: Desk) -> None:
    work: check_work.CheckWork = desk.memory["work"]
    item = next(item for item in work.begun.checklist.items if work.photos_of(item))
    work.look(item, work.photos_of(item)[0].id, work.redraw)


def _drag(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=12)
    page.mouse.up()
    page.wait_for_timeout(SETTLE_MS)


def scan(page: Page, server: Server, _routes: dict[str, str]) -> None:
    """The camera, a label of ours, a stranger's code."""
    go(page, server, "/scan")
    page.wait_for_timeout(2500)
    shoot(page, server, "scan")
    server.phone.fake.codes.said = (code_of(2),)  # type: ignore[attr-defined]
    page.wait_for_timeout(3000)
    shoot(page, server, "scan-result")
    server.phone.fake.codes.said = ("https://u.wechat.com/abc",)  # type: ignore[attr-defined]
    page.wait_for_timeout(3000)
    shoot(page, server, "scan-stranger")


def skip(page: Page, server: Server, routes: dict[str, str]) -> None:
    """The sheet that asks why, still there after a sync came in between."""
    go(page, server, routes["round"])
    tap(page, "跳过")
    shoot(page, server, "skip")
    server.do(lambda desk: setattr(desk.changes, "count", desk.changes.count + 1))
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=OUT / "skip-after-sync.png")
    go(page, server, "/")


def big(page: Page, server: Server, routes: dict[str, str]) -> None:
    """Twice the text size."""
    page.add_style_tag(content="html{font-size:200% !important}")
    for name in ("today", "check-empty", "tasks", "room"):
        go(page, server, routes[name])
        page.wait_for_timeout(SETTLE_MS)
        shoot(page, server, f"big-{name}")


def screens(page: Page, server: Server, wanted: set[str]) -> None:
    """Each screen in turn, then the scenes."""
    routes = routes_of(server.phone)
    for name, route in routes.items():
        if not wanted or name in wanted:
            go(page, server, route)
            shoot(page, server, name)
    for scene in (check, draw, scan, skip, more, big):
        if not wanted or scene.__name__ in wanted:
            scene(page, server, routes)


def more(page: Page, server: Server, routes: dict[str, str]) -> None:
    """States beside the usual ones: a tree, a typed code, trouble, a long name, a finished round, English."""
    phone = server.phone
    go(page, server, "/scan")
    tap(page, "手工输入编码")
    shoot(page, server, "type-code")
    for view in ("tree", "assets"):
        server.do(lambda desk, view=view: desk.memory.update(ledger={"view": view}))
        go(page, server, "/")
        go(page, server, "/ledger")
        shoot(page, server, f"ledger-{view}")
    phone.store.db.execute("update change set refused = 'not_allowed' where kind = 'fault'")
    phone.store.set_settings(clock_correction_ms=-900_000, clock_seen_ms=phone.fake.clock.now_ms())
    server.do(lambda _: phone.agent.become(refused=2, trouble="not_our_server", last_ok_ms=1_795_130_000_000))
    go(page, server, "/sync")
    shoot(page, server, "sync-trouble")
    phone.write(
        Edit(
            "room",
            "r2",
            {"building": "德育综合实践活动楼东侧附属用房与地下车库连通道", "number": "B1-0102甲乙丙丁"},
        )
    )
    server.do(lambda desk: desk.changed())
    for name in ("tasks", "room", "ledger", "today"):
        go(page, server, routes[name])
        shoot(page, server, f"long-{name}")
    sha = phone.store.rows("select sha256 from photo")[0]["sha256"]
    go(page, server, f"/photo/{sha}")
    page.wait_for_timeout(SETTLE_MS)
    shoot(page, server, "photo")
    finish_round(phone.store, phone.author(), rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0])
    go(page, server, routes["round"])
    shoot(page, server, "round-finished")
    server.do(lambda desk: desk.choose(language="en"))
    for name in ("today", "check-empty", "sync", "me", "round"):
        go(page, server, routes[name])
        shoot(page, server, f"english-{name}")
    server.do(lambda desk: desk.choose(language="zh_CN"))


def main(wanted: set[str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    assets = Path("build/screens-assets")
    chinese_font(assets)
    folder = Path(tempfile.mkdtemp())
    new, busy = new_phone(folder / "new"), prepared_phone(folder / "busy")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--force-renderer-accessibility",
            ],
        )
        if not wanted or "enrol" in wanted:
            server = Server(new, assets)
            shoot(open_page(browser, server), server, "enrol")
        server = Server(busy, assets)
        page = open_page(browser, server)
        page.evaluate("document.querySelector('flt-semantics-placeholder')?.click()")
        page.wait_for_timeout(SETTLE_MS)
        screens(page, server, wanted)
        browser.close()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
