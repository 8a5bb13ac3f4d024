"""The paper: which, its number, that it was looked at; or why there is none. Looked at anew at every visit."""

from __future__ import annotations

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.number import can_seal
from inspect_app.gate.sign_in import RESIDENT_CARD
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import section, small, text
from inspect_app.screens.gate.reception import Reception
from inspect_app.texts.gate_words import NUMBER_FLAWS

NONE = "-"
"""The chip for those who show none."""


def paper_parts(reception: Reception) -> list[ft.Control]:
    t, said = reception.desk.t, reception.said
    if said["papers_later"]:
        now = text_button(t("Take the papers now"), lambda: _now(reception), key="papers-now")
        words = t("In first: the papers are taken in afterwards, and the list reminds of them.")
        return [notice(ATTENTION, words, key="papers-later", action=now)]
    parts: list[ft.Control] = [section(t("Paper")), _kinds(reception)]
    if _has_none(reception):
        return [*parts, _why_none(reception)]
    if said["id_masked"]:
        parts.append(_masked(reception))
    else:
        parts.append(_number(reception))
    return [*parts, _checked(reception)]


def _now(reception: Reception) -> None:
    reception.work.choose(papers_later=False)


def _has_none(reception: Reception) -> bool:
    return bool(reception.said["no_papers"])


def _kinds(reception: Reception) -> ft.Control:
    t, said = reception.desk.t, reception.said
    choices = [*((each, each) for each in reception.settings.papers), (NONE, t("No papers"))]

    def choose(value: str) -> None:
        reception.forget_number()
        if value == NONE:
            gone = {"id_kind": "", "id_masked": "", "id_sealed": "", "id_checked": False}
            reception.work.choose(no_papers=" ", **gone)
        elif value != said["id_kind"]:
            gone = {"id_masked": "", "id_sealed": "", "id_checked": False}
            reception.work.choose(id_kind=value, no_papers="", **gone)

    chosen = NONE if _has_none(reception) else said["id_kind"] or RESIDENT_CARD
    return chips("paper", choices, chosen, choose, wraps=True)


def _why_none(reception: Reception) -> ft.Control:
    t, said = reception.desk.t, reception.said
    choices = [(each, each) for each in reception.settings.no_papers]
    chosen = said["no_papers"].strip()
    entry: ft.Control = Entry(
        t("Why there is no paper"),
        lambda typed: reception.work.typed(is_drawn=False, no_papers=typed or " "),
        initial="" if chosen in reception.settings.no_papers else chosen,
        name="no-papers",
        longest=100,
        error=t("Say why there is no paper.") if reception.lacks("paper") else None,
        key="no-papers-entry",
    )
    choose = lambda value: reception.work.choose(no_papers=value)  # noqa: E731
    return ft.Column([chips("no-paper", choices, chosen, choose, wraps=True), entry], spacing=8, tight=True,
                     horizontal_alignment=ft.CrossAxisAlignment.STRETCH)  # fmt: skip


def _masked(reception: Reception) -> ft.Control:
    """What is left to see of the number; it can be typed again, never read again."""
    t, said = reception.desk.t, reception.said

    def again() -> None:
        reception.forget_number()
        reception.work.choose(id_masked="", id_sealed="", id_checked=False)

    told = t("Sealed: only the office can open it, with a reason.")
    if not said["id_sealed"]:
        told = t("Compare it with the paper; type it again where it differs.")
    words = ft.Column(
        [text(said["id_masked"], key="id-masked"), small(told)], spacing=0, tight=True, expand=True
    )
    button = icon_button(ft.Icons.EDIT_OUTLINED, t("Type the number again"), again, key="number-again")
    return ft.Row([words, button], spacing=theme.GRID)


def _number(reception: Reception) -> ft.Control:
    """The field forgets what was typed when it is left: from then on it is masked."""
    t = reception.desk.t
    told = t("Sealed as soon as you leave this field; nobody can read it here any more.")
    if not can_seal(reception.desk.store):
        told = t(
            "The school has no key to seal with yet: only the first three and last four characters are kept."
        )
    error = t(NUMBER_FLAWS[reception.flaw]) if reception.flaw else None
    if error is None and reception.lacks("number"):
        error = t("Type the number of the identity card.")
    made: ft.Control = Entry(
        t("Number of the paper"),
        reception.type_number,
        name="id-number",
        longest=30,
        helper=told,
        error=error,
        on_leave=reception.seal_soon,
        on_submit=reception.seal_soon,
        key=f"id-number-{reception.fills}",
    )
    return made


def _checked(reception: Reception) -> ft.Control:
    """Never carried over from an earlier visit."""
    t, said = reception.desk.t, reception.said

    def tick(event: ft.Event[ft.Checkbox]) -> None:
        reception.work.choose(id_checked=bool(event.control.value), id_kind=said["id_kind"] or RESIDENT_CARD)

    return ft.Checkbox(
        label=t("I have looked at the paper, it is theirs"),
        value=said["id_checked"],
        key="id-checked",
        error=reception.lacks("checked"),
        on_change=tick,
    )
