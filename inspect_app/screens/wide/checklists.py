"""检查表: the lists left; the chosen one to change in the middle, and as the phone shows it right."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.checklists.editing import new_checklist
from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import line
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.split import pane, split
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.checklist_editor import ChecklistEditor
from inspect_app.screens.wide.checklist_import import ChecklistImportPane
from inspect_app.screens.wide.keyboard import keyboard_of, list_keys
from inspect_app.screens.wide.office_table import ROOMY_PIXELS
from inspect_app.state import Desk
from inspect_app.views.checklist import checklist_by_id
from storage.queries import checklists
from storage.queries.checklists import ChecklistRow

LIST_PIXELS = 288
NEW, IMPORT = "new", "import"


@component
def ChecklistsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Lists by name. A small window has room for the list, or for the chosen one beside its phone."""
    watch(desk.changes)
    width = watch(desk.looks).width
    t = desk.t
    rows = checklists.checklists(desk.store.db)
    chosen = place.value("checklist")

    def step(by: int) -> None:
        there = moved([row.id for row in rows], chosen, by)
        if there is not None:
            desk.go(route_to("checklist", checklist=there))

    use_keys(keyboard_of(desk), list_keys(desk, step, "checklists"))
    lines = [_row(row, desk, is_chosen=row.id == chosen) for row in rows]
    new = main_button(
        t("New checklist"),
        lambda: desk.go(route_to("checklist", checklist=NEW)),
        key="new-checklist",
        icon=ft.Icons.ADD,
    )
    take = second_button(
        t("Import an XLSForm"),
        lambda: desk.go(route_to("checklist", checklist=IMPORT)),
        key="import-checklist",
        icon=ft.Icons.UPLOAD_FILE,
    )
    nothing = empty(ft.Icons.CHECKLIST, t("No checklist yet."), key="no-checklists")
    left = pane(lines or [nothing], bottom=[new, take], key="checklists")
    if chosen and width < ROOMY_PIXELS:
        return _right(desk, chosen)
    return split(ft.Container(left, width=LIST_PIXELS), _right(desk, chosen), left_flex=0, right_flex=1)


def _right(desk: Desk, chosen: str | None) -> ft.Control:
    t = desk.t
    if chosen == NEW:
        return ChecklistEditor(desk, new_checklist(), key="checklist-new")
    if chosen == IMPORT:
        return ChecklistImportPane(desk, key="checklist-import")
    if chosen is None:
        words = t("Choose a checklist to change it and see it as the phone shows it.")
        return empty(ft.Icons.CHECKLIST, words, key="no-checklist-chosen")
    held = checklist_by_id(desk.store, chosen)
    if held is None:
        words = t("This checklist cannot be read by this version of the app. Update the app.")
        return empty(ft.Icons.HELP_OUTLINE, words, key="unreadable-checklist")
    return ChecklistEditor(desk, held, key=f"checklist-{held.id}")


def _row(row: ChecklistRow, desk: Desk, *, is_chosen: bool) -> ft.Control:
    t = desk.t
    made: Any = line(
        row.name,
        key=f"checklist-row-{row.id}",
        below=t("version {n}", n=row.version or 1),
        on_click=lambda: desk.go(route_to("checklist", checklist=row.id)),
    )
    made.bgcolor = ft.Colors.PRIMARY_CONTAINER if is_chosen else None
    return made
