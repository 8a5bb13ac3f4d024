"""One fault on the office's desk: where, what, its photos, what two people disagree on, and its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.faults import close_fault
from inspect_app.actions.office import calls
from inspect_app.actions.office.faults import NEXT, reopen_fault, set_level
from inspect_app.components import component, use_maybe, watch
from inspect_app.parts.buttons import second_button, text_button, yes_button
from inspect_app.parts.card import fact
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import pill
from inspect_app.parts.names import FAULT_STATES, LEVELS, level_meaning, state_meaning
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, section, small, text
from inspect_app.routes import route_to
from inspect_app.screens.doing import does
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.asking import use_answer
from inspect_app.screens.wide.conflict_card import Disputed, conflict_card
from inspect_app.screens.wide.dialogs import photo_dialog, reason_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import moment
from inspect_app.views.wide.fault import FaultView, Step, fault_view
from storage.queries.conflicts import Conflict

FIELD_NAMES = {
    "state": "State",
    "level": "Level",
    "title": "Title",
    "note": "Note",
    "closing": "How it ended",
    "closed_ms": "Ended at",
    "room_id": "Place",
    "asset_id": "Asset",
    "person_id": "Reported by",
}
USUAL_ENDS = {
    "done": ("Repaired", "Replaced", "Tightened or adjusted"),
    "accepted": ("Looked at on the spot, in order", "In order by the photo"),
    "cancelled": ("Reported twice", "No fault after all", "Reported by mistake"),
    "open": ("Came back", "Not repaired well"),
}
STEP_WORDS = {
    "open": "Reopened",
    "assigned": "Assigned",
    "done": "Repaired",
    "accepted": "Accepted",
    "cancelled": "Cancelled",
}
ACTS = {
    "done": "Mark as repaired",
    "accepted": "Accept the repair",
    "cancelled": "Cancel this fault",
    "open": "Open again",
}


@component
def FaultPane(desk: Desk, fault_id: str) -> ft.Control:  # noqa: N802
    """The right half of 工单与隐患."""
    watch(desk.changes)
    t = desk.t
    becoming, become = use_maybe()
    looked, look = use_maybe()
    asked = use_answer(
        desk,
        lambda: calls.history(calls.transport_of(desk.store, desk.device), "fault", fault_id),
        [fault_id],
    )
    view = fault_view(
        desk.store, fault_id, [(each.stamp, each.person, each.line) for each in asked.value or ()]
    )

    def end(note: str) -> None:
        if becoming == "open":
            does(desk, lambda: reopen_fault(desk.store, desk.author, fault_id, note))
        else:
            does(desk, lambda: close_fault(desk.store, desk.author, fault_id, becoming, note))
        become(None)

    ft.use_dialog(_reason(becoming, end, lambda: become(None), t) if becoming else None)
    ft.use_dialog(_photo(view, looked, desk, lambda: look(None)) if looked and view else None)
    use_silence(keyboard_of(desk), on=bool(becoming or looked))
    if view is None:
        return no_such_place(desk)
    parts = [
        *_head(view, desk),
        *_conflicts(view, desk),
        *_facts(view, desk),
        *_photos(view, desk, look),
        *_life(view, desk),
    ]
    return pane(parts, bottom=[_buttons(view, desk, become)], key="fault")


def _reason(state: str, end: Callable[[str], Any], away: Callable[[], Any], t: Words) -> ft.AlertDialog:
    usual = [t(words) for words in USUAL_ENDS[state]]
    return reason_dialog(t(ACTS[state]), t("What was done, or why"), t(ACTS[state]), usual, end, away)


def _photo(view: FaultView, photo_id: str, desk: Desk, close: Callable[[], Any]) -> ft.AlertDialog | None:
    shas = {photo.id: photo.sha256 for photo in view.photos}
    if photo_id not in shas:
        return None
    return photo_dialog(desk, list(shas.values()), shas[photo_id], view.fault.title, close)


def _head(view: FaultView, desk: Desk) -> list[ft.Control]:
    t, fault = desk.t, view.fault
    level = fault.level or "minor"
    marks: list[ft.Control] = [
        pill(state_meaning(fault.state), t(FAULT_STATES[fault.state])),
        pill(level_meaning(level), t(LEVELS[level])),
    ]
    return [heading(fault.title, selectable=True), ft.Row(marks, spacing=theme.GRID)]


def _facts(view: FaultView, desk: Desk) -> list[ft.Control]:
    t, fault = desk.t, view.fault
    found = moment(t, fault.found_ms, desk.now_ms, desk.offset_minutes)
    facts = [
        (t("Place"), fault.place),
        (t("Reported by"), fault.person),
        (t("Time"), found),
        (t("Note"), fault.note),
        (t("How it ended"), fault.closing),
    ]
    links: list[ft.Control] = []
    if fault.check_id:
        check = route_to("record", check=fault.check_id)
        links.append(
            text_button(
                t("The check that found it"), lambda: desk.go(check), key="to-check", icon=ft.Icons.FACT_CHECK
            )
        )
    if fault.room_id:
        room = route_to("room", room=fault.room_id)
        links.append(
            text_button(t("The room"), lambda: desk.go(room), key="to-room", icon=ft.Icons.MEETING_ROOM)
        )
    return [*(fact(name, value) for name, value in facts if value), side_by_side(links)]


def _conflicts(view: FaultView, desk: Desk) -> list[ft.Control]:
    return [_conflict(each, view.fault.id, desk) for each in view.conflicts]


def _conflict(each: Conflict, fault_id: str, desk: Desk) -> ft.Control:
    t = desk.t
    name = t(FIELD_NAMES.get(each.field, each.field))
    title = t("Two people changed “{field}” without seeing each other", field=name)
    held, lost = (shown_value(each.field, value, t, desk) for value in (each.held, each.lost))
    held_by, lost_by = _said(each.held_by, each.held_ms, desk), _said(each.lost_by, each.lost_ms, desk)
    return conflict_card(desk, Disputed("fault", fault_id, each.field, title, held, held_by, lost, lost_by))


def _said(person: str, at_ms: int, desk: Desk) -> str:
    t = desk.t
    when = moment(t, at_ms, desk.now_ms, desk.offset_minutes)
    return " ".join(part for part in (person, when) if part)


def shown_value(field: str, value: Any, t: Words, desk: Desk) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return t("Nothing written")
    if field == "level":
        return t(LEVELS.get(value, value))
    if field == "state":
        return t(FAULT_STATES.get(value, value))
    if field.endswith("_ms"):
        return moment(t, value, desk.now_ms, desk.offset_minutes)
    return str(value)


def _photos(view: FaultView, desk: Desk, look: Callable[[str], None]) -> list[ft.Control]:
    if not view.photos:
        return []
    pictures = [(photo.id, photo.thumbnail) for photo in view.photos]
    return [section(desk.t("Photos")), photo_strip("fault", pictures, desk.t, on_look=look)]


def _life(view: FaultView, desk: Desk) -> list[ft.Control]:
    t = desk.t
    lines: list[ft.Control] = [_step(step, desk) for step in view.steps]
    if not view.is_whole:
        lines.insert(0, small(t("What happened earlier is on the server; it shows when there is a network.")))
    return [section(t("What happened")), *lines]


def _step(step: Step, desk: Desk) -> ft.Control:
    t = desk.t
    when = moment(t, step.at_ms, desk.now_ms, step.offset_minutes)
    who = step.person or t("Office")
    return ft.Row(
        [
            ft.Container(small(when), width=144),
            ft.Container(text(who, max_lines=1, no_wrap=True), width=80),
            text(_step_words(step, t, desk), expand=True, selectable=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _step_words(step: Step, t: Words, desk: Desk) -> str:
    if step.is_first:
        level = t(LEVELS.get(step.said.get("level", "minor"), "Minor"))
        parts = [t("Reported"), level, str(step.said.get("note", ""))]
        return " · ".join(part for part in parts if part)
    said = dict(step.said)
    state = said.pop("state", None)
    parts = [t(STEP_WORDS[state])] if state in STEP_WORDS else []
    for name, value in said.items():
        words = shown_value(name, value, t, desk)
        parts.append(words if name == "closing" else f"{t(FIELD_NAMES[name])} → {words}")
    return " · ".join(parts)


def _buttons(view: FaultView, desk: Desk, become: Callable[[str], None]) -> ft.Control:
    t, fault = desk.t, view.fault
    first, *others = NEXT[fault.state]
    main = yes_button(t(ACTS[first]), lambda: become(first), key=f"become-{first}")
    rest = [second_button(t(ACTS[state]), _becomes(become, state), key=f"become-{state}") for state in others]
    levels = [(level, t(words)) for level, words in LEVELS.items()]

    def judged(level: Any) -> None:
        if level != (fault.level or "minor"):
            does(desk, lambda: set_level(desk.store, desk.author, fault.id, level))

    level = pick(t("Level"), levels, fault.level or "minor", judged, key="set-level", width=128)
    return ft.Row([main, *rest, ft.Container(expand=True), level], spacing=theme.GRID)


def _becomes(become: Callable[[str], None], state: str) -> Callable[[], None]:
    return lambda: become(state)
