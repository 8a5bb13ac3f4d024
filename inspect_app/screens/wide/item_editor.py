"""One item of a checklist to change: what is looked at, how it is answered, and when that is a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.checklists.editing import (
    number_or_none,
    with_choice,
    with_failing,
    with_item,
    with_kind,
    with_new_choice,
    without_choice,
)
from inspect_app.checklists.item import Choice, Item
from inspect_app.components import component, use_state
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.field import Field, pick
from inspect_app.parts.names import LEVELS
from inspect_app.parts.type import small, text
from inspect_app.screens.wide.guide_picture import GuidePicture
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk

KIND_NAMES = {
    "yes_no_na": "In order or not",
    "choice": "One of several",
    "multiple": "Several of several",
    "number": "Number",
    "text": "Text",
    "photo": "Photo",
    "note": "Only a remark",
}
FIELD_NAMES = {
    "label": "What is looked at",
    "hint": "Hint below it",
    "section": "Heading of its group",
    "relevant": "Only asked when (rule), such as ${door} = 'abnormal'",
    "unit": "Unit",
    "low": "Lowest that is in order",
    "high": "Highest that is in order",
}
PHOTO_NAMES = {
    "never": "No photo",
    "optional": "Photo if wished",
    "on_fail": "Photo when not in order",
    "always": "Always a photo",
}


@component
def ItemEditor(desk: Desk, item: Item, change: Any) -> ft.Control:  # noqa: N802
    """`change` takes a function from the checklist to the changed one."""
    t = desk.t

    def put(**values: Any) -> None:
        change(lambda latest: with_item(latest, item.key, **values))

    def swap(made: Item) -> None:
        values = {name: getattr(made, name) for name in made.__slots__ if name != "key"}
        change(lambda latest: with_item(latest, item.key, **values))

    def take_kind(kind: Any) -> None:
        swap(with_kind(item, kind))

    parts: list[ft.Control] = [
        _text(desk, item, "label", put),
        _rules(desk, item, put, take_kind),
        *_choices(desk, item, swap),
        *_limits(desk, item, put),
        _text(desk, item, "hint", put),
        GuidePicture(desk, item, put, key=f"{item.key}-guide"),
        _text(desk, item, "section", put),
        _text(desk, item, "relevant", put),
        small(t("Key of this item in rules: {key}", key=item.key)),
    ]
    return ft.Container(
        ft.Column(parts, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key=f"editor-{item.key}",
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=theme.GRID,
        padding=16,
    )


def _rules(desk: Desk, item: Item, put: Callable[..., None], take_kind: Callable[[Any], None]) -> ft.Control:
    """How it is answered, how bad a fault is, whether a photo is wanted, whether it may stay open."""
    t = desk.t
    levels, photos = _said(LEVELS, t), _said(PHOTO_NAMES, t)
    required = ft.Switch(
        label=t("Must be answered"),
        key="required",
        value=item.required,
        label_text_style=theme.style(theme.SMALL),
        on_change=lambda event: put(required=bool(event.control.value)),
    )
    return ft.Row(
        [
            pick(t("Answer"), _said(KIND_NAMES, t), item.kind, take_kind, key="kind"),
            pick(t("Level"), levels, item.level, lambda level: put(level=level), key="item-level", width=120),
            pick(t("Photo"), photos, item.photo, lambda rule: put(photo=rule), key="photo-rule"),
            required,
        ],
        spacing=theme.GRID,
        run_spacing=12,
        wrap=True,
    )


def _said(names: dict[str, str], t: Any) -> list[tuple[str, str]]:
    return [(value, t(words)) for value, words in names.items()]


def _text(desk: Desk, item: Item, name: str, put: Callable[..., None]) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(desk),
        desk.t(FIELD_NAMES[name]),
        lambda said: put(**{name: said}),
        initial=getattr(item, name),
        name=f"item-{name}",
        key=f"{item.key}-{name}",
    )
    return made


def _choices(desk: Desk, item: Item, swap: Callable[[Item], None]) -> list[ft.Control]:
    if item.kind not in ("choice", "multiple"):
        return []
    t = desk.t
    rows: list[ft.Control] = [_choice(desk, item, choice, swap) for choice in item.choices]
    more = text_button(
        t("One more choice"), lambda: swap(with_new_choice(item)), key="more-choices", icon=ft.Icons.ADD
    )
    return [text(t("Choices")), *rows, ft.Row([more])]


def _choice(desk: Desk, item: Item, choice: Choice, swap: Callable[[Item], None]) -> ft.Control:
    t = desk.t
    return ft.Row(
        [
            Field(
                keyboard_of(desk),
                t("Choice"),
                lambda said: swap(with_choice(item, choice.value, said)),
                initial=choice.label,
                name=f"choice-{choice.value}",
                width=280,
                key=f"{item.key}-choice-{choice.value}",
            ),
            ft.Checkbox(
                label=t("is a fault"),
                key=f"fails-{choice.value}",
                value=choice.value in item.fail_choices,
                on_change=lambda event: swap(
                    with_failing(item, choice.value, fails=bool(event.control.value))
                ),
            ),
            icon_button(
                ft.Icons.CLOSE,
                t("Delete"),
                lambda: swap(without_choice(item, choice.value)),
                key=f"drop-{choice.value}",
            ),
        ],
        key=f"choice-row-{choice.value}",
        spacing=theme.GRID,
    )


def _limits(desk: Desk, item: Item, put: Callable[..., None]) -> list[ft.Control]:
    if item.kind != "number":
        return []
    return [
        ft.Row(
            [
                Limit(desk, item, "low", put, key=f"{item.key}-low"),
                Limit(desk, item, "high", put, key=f"{item.key}-high"),
                ft.Container(_text(desk, item, "unit", put), width=120),
            ],
            spacing=theme.GRID,
        )
    ]


@component
def Limit(desk: Desk, item: Item, name: str, put: Callable[..., None]) -> ft.Control:  # noqa: N802
    """A number or nothing; what is neither is said at once and not taken."""
    t = desk.t
    wrong, set_wrong = use_state("")
    held = getattr(item, name)

    def typed(said: str) -> None:
        try:
            value = number_or_none(said)
        except ValueError:
            set_wrong(t("This is no number."))
            return
        set_wrong("")
        put(**{name: value})

    return Field(
        keyboard_of(desk),
        t(FIELD_NAMES[name]),
        typed,
        initial="" if held is None else f"{held:g}",
        name=f"item-{name}",
        error=wrong or None,
        width=200,
        key=f"{name}-field",
    )
