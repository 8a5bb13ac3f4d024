"""One pass or key: who has it, to whom it goes, that it came back, that it is lost."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.gate.items import Taker, call_lost, give_out, held_item, take_back
from inspect_app.components import component, use_flag, use_state, watch
from inspect_app.gate.cabinet import Held
from inspect_app.gate.on_campus import matching, people_of
from inspect_app.parts.ask import reason_sheet
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.call import call_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import shown_code
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section
from inspect_app.routes import Place, route_to
from inspect_app.screens.doing import does
from inspect_app.screens.gate.gate_items import item_title, state_of
from inspect_app.screens.gate.item_back import back_words, bring_back
from inspect_app.screens.gate.person_field import post_of
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.gate_things_words import USUAL_LOST
from inspect_app.texts.moments import moment
from storage.queries import people_list, visits

SUGGESTED = 5


@component
def GateItemScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """What is in goes out from here; what is out comes back."""
    watch(desk.changes)
    held = held_item(desk.store, place.value("item") or "")
    return no_such_place(desk) if held is None else ItemCard(desk, held, key="item-card")


@component
def ItemCard(desk: Desk, held: Held) -> ft.Control:  # noqa: N802
    t = desk.t
    is_losing, set_losing = use_flag()
    away = lambda: set_losing(False)  # noqa: E731

    def lost(note: str) -> None:
        away()
        does(desk, lambda: call_lost(desk.store, desk.author, held.item.id, note))

    usual = [t(words) for words in USUAL_LOST]
    title, label, yes = t("It is lost"), t("How it was lost"), t("Call it lost")
    ft.use_dialog(reason_sheet(title, label, yes, usual, lost, away) if is_losing else None)
    phone = [ft.Row([call_button(held.phone, key="call-holder")])] if held.phone else []
    taking = [TakerField(desk, held, key="taker")] if held.state == "in" else []
    return page(
        [
            heading(item_title(held, t)),
            ft.Row([state_of(held, t)]),
            *(fact(name, words) for name, words in _facts(desk, held) if words),
            *phone,
            *_visit(desk, held),
            *taking,
        ],
        bottom=_buttons(desk, held, lambda: set_losing(True)),
        key="item-page",
    )


def _facts(desk: Desk, held: Held) -> list[tuple[str, str]]:
    t, item = desk.t, held.item
    at = lambda ms: moment(t, ms, desk.now_ms, desk.offset_minutes) if ms else ""  # noqa: E731
    return [
        (t("Holder"), held.holder or (held.item.holder or "" if held.state == "lost" else "")),
        (t("Out since"), at(held.since_ms)),
        (t("Back since"), at(item.back_ms) if held.state == "in" else ""),
        (t("Place"), item.place or ""),
        (t("Code"), shown_code(item.code)),
        (t("Note"), item.note or ""),
    ]


def _visit(desk: Desk, held: Held) -> list[ft.Control]:
    if held.state != "out" or held.visit_id is None:
        return []
    route = route_to("visit", visit=held.visit_id)
    return [line(desk.t("To the visit"), key="to-visit", after=chevron(), on_click=lambda: desk.go(route))]


def _buttons(desk: Desk, held: Held, lose: Callable[[], None]) -> list[ft.Control]:
    t = desk.t
    lost = second_button(t("It is lost"), lose, key="item-lost")
    if held.state == "lost":
        found = lambda: does(desk, lambda: take_back(desk.store, desk.author, held.item.id))  # noqa: E731
        return [main_button(t("It was found"), found, key="item-found")]
    if held.state == "in":
        return [lost]
    back = lambda: bring_back(desk, held)  # noqa: E731
    return [main_button(back_words(held, t), back, key="item-back", icon=ft.Icons.KEYBOARD_RETURN), lost]


@component
def TakerField(desk: Desk, held: Held) -> ft.Control:  # noqa: N802
    """A person of the school or a visitor on campus by typing a part of the name: one tap gives it out."""
    t = desk.t
    typed, say = use_state("")
    sought = typed.strip()
    found = _takers(desk, held, sought) if sought else []
    free = second_button(
        t("Give it to {name}", name=sought), _gives(desk, held, Taker(sought)), key="take-free"
    )
    entry = Entry(
        t("Name, department or number"),
        say,
        name="taker-name",
        helper=t("People of the school and visitors on campus are found."),
        longest=60,
        offers=True,
        key="taker-entry",
    )
    return ft.Column(
        [
            section(t("Give it out")),
            entry,
            *(_taker_line(desk, held, taker, below) for taker, below in found),
            *([free] if sought else []),
        ],
        spacing=8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _takers(desk: Desk, held: Held, sought: str) -> list[tuple[Taker, str]]:
    """Staff for a key first, visitors for a pass."""
    db = desk.store.db
    staff = [
        (Taker(each.name, person_id=each.id), post_of(each))
        for each in people_list.search_people(db, sought, limit=SUGGESTED)
    ]
    here = [person.newest for person in matching(people_of(visits.open_visits(db)), sought)[:SUGGESTED]]
    guests = [
        (
            Taker(each.name, visit_id=each.id),
            " · ".join(part for part in (desk.t("Visitor"), each.host_name) if part),
        )
        for each in here
        if each.campus_id == held.item.campus_id
    ]
    return [*staff, *guests] if held.item.sort == "key" else [*guests, *staff]


def _taker_line(desk: Desk, held: Held, taker: Taker, below: str) -> ft.Control:
    key = f"taker-{taker.person_id or taker.visit_id}"
    icon = ft.Icons.PERSON if taker.person_id else ft.Icons.BADGE_OUTLINED
    before = ft.Icon(icon, color=ft.Colors.PRIMARY)
    return line(taker.name, key=key, below=below, before=before, on_click=_gives(desk, held, taker))


def _gives(desk: Desk, held: Held, taker: Taker) -> Callable[[], None]:
    def give() -> None:
        if does(desk, lambda: give_out(desk.store, desk.author, held.item.id, taker)):
            desk.say(desk.t("{name} has it.", name=taker.name))

    return give
