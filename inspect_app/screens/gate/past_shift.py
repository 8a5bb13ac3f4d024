"""Duties that were handed over: the list, and one of them to be read."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, watch
from inspect_app.gate.shift import matters_of
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.matters import matter_lines
from inspect_app.screens.proof_pictures import proof_pictures
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.moments import clock_time, moment
from storage.queries import shifts
from storage.queries.shifts import Shift

PAST_ROWS = 20


@component
def PastShiftScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A shift that was handed over, to be read."""
    watch(desk.changes)
    t = desk.t
    held = shifts.shift(desk.store.db, place.value("shift") or "")
    if held is None:
        return no_such_place(desk)
    return page(
        [
            heading(_names(held)),
            fact(t("From"), moment(t, held.began_ms, desk.now_ms, desk.offset_minutes)),
            *(
                [fact(t("To"), moment(t, held.ended_ms, desk.now_ms, desk.offset_minutes))]
                if held.ended_ms
                else []
            ),
            *([fact(t("Gate"), held.gate)] if held.gate else []),
            section(t("Open then")),
            *matter_lines(matters_of(held.matters), desk, leads=False),
            *([section(t("For who comes")), text(held.note)] if held.note else []),
            *proof_pictures(desk, held.id, "shift"),
        ],
        key="past-shift-page",
    )


def _names(held: Shift) -> str:
    return " → ".join(name for name in (held.person, held.taker) if name)


def past_lines(desk: Desk) -> list[ft.Control]:
    """The latest first."""
    campus_id = gate_post(desk.store).campus_id
    found = shifts.past_shifts(desk.store.db, campus_id, limit=PAST_ROWS)
    if not found:
        return []
    return [section(desk.t("Earlier duties")), *(_past_line(desk, each) for each in found)]


def _past_line(desk: Desk, each: Shift) -> ft.Control:
    began = moment(desk.t, each.began_ms, desk.now_ms, desk.offset_minutes)
    ended = f"–{clock_time(each.ended_ms, desk.offset_minutes)}" if each.ended_ms else ""
    route = route_to("past_shift", shift=each.id)
    return line(
        _names(each),
        key=f"past-{each.id}",
        below=" · ".join(part for part in (f"{began}{ended}", each.gate, each.note) if part),
        after=chevron(),
        on_click=lambda: desk.go(route),
    )
