"""Ask before something that cannot be taken back, or for a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import main_button, text_button, yes_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.type import heading, text
from inspect_app.texts import Words


def ask(
    t: Words, title: str, sentence: str, *, yes: str, on_yes: Callable[[], Any], on_no: Callable[[], Any]
) -> ft.AlertDialog:
    """A question with a verb on its button."""
    return ft.AlertDialog(
        title=heading(title),
        content=text(sentence),
        actions=[
            text_button(t("Cancel"), on_no, key="ask-no"),
            yes_button(yes, on_yes, key="ask-yes"),
        ],
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=on_no,
    )


def sheet(content: list[ft.Control], on_dismiss: Callable[[], Any]) -> ft.BottomSheet:
    """A sheet that slides up, above the keyboard."""
    column = ft.Column(content, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.BottomSheet(
        ft.Container(column, padding=ft.Padding.only(left=16, right=16, top=0, bottom=16)),
        show_drag_handle=True,
        scrollable=True,
        on_dismiss=on_dismiss,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
    )


def reason_sheet(
    title: str,
    label: str,
    yes: str,
    usual: list[str],
    on_yes: Callable[[str], Any],
    on_no: Callable[[], Any],
) -> ft.BottomSheet:
    """Ask for a reason: one of the usual ones by a tap, or typed."""
    return sheet([ReasonForm(title, label, yes, usual, on_yes, key="reason")], on_no)


@component
def ReasonForm(  # noqa: N802
    title: str, label: str, yes: str, usual: list[str], on_yes: Callable[[str], Any]
) -> ft.Control:
    """The button wakes up with the first word."""
    said, say = use_state("")
    chips: list[ft.Control] = [
        ft.Chip(
            label=text(reason),
            key=f"reason-{number}",
            selected=said == reason,
            show_checkmark=True,
            on_select=lambda _, reason=reason: say(reason),
            padding=8,
        )
        for number, reason in enumerate(usual)
    ]
    return ft.Column(
        [
            heading(title),
            ft.Row(chips, wrap=True, spacing=8, run_spacing=8),
            Entry(label, say, name="reason-text", lines=2, longest=200, key="reason-entry"),
            main_button(yes, (lambda: on_yes(said)) if said.strip() else None, key="reason-yes"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
