"""The frame around a screen: top bar with the sync badge, bottom bar on a phone, rail on a wide window."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from inspect_app.parts.buttons import icon_button
from inspect_app.parts.sync_badge import SyncBadge
from inspect_app.parts.type import small
from inspect_app.routes import route_to
from inspect_app.screens.table import TITLES, screen_of
from inspect_app.screens.wide import WIDE_SCREENS
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.places import WidePlace, is_tab, place_at, place_tabs, places_for
from inspect_app.state import Desk

WIDE_PIXELS = 1000
TOP_PIXELS = 56
COLUMN_PIXELS = 760
ONE_VIEW = "/"
"""Flutter opens another page for a view under another route, and draws it for one frame before it is seen. All our
places are one view whose content changes, so that a place is there with the first frame."""
DOOR_PIXELS = 560
BARE = ("scan", "photo", "counting", "going_home")
"""Places that are one picture over the whole window."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the bottom bar; `label` is a key of the catalogue."""

    place: str
    label: str
    icon: ft.IconData
    chosen: ft.IconData


TABS = (
    Tab("today", "Today", ft.Icons.TODAY_OUTLINED, ft.Icons.TODAY),
    Tab("tasks", "Tasks", ft.Icons.BUILD_OUTLINED, ft.Icons.BUILD),
    Tab("ledger", "Ledger", ft.Icons.INVENTORY_2_OUTLINED, ft.Icons.INVENTORY_2),
    Tab("me", "Me", ft.Icons.PERSON_OUTLINE, ft.Icons.PERSON),
)
TABS_OF_ROLES = {
    "guard": (*TABS[:2], Tab("visits", "Visitors", ft.Icons.BADGE_OUTLINED, ft.Icons.BADGE), TABS[3]),
}
"""A guard has no ledger, and lives at the gate."""


def view(desk: Desk) -> ft.View:
    """The whole window for where the person is now."""
    if desk.looks.is_wide:
        return _wide(desk)
    place = desk.where.place
    if place.name in BARE:
        return _bare(desk)
    return ft.View(
        route=ONE_VIEW,
        padding=0,
        spacing=0,
        appbar=_top(desk),
        controls=[_content(desk)],
        bottom_appbar=_bottom(desk) if place.is_tab else None,
        floating_action_button=_scan_button(desk) if place.is_tab else None,
        floating_action_button_location=ft.FloatingActionButtonLocation.CENTER_DOCKED,
    )


def door_view(content: ft.Control, route: str, *, is_wide: bool) -> ft.View:
    """The school's door is a phone's screen; in a wide window it stands in the middle, no wider than is read."""
    if is_wide:
        column = ft.Container(
            ft.Row([content], expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
            key="door-column",
            width=DOOR_PIXELS,
        )
        content = ft.Row(
            [column],
            expand=True,
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    return ft.View(route=route, padding=0, controls=[content])


def _content(desk: Desk) -> ft.Control:
    """The screen, under a key of its own, so that no state goes over from one place to another."""
    screen = screen_of(desk)
    return ft.Container(
        ft.Column([screen], key="place", expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        expand=True,
    )


def _bare(desk: Desk) -> ft.View:
    """A picture fills the window."""
    return ft.View(route=ONE_VIEW, padding=0, spacing=0, bgcolor=ft.Colors.BLACK, controls=[_content(desk)])


def _top(desk: Desk) -> ft.AppBar:
    place = desk.where.place
    t = desk.t
    is_top = place.is_tab or (desk.looks.is_wide and is_tab(place.name))
    back = None if is_top else icon_button(ft.Icons.ARROW_BACK, t("Back"), desk.back, key="back")
    return ft.AppBar(
        leading=back,
        automatically_imply_leading=False,
        title=ft.Text(t(_title(desk))),
        title_spacing=16 if back is None else 0,
        center_title=False,
        toolbar_height=TOP_PIXELS,
        actions=[SyncBadge(desk, key="badge")],
    )


def _title(desk: Desk) -> str:
    """The wide window's first screen is not the phone's."""
    name = desk.where.place.name
    place = place_at(name)
    if desk.looks.is_wide and place and name in ("today", "tasks", "ledger"):
        return place.label
    return TITLES[name]


def _bottom(desk: Desk) -> ft.BottomAppBar:
    cells: list[ft.Control] = [_tab(desk, tab) for tab in TABS_OF_ROLES.get(desk.store.setting("role"), TABS)]
    cells.insert(2, _scan_label(desk))
    return ft.BottomAppBar(
        content=ft.Row(cells, spacing=0, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        padding=0,
        height=72,
        elevation=0,
        shape=ft.CircularRectangleNotchShape(),
        notch_margin=6,
    )


def _tab(desk: Desk, tab: Tab) -> ft.Container:
    is_here = desk.where.place.name == tab.place
    colour = ft.Colors.PRIMARY if is_here else ft.Colors.ON_SURFACE_VARIANT
    words = desk.t(tab.label)
    return ft.Container(
        ft.Column(
            [
                ft.Icon(tab.chosen if is_here else tab.icon, color=colour, size=24),
                small(words, color=colour, max_lines=1, no_wrap=True),
            ],
            spacing=0,
            tight=True,
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        key=f"tab-{tab.place}",
        expand=True,
        ink=True,
        alignment=ft.Alignment.CENTER,
        on_click=lambda: desk.go(route_to(tab.place)),
    )


def _scan_label(desk: Desk) -> ft.Container:
    return ft.Container(
        small(desk.t("Scan"), max_lines=1, no_wrap=True),
        key="tab-scan-label",
        expand=True,
        alignment=ft.Alignment.BOTTOM_CENTER,
        padding=ft.Padding.only(bottom=8),
        on_click=lambda: desk.go(route_to("scan")),
    )


def _scan_button(desk: Desk) -> ft.FloatingActionButton:
    return ft.FloatingActionButton(
        icon=ft.Icon(ft.Icons.QR_CODE_SCANNER, semantics_label=desk.t("Scan a label")),
        key="tab-scan",
        shape=ft.CircleBorder(),
        bgcolor=ft.Colors.PRIMARY,
        foreground_color=ft.Colors.ON_PRIMARY,
        elevation=2,
        width=64,
        height=64,
        on_click=lambda: desk.go(route_to("scan")),
    )


def _wide(desk: Desk) -> ft.View:
    row = ft.Row(
        [_rail(desk), ft.VerticalDivider(width=1), *_wide_content(desk)],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.View(route=ONE_VIEW, padding=0, spacing=0, appbar=_top(desk), controls=[row])


def _wide_content(desk: Desk) -> list[ft.Control]:
    """A screen made for the phone keeps a width that the eye can follow."""
    if desk.where.place.name in WIDE_SCREENS:
        stack = ft.Column(
            [*place_tabs(desk), _content(desk)],
            spacing=0,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return [_heard(stack, desk)]
    narrow = ft.Container(ft.Row([_content(desk)], expand=True), width=COLUMN_PIXELS)
    return [narrow, ft.Container(expand=True)]


def _heard(content: ft.Control, desk: Desk) -> ft.Container:
    """Knows whether Shift is held, which neither a click nor the page's own key events tell of a mouse.

    The listener takes no part in a layout (Flet 1.0.5), so a container takes the room for it.
    """
    keyboard = keyboard_of(desk)
    listener = ft.KeyboardListener(
        ft.Row([content], spacing=0, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
        key="keyboard",
        autofocus=True,
        on_key_down=lambda event: keyboard.hold_shift(event.key, down=True),
        on_key_up=lambda event: keyboard.hold_shift(event.key, down=False),
    )
    return ft.Container(listener, expand=True)


def _rail(desk: Desk) -> ft.NavigationRail:
    places = places_for(desk.store.setting("role"))
    return ft.NavigationRail(
        destinations=[
            ft.NavigationRailDestination(icon=place.icon, label=desk.t(place.label)) for place in places
        ],
        key="rail",
        selected_index=_here(desk, places),
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=96,
        scrollable=True,
        on_change=lambda event: desk.go(places[event.control.selected_index].route),
    )


def _here(desk: Desk, places: tuple[WidePlace, ...]) -> int | None:
    name = desk.where.place.name
    return next((index for index, place in enumerate(places) if name in place.covers), None)
