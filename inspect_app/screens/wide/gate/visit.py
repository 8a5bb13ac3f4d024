"""One visit on the office's desk: who came, whom they saw, their papers, and what was done with their data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.signing_out import sign_out
from inspect_app.actions.office import calls
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.buttons import second_button, yes_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, notice, pill
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import route_to
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.doing import does
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.asking import use_answer
from inspect_app.screens.wide.conflict_card import row_conflicts
from inspect_app.screens.wide.dialogs import photo_dialog
from inspect_app.screens.wide.gate.opening import number_opening
from inspect_app.screens.wide.gate.person import person_dialog
from inspect_app.screens.wide.gate.visit_columns import stay_words
from inspect_app.screens.wide.gate.visit_facts import visit_facts, visit_life
from inspect_app.screens.wide.gate.visit_form import visit_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from inspect_app.views.wide.visit import VisitView, visit_view
from storage.queries.visits import Visit


@component
def VisitPane(desk: Desk, visit_id: str) -> ft.Control:  # noqa: N802
    """The right half of 来访."""
    watch(desk.changes)
    over, put_over = use_maybe()
    looked, look = use_maybe()
    asked = use_answer(
        desk,
        lambda: calls.history(calls.transport_of(desk.store, desk.device), "visit", visit_id),
        [visit_id],
    )
    told = [(each.stamp, each.person, each.line) for each in asked.value or ()]
    view = visit_view(desk.store, visit_id, desk.now_ms, told)
    away = lambda: put_over(None)  # noqa: E731
    dialog = None
    if view is not None and over == "correct":
        dialog = visit_dialog(desk, view.visit, away)
    elif view is not None and over == "person":
        dialog = person_dialog(desk, view.visit.name, view.visit.phone or "", away)
    elif view is not None and looked:
        shas = [photo.sha256 for photo in view.photos]
        dialog = photo_dialog(desk, shas, looked, view.visit.name, lambda: look(None))
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    if view is None:
        return no_such_place(desk)
    parts = [
        *_head(view, desk),
        *row_conflicts(desk, "visit", visit_id),
        *visit_facts(view, desk),
        section(desk.t("Paper")),
        number_opening(desk, view.visit),
        *_photos(view, desk, look),
        *_others(view, desk),
        *visit_life(view, desk),
    ]
    return pane(parts, bottom=[_buttons(view, desk, put_over)], key="visit")


def _head(view: VisitView, desk: Desk) -> list[ft.Control]:
    t, row = desk.t, view.row
    span = stay_words(row.overdue_minutes if row.overdue_minutes else row.stayed_minutes, t)
    if row.is_in and row.overdue_minutes:
        state = pill(ATTENTION, t("over by {span}", span=span), icon=ft.Icons.TIMER_OUTLINED)
    elif row.is_in:
        state = pill(PASSED, t("On campus for {span}", span=span), icon=ft.Icons.LOGIN)
    else:
        state = pill(QUIET, t("Left the campus"), icon=ft.Icons.LOGOUT)
    marks: list[ft.Control] = [state, pill(QUIET, row.sort, icon=ft.Icons.BADGE_OUTLINED)]
    if view.visit.papers_later:
        marks.append(pill(ATTENTION, t("Papers still to come"), icon=ft.Icons.BADGE_OUTLINED))
    parts: list[ft.Control] = [
        heading(view.visit.name, selectable=True),
        ft.Row(marks, spacing=theme.GRID, run_spacing=theme.GRID, wrap=True),
    ]
    if len(view.rows) > 1:
        words = t.count(
            "Written down {n} time at the gates: one person, signed out everywhere at once.",
            "Written down {n} times at the gates: one person, signed out everywhere at once.",
            len(view.rows),
        )
        parts.append(notice(QUIET, words, key="two-gates"))
    return parts


def _photos(view: VisitView, desk: Desk, look: Callable[[str], Any]) -> list[ft.Control]:
    if not view.photos:
        return []
    shas = {photo.id: photo.sha256 for photo in view.photos}
    pictures = [(photo.id, photo.thumbnail) for photo in view.photos]
    strip = photo_strip("visit", pictures, desk.t, on_look=lambda photo: look(shas[photo]))
    return [section(desk.t("Photos")), strip]


def _others(view: VisitView, desk: Desk) -> list[ft.Control]:
    """Who came with them, and when they came before."""
    t = desk.t
    parts: list[ft.Control] = []
    if view.group:
        parts += [section(t("Came together")), *(_other(each, desk, name=True) for each in view.group)]
    if view.earlier:
        parts += [section(t("Other visits of this person"))]
        parts += [_other(each, desk, name=False) for each in view.earlier]
    return parts


def _other(each: Visit, desk: Desk, *, name: bool) -> ft.Control:
    when = moment(desk.t, each.in_ms, desk.now_ms, desk.offset_minutes)
    below = " · ".join(part for part in (when if name else "", each.reason, each.host_name) if part)
    there = route_to("visit_record", visit=each.id)
    return line(
        each.name if name else when,
        key=f"other-{each.id}",
        below=below,
        after=chevron(),
        on_click=lambda: desk.go(there),
    )


def _buttons(view: VisitView, desk: Desk, put_over: Callable[[str], Any]) -> ft.Control:
    t = desk.t
    acts: list[ft.Control] = []
    if view.row.is_in:
        acts.append(yes_button(t("Sign out"), lambda: _leave(view, desk), key="sign-out"))
    acts.append(second_button(t("Put right"), lambda: put_over("correct"), key="correct-visit"))
    if not is_office(desk):
        return side_by_side([*acts, small(t("The office opens numbers and erases."))])
    acts.append(second_button(t("All about this person"), lambda: put_over("person"), key="all-about-person"))
    return side_by_side(acts)


def _leave(view: VisitView, desk: Desk) -> None:
    """At the gate where they came in: the office has none of its own."""
    gate = view.visit.gate or ""
    if does(desk, lambda: sign_out(desk.store, desk.author, view.ids, "tapped", gate)):
        desk.say(desk.t("{name} is signed out.", name=view.visit.name))
