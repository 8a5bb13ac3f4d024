"""疏散名单: everyone on campus now, to be read out and ticked; a roll call begins with the first tick."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, use_flag, use_maybe, use_ref, use_state, watch
from inspect_app.gate.muster import Called, RollCall, heads, of_state
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, FAILED, notice, pill
from inspect_app.parts.page import page
from inspect_app.parts.type import section, small, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.called_row import called_row
from inspect_app.screens.gate.calling import Calling, end_sheet, sort_sheet
from inspect_app.screens.gate.heads import heads_row
from inspect_app.screens.room import no_such_place
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_things_words import CALLED_STATES, DRILL_SORTS
from inspect_app.texts.moments import clock_time, moment
from inspect_app.views.roll_call import calls_of, elsewhere, list_of
from storage.queries import places

PAST_ROWS = 10


@component
def EvacuationScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Everything on this phone: it opens without a network."""
    watch(desk.changes)
    asked, ask_sort = use_maybe()
    ending, set_ending = use_flag()
    campus_id = gate_post(desk.store).campus_id
    calls = calls_of(desk.store, campus_id)
    calling: Calling = use_ref(lambda: Calling(desk, campus_id)).current
    calling.campus_id = campus_id
    calling.call = next((call for call in calls if call.is_open), None)
    calling.ask = lambda first: ask_sort((first,))
    people = list_of(desk.store, campus_id, calling.call)
    close = lambda: ask_sort(None)  # noqa: E731
    ft.use_dialog(sort_sheet(calling, asked[0], close) if asked is not None else None)
    not_yet = lambda: set_ending(False)  # noqa: E731
    ft.use_dialog(end_sheet(calling, people, not_yet) if ending and calling.call is not None else None)
    past = [call for call in calls if not call.is_open]
    told = _elsewhere(desk, campus_id)
    bottom = _buttons(calling, lambda: set_ending(True)) if people or calling.call else []
    return CalledPage(desk, people, calling.call, calling.tick, _past(past, desk), bottom, told, key="called")


@component
def DrillScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A roll call that is over, to be read."""
    watch(desk.changes)
    campus_id = gate_post(desk.store).campus_id
    wanted = place.value("drill") or ""
    call = next((call for call in calls_of(desk.store, campus_id) if wanted in call.ids), None)
    if call is None:
        return no_such_place(desk)
    return CalledPage(desk, list_of(desk.store, campus_id, call), call, None, [], [], [], key="called")


@component
def CalledPage(  # noqa: N802
    desk: Desk,
    people: tuple[Called, ...],
    call: RollCall | None,
    act: Callable[[Called, str], None] | None,
    below: list[ft.Control],
    bottom: list[ft.Control],
    told: list[ft.Control],
) -> ft.Control:
    """The counts stay on top, the list scrolls; fifty rows at a time."""
    t = desk.t
    chosen, choose = use_state("all")
    scrolling = use_scrolling(desk, "evacuation" if act else "roll-call")
    wanted = of_state(people, () if chosen == "all" else (chosen,))
    rows = [called_row(desk, each, act, key=each.person.ids[0]) for each in wanted[: scrolling.rows]]
    more = [text_button(t("Show more"), scrolling.show_more, key="more")] if len(wanted) > len(rows) else []
    states = [(value, t(words)) for value, words in CALLED_STATES.items()]
    top = [heads_row(heads(people), t), *([chips("called", states, chosen, choose)] if call else [])]
    return page(
        [*told, *_head(call, desk), *(rows or [_nobody(desk, call, is_bare=not people)]), *more, *below],
        top=top,
        bottom=bottom,
        key="evacuation-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _elsewhere(desk: Desk, campus_id: str) -> list[ft.Control]:
    """The list is of the campus where this phone stands; 0 on it must not read as nobody at all."""
    others = elsewhere(desk.store, campus_id)
    if not others:
        return []
    names = "、".join(desk.t("{campus}: {n}", campus=name, n=heads) for name, heads in others)
    here = dict(places.campus_names(desk.store.db)).get(campus_id, "")
    words = desk.t("This list is of {campus}. On other campuses: {others}.", campus=here, others=names)
    return [notice(ATTENTION, words, key="elsewhere")]


def _head(call: RollCall | None, desk: Desk) -> list[ft.Control]:
    """Which roll call this is and since when."""
    if call is None:
        return []
    t, offset = desk.t, desk.offset_minutes
    is_real = call.sort == "real"
    began = moment(t, call.began_ms, desk.now_ms, offset)
    ended = f"–{clock_time(call.ended_ms, offset)}" if call.ended_ms else ""
    told = [small(" · ".join(part for part in (f"{began}{ended}", call.starter) if part))]
    word = pill(FAILED if is_real else ATTENTION, t(DRILL_SORTS[call.sort]), icon=ft.Icons.CAMPAIGN_OUTLINED)
    note = [text(call.note)] if call.note else []
    return [ft.Row([word, *told], wrap=True), *note]


def _nobody(desk: Desk, call: RollCall | None, *, is_bare: bool) -> ft.Control:
    """Of a roll call that is over only its note is left when its visits are erased."""
    t = desk.t
    words = t("Nobody in this list.") if call else t("No visitor is on campus. Who is signed in stands here.")
    if is_bare and call is not None and not call.is_open:
        words = t("The visits of that day are erased; what was counted stands above.")
    return empty(ft.Icons.GROUPS_OUTLINED, words, key="nobody")


def _buttons(calling: Calling, end: Callable[[], None]) -> list[ft.Control]:
    t = calling.desk.t
    if calling.call is not None:
        return [main_button(t("End the roll call"), end, key="end-drill")]
    return [
        ft.Row(
            [
                second_button(t("Begin a drill"), lambda: calling.begin("drill", None), key="begin-drill",
                    expand=True),
                main_button(
                    t("Real evacuation"),
                    lambda: calling.begin("real", None),
                    key="begin-real",
                    expand=True,
                ),
            ],
            spacing=8,
        )
    ]  # fmt: skip


def _past(calls: list[RollCall], desk: Desk) -> list[ft.Control]:
    """Earlier roll calls, the latest first."""
    if not calls:
        return []
    return [section(desk.t("Earlier roll calls")), *(_past_line(call, desk) for call in calls[:PAST_ROWS])]


def _past_line(call: RollCall, desk: Desk) -> ft.Control:
    t: Words = desk.t
    route = route_to("drill", drill=call.ids[0])
    when = moment(t, call.began_ms, desk.now_ms, desk.offset_minutes)
    return line(
        f"{t(DRILL_SORTS[call.sort])} · {when}",
        key=f"drill-{call.ids[0]}",
        below=call.note,
        after=chevron(),
        on_click=lambda: desk.go(route),
    )
