"""One fault: photos, and a time line from report to end."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.faults import close_fault
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.ask import reason_sheet
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import fact
from inspect_app.parts.meaning import mark, pill
from inspect_app.parts.names import FAULT_STATES, LEVELS, level_meaning, state_icon, state_meaning
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from inspect_app.views.fault import Step, steps_of
from storage.queries import faults, photos
from storage.queries.faults import Fault

STEP_WORDS = {
    "open": "Reported",
    "assigned": "Assigned",
    "done": "Repaired",
    "accepted": "Accepted",
    "cancelled": "Cancelled",
}
STEP_ICONS = {
    "open": ft.Icons.FLAG_OUTLINED,
    "assigned": ft.Icons.ASSIGNMENT_IND_OUTLINED,
    "done": ft.Icons.BUILD_OUTLINED,
}
USUAL_ENDS = {
    "done": ("Repaired", "Replaced", "Tightened or adjusted"),
    "cancelled": ("Reported twice", "No fault after all", "Reported by mistake"),
}


@component
def FaultScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Ending it asks for a word on how."""
    watch(desk.changes)
    t = desk.t
    ending, set_ending = use_maybe()
    fault = faults.fault(desk.store.db, place.value("fault") or "")

    def end(note: str) -> None:
        try:
            close_fault(desk.store, desk.author, place.value("fault") or "", ending, note)
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            desk.changed()
        set_ending(None)

    ft.use_dialog(_end_sheet(desk, ending, end, lambda: set_ending(None)) if ending else None)
    if fault is None:
        return no_such_place(desk)
    return page(
        [*_head(fault, desk), *_photos(fault, desk), *_time_line(fault, desk)],
        bottom=_buttons(fault, desk, set_ending),
        key="fault-page",
    )


def _end_sheet(desk: Desk, state: str, end: Any, away: Any) -> ft.BottomSheet:
    t = desk.t
    usual = [t(words) for words in USUAL_ENDS[state]]
    title = t("Repaired") if state == "done" else t("Cancel this fault")
    yes = t("Mark as repaired") if state == "done" else t("Cancel this fault")
    return reason_sheet(title, t("What was done, or why"), yes, usual, end, away)


def _head(fault: Fault, desk: Desk) -> list[ft.Control]:
    t = desk.t
    marks: list[ft.Control] = [
        pill(state_meaning(fault.state), t(FAULT_STATES[fault.state]), icon=state_icon(fault.state)),
        pill(level_meaning(fault.level), t(LEVELS[fault.level or "minor"])),
    ]
    facts = [(t("Place"), fault.place), (t("Reported by"), fault.person), (t("Note"), fault.note)]
    return [
        heading(fault.title),
        ft.Row(marks, wrap=True, spacing=theme.GRID),
        *(fact(name, value) for name, value in facts if value),
    ]


def _photos(fault: Fault, desk: Desk) -> list[ft.Control]:
    found = photos.photos_of_fault(desk.store.db, fault.id, fault.check_id, fault.item)
    if not found:
        return []
    shas = {photo.id: photo.sha256 for photo in found}
    strip = photo_strip(
        "fault",
        [(photo.id, photo.thumbnail) for photo in found],
        desk.t,
        on_look=lambda photo: desk.go(route_to("photo", sha=shas[photo])),
    )
    return [section(desk.t("Photos")), strip]


def _time_line(fault: Fault, desk: Desk) -> list[ft.Control]:
    steps = steps_of(desk.store, fault.id)
    return [section(desk.t("What happened")), *(_step(step, desk) for step in steps)]


def _step(step: Step, desk: Desk) -> ft.Control:
    t = desk.t
    words = t(STEP_WORDS[step.state]) if step.state in STEP_WORDS else t("Changed")
    when = moment(t, step.at_ms, desk.now_ms, step.offset_minutes)
    lines: list[ft.Control] = [
        mark(state_meaning(step.state or ""), words, icon=STEP_ICONS.get(step.state or "")),
        small(" · ".join(part for part in (when, step.person) if part)),
    ]
    if step.words:
        lines.append(text(step.words))
    return ft.Container(
        ft.Column(lines, spacing=0, tight=True),
        border=ft.Border.only(left=ft.BorderSide(2, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.only(left=12, top=4, bottom=12),
        margin=ft.Margin.only(left=8),
    )


def _buttons(fault: Fault, desk: Desk, ask_for: Any) -> list[ft.Control]:
    t = desk.t
    if fault.state not in ("open", "assigned"):
        return []
    return [
        main_button(t("Mark as repaired"), lambda: ask_for("done"), key="fault-done", icon=ft.Icons.BUILD),
        second_button(t("Cancel this fault"), lambda: ask_for("cancelled"), key="fault-cancel"),
    ]
