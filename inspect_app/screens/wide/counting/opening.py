"""Open a count: its name and sort, and which part of the school it goes over."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from inspect_app.actions.office.stocktakes import Sort, open_stocktake
from inspect_app.components import component, use_state
from inspect_app.ledger.classes import policy_of
from inspect_app.lending.terms import term_of
from inspect_app.parts.buttons import main_button
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, section, small, text
from inspect_app.routes import route_to
from inspect_app.screens.counting.words import trouble_of
from inspect_app.screens.wide.counting.scope_choices import (
    FIELDS,
    ScopeChoices,
    scope_choices,
    without_value,
)
from inspect_app.screens.wide.counting.several import Several
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.stocktake.choosing import named_in
from inspect_app.stocktake.scope import Scope
from inspect_app.stocktake.thing import Spot
from inspect_app.texts.moments import day_of
from inspect_app.texts.stocktake_words import LABELS
from inspect_app.views.stocktake import expected_things, spots_by_id
from storage.queries import places, stocktakes

SORT_NAMES = {"start": "期初盘点", "middle": "期中盘点", "end": "期末盘点", "yearly": "年度盘点"}
"""What such counts are called in a school's papers, whatever the language of the screen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen so far. `term` None is the term of today; `typed` is what stands in the fields, by name."""

    name: str = ""
    sort: Sort = "end"
    term: str | None = None
    scope: Scope = Scope()  # noqa: RUF009 - frozen
    typed: Mapping[str, str] = field(default_factory=dict)

    def named(self, choices: ScopeChoices, field: str) -> tuple[tuple[str, ...], str]:
        """(what is typed whole, what is left over) in one of the fields."""
        return named_in(self.typed.get(field, ""), lambda said: choices.named(field, said))

    def whole_scope(self, choices: ScopeChoices) -> Scope:
        """What was chosen, and what is typed whole."""
        parts = {
            field: tuple(dict.fromkeys((*getattr(self.scope, field), *self.named(choices, field)[0])))
            for field in FIELDS
        }
        return replace(self.scope, **parts)

    def unclear(self, choices: ScopeChoices) -> bool:
        """Something is typed that names nothing: nobody knows what the scope is."""
        return any(self.named(choices, field)[1] for field in FIELDS)


def proposed_name(sort: str, term: str, day: str, taken: Collection[str]) -> str:
    """'2026—2027学年第一学期期末盘点', '2026年度盘点'; with the day where there is one of that name already."""
    name = f"{day[:4]}{SORT_NAMES[sort]}" if sort == "yearly" else f"{term}{SORT_NAMES[sort]}"
    return f"{name} {day}" if name in taken else name


@component
def OpeningForm(desk: Desk) -> ft.Control:  # noqa: N802
    """Nothing chosen is the whole school; how many cards and rooms that is stands beside the button."""
    t = desk.t
    draft, set_draft = use_state(Draft())
    choices = ft.use_memo(lambda: _choices(desk), [desk.changes.count])
    whole = draft.whole_scope(choices)
    cards, rooms = ft.use_memo(lambda: choices.size_of(whole), [whole, desk.changes.count])
    day = day_of(desk.now_ms, desk.offset_minutes)
    term = term_of(day).name if draft.term is None else draft.term
    taken = {row.name for row in stocktakes.stocktakes(desk.store.db)}
    name = draft.name.strip() or proposed_name(draft.sort, term, day, taken)

    def put(**new: Any) -> None:
        set_draft(lambda held: replace(held, **new))

    def scope(**new: Any) -> None:
        set_draft(lambda held: replace(held, scope=replace(held.scope, **new)))

    def begin() -> None:
        try:
            opened = open_stocktake(desk.store, desk.author, name, draft.sort, whole, term=term)
        except Exception as error:
            desk.say(trouble_of(error, desk))
            return
        desk.changed()
        desk.go(route_to("stocktake", stocktake=opened))

    can = not draft.unclear(choices) and cards > 0
    button = main_button(t("Open the count"), begin if can else None, key="open-count")
    found = t.count("{n} card is expected", "{n} cards are expected", cards)
    where = t.count("in {n} room", "in {n} rooms", rooms)
    return pane(
        [
            heading(t("Open a count")),
            small(t("It begins today, {day}.", day=day)),
            *_name_and_sort(desk, draft, name, term, put),
            section(t("Which part of the school")),
            small(t("Nothing chosen is the whole school. Places add up; class and keeper narrow them down.")),
            *_campuses(desk, draft.scope, scope),
            *_buildings(desk, draft.scope, scope),
            *_floors(draft.scope, choices.spots, scope, desk),
            *_chosen_by_typing(desk, draft, choices, set_draft),
        ],
        bottom=[ft.Row([text(f"{found}，{where}", expand=True, key="expected"), button])],
        key="opening",
    )


def _choices(desk: Desk) -> ScopeChoices:
    spots = spots_by_id(desk.store)
    settings = json.loads(places.school_settings(desk.store.db) or "{}")
    return scope_choices(expected_things(desk.store, Scope(), spots), spots, policy_of(settings))


def _name_and_sort(desk: Desk, draft: Draft, name: str, term: str, put: Any) -> list[ft.Control]:
    """The name may be left empty: it follows from sort and term."""
    t, keyboard = desk.t, keyboard_of(desk)
    sorts = [(value, t(words)) for value, words in LABELS.items()]
    helper = None if draft.name.strip() else t("Left empty it is “{name}”.", name=name)
    return [
        chips("sort", sorts, draft.sort, lambda value: put(sort=value)),
        Field(
            keyboard,
            t("Term"),
            lambda said: put(term=said),
            initial=term,
            name="count-term",
            key="term",
        ),
        Field(
            keyboard,
            t("Name of the count"),
            lambda said: put(name=said),
            name="count-name",
            helper=helper,
            key="name",
        ),
    ]


def _chosen_by_typing(desk: Desk, draft: Draft, choices: ScopeChoices, set_draft: Any) -> list[ft.Control]:
    """Rooms, classes and keepers, which are too many for chips."""
    t = desk.t
    labels = {
        "rooms": t("Rooms, as “building number”"),
        "classes": t("Classes (GB/T 14885), or how they begin"),
        "keepers": t("Keepers by name"),
    }
    return [_several(desk, draft, choices, set_draft, field, labels[field]) for field in FIELDS]


def _several(
    desk: Desk, draft: Draft, choices: ScopeChoices, set_draft: Any, field: str, label: str
) -> ft.Control:
    left = draft.named(choices, field)[1]
    held = [choices.choice(field, value) for value in getattr(draft.scope, field)]
    offered = [each for each in choices.found(field, left) if each.value not in getattr(draft.scope, field)]

    def say(said: str) -> None:
        set_draft(lambda now: replace(now, typed={**now.typed, field: said}))

    def choose(value: str) -> None:
        """What was typed whole before stays chosen; the field begins anew."""

        def chosen(now: Draft) -> Draft:
            values = (*getattr(now.scope, field), *now.named(choices, field)[0], value)
            scope = replace(now.scope, **{field: tuple(dict.fromkeys(values))})
            return replace(now, scope=scope, typed={**now.typed, field: ""})

        set_draft(chosen)

    def drop(value: str) -> None:
        set_draft(
            lambda now: replace(
                now, scope=replace(now.scope, **{field: without_value(now.scope, field, value)})
            )
        )

    made: ft.Control = Several(
        desk, label, held, left, offered, say, choose, drop, name=f"count-{field}", key=field
    )
    return made


def _campuses(desk: Desk, scope: Scope, put: Any) -> list[ft.Control]:
    """A whole campus; a school with one has nothing to choose."""
    named = [(campus, name) for campus, name, _ in places.campuses(desk.store.db)]
    if len(named) < 2:
        return []
    row = _many("campus", named, scope.campuses, lambda chosen: put(campuses=chosen))
    return [small(desk.t("Whole campuses")), row]


def _buildings(desk: Desk, scope: Scope, put: Any) -> list[ft.Control]:
    """Those of a campus that is chosen whole add nothing."""
    db = desk.store.db
    campuses = places.campuses(db)
    rows: list[ft.Control] = []
    for campus, name, _ in campuses:
        if campus in scope.campuses:
            continue
        named = [(f"{campus}/{each.name}", each.name) for each in places.buildings(db, campus)]
        if len(campuses) > 1:
            rows.append(small(name))
        rows.append(_many("building", named, scope.buildings, lambda chosen: put(buildings=chosen)))
    return rows


def _floors(scope: Scope, spots: Mapping[str, Spot], put: Any, desk: Desk) -> list[ft.Control]:
    """Floors of every building; a floor beside its whole building adds nothing."""
    t = desk.t
    found = {
        f"{spot.campus_id}/{spot.building}/{spot.floor}": f"{spot.building} {t('floor {floor}', floor=spot.floor)}"
        for spot in spots.values()
        if spot.floor
        and spot.campus_id not in scope.campuses
        and f"{spot.campus_id}/{spot.building}" not in scope.buildings
    }
    row = _many("floor", list(found.items()), scope.floors, lambda chosen: put(floors=chosen))
    return [small(t("Or single floors")), row] if found else []


def _many(key: str, choices: list[tuple[str, str]], chosen: tuple[str, ...], choose: Any) -> ft.Control:
    """Chips of which several may be chosen."""

    def toggle(value: str) -> Any:
        held = tuple(each for each in chosen if each != value)
        return lambda _: choose(held if value in chosen else (*chosen, value))

    made: list[ft.Control] = [
        ft.Chip(
            label=text(words),
            key=f"{key}-{value}",
            selected=value in chosen,
            show_checkmark=True,
            padding=8,
            on_select=toggle(value),
        )
        for value, words in choices
    ]
    return side_by_side(made)
