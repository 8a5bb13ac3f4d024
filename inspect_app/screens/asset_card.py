"""What an asset's card shows, the same on the phone and on the office's desk: fields, photos, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.export.titles import FIELD_NAMES, FIELD_NAMES_OF_KINDS
from inspect_app.ledger.card import share
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, notice, pill
from inspect_app.parts.names import ASSET_STATES, shown_code
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small, text
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import day_of, moment
from inspect_app.texts.value_words import LABEL_STATES
from inspect_app.views.asset import AssetView, Step
from storage.queries.assets import Asset

STEPS_SHOWN = 10
MOVERS = frozenset({"office", "inspector"})
"""Roles that may move things (sync/server/rights.py judges every change again)."""


def may_move(desk: Desk) -> bool:
    return desk.store.setting("role") in MOVERS


def is_office(desk: Desk) -> bool:
    return desk.store.setting("role") == "office"


def head(asset: Asset, desk: Desk) -> list[ft.Control]:
    t = desk.t
    state = asset.state or "in_use"
    meaning = {"in_use": PASSED, "repair": ATTENTION, "to_scrap": ATTENTION}.get(state, QUIET)
    marks: list[ft.Control] = [pill(meaning, t(ASSET_STATES[state]))]
    if asset.label == "worn":
        marks.append(pill(ATTENTION, t("Label worn out")))
    return [
        heading(asset.name, selectable=True),
        *([small(asset.number, selectable=True)] if asset.number else []),
        ft.Row(marks, spacing=theme.GRID),
    ]


def facts(asset: Asset, desk: Desk) -> list[ft.Control]:
    """Every field that the card has, where it stands first."""
    t = desk.t
    quantity = f"{asset.quantity} {asset.unit or ''}".strip() if asset.quantity else None
    shown = [
        (t("Place"), asset.place),
        (t("Keeper"), asset.keeper),
        (t("Department"), asset.department),
        (t("Quantity"), quantity),
        (t("Make and model"), " ".join(part for part in (asset.brand, asset.model) if part)),
        (t("Serial number"), asset.serial),
        (t("Class code"), asset.class_code),
        (t("Bought"), asset.acquired),
        (t("Value"), money(asset.value_fen)),
        (t("Funding"), asset.funding),
        (t("Supplier"), asset.supplier),
        (t("Warranty until"), asset.warranty_until),
        (t("Months of use expected"), asset.life_months),
        (t("Residual value"), share(asset.residual_permille)),
        (t("Code"), shown_code(asset.code)),
        (t("Label"), t(LABEL_STATES[asset.label or "none"])),
        (t("Place as written in the ledger"), asset.place_text if asset.room_id else None),
        (t("Note"), asset.note),
    ]
    return [
        *warranty(asset, desk),
        *(fact(name, str(words)) for name, words in shown if words not in (None, "")),
    ]


def warranty(asset: Asset, desk: Desk) -> list[ft.Control]:
    """A thing in repair under warranty is not paid for by the school."""
    today = day_of(desk.now_ms, desk.offset_minutes)
    if (
        asset.state != "repair"
        or not asset.warranty_until
        or asset.warranty_until < today[: len(asset.warranty_until)]
    ):
        return []
    words = desk.t("Under warranty until {day}: ask the supplier first.", day=asset.warranty_until)
    return [notice(ATTENTION, words, key="under-warranty")]


def money(value_fen: int | None) -> str | None:
    return None if value_fen is None else f"¥ {value_fen / 100:,.2f}"


def pictures(
    view: AssetView,
    desk: Desk,
    look: Callable[[str], Any],
    *,
    take: Callable[[], Any] | None,
    saving: int = 0,
) -> list[ft.Control]:
    if not view.photos and take is None:
        return []
    tiles = [(photo.sha256, photo.thumbnail) for photo in view.photos]
    strip = photo_strip("asset", tiles, desk.t, saving=saving, on_take=take, on_look=look)
    return [section(desk.t("Photos")), strip]


def relatives(view: AssetView, desk: Desk) -> list[ft.Control]:
    """The card it was split from, how many were split from it, and its room."""
    t, lines = desk.t, list[ft.Control]()
    if view.origin is not None:
        origin = route_to("asset", asset=view.origin.id)
        words = " ".join(part for part in (view.origin.name, view.origin.number) if part)
        lines.append(
            line(
                t("Split from {card}", card=words),
                key="to-origin",
                after=chevron(),
                on_click=lambda: desk.go(origin),
            )
        )
    if view.parts:
        lines.append(
            small(
                t.count("{n} card was split from this one", "{n} cards were split from this one", view.parts)
            )
        )
    if view.asset.room_id:
        room = route_to("room", room=view.asset.room_id)
        words = t("The room where it stands")
        lines.append(line(words, key="to-room", after=chevron(), on_click=lambda: desk.go(room)))
    return lines


def history(
    view: AssetView, desk: Desk, *, shows_all: bool, show_all: Callable[[], Any], note: str = ""
) -> list[ft.Control]:
    """Who did what when, newest first. `note` says where the rest is."""
    t = desk.t
    if not view.steps:
        return []
    steps = view.steps if shows_all else view.steps[:STEPS_SHOWN]
    lines: list[ft.Control] = [_step(step, view, desk) for step in steps]
    if len(steps) < len(view.steps):
        every = t.count("All {n} entries", "All {n} entries", len(view.steps))
        lines.append(text_button(every, show_all, key="all-steps"))
    elif note and not view.is_whole:
        lines.append(small(note))
    return [section(t("What was done with it")), *lines]


def _step(step: Step, view: AssetView, desk: Desk) -> ft.Control:
    t = desk.t
    when = moment(t, step.at_ms, desk.now_ms, step.offset_minutes)
    below = " · ".join(part for part in (when, step.person or t("Office")) if part)
    said = [t("Entered in the ledger")] if step.is_first else _said(step, view, t)
    lines = [text(each, selectable=True) for each in said]
    if step.reason:
        lines.append(small(t("Reason: {reason}", reason=step.reason), selectable=True))
    return ft.Container(
        ft.Column([*lines, small(below)], spacing=0, tight=True),
        border=ft.Border.only(left=ft.BorderSide(2, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.only(left=12, top=2, bottom=2),
    )


def _said(step: Step, view: AssetView, t: Words) -> Sequence[str]:
    return [
        t(
            "{field}: {old} → {new}",
            field=field_title(name, t),
            old=shown_value(name, old, view, t),
            new=shown_value(name, new, view, t),
        )
        for name, (old, new) in step.said.items()
    ]


def field_title(name: str, t: Words) -> str:
    title = FIELD_NAMES_OF_KINDS.get(f"asset.{name}") or FIELD_NAMES.get(name, name)
    return t(title)


def shown_value(name: str, value: Any, view: AssetView | None, t: Words) -> str:
    """A field's value as people read it; a room by its name where it is known here."""
    if value is None or value == "":
        return t("nothing")
    if name == "room_id":
        return str(view.rooms.get(value, value) if view else value)
    if name == "value_fen":
        return money(value) or ""
    if name == "state":
        return t(ASSET_STATES.get(value, value))
    if name == "label":
        return t(LABEL_STATES.get(value, value))
    if name == "code":
        return shown_code(value)
    return share(value) if name == "residual_permille" else str(value)
