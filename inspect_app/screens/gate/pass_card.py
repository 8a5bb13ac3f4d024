"""The QR pass of an expected visitor on the host's phone: shown, saved as a picture, taken back."""

from __future__ import annotations

import logging
from datetime import date

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.expecting import OwnExpected, cancel_expected
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_ref
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.names import shown_code
from inspect_app.parts.page import page
from inspect_app.parts.qr import qr_png
from inspect_app.parts.type import small
from inspect_app.routes import route_to
from inspect_app.screens.doing import does
from inspect_app.screens.gate.days import WEEKDAYS, hours_words
from inspect_app.state import Desk
from storage.queries import places

logger = logging.getLogger(__name__)
SIDE_PIXELS = 232
PICTURE_SCALE = 3.0
"""A whole number would be refused by the client (Flet 1.0.5): it asks for a float."""
FADED = 0.35
INK, QUIET_INK, PAPER = ft.Colors.BLACK, ft.Colors.BLACK_54, ft.Colors.WHITE
"""A pass is ink on paper in both themes: it is sent to somebody, and read by a camera."""


@component
def PassScreen(desk: Desk, own: OwnExpected) -> ft.Control:  # noqa: N802
    """The code is all that the QR holds; who it stands for only the gate knows."""
    t = desk.t
    asking, set_asking = use_flag()
    paper = use_ref(None)
    is_good = own.state == "waiting"

    def cancel() -> None:
        set_asking(False)
        _cancel(desk, own)

    question = ask(
        t,
        t("Cancel this visit?"),
        t("The pass is no longer good then. The gate hears of it as soon as this phone has a network."),
        yes=t("Cancel the visit"),
        on_yes=cancel,
        on_no=lambda: set_asking(False),
    )
    ft.use_dialog(question if asking else None)
    paper.current = ft.Screenshot(pass_paper(desk, own), key="pass-paper")
    told = t("Send the picture to the visitor: the guard scans it and has everything at once.")
    gone = notice(ATTENTION, t("This visit was cancelled. The pass is no longer good."), key="pass-cancelled")

    async def save() -> None:
        await _save(desk, own, paper.current)

    bottom = [
        main_button(t("Save the picture"), save, key="pass-save", icon=ft.Icons.DOWNLOAD),
        text_button(t("Cancel the visit"), lambda: set_asking(True), key="pass-cancel"),
    ]
    middle = ft.Row([paper.current], alignment=ft.MainAxisAlignment.CENTER)
    return page([middle, small(told) if is_good else gone], bottom=bottom if is_good else [], key="pass-page")


def pass_paper(desk: Desk, own: OwnExpected) -> ft.Control:
    """School, code, day and masked name, as the visitor shows it."""
    t = desk.t
    school = places.school_name(desk.store.db) or ""
    code = ft.Image(
        qr_png(own.code), width=SIDE_PIXELS, height=SIDE_PIXELS, semantics_label=t("QR code of the pass")
    )
    words = [
        _ink(school, theme.HEADING, is_strong=True),
        _ink(t("Pass for a visitor"), theme.BODY),
        code,
        _ink(shown_code(own.code), theme.HEADING, is_strong=True),
        _ink(_written_day(desk, own), theme.BODY, is_strong=True),
        _ink(own.shown, theme.BODY),
        _ink(t("Show this at the gate. Bring your identity card."), theme.SMALL, colour=QUIET_INK),
    ]
    return ft.Container(
        ft.Column(words, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
        bgcolor=PAPER,
        border_radius=theme.RADIUS,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        padding=16,
        width=SIDE_PIXELS + 88,
        opacity=1 if own.state == "waiting" else FADED,
    )


def _written_day(desk: Desk, own: OwnExpected) -> str:
    """'2026-11-23 周一 09:00–10:30': a picture is read on another day than it was made."""
    weekday = desk.t(WEEKDAYS[date.fromisoformat(own.day).weekday()])
    return " ".join(filter(None, (own.day, weekday, hours_words(desk, own.from_ms, own.until_ms))))


def unknown_pass(desk: Desk) -> ft.Control:
    """Entered on another phone, or its day is over."""
    t = desk.t
    words = t("This pass is not on this phone: its day is over, or it was made on another phone.")
    go = lambda: desk.go(route_to("expected_list"))  # noqa: E731
    made = empty(ft.Icons.QR_CODE, words, button=t("Visitors expected"), on_click=go, key="no-pass")
    return page([made], key="pass-page")


async def _save(desk: Desk, own: OwnExpected, paper: ft.Screenshot) -> None:
    """The picture as it is seen; where the device draws none, the code alone. Its name says nothing of anybody."""
    try:
        picture = await _picture(paper) or qr_png(own.code, 16)
        desk.device.shell.save_file(f"pass-{shown_code(own.code)}.png", picture)
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.say(desk.t("The picture was saved. Send it to the visitor."))


async def _picture(paper: ft.Screenshot) -> bytes:
    """What is on the screen as PNG; nothing where the client cannot draw it."""
    try:
        return await paper.capture(pixel_ratio=PICTURE_SCALE) or b""
    except RuntimeError:
        logger.exception("the pass could not be drawn as a picture")
        return b""


def _cancel(desk: Desk, own: OwnExpected) -> None:
    if does(desk, lambda: cancel_expected(desk.store, desk.author, own.id)):
        desk.say(desk.t("Cancelled"))


def _ink(words: str, size: int, *, is_strong: bool = False, colour: ft.ColorValue = INK) -> ft.Control:
    weight = theme.STRONG if is_strong else theme.PLAIN
    return ft.Text(
        words,
        size=size,
        weight=weight,
        color=colour,
        font_family=theme.FONT,
        text_align=ft.TextAlign.CENTER,
    )
