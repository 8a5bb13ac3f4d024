"""入校: what this is in three lines, the school's code by camera or hand, and how to install."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.troubles import kind_of, sentence
from inspect_app.components import component, use_flag, use_maybe, use_ref
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, mark, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import figure, small, text
from inspect_app.screens.viewfinder import Viewfinder
from inspect_app.state import Desk

PURPOSE = (
    (
        ft.Icons.QR_CODE_SCANNER,
        "Scan the label at the door, tap through the list, photograph what is broken.",
    ),
    (ft.Icons.WIFI_OFF, "Works without a network; what you record is kept on this phone."),
    (ft.Icons.CLOUD_DONE_OUTLINED, "Back on the network it goes to the school by itself."),
)


@component
def EnrolScreen(desk: Desk) -> ft.Control:  # noqa: N802
    """The first screen of a phone that belongs to no school."""
    t = desk.t
    typed = use_ref(_code_in_address(desk))
    trouble, set_trouble = use_maybe()
    busy, set_busy = use_flag()
    scanning, set_scanning = use_flag()

    async def join(given: str | None = None) -> None:
        set_busy(True)
        set_trouble(None)
        try:
            await desk.join(desk.store, given or typed.current or "")
        except Exception as error:
            set_trouble(kind_of(error))
            desk.device.feedback.refused()
        else:
            desk.device.feedback.scanned()
            desk.where.arrive("/")
            desk.door.is_open = True
            desk.changed()
        set_busy(False)

    async def seen(found: str) -> None:
        set_scanning(False)
        await join(found)

    if scanning:
        return Viewfinder(desk, seen, lambda: set_scanning(False), t("Hold the school's code in the frame"))
    return page(
        _door(desk, typed, trouble, join),
        bottom=_buttons(desk, busy, join, lambda: set_scanning(True)),
        key="enrol-page",
    )


def _door(desk: Desk, typed: Any, trouble: str | None, join: Callable[..., Any]) -> list[ft.Control]:
    """What this is, the field for the code, whether records are safe here, how to install."""
    t = desk.t
    return [
        ft.Container(height=theme.GRID * 3),
        figure(t("School patrol")),
        *(_purpose_line(icon, t(words)) for icon, words in PURPOSE),
        *_trouble(trouble, desk),
        ft.Container(height=theme.GRID),
        Entry(
            t("School code"),
            lambda said: _set(typed, said),
            initial=typed.current,
            name="school-code",
            helper=t("The office shows it: 10 letters and digits, or a link"),
            on_submit=lambda: desk.run(join),
            key="code-entry",
        ),
        *_safety(desk),
        *_install_hint(desk),
    ]


def _buttons(desk: Desk, busy: bool, join: Callable[..., Any], scan: Callable[[], None]) -> list[ft.Control]:
    t = desk.t
    return [
        main_button(
            t("Joining…") if busy else t("Join the school"),
            None if busy else (lambda: desk.run(join)),
            key="join",
        ),
        second_button(
            t("Scan the school's code"),
            None if busy else scan,
            key="scan-code",
            icon=ft.Icons.QR_CODE_SCANNER,
        ),
    ]


def _set(ref: Any, said: str) -> None:
    ref.current = said


def _code_in_address(desk: Desk) -> str:
    """The office's link holds the code behind '#'."""
    route = desk.where.route
    return route.partition("#")[2] if "#" in route else ""


def _purpose_line(icon: ft.IconData, words: str) -> ft.Control:
    return ft.Row(
        [ft.Icon(icon, color=ft.Colors.PRIMARY, size=24), ft.Container(text(words), expand=True)],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _trouble(kind: str | None, desk: Desk) -> list[ft.Control]:
    return [notice(FAILED, sentence(kind, desk.t), key=f"trouble-{kind}")] if kind else []


def _safety(desk: Desk) -> list[ft.Control]:
    """The browser's answer to whether it keeps the data."""
    t = desk.t
    if desk.persisted is None:
        return []
    if desk.persisted:
        return [mark(PASSED, t("This browser keeps the records."))]
    words = t("This browser may delete records when room gets short. Install the app, then it keeps them.")
    return [notice(ATTENTION, words, key="not-persisted")]


def _install_hint(desk: Desk) -> list[ft.Control]:
    if desk.device.shell.installed():
        return []
    t = desk.t
    hints: tuple[str, ...] = (
        t("Android: browser menu, then “Install app” or “Add to home screen”."),
        t("iPhone: the share button, then “Add to Home Screen”. Use Safari."),
        t("In WeChat: open in the browser first."),
    )
    if desk.looks.is_wide:
        hints = (t("Computer: the install icon at the end of the address bar, or the browser's menu."),)
    return [small(t("Install")), *(small(hint) for hint in hints)]
