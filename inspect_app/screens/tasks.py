"""任务: what is to be brought back, and faults that wait, mine, or all, newest first, 50 at a time."""

from __future__ import annotations

import json

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import pill
from inspect_app.parts.names import FAULT_STATES, LEVELS, level_meaning, state_icon, state_meaning
from inspect_app.parts.page import page
from inspect_app.parts.type import small
from inspect_app.routes import Place, route_to
from inspect_app.screens.lending_links import due_tasks, lending_links
from inspect_app.screens.scrolling import use_scrolling
from inspect_app.state import Desk
from inspect_app.texts.moments import ago
from storage.queries import faults
from storage.queries.faults import Fault

OPEN = ("open", "assigned")
CLOSED = ("done", "accepted", "cancelled")
FILTERS = {"open": "To be done", "mine": "Reported by me", "closed": "Closed", "all": "All"}


@component
def TasksScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Each fault a line with its state, place, age and photos."""
    watch(desk.changes)
    t = desk.t
    chosen, choose = use_state(desk.memory.get("tasks", "open"))
    scrolling = use_scrolling(desk, "tasks")
    rows = scrolling.rows

    def pick(value: str) -> None:
        desk.memory["tasks"] = value
        scrolling.from_top()
        choose(value)

    found = _found(desk, chosen, rows + 1)
    lines = [task_line(fault, desk) for fault in found[:rows]]
    due = due_tasks(desk) if chosen in ("open", "all") else []
    nothing = empty(
        ft.Icons.TASK_ALT,
        t("Nothing here. A failed item of a check becomes a task by itself."),
        button=t("Scan a label"),
        on_click=lambda: desk.go(route_to("scan")),
        key="no-tasks",
    )
    more = [text_button(t("Show more"), scrolling.show_more, key="more")]
    return page(
        [*lending_links(desk), *due, *(lines or [nothing]), *(more if len(found) > rows else [])],
        top=[chips("filter", [(value, t(words)) for value, words in FILTERS.items()], chosen, pick)],
        key="tasks-page",
        scroller=scrolling.scroller,
        on_scroll=scrolling.on_scroll,
    )


def _found(desk: Desk, chosen: str, limit: int) -> list[Fault]:
    states = {"open": OPEN, "closed": CLOSED}.get(chosen, OPEN + CLOSED)
    person = desk.author.person if chosen == "mine" else None
    return faults.faults(desk.store.db, json.dumps(states), person_id=person, limit=limit)


def task_line(fault: Fault, desk: Desk) -> ft.Control:
    t = desk.t
    below = " · ".join(
        part for part in (fault.place, ago(t, fault.found_ms, desk.now_ms), fault.person) if part
    )
    marks: list[ft.Control] = [
        pill(state_meaning(fault.state), t(FAULT_STATES[fault.state]), icon=state_icon(fault.state)),
        pill(level_meaning(fault.level), t(LEVELS[fault.level or "minor"])),
    ]
    if fault.photos:
        marks.append(small(t.count("{n} photo", "{n} photos", fault.photos)))
    return line(
        fault.title,
        key=f"task-{fault.id}",
        below=below,
        marks=marks,
        after=chevron(),
        on_click=lambda: desk.go(route_to("fault", fault=fault.id)),
    )
