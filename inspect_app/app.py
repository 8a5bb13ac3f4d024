"""The app: open the store, join a school when there is none yet, then show where the person is."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.notice import follow_choice
from inspect_app.actions.syncing import Joining, Syncing
from inspect_app.actions.troubles import kind_of
from inspect_app.components import component, use_ref, watch
from inspect_app.devices.ports import DatabasePlace, Device, Refusal
from inspect_app.layout import WIDE_PIXELS, door_view, view
from inspect_app.missteps import forgive_missteps
from inspect_app.school_clock import on_school_time
from inspect_app.screens.blocked import BlockedScreen
from inspect_app.screens.enrol import EnrolScreen
from inspect_app.state import Changes, Desk, Door, Looks, SyncWatch, Where
from inspect_app.texts import DEFAULT_LANGUAGE, words_for
from storage.store import Store

MINUTE_SECONDS = 60
WIDTH_STEP_PIXELS = 32
MakeAgent = Callable[[Store, Device], Syncing]


async def run_app(page: ft.Page, device: Device, make_agent: MakeAgent, join: Joining) -> None:
    """Run the app on a page until it is closed. `join` joins a school; `make_agent` begins to sync."""
    _dress(page, DEFAULT_LANGUAGE, "system")
    try:
        _begin(page, device, await device.storage.open(), make_agent, join)
    except (Refusal, sqlite3.DatabaseError) as error:
        page.render_views(
            BlockedApp, opening_trouble(error), lambda: _take_over(page, device, make_agent, join)
        )


def opening_trouble(error: Exception) -> str:
    """Why the records cannot be opened, as a kind of trouble."""
    kind = kind_of(error)
    return "storage_broken" if kind == "unknown" else kind


async def _take_over(page: ft.Page, device: Device, make_agent: MakeAgent, join: Joining) -> str | None:
    """Ask the other tab to let go. The reason when it does not."""
    try:
        _begin(page, device, await device.storage.take_over(), make_agent, join)
    except (Refusal, sqlite3.DatabaseError) as error:
        return opening_trouble(error)
    return None


def _begin(page: ft.Page, device: Device, place: DatabasePlace, make_agent: MakeAgent, join: Joining) -> None:
    store = Store.open(place.path, journal=place.journal, flush=place.flush)
    follow_choice(store, device.feedback)
    desk = make_desk(page, device, store, make_agent(store, device), join, persisted=place.persisted)
    _dress(page, desk.looks.language, desk.looks.theme)
    listen(page, desk)
    forgive_missteps(page.session, desk)
    page.render_views(App, desk)
    page.run_task(_keep_time, page, desk)


async def _keep_time(page: ft.Page, desk: Desk) -> None:
    """Every minute what is left of a round is another; nothing is drawn while nobody looks."""
    while True:
        await asyncio.sleep(MINUTE_SECONDS)
        await page.wait_until_visible()
        desk.changes.count += 1


def make_desk(
    page: ft.Page,
    device: Device,
    store: Store,
    agent: Syncing,
    join: Joining,
    *,
    persisted: bool | None = None,
) -> Desk:
    """The desk of a page: what the person chose before, the place of the address bar, the school's time."""
    looks = Looks(
        store.setting("language", DEFAULT_LANGUAGE),
        store.setting("theme", "system"),
        (page.width or 0) >= WIDE_PIXELS,
        _stepped(page.width or 0),
    )
    return Desk(
        store,
        on_school_time(store, device),
        agent,
        join,
        Where(_first_route(page)),
        looks,
        Changes(),
        SyncWatch(agent.state),
        Door(is_open=store.device is not None),
        push_route=page.navigate,
        show=page.show_dialog,
        run=_runner(page),
        persisted=persisted,
    )


def _first_route(page: ft.Page) -> str:
    """The address bar at the start, with what stands behind `#`: the engine leaves that out of its routes."""
    fragment = (page.url or "").partition("#")[2]
    route = page.route or "/"
    return f"{route}#{fragment}" if fragment and "#" not in route else route


def _runner(page: ft.Page) -> Callable[[Callable[[], Coroutine[Any, Any, None]]], None]:
    def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        page.run_task(work)

    return run


def listen(page: ft.Page, desk: Desk) -> None:
    """Let the world in: the back button, the size of the window, the agent, the browser."""
    page.on_route_change = lambda event: desk.where.arrive(event.route)
    page.on_resize = lambda event: _resized(desk, event.width)
    desk.agent.on_change(lambda: _soon(page, lambda: _synced(desk)))
    desk.device.shell.on_change(lambda: _soon(page, lambda: _touched(desk)))


def _soon(page: ft.Page, act: Callable[[], None]) -> None:
    """Act as one of the page's own tasks: what the browser or the agent calls knows no page."""

    async def work() -> None:
        act()

    page.run_task(work)


def _resized(desk: Desk, width: float) -> None:
    is_wide = width >= WIDE_PIXELS
    if desk.looks.is_wide != is_wide:
        desk.looks.is_wide = is_wide
    if is_wide and desk.looks.width != _stepped(width):
        desk.looks.width = _stepped(width)


def _stepped(width: float) -> int:
    """While an edge of the window is dragged, tables count their columns anew now and then, not at each pixel."""
    return int(width) // WIDTH_STEP_PIXELS * WIDTH_STEP_PIXELS


def _synced(desk: Desk) -> None:
    before, now = desk.sync.view, desk.agent.state
    desk.sync.view = now
    if before.running and not now.running:
        desk.changes.count += 1


def _touched(desk: Desk) -> None:
    desk.changes.count += 1


def _dress(page: ft.Page, language: str, mode: str) -> None:
    t = words_for(language)
    page.title = t("School patrol")
    page.theme, page.dark_theme = theme.day_theme(), theme.night_theme()
    page.theme_mode = theme.MODES.get(mode, ft.ThemeMode.SYSTEM)
    page.locale_configuration = ft.LocaleConfiguration(
        [ft.Locale("zh", "CN"), ft.Locale("en", "US")],
        ft.Locale("en", "US") if language == "en" else ft.Locale("zh", "CN"),
    )


@component
def BlockedApp(reason: str, take_over: Callable[[], Coroutine[Any, Any, str | None]]) -> list[ft.View]:  # noqa: N802
    """Nothing can be kept here, so nothing may be recorded."""
    is_wide = (ft.context.page.width or 0) >= WIDE_PIXELS
    return [door_view(BlockedScreen(reason, take_over, key="blocked"), "/", is_wide=is_wide)]


@component
def App(desk: Desk) -> list[ft.View]:  # noqa: N802
    """One view: the school's door, or the place where the person is."""
    watch(desk.where)
    looks = watch(desk.looks)
    worn = use_ref((looks.language, looks.theme))
    ft.use_effect(lambda: _dress_again(looks, worn), [looks.language, looks.theme])
    door = watch(desk.door)
    if not door.is_open:
        return [door_view(EnrolScreen(desk, key="enrol"), desk.where.route, is_wide=looks.is_wide)]
    return [view(desk)]


def _dress_again(looks: Looks, worn: Any) -> None:
    """Only when the person chose something else: the page was dressed before it was drawn."""
    if worn.current == (looks.language, looks.theme):
        return
    worn.current = (looks.language, looks.theme)
    page = ft.context.page
    _dress(page, looks.language, looks.theme)
    page.update()
