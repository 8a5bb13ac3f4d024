"""The items of a checklist that is changed, one a row: moved, dropped, and one of them opened to be changed."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.checklists.editing import moved_item, without_item
from inspect_app.checklists.item import Checklist, Item
from inspect_app.parts.buttons import icon_button
from inspect_app.parts.meaning import pill
from inspect_app.parts.names import LEVELS, level_meaning
from inspect_app.parts.type import small, strong, text
from inspect_app.screens.wide.item_editor import KIND_NAMES, ItemEditor
from inspect_app.state import Desk


def item_rows(
    desk: Desk, draft: Checklist, change: Any, opened: str | None, open_item: Any
) -> list[ft.Control]:
    """Under the names of their sections; below the opened one (by its key) what can be changed of it."""
    found: list[ft.Control] = []
    before = ""
    for number, item in enumerate(draft.items, 1):
        if item.section != before:
            found.append(small(item.section))
            before = item.section
        found.append(_item(desk, number, item, draft, change, opened, open_item))
        if item.key == opened:
            found.append(ItemEditor(desk, item, change, key=f"edit-{item.key}"))
    return found


def _item(
    desk: Desk, number: int, item: Item, draft: Checklist, change: Any, opened: str | None, open_item: Any
) -> ft.Control:
    t, key = desk.t, item.key
    is_open = key == opened
    tools = (
        (ft.Icons.ARROW_UPWARD, "Up", lambda: change(moved_item(draft, key, -1)), "up"),
        (ft.Icons.ARROW_DOWNWARD, "Down", lambda: change(moved_item(draft, key, 1)), "down"),
        (ft.Icons.DELETE_OUTLINE, "Delete", lambda: change(without_item(draft, key)), "drop"),
    )
    label = strong if is_open else text
    return ft.Container(
        ft.Row(
            [
                ft.Container(small(str(number)), width=24),
                label(
                    item.label or t("(nothing written yet)"),
                    expand=True,
                    max_lines=1,
                    overflow=ft.TextOverflow.ELLIPSIS,
                ),
                small(t(KIND_NAMES[item.kind])),
                pill(level_meaning(item.level), t(LEVELS[item.level])),
                *(icon_button(icon, t(words), act, key=f"{name}-{key}") for icon, words, act, name in tools),
            ],
            spacing=theme.GRID,
        ),
        key=f"row-{key}",
        bgcolor=ft.Colors.SURFACE_CONTAINER if is_open else None,
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.only(left=8),
        ink=True,
        on_click=lambda: open_item(None if is_open else key),
    )
