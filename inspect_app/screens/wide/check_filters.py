"""The filters over the table of single checks: days, room, route, person, result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import flet as ft

from inspect_app import theme
from inspect_app.parts.chips import chips
from inspect_app.parts.field import pick
from inspect_app.patrol.route import day_start_ms, local_day
from inspect_app.screens.wide.listing import Listing
from inspect_app.texts.moments import DAY_MS
from inspect_app.texts.value_words import RESULTS
from storage.queries import check_list, rounds
from storage.queries.check_list import CheckFilter

Chosen = Mapping[str, str]
"""What a person chose: days (a key of FILTERS, or a date), text, route, person, result."""
NO_FILTER: Chosen = {"days": "", "text": "", "route": "", "person": "", "result": ""}
FILTERS = {
    "": "Any day",
    "0": "Today",
    "1": "Yesterday",
    "7": "The last 7 days",
    "30": "The last 30 days",
    "one": "One day…",
}
_SPANS = {"0": (0, 1), "1": (1, 1), "7": (6, 7), "30": (29, 30)}
"""How many days back the first is, and how many days there are."""


def wanted_checks(chosen: Chosen, now_ms: int, offset_minutes: int) -> CheckFilter:
    """The filter as storage asks it; `offset_minutes` is the school's."""
    days = chosen.get("days", "")
    today = local_day(now_ms, offset_minutes)
    back, count = _SPANS.get(days, (0, 1))
    first = today - timedelta(days=back) if days in _SPANS else _day(days)
    parts = (chosen.get(name, "") for name in ("text", "route", "person", "result"))
    if first is None:
        return CheckFilter(0, 0, *parts)
    from_ms = day_start_ms(first, offset_minutes)
    return CheckFilter(from_ms, from_ms + count * DAY_MS, *parts)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def check_filters(listing: Listing, ask_day: Callable[[], None]) -> list[ft.Control]:
    """Two lines; `ask_day` is called for one day of one's own."""
    t = listing.desk.t
    search = ft.Container(listing.field(t("Room (press /)")), expand=True)
    results = [("", t("All")), *((value, t(words)) for value, words in RESULTS.items())]
    return [
        ft.Row([search, _days(listing, ask_day), _routes(listing), _people(listing)], spacing=theme.GRID),
        chips("result", results, listing.held("result"), listing.choosing("result")),
    ]


def _days(listing: Listing, ask_day: Callable[[], None]) -> ft.Control:
    t, days = listing.desk.t, listing.held("days")
    choices = [(value, t(words)) for value, words in FILTERS.items()]
    if days not in FILTERS:
        choices.insert(1, (days, days))

    def said(value: str) -> None:
        if value == "one":
            ask_day()
        else:
            listing.narrow(days=value)

    return pick(t("Days"), choices, days, said, key="check-days", width=136)


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
