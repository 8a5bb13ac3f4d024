"""导入: choose a paper, see as a table what it would change, and only then take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import Paper, PaperAnswer
from inspect_app.components import component, use_ref, use_state
from inspect_app.papers import PaperPicker
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import FAILED, PASSED, notice
from inspect_app.parts.split import split
from inspect_app.parts.type import heading, section, small, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.screens.wide.column_mapping import ColumnMapping
from inspect_app.screens.wide.import_progress import ImportProgress, followed
from inspect_app.screens.wide.report import ReportTable
from inspect_app.state import Desk
from inspect_app.texts import Words

LEFT_PIXELS = 376
PURPOSE = {
    "rooms": ("Rooms", "Campus, building, floor, number, use, keeper. Import these first."),
    "people": ("People", "Number, name, post, department, phone. Roles follow from the posts."),
    "assets": ("Assets", "Number, name, model, quantity, value, room, keeper; one line may stand for many."),
    "class_property": (
        "Class property",
        "A sheet a class: things, quantity and condition at both ends of a term.",
    ),
    "visits": (
        "Paper visitors' book",
        "Day, name, phone, why, host, times. Days past the school's days of keeping are only counted.",
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """How far an import is: `answer` is the server's, `trouble` one sentence.

    `mapping` is what the person said of the columns: title to field.
    """

    name: str = ""
    content: bytes = b""
    mapping: dict[str, str] = field(default_factory=dict)
    is_under_way: bool = False
    is_taking: bool = False
    answer: PaperAnswer | None = None
    trouble: str = ""

    @property
    def changes(self) -> int:
        """How many rows would be made or changed."""
        report = self.answer.report if self.answer else None
        if report is None:
            return 0
        return sum(count["new"] + count["changed"] for count in report["counts"].values())


@component
def ImportScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Nothing is written before 确认导入."""
    paper, set_paper = use_state("rooms")
    step, to = use_state(Step())
    far, tell = use_state(None)
    latest = use_ref(paper)
    latest.current = paper
    picker: PaperPicker = desk.memory.setdefault("papers", PaperPicker())

    async def ask(begun: Step, *, dry_run: bool) -> None:
        to(replace(begun, is_under_way=True, is_taking=not dry_run, trouble=""))
        over = await _handed_in(desk, latest.current, begun, tell, dry_run=dry_run)
        to(over)
        if over.answer is not None and over.answer.applied and not over.trouble:
            await desk.agent.sync_now()
            desk.changes.count += 1

    async def chosen(name: str, content: bytes) -> None:
        await ask(Step(name, content), dry_run=True)

    async def confirm() -> None:
        await ask(step, dry_run=False)

    def map_columns(said: dict[str, str]) -> None:
        async def again() -> None:
            await ask(Step(step.name, step.content, {**step.mapping, **said}), dry_run=True)

        desk.run(again)

    def choose(value: Paper) -> None:
        set_paper(value)
        to(Step())

    picker.wait_for(chosen)
    left = _left(desk, paper, choose, step, picker)
    return split(
        ft.Container(left, width=LEFT_PIXELS),
        ImportProgress(desk, step.name, far, is_taking=step.is_taking, key="import-waiting")
        if step.is_under_way
        else _right(desk, step, confirm, map_columns, to),
        left_flex=0,
        right_flex=1,
    )


async def _handed_in(
    desk: Desk, paper: Paper, begun: Step, tell: Callable[[Any], None], *, dry_run: bool
) -> Step:
    """What came of it: the server's answer, a sentence, or the step before where it was stopped."""
    try:
        begun = replace(begun, content=await desk.device.shell.chosen_file(begun.content))
        transport = calls.transport_of(desk.store, desk.device)
        job = await calls.begin_import(
            transport, paper, begun.name, begun.content, begun.mapping, dry_run=dry_run
        )
        answer = await followed(transport, job, tell)
    except Exception as error:
        return replace(begun, is_under_way=False, trouble=trouble_words(error, desk))
    finally:
        tell(None)
    if answer is None:
        desk.say(desk.t("The import was stopped. Nothing was changed."))
        return replace(begun, is_under_way=False) if begun.answer else Step()
    return replace(begun, is_under_way=False, answer=answer, trouble=answer.problem)


def _left(
    desk: Desk, paper: str, choose: Callable[[Paper], None], step: Step, picker: PaperPicker
) -> ft.Control:
    t = desk.t
    papers = [_paper(name, paper, choose, t) for name in calls.PAPERS]
    words = t("Choose another file") if step.name else t("Choose the file")
    button = ft.FilledButton(
        words,
        key="choose-file",
        icon=ft.Icons.UPLOAD_FILE,
        action=picker.action(),
        disabled=step.is_under_way,
        style=ft.ButtonStyle(
            shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
            padding=ft.Padding.symmetric(horizontal=16, vertical=20),
        ),
    )
    below = t("XLSX or CSV as the office has it: title rows, merged cells and total rows are understood.")
    return ft.ListView(
        [section(t("1. What is in the file")), *papers, section(t("2. The file")), button, small(below)],
        key="import-left",
        spacing=theme.GRID,
        padding=ft.Padding.symmetric(horizontal=24, vertical=8),
    )


def _paper(name: Paper, chosen: str, choose: Callable[[Paper], None], t: Words) -> ft.Control:
    title, told = (t(words) for words in PURPOSE[name])
    is_chosen = name == chosen
    icon = ft.Icons.RADIO_BUTTON_CHECKED if is_chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    return ft.Container(
        ft.Row(
            [
                ft.Icon(icon, color=ft.Colors.PRIMARY if is_chosen else ft.Colors.ON_SURFACE_VARIANT),
                ft.Column([text(title), small(told)], spacing=0, tight=True, expand=True),
            ],
            spacing=12,
        ),
        key=f"paper-{name}",
        padding=12,
        border=ft.Border.all(1, ft.Colors.PRIMARY if is_chosen else ft.Colors.OUTLINE_VARIANT),
        border_radius=theme.RADIUS,
        ink=True,
        on_click=lambda: choose(name),
    )


def _right(
    desk: Desk,
    step: Step,
    confirm: Callable[[], Any],
    map_columns: Callable[[dict[str, str]], None],
    to: Callable[[Step], None],
) -> ft.Control:
    if step.answer is None or step.answer.report is None:
        return _not_understood(desk, step, map_columns)
    over = [notice(FAILED, step.trouble, key="import-trouble")] if step.trouble else []
    fields = (step.answer.mapping or {}).get("fields", []) if not step.answer.applied else []
    key = f"report-{step.name}-{step.answer.applied}-{sorted(step.mapping.items())}"
    table = ReportTable(desk, step.answer.report, fields, map_columns, key=key)
    return ft.Column(
        [
            ft.Container(
                ft.Column([heading(step.name), *over, *_done(step, desk)], spacing=12, tight=True),
                padding=ft.Padding.only(left=24, right=24, top=16),
            ),
            table,
            _bottom(desk, step, confirm, to),
        ],
        key="import-right",
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _not_understood(desk: Desk, step: Step, map_columns: Callable[[dict[str, str]], None]) -> ft.Control:
    """One sentence why, and where it helps, the columns to be named by hand."""
    t = desk.t
    if not step.trouble:
        words = t("The file is first only read. Here you see what would be new, changed or refused.")
        return empty(ft.Icons.TABLE_VIEW, words, key="no-file")
    told: list[ft.Control] = [notice(FAILED, step.trouble, key="import-trouble")]
    if step.name:
        told.insert(0, heading(step.name))
    parts: list[ft.Control] = [ft.Container(ft.Column(told, spacing=12, tight=True), padding=24)]
    mapping = step.answer.mapping if step.answer else None
    if mapping and mapping["headers"]:
        key = f"mapping-{step.name}"
        parts.append(ColumnMapping(desk, mapping["fields"], (), mapping["headers"], map_columns, key=key))
    return ft.Column(parts, spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _done(step: Step, desk: Desk) -> list[ft.Control]:
    t = desk.t
    if step.answer is None or not step.answer.applied:
        return []
    words = t.count("Imported: {n} row made or changed.", "Imported: {n} rows made or changed.", step.changes)
    look = text_button(t("Look at rooms and assets"), lambda: desk.go(route_to("ledger")), key="to-ledger")
    if step.answer.report and step.answer.report["kind"] == "visit":
        words_of_reports = t("Look at the reports of visits")
        look = text_button(
            words_of_reports, lambda: desk.go(route_to("visit_reports")), key="to-visit-reports"
        )
    return [notice(PASSED, words, key="imported", action=ft.Row([look]))]


def _bottom(desk: Desk, step: Step, confirm: Callable[[], Any], to: Callable[[Step], None]) -> ft.Control:
    t = desk.t
    applied = step.answer is not None and step.answer.applied
    words = t.count("Confirm: import {n} change", "Confirm: import {n} changes", step.changes)
    if not applied and not step.changes:
        words = t("Nothing to import: everything is as in the file")
    buttons: list[ft.Control] = [
        main_button(words, confirm if step.changes and not applied else None, key="confirm-import"),
        second_button(t("Put the file aside"), lambda: to(Step()), key="drop-file"),
    ]
    if applied:
        buttons = [second_button(t("Import another file"), lambda: to(Step()), key="another-file")]
    return ft.Container(
        ft.Row(buttons, spacing=12),
        padding=ft.Padding.symmetric(horizontal=24, vertical=12),
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )
