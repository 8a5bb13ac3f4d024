"""寄存物品: what was left at the gate, the longest kept on top; fetched ones below another word."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, use_state, watch
from inspect_app.gate.keeping import age_of, days_kept
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, Meaning, pill
from inspect_app.parts.page import page
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_things_words import LEFT_STATES
from inspect_app.texts.moments import day_of, moment
from storage.queries import left_items
from storage.queries.left_items import LeftItem

AGE_MEANINGS: dict[str, Meaning] = {"fresh": QUIET, "long": ATTENTION, "too_long": FAILED}


@component
def LeftItemsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """What is kept by its age, what was fetched by when."""
    watch(desk.changes)
    t = desk.t
    scrolling = use_scrolling(desk, "left-items")
    typed, say = use_state("")
    state, choose = use_state("kept")
    db, campus_id = desk.store.db, gate_post(desk.store).campus_id
    found = left_items.left_items(
        db, state, campus_id=campus_id, text=typed.strip(), limit=scrolling.rows + 1
    )
    lines = [left_line(each, desk) for each in found[: scrolling.rows]]
    more = [text_button(t("Show more"), scrolling.show_more, key="more")] if len(found) > len(lines) else []
    new = lambda: desk.go(route_to("left_item", item="new"))  # noqa: E731
    return page(
        [*(lines or [_nothing(t, state, is_narrowed=bool(typed.strip()))]), *more],
        top=[
            Entry(t("Thing or name"), say, name="left-search", prefix_icon=ft.Icons.SEARCH, key="search"),
            _states(desk, state, choose, campus_id),
        ],
        bottom=[main_button(t("Keep something"), new, key="new-left", icon=ft.Icons.ADD)],
        key="left-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _states(desk: Desk, state: str, choose: Callable[[str], None], campus_id: str) -> ft.Control:
    kept = left_items.count_left_items(desk.store.db, "kept", campus_id=campus_id)
    words = {value: desk.t(said) for value, said in LEFT_STATES.items()}
    words["kept"] = f"{words['kept']} {kept}"
    return chips("left", list(words.items()), state, choose)


def _nothing(t: Words, state: str, *, is_narrowed: bool) -> ft.Control:
    words = t("Nothing was fetched lately.")
    if state == "kept":
        words = t(
            "Nothing is kept here. A bag, homework or keys that somebody leaves for somebody stand here."
        )
    if is_narrowed:
        words = t("Nothing fits. Try fewer letters.")
    return empty(ft.Icons.INVENTORY_2_OUTLINED, words, key="no-left")


def left_line(each: LeftItem, desk: Desk) -> ft.Control:
    t = desk.t
    route = route_to("left_item", item=each.id)
    for_whom = t("For {name}", name=each.for_whom) if each.for_whom else ""
    left_by = t("Left by {name}", name=each.left_by) if each.left_by else ""
    return line(
        each.what,
        key=f"left-{each.id}",
        below=" · ".join(part for part in (for_whom, left_by) if part),
        marks=[state_pill(each, desk), small(_when(each, desk))],
        after=chevron(),
        on_click=lambda: desk.go(route),
    )


def state_pill(each: LeftItem, desk: Desk) -> ft.Control:
    """How long it is kept, in a colour that grows with it; fetched, that it was."""
    t, offset = desk.t, desk.offset_minutes
    if each.state == "fetched":
        return pill(PASSED, t("Fetched by {name}", name=each.fetched_by or ""))
    days = days_kept(day_of(each.left_ms, offset), day_of(desk.now_ms, offset))
    words = t.count("Kept {n} day", "Kept {n} days", days) if days else t("Left today")
    return pill(AGE_MEANINGS[age_of(days)], words, icon=ft.Icons.SCHEDULE)


def _when(each: LeftItem, desk: Desk) -> str:
    at = each.fetched_ms if each.state == "fetched" and each.fetched_ms else each.left_ms
    photos = desk.t.count("{n} photo", "{n} photos", each.photos) if each.photos else ""
    return " · ".join(part for part in (moment(desk.t, at, desk.now_ms, desk.offset_minutes), photos) if part)
