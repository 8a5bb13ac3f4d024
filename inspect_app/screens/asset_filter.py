"""Filters of the ledger, the same on the phone and the desk: what is chosen as chips, and the form to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import flet as ft

from inspect_app.actions.office.depreciation import school_policy, unchecked_codes
from inspect_app.components import component, use_ref
from inspect_app.ledger.classes import Policy
from inspect_app.parts.buttons import main_button, text_button, tonal_button
from inspect_app.parts.field import pick
from inspect_app.parts.names import ASSET_STATES
from inspect_app.parts.type import heading, text
from inspect_app.screens.asset_ahead import keeper_ahead, room_ahead
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.value_words import LABEL_STATES
from storage.queries import asset_list, places
from storage.queries.asset_list import UNCHECKED, WITHOUT, AssetFilter

MOST_CHOICES = 300
"""A menu of more is no menu."""
FILTER_NAMES = {
    "state": "State",
    "label": "Label",
    "building": "Building",
    "room": "Room",
    "class_code": "Class of assets",
    "keeper": "Keeper",
    "department": "Department",
    "year": "Year of acquisition",
}
AHEAD = ("room", "keeper")
"""Of these there are thousands: they are typed, not picked from a menu."""
PICK_PIXELS = 172
"""Two beside each other on the phone, three at the desk."""
_BETWEEN = "\n"
"""Stands between campus and building in one choice."""


def filter_asked(desk: Desk, wanted: AssetFilter, text: str) -> AssetFilter:
    """The filter with the words, and with the codes that are to be checked now where it asks for them."""
    codes = unchecked_codes(desk.store) if wanted.class_code == UNCHECKED else ()
    return replace(wanted, text=text, class_codes=codes)


def filter_line(
    desk: Desk, wanted: AssetFilter, choose: Callable[[AssetFilter], Any], open_form: Callable[[], Any]
) -> list[ft.Control]:
    """The button for the form, and what is chosen, each to be taken away by a tap."""
    button = text_button(desk.t("Filter"), open_form, key="filter-open", icon=ft.Icons.FILTER_LIST)
    return [button, *(_chip(name, desk, wanted, choose) for name in FILTER_NAMES if getattr(wanted, name))]


def _chip(name: str, desk: Desk, wanted: AssetFilter, choose: Callable[[AssetFilter], Any]) -> ft.Control:
    said = value_words(name, getattr(wanted, name), desk)
    without: dict[str, Any] = {name: ""} | ({"campus": ""} if name == "building" else {})
    return ft.Chip(
        label=text(desk.t("{name}: {value}", name=desk.t(FILTER_NAMES[name]), value=said)),
        key=f"filtered-{name}",
        selected=True,
        show_checkmark=False,
        delete_icon=ft.Icon(ft.Icons.CLOSE, semantics_label=desk.t("Take this filter away")),
        padding=8,
        on_delete=lambda _: choose(replace(wanted, **without)),
    )


def value_words(name: str, value: str, desk: Desk) -> str:
    """A filter's value as people read it."""
    t = desk.t
    if value == WITHOUT:
        return t("none")
    if value == UNCHECKED:
        return t("to be checked")
    if name == "state":
        return t(ASSET_STATES[value])
    if name == "label":
        return {"with": t("Has a label"), "without": t(LABEL_STATES["none"])}.get(value) or t(
            LABEL_STATES[value]
        )
    if name == "room":
        room = places.room(desk.store.db, value)
        return f"{room.building} {room.number}" if room else value
    return _class_words(value, school_policy(desk.store)) if name == "class_code" else value


def _class_words(code: str, policy: Policy) -> str:
    held = policy.class_of(code)
    return f"{code} {held.name}" if held else code


@component
def FilterForm(  # noqa: N802
    desk: Desk, wanted: AssetFilter, choose: Callable[[AssetFilter], Any], close: Callable[[], Any]
) -> ft.Control:
    """Every choice works at once; how many are found stands on the button."""
    t = desk.t
    found = asset_list.count_asset_list(desk.store.db, wanted)
    offered = _offered(use_ref({}).current, desk)

    def take(name: str, value: str) -> None:
        if name == "building":
            campus, _, building = value.partition(_BETWEEN)
            choose(replace(wanted, campus=campus, building=building))
        else:
            choose(replace(wanted, **{name: value}))  # type: ignore[arg-type]

    said = {name: value_words(name, value, desk) for name in AHEAD if (value := getattr(wanted, name))}
    picks = [_pick(name, offered[name], wanted, take, t) for name in FILTER_NAMES if name not in AHEAD]
    return ft.Column(
        [
            heading(t("Filter")),
            room_ahead(desk, said.get("room", ""), lambda value: take("room", value)),
            keeper_ahead(desk, said.get("keeper", ""), lambda value: take("keeper", value)),
            ft.Row(picks, wrap=True, spacing=12, run_spacing=12),
            main_button(t.count("Show {n} asset", "Show {n} assets", found), close, key="filter-show"),
            tonal_button(t("No filter"), lambda: choose(AssetFilter(text=wanted.text)), key="filter-none"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _offered(held: dict[str, Any], desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """The choices of each filter, counted anew only when something was recorded or came in."""
    if held.get("at") != desk.changes.count:
        found = {name: choices(name, desk) for name in FILTER_NAMES if name not in AHEAD}
        held.update(at=desk.changes.count, offered=found)
    offered: dict[str, list[tuple[str, str]]] = held["offered"]
    return offered


def _pick(
    name: str,
    offered: Sequence[tuple[str, str]],
    wanted: AssetFilter,
    take: Callable[[str, str], None],
    t: Words,
) -> ft.Control:
    held = getattr(wanted, name)
    if name == "building" and held:
        held = next((value for value, _ in offered if value == f"{wanted.campus}{_BETWEEN}{held}"), held)
    every = [("", t("all")), *offered]
    chosen = lambda value: take(name, value)  # noqa: E731
    return pick(t(FILTER_NAMES[name]), every, held, chosen, key=f"filter-{name}", width=PICK_PIXELS)


def choices(name: str, desk: Desk) -> list[tuple[str, str]]:
    """What a filter may be set to, with how many assets have it where that is known."""
    t, db = desk.t, desk.store.db
    if name == "state":
        return [(value, t(words)) for value, words in ASSET_STATES.items()]
    if name == "label":
        return [
            (value, value_words("label", value, desk))
            for value in ("without", "with", "printed", "bound", "worn")
        ]
    if name == "building":
        return _buildings(desk)
    if name == "class_code":
        return _classes(desk)
    counted = sorted(asset_list.facet(db, name), key=lambda each: -each[1])[:MOST_CHOICES]
    named = [(value or WITHOUT, f"{value or t('none')} ({count})") for value, count in counted]
    return sorted(named, key=lambda each: (each[0] == WITHOUT, each[0]), reverse=name == "year")


def _buildings(desk: Desk) -> list[tuple[str, str]]:
    db = desk.store.db
    campuses = places.campuses(db)
    several = len(campuses) > 1
    return [
        (f"{campus_id}{_BETWEEN}{each.name}", f"{campus} {each.name}" if several else each.name)
        for campus_id, campus, _ in campuses
        for each in places.buildings(db, campus_id)
    ]


def _classes(desk: Desk) -> list[tuple[str, str]]:
    """By the beginnings of codes that make a class: 20 lines, not 300 codes."""
    policy = school_policy(desk.store)
    counts: dict[str, int] = {}
    unchecked = 0
    for code, count in asset_list.facet(desk.store.db, "class_code"):
        start = _start(code, policy)
        counts[start] = counts.get(start, 0) + count
        unchecked += count if code and not policy.knows(code) else 0
    t = desk.t
    ordered = sorted(counts.items(), key=lambda each: (each[0] == WITHOUT, each[0]))
    return [
        *([(UNCHECKED, f"{t('to be checked')} ({unchecked})")] if unchecked else []),
        *(
            (start, f"{t('none') if start == WITHOUT else _class_words(start, policy)} ({count})")
            for start, count in ordered
        ),
    ]


def _start(code: str | None, policy: Policy) -> str:
    if not code:
        return WITHOUT
    held = policy.class_of(code)
    found = [start for start in held.codes if code.startswith(start)] if held else []
    return max(found, key=len) if found else code[:5]


def is_filtered(wanted: AssetFilter) -> bool:
    """True when something beside words is asked for."""
    return any(getattr(wanted, each.name) for each in fields(wanted) if each.name != "text")
