"""The filters over the table of single checks: days, room, route, person, result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field, pick
from inspect_app.patrol.route import day_start_ms, local_day
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.moments import DAY_MS
from inspect_app.texts.value_words import RESULTS
from storage.queries import check_list, rounds
from storage.queries.check_list import CheckFilter

Chosen = dict[str, str]
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


def check_filters(
    desk: Desk,
    chosen: Chosen,
    narrow: Callable[..., None],
    ask_day: Callable[[], None],
    search: Any,
) -> list[ft.Control]:
    """Two lines; `narrow` gets what was chosen by name, `ask_day` is called for one day of one's own."""
    field = Field(
        keyboard_of(desk),
        desk.t("Room (press /)"),
        lambda said: narrow(text=said.strip()),
        initial=chosen.get("text", ""),
        name="search",
        rests=True,
        icon=ft.Icons.SEARCH,
        handle=search,
        key="check-search",
    )
    picks = [
        _days(desk, chosen, narrow, ask_day),
        _routes(desk, chosen, narrow),
        _people(desk, chosen, narrow),
    ]
    results = [("", desk.t("All")), *((value, desk.t(words)) for value, words in RESULTS.items())]
    return [
        ft.Row([ft.Container(field, expand=True), *picks], spacing=theme.GRID),
        chips("result", results, chosen.get("result", ""), lambda said: narrow(result=said)),
    ]


def _days(desk: Desk, chosen: Chosen, narrow: Callable[..., None], ask_day: Callable[[], None]) -> ft.Control:
    days = chosen.get("days", "")
    choices = [(value, desk.t(words)) for value, words in FILTERS.items()]
    if days not in FILTERS:
        choices.insert(1, (days, days))

    def said(value: str) -> None:
        if value == "one":
            ask_day()
        else:
            narrow(days=value)

    return pick(desk.t("Days"), choices, days, said, key="check-days", width=136)


def _routes(desk: Desk, chosen: Chosen, narrow: Callable[..., None]) -> ft.Control:
    known = [(route.id, route.name) for route in rounds.routes(desk.store.db)]
    choices = [("", desk.t("All routes")), *known]
    held = chosen.get("route", "")
    return pick(desk.t("Route"), choices, held, lambda said: narrow(route=said), key="check-route", width=144)


def _people(desk: Desk, chosen: Chosen, narrow: Callable[..., None]) -> ft.Control:
    choices = [("", desk.t("Everybody")), *check_list.people_with_checks(desk.store.db)]
    held = chosen.get("person", "")
    return pick(
        desk.t("Person"), choices, held, lambda said: narrow(person=said), key="check-person", width=120
    )
