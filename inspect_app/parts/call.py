"""A telephone number to tap."""

from __future__ import annotations

import re

import flet as ft

from inspect_app.parts.buttons import second_button


def call_button(phone: str, *, key: str, words: str = "") -> ft.Control:
    """Shows the number, and rings it where the device can. The browser opens it: no way round through Python."""
    address = "tel:" + re.sub(r"[^\d+]", "", phone)
    said = f"{words} {phone}".strip()
    target = ft.Url(address, target=ft.UrlTarget.SELF)
    return second_button(said, lambda: None, key=key, icon=ft.Icons.PHONE_OUTLINED, url=target)
