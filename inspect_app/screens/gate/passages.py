"""出入登记: vehicles and goods that went in and out today, the newest on top."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, use_state, watch
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import PASSED, QUIET, pill
from inspect_app.parts.page import page
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_things_words import DIRECTIONS, PASSAGE_VIEWS
from inspect_app.texts.moments import DAY_MS, MINUTE_MS, moment
from storage.queries import passages
from storage.queries.passages import Passage, PassageFilter

DAYS = {"today": "Today", "week": "7 days"}
WEEK_DAYS = 7


@component
def PassagesScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Search, direction, and today or the week: what a phone holds of it."""
    watch(desk.changes)
    t = desk.t
    scrolling = use_scrolling(desk, "passages")
    typed, say = use_state("")
    view, choose = use_state("")
    days, span = use_state("today")
    wanted = _filter(desk, days, view, typed)
    found = passages.passage_list(desk.store.db, wanted, limit=scrolling.rows + 1)
    new = lambda: desk.go(route_to("passage", passage="new"))  # noqa: E731
    lines = [passage_line(each, desk) for each in found[: scrolling.rows]]
    more = [text_button(t("Show more"), scrolling.show_more, key="more")] if len(found) > len(lines) else []
    return page(
        [*(lines or [_nothing(t, is_narrowed=bool(typed.strip() or view))]), *more],
        top=[
            Entry(
                t("Plate, goods, name"), say, name="passage-search", prefix_icon=ft.Icons.SEARCH, key="search"
            ),
            _chips(t, view, choose, days, span),
            _counted(desk, wanted),
        ],
        bottom=[main_button(t("Vehicle or goods"), new, key="new-passage", icon=ft.Icons.ADD)],
        key="passages-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def day_start_ms(now_ms: int, offset_minutes: int) -> int:
    """When the school's local day began, in UTC ms."""
    local_ms = now_ms + offset_minutes * MINUTE_MS
    return local_ms - local_ms % DAY_MS - offset_minutes * MINUTE_MS


def _filter(desk: Desk, days: str, view: str, typed: str) -> PassageFilter:
    """A gate whose clock runs ahead is in it too."""
    start = day_start_ms(desk.now_ms, desk.offset_minutes)
    from_ms = start - (WEEK_DAYS - 1) * DAY_MS if days == "week" else start
    campus_id = gate_post(desk.store).campus_id
    return PassageFilter(from_ms, start + 2 * DAY_MS, campus_id, view, typed.strip())


def _chips(
    t: Words, view: str, choose: Callable[[str], None], days: str, span: Callable[[str], None]
) -> ft.Control:
    ways = chips("way", [(value, t(words)) for value, words in PASSAGE_VIEWS.items()], view, choose)
    spans = chips("days", [(value, t(words)) for value, words in DAYS.items()], days, span)
    return ft.Row(
        [*ways.controls, ft.Container(width=8), *spans.controls], spacing=8, scroll=ft.ScrollMode.HIDDEN
    )


def _counted(desk: Desk, wanted: PassageFilter) -> ft.Control:
    counts = passages.count_passages(desk.store.db, wanted)
    return small(desk.t("{into} in, {out} out", into=counts["in"], out=counts["out"]))


def _nothing(t: Words, *, is_narrowed: bool) -> ft.Control:
    words = t("Nothing fits. Try fewer letters, or the whole week.")
    if not is_narrowed:
        words = t("Nothing was written down today. Deliveries, lorries and goods that leave stand here.")
    return empty(ft.Icons.LOCAL_SHIPPING_OUTLINED, words, key="no-passages")


def passage_title(each: Passage) -> str:
    """'粤B12345 · 桶装水 20 桶'."""
    return " · ".join(part for part in (each.plate, each.goods) if part)


def direction_pill(direction: str, t: Words) -> ft.Control:
    """In and out by word and arrow."""
    is_in = direction == "in"
    icon = ft.Icons.LOGIN if is_in else ft.Icons.LOGOUT
    return pill(PASSED if is_in else QUIET, t(DIRECTIONS[direction]), icon=icon)


def passage_line(each: Passage, desk: Desk) -> ft.Control:
    t = desk.t
    at = moment(t, each.at_ms, desk.now_ms, desk.offset_minutes)
    photos = t.count("{n} photo", "{n} photos", each.photos) if each.photos else ""
    corrected = t("Corrected") if each.versions > 1 else ""
    route = route_to("passage", passage=each.id)
    return line(
        passage_title(each),
        key=f"passage-{each.id}",
        below=" · ".join(part for part in (each.driver, each.host_name, each.reason) if part),
        marks=[
            direction_pill(each.direction, t),
            small(" · ".join(part for part in (at, photos, corrected) if part)),
        ],
        after=chevron(),
        on_click=lambda: desk.go(route),
    )
