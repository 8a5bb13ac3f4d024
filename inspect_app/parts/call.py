"""A telephone number to tap."""

from __future__ import annotations

import re

import flet as ft

from inspect_app.parts.buttons import icon_button, second_button
from inspect_app.texts import Words


def call_button(phone: str, *, key: str, words: str = "") -> ft.Control:
    """Shows the number, and rings it where the device can."""
    said = f"{words} {phone}".strip()
    return second_button(said, _nothing, key=key, icon=ft.Icons.PHONE_OUTLINED, url=_address(phone))


def call_icon(phone: str, t: Words, *, key: str) -> ft.Control:
    """The same where the number stands elsewhere."""
    words = t("Call {number}", number=phone)
    return icon_button(
        ft.Icons.PHONE_OUTLINED, words, _nothing, key=key, icon_color=ft.Colors.PRIMARY, url=_address(phone)
    )


def _address(phone: str) -> ft.Url:
    """The browser opens it itself: no way round through Python."""
    return ft.Url("tel:" + re.sub(r"[^\d+]", "", phone), target=ft.UrlTarget.SELF)


def _nothing() -> None:
    """A button without an ear would be asleep."""
