"""A text field that owns its text: Chinese input methods compose in it, so nobody writes into it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, use_ref

_BORDER = ft.OutlineInputBorder(
    border_radius=ft.BorderRadius.all(theme.RADIUS), side=ft.BorderSide(1, ft.Colors.OUTLINE)
)

_CLEAR = ft.Padding.all(20)
_CLEAR_FOR_OFFERS = ft.Padding(left=20, top=20, right=20, bottom=200)
"""Pixels: what is offered below a field, its helper and two lines of two rows. With a keyboard on the screen and a
button at its foot about 290 are left of a form, so more would push the field itself out of sight."""


def several_lines(lines: int, most: int) -> dict[str, Any]:
    """How a field is as high as `lines`, and grows to `most` where it has several; three are said below it."""
    is_high = lines > 1
    return {
        "multiline": is_high,
        "min_lines": lines if is_high else None,
        "max_lines": most if is_high else 1,
        "helper_max_lines": 3,
        "error_max_lines": 3,
    }


@component
def Entry(  # noqa: N802
    label: str,
    on_text: Callable[[str], None],
    *,
    initial: str = "",
    name: str = "entry",
    error: str | None = None,
    helper: str | None = None,
    lines: int = 1,
    numeric: bool = False,
    secret: bool = False,
    suffix: str | None = None,
    prefix_icon: ft.IconData | None = None,
    autofocus: bool = False,
    on_submit: Callable[[], Any] | None = None,
    on_leave: Callable[[], Any] | None = None,
    longest: int | None = None,
    offers: bool = False,
) -> ft.Control:
    """`on_text` hears every change. Drawn again, it shows what stands in it, not `initial`: the next letter may be
    there already though `on_text` has not heard of it, and a field that is written back loses it. With `offers` what
    is found is offered right below: the form scrolls so far that it stands above the keyboard.
    """
    held = use_ref(None)
    field = ft.TextField(
        label=label,
        value=initial if held.current is None else held.current.value,
        key=name,
        error=error,
        helper=helper,
        **several_lines(lines, 6),
        max_length=longest,
        counter=ft.Container(width=0, height=0) if longest else None,
        keyboard_type=ft.KeyboardType.NUMBER if numeric else ft.KeyboardType.TEXT,
        password=secret,
        can_reveal_password=secret,
        suffix=suffix,
        prefix_icon=prefix_icon,
        autofocus=autofocus,
        scroll_padding=_CLEAR_FOR_OFFERS if offers else _CLEAR,
        border=_BORDER,
        text_style=theme.style(theme.BODY),
        on_change=lambda event: on_text(event.control.value or ""),
        on_submit=(lambda _: on_submit()) if on_submit else None,
        on_blur=(lambda _: on_leave()) if on_leave else None,
    )
    held.current = field
    return field
