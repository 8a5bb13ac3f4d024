"""接送卡 in the office: the cards by class left, one card with those who may come right."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.gate.pickup import read_allowed
from inspect_app.parts.buttons import text_button, tonal_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.field import Field
from inspect_app.parts.names import shown_code
from inspect_app.parts.split import pane, split
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.gate.pickup import PickupScreen
from inspect_app.screens.wide.gate.pickup_form import PickupForm
from inspect_app.screens.wide.gate.pickup_print import PrintCards
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from storage.queries import pickups
from storage.queries.pickups import PickupCard

PAGE_ROWS = 50
LIST_PIXELS = 440
NEW = "new"


@component
def PickupsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """At a guard's wide window a card is what it is on the phone: to hand a child over by."""
    watch(desk.changes)
    chosen = place.value("pickup")
    if not is_office(desk):
        return PickupScreen(desk, place, key=f"pickup-{chosen}")
    return split(PickupList(desk, chosen, key="pickup-list"), _right(desk, chosen), left_flex=2, right_flex=3)


@component
def PickupList(desk: Desk, chosen: str | None) -> ft.Control:  # noqa: N802
    """Search, cards in use or retired, 50 at a time."""
    watch(desk.changes)
    t = desk.t
    typed, say = use_state("")
    state, choose = use_state("used")
    rows, set_rows = use_state(PAGE_ROWS)
    found = pickups.pickup_cards(desk.store.db, typed.strip(), state=state, limit=rows + 1)
    lines = [_line(desk, each, is_chosen=each.id == chosen) for each in found[:rows]]
    more = text_button(t("Show more"), lambda: set_rows(rows + PAGE_ROWS), key="more-cards")
    search = Field(
        keyboard_of(desk),
        t("Child, class, teacher or code"),
        say,
        name="pickup-search",
        rests=True,
        icon=ft.Icons.SEARCH,
        key="pickup-field",
    )
    add = tonal_button(
        t("New pick-up card"), lambda: desk.go(_address(NEW)), key="pickup-new", icon=ft.Icons.ADD
    )
    states = [("used", t("In use")), ("retired", t("Retired"))]
    top = [search, ft.Row([chips("pickup-state", states, state, choose), ft.Container(expand=True), add])]
    printing = (
        [PrintCards(desk, tuple(each.id for each in found), key="print")] if state == "used" and found else []
    )
    return pane(
        [*(lines or [_nobody(desk, typed)]), *([more] if len(found) > rows else [])],
        top=top,
        bottom=printing,
        key="pickups",
    )


def _line(desk: Desk, card: PickupCard, *, is_chosen: bool) -> ft.Control:
    t, allowed = desk.t, read_allowed(card.allowed_json)
    people = t.count("{n} person may come", "{n} people may come", len(allowed))
    missing = sum(not each.photo for each in allowed)
    photos = t.count("{n} photo missing", "{n} photos missing", missing) if missing else ""
    about = (card.class_name, people, photos, shown_code(card.code))
    row = line(
        card.child,
        key=f"pickup-{card.id}",
        below=" · ".join(filter(None, about)),
        after=chevron(),
        on_click=lambda: desk.go(_address(card.id)),
    )
    return ft.Container(row, bgcolor=ft.Colors.SECONDARY_CONTAINER if is_chosen else None)


def _nobody(desk: Desk, typed: str) -> ft.Control:
    t = desk.t
    words = (
        t("No card was found.")
        if typed.strip()
        else t("No pick-up card yet. A card names a child, its class, and who may take it home.")
    )
    return empty(ft.Icons.BADGE_OUTLINED, words, key="no-cards")


def _right(desk: Desk, chosen: str | None) -> ft.Control:
    t = desk.t
    if chosen is None:
        words = t("Choose a card to change it, or make a new one.")
        return empty(ft.Icons.BADGE_OUTLINED, words, key="no-card-chosen")
    card = None if chosen == NEW else pickups.pickup_card(desk.store.db, chosen)
    if card is None and chosen != NEW:
        return pane([small(t("This card is not on this phone. Sync, or ask the office."))], key="card-gone")
    return PickupForm(desk, card, key=f"form-{chosen}")


def _address(pickup_id: str) -> str:
    return route_to("pickup", pickup=pickup_id)
