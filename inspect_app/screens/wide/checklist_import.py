"""Import a checklist as XLSForm: choose a file, see as tables what was understood and refused, then take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import PaperAnswer
from inspect_app.components import component, use_state
from inspect_app.papers import PaperPicker
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import FAILED, PASSED, notice
from inspect_app.parts.type import heading, small
from inspect_app.routes import route_to
from inspect_app.screens.wide.asking import trouble_words, waiting
from inspect_app.screens.wide.form_report import FormReport
from inspect_app.state import Desk
from inspect_app.texts import Words


@dataclass(frozen=True, slots=True)
class FormStep:
    """How far the import of one form is; `trouble` is one sentence."""

    name: str = ""
    content: bytes = b""
    is_under_way: bool = False
    answer: PaperAnswer | None = None
    trouble: str = ""

    @property
    def report(self) -> dict[str, Any] | None:
        return self.answer.report if self.answer else None

    @property
    def can_be_taken(self) -> bool:
        """Nothing was refused, and it is not taken yet."""
        return bool(self.report and not self.report["refused"] and self.answer and not self.answer.applied)


@component
def ChecklistImportPane(desk: Desk) -> ft.Control:  # noqa: N802
    """Nothing is written before the second button."""
    t = desk.t
    step, to = use_state(FormStep())
    picker: PaperPicker = desk.memory.setdefault("papers", PaperPicker())

    async def ask(begun: FormStep, *, dry_run: bool) -> None:
        to(replace(begun, is_under_way=True, trouble=""))
        try:
            begun = replace(begun, content=await desk.device.shell.chosen_file(begun.content))
            transport = calls.transport_of(desk.store, desk.device)
            answer = await calls.import_form(transport, begun.name, begun.content, dry_run=dry_run)
        except Exception as error:
            to(replace(begun, is_under_way=False, trouble=trouble_words(error, desk)))
            return
        to(replace(begun, is_under_way=False, answer=answer, trouble=answer.problem))
        if answer.applied:
            await desk.agent.sync_now()
            desk.changes.count += 1

    async def chosen(name: str, content: bytes) -> None:
        await ask(FormStep(name, content), dry_run=True)

    async def confirm() -> None:
        await ask(step, dry_run=False)

    picker.wait_for(chosen)
    return ft.Column(
        [
            ft.Container(
                ft.Column(_head(step, picker, t), spacing=theme.GRID, tight=True),
                padding=ft.Padding.only(left=24, right=24, top=16, bottom=8),
            ),
            _body(desk, step),
            *_bottom(desk, step, confirm, lambda: to(FormStep())),
        ],
        key="form-import",
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _head(step: FormStep, picker: PaperPicker, t: Words) -> list[ft.Control]:
    told = t("A workbook with the sheets survey, choices and settings, as ODK and Kobo use it.")
    button = ft.FilledTonalButton(
        t("Choose another file") if step.name else t("Choose the file"),
        key="choose-form",
        icon=ft.Icons.UPLOAD_FILE,
        action=picker.action(),
        disabled=step.is_under_way,
    )
    return [
        heading(step.name or t("Import an XLSForm")),
        ft.Row([button, small(told, expand=True)], spacing=16),
    ]


def _body(desk: Desk, step: FormStep) -> ft.Control:
    t = desk.t
    if step.is_under_way:
        words = t("Reading {name}…", name=step.name) if step.answer is None else t("Importing…")
        return ft.Container(waiting(words, key="form-waiting"), padding=24, expand=True)
    if step.trouble:
        return ft.Container(notice(FAILED, step.trouble, key="form-trouble"), padding=24, expand=True)
    if step.report is None:
        words = t(
            "The form is first only read. Here you see every item as it would become, and what is refused."
        )
        return ft.Container(empty(ft.Icons.TABLE_VIEW, words, key="no-form"), expand=True)
    return FormReport(desk, step.report, key=f"form-report-{step.name}")


def _bottom(
    desk: Desk, step: FormStep, confirm: Callable[..., Any], away: Callable[[], None]
) -> list[ft.Control]:
    t, report = desk.t, step.report
    if report is None or step.is_under_way:
        return []
    if step.answer is not None and step.answer.applied:
        done = t(
            "{name} is version {n} now. Phones get it with their next sync.",
            name=report["name"],
            n=report["version"],
        )
        look = text_button(
            t("Back to the checklists"), lambda: desk.go(route_to("checklists")), key="to-checklists"
        )
        parts: list[ft.Control] = [notice(PASSED, done, key="form-taken", action=ft.Row([look]))]
        row: ft.Control = ft.Column(parts, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    else:
        words = (
            t("Make it a new checklist")
            if report["is_new"]
            else t("Save as version {n}", n=report["version"])
        )
        refused = t("Nothing is taken before every refused line was mended in the file.")
        row = ft.Row(
            [
                main_button(words, confirm if step.can_be_taken else None, key="confirm-form"),
                second_button(t("Put the file aside"), away, key="drop-form"),
                *([small(refused, expand=True)] if report["refused"] else []),
            ],
            spacing=12,
        )
    return [
        ft.Container(
            row,
            padding=ft.Padding.symmetric(horizontal=24, vertical=12),
            border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        )
    ]
