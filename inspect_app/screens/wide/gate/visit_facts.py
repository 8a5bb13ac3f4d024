"""What is known of a visit as facts, and its life: who wrote or changed which of its fields."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.office.export.titles import FIELD_NAMES, FIELD_NAMES_OF_KINDS
from inspect_app.parts.card import fact
from inspect_app.parts.type import section, small, text
from inspect_app.screens.wide.gate.visit_columns import stay_words
from inspect_app.state import Desk
from inspect_app.texts.gate_words import CONSENTS, OUT_WORDS
from inspect_app.texts.moments import moment
from inspect_app.views.wide.visit import VisitStep, VisitView

FIRST_FIELD = "in_ms"


def visit_facts(view: VisitView, desk: Desk) -> list[ft.Control]:
    """Only what is known: a fact that was erased or never said is left out."""
    groups = (_coming(view, desk), _person(view, desk), _answers(view))
    return [fact(name, value) for group in groups for name, value in group if value]


def _coming(view: VisitView, desk: Desk) -> list[tuple[str, str]]:
    t, visit, row = desk.t, view.visit, view.row
    said = t(CONSENTS[visit.consent]) if visit.consent else ""
    consent = " · ".join(part for part in (said, visit.consent_by, _when(visit.consent_ms, desk)) if part)
    how = t(OUT_WORDS[visit.out_how]) if visit.out_how else ""
    left = " · ".join(part for part in (_when(visit.out_ms, desk), how, visit.out_gate) if part)
    return [
        (t("Came in at"), " · ".join([_when(row.in_ms, desk), *row.gates])),
        (t("Left at"), left),
        (t("Stay"), stay_words(row.stayed_minutes, t) if not row.is_in else ""),
        (t("Whom to see"), view.host),
        (t("Host agreed"), consent),
        (t("Reason of the visit"), visit.reason or ""),
        (t("Goods"), visit.goods or ""),
        (t("Pass"), visit.pass_no or ""),
        (t("Note"), visit.note or ""),
    ]


def _person(view: VisitView, desk: Desk) -> list[tuple[str, str]]:
    t, visit = desk.t, view.visit
    looked = _when(visit.id_checked_ms, desk)
    names = "、".join(visit.companion_names)
    with_them = t.count("{n} person", "{n} people", visit.companions) if visit.companions else ""
    return [
        (t("Telephone"), visit.phone or ""),
        (t("Came from"), visit.came_from or ""),
        (t("Paper looked at"), looked),
        (t("Number plate"), visit.plate or ""),
        (t("People with them"), " · ".join(part for part in (with_them, names) if part)),
    ]


def _answers(view: VisitView) -> list[tuple[str, str]]:
    asked = {each.id: each.ask for each in view.settings.sort(view.visit.sort).questions}
    return [(asked.get(question, question), answer) for question, answer in view.visit.answers.items()]


def visit_life(view: VisitView, desk: Desk) -> list[ft.Control]:
    """Values are not repeated here: what was put right may have been a person's own."""
    t = desk.t
    parts: list[ft.Control] = []
    if view.steps:
        parts.append(section(t("What happened")))
        parts += [_line(each.at_ms, each.person, _said(each, desk), desk) for each in view.steps]
    return parts


def _said(step: VisitStep, desk: Desk) -> str:
    t = desk.t
    if FIRST_FIELD in step.fields:
        return t("Signed in")
    if "out_ms" in step.fields:
        return t("Signed out")
    titles = (
        FIELD_NAMES_OF_KINDS.get(f"visit.{name}") or FIELD_NAMES.get(name, name) for name in step.fields
    )
    return t("Put right: {fields}", fields="、".join(dict.fromkeys(t(title) for title in titles)))


def _line(at_ms: int, person: str, said: str, desk: Desk) -> ft.Control:
    return ft.Row(
        [
            ft.Container(small(_when(at_ms, desk)), width=112),
            ft.Container(text(person or desk.t("Nobody is signed in"), max_lines=1, no_wrap=True), width=88),
            text(said, expand=True, selectable=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _when(at_ms: int | None, desk: Desk) -> str:
    return moment(desk.t, at_ms, desk.now_ms, desk.offset_minutes) if at_ms else ""
