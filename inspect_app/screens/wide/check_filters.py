"""The filters over the table of single checks: days, room, route, person, result."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flet as ft

from inspect_app import theme
from inspect_app.parts.chips import chips
from inspect_app.parts.field import pick
from inspect_app.screens.wide.day_choice import day_pick, span_of
from inspect_app.screens.wide.listing import Listing
from inspect_app.texts.value_words import RESULTS
from storage.queries import check_list, rounds
from storage.queries.check_list import CheckFilter

Chosen = Mapping[str, str]
"""What a person chose: days (day_choice.py), text, route, person, result."""
NO_FILTER: Chosen = {"days": "", "text": "", "route": "", "person": "", "result": ""}


def wanted_checks(chosen: Chosen, now_ms: int, offset_minutes: int) -> CheckFilter:
    """The filter as storage asks it; `offset_minutes` is the school's."""
    parts = (chosen.get(name, "") for name in ("text", "route", "person", "result"))
    return CheckFilter(*span_of(chosen.get("days", ""), now_ms, offset_minutes), *parts)


def check_filters(listing: Listing, ask_day: Callable[[], None]) -> list[ft.Control]:
    """Two lines; `ask_day` is called for one day of one's own."""
    t = listing.desk.t
    search = ft.Container(listing.field(t("Room (press /)")), expand=True)
    results = [("", t("All")), *((value, t(words)) for value, words in RESULTS.items())]
    return [
        ft.Row(
            [search, day_pick(listing, ask_day, key="check-days"), _routes(listing), _people(listing)],
            spacing=theme.GRID,
        ),
        chips("result", results, listing.held("result"), listing.choosing("result")),
    ]


def _routes(listing: Listing) -> ft.Control:
    desk = listing.desk
    choices = [
        ("", desk.t("All routes")),
        *((route.id, route.name) for route in rounds.routes(desk.store.db)),
    ]
    choose = listing.choosing("route")
    return pick(desk.t("Route"), choices, listing.held("route"), choose, key="check-route", width=144)


def _people(listing: Listing) -> ft.Control:
    desk = listing.desk
    choices = [("", desk.t("Everybody")), *check_list.people_with_checks(desk.store.db)]
    choose = listing.choosing("person")
    return pick(desk.t("Person"), choices, listing.held("person"), choose, key="check-person", width=120)
