"""One visit: who, to whom, who agreed, since when; signing out, the papers, those who came along, its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import flet as ft

from inspect_app.components import component, use_state, watch
from inspect_app.gate.on_campus import overdue_minutes
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, notice, pill
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.parts.visits import overdue_words, visit_title
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.correcting import CorrectForm
from inspect_app.screens.gate.leaving import come_back, leave
from inspect_app.screens.gate.papers import PapersForm
from inspect_app.screens.proof_pictures import proof_pictures
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.gate_words import CONSENTS, OUT_WORDS, STEP_SAID, VISIT_FIELDS
from inspect_app.texts.moments import moment
from inspect_app.views.visit import VisitStep, VisitView, visit_view
from storage.queries import visits
from storage.queries.visits import Visit


@component
def VisitScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Its facts, and in its place the form for the papers or for a correction."""
    watch(desk.changes)
    over, show = use_state("")
    found = visit_view(desk.store, place.value("visit") or "")
    if found is None:
        return no_such_place(desk)
    away = lambda: show("")  # noqa: E731
    if over == "papers" and found.visit.papers_later:
        papers: ft.Control = PapersForm(desk, found.visit, away, key="papers")
        return papers
    if over == "correct":
        form: ft.Control = CorrectForm(desk, found.visit, away, key="correct")
        return form
    return page(
        [*visit_parts(found, desk), *_tools(found, desk, show), *history_parts(found, desk)],
        bottom=_bottom(found, desk),
        key="visit-page",
    )


def visit_parts(found: VisitView, desk: Desk) -> list[ft.Control]:
    """Everything of a visit to read."""
    visit = found.visit
    return [
        heading(visit_title(visit, found.person.people, desk.t)),
        ft.Row(_marks(found, desk), wrap=True, spacing=8, run_spacing=4),
        *_twice(found, desk),
        *(fact(each.name, each.words) for each in _facts(found, desk) if each.words),
        *proof_pictures(desk, visit.id, "visit"),
        *_group(found, desk),
    ]


def _marks(found: VisitView, desk: Desk) -> list[ft.Control]:
    t, visit = desk.t, found.visit
    if visit.out_ms is not None:
        return [pill(QUIET, t("Left"))]
    marks = [pill(PASSED, t("On campus"))]
    minutes = overdue_minutes(found.person, found.settings, desk.now_ms)
    if minutes:
        marks.append(pill(ATTENTION, overdue_words(minutes, t), icon=ft.Icons.TIMER_OUTLINED))
    if visit.papers_later:
        marks.append(pill(ATTENTION, t("Papers to come"), icon=ft.Icons.BADGE_OUTLINED))
    return list(marks)


def _twice(found: VisitView, desk: Desk) -> list[ft.Control]:
    if len(found.person.visits) < 2:
        return []
    gates = desk.t(", ").join(dict.fromkeys(each.gate for each in found.person.visits if each.gate))
    words = desk.t("Signed in twice ({gates}): counted once, and one tap signs out both.", gates=gates)
    return [notice(QUIET, words, key="signed-in-twice")]


class _Fact(NamedTuple):
    name: str
    words: str


def _facts(found: VisitView, desk: Desk) -> list[_Fact]:
    t, visit, settings = desk.t, found.visit, found.settings
    asked = {each.id: each.ask for each in settings.sort(visit.sort).questions}
    return [
        _Fact(t("Kind"), settings.sort(visit.sort).name),
        _Fact(t("In since"), _when(visit.in_ms, visit.gate, desk)),
        _Fact(t("Left at"), _when(visit.out_ms, visit.out_gate, desk)),
        _Fact(t("How they left"), t(OUT_WORDS[visit.out_how]) if visit.out_how in OUT_WORDS else ""),
        _Fact(t("Paper"), _paper(visit, desk)),
        _Fact(t("Phone"), visit.phone or ""),
        *(_Fact(asked.get(key, key), words) for key, words in visit.answers.items()),
        _Fact(t("Came from"), visit.came_from or ""),
        _Fact(t("What for"), visit.reason or ""),
        _Fact(t("To see"), visit.host_name or ""),
        _Fact(t("Consent"), _consent(visit, desk)),
        _Fact(t("With them"), t(", ").join(visit.companion_names)),
        _Fact(t("Number of the pass"), visit.pass_no or ""),
        _Fact(t("Plate"), visit.plate or ""),
        _Fact(t("Carries"), visit.goods or ""),
        _Fact(t("Note"), visit.note or ""),
    ]


def _when(at_ms: int | None, gate: str | None, desk: Desk) -> str:
    if at_ms is None:
        return ""
    return " ".join(part for part in (moment(desk.t, at_ms, desk.now_ms, desk.offset_minutes), gate) if part)


def _paper(visit: Visit, desk: Desk) -> str:
    """The number as it was masked; the whole of it cannot be read here."""
    if visit.no_papers:
        return desk.t("None: {reason}", reason=visit.no_papers)
    looked = desk.t("looked at") if visit.id_checked_ms else ""
    return " · ".join(part for part in (visit.id_kind, visit.id_masked, looked) if part)


def _consent(visit: Visit, desk: Desk) -> str:
    if visit.consent not in CONSENTS:
        return ""
    parts = (desk.t(CONSENTS[visit.consent]), visit.consent_by, _when(visit.consent_ms, None, desk))
    return " · ".join(part for part in parts if part)


def _group(found: VisitView, desk: Desk) -> list[ft.Control]:
    if not found.group:
        return []
    lines = [
        line(
            each.name,
            key=f"member-{each.id}",
            below=desk.t("Left") if each.out_ms is not None else desk.t("On campus"),
            after=chevron(),
            on_click=_goes(desk, route_to("visit", visit=each.id)),
        )
        for each in found.group
    ]
    return [section(desk.t("Came together")), *lines]


def _tools(found: VisitView, desk: Desk, show: Callable[[str], None]) -> list[ft.Control]:
    t, visit = desk.t, found.visit
    buttons: list[ft.Control] = []
    if visit.papers_later:
        buttons.append(
            second_button(
                t("Take the papers"), lambda: show("papers"), key="take-papers", icon=ft.Icons.BADGE_OUTLINED
            )
        )
    if visit.out_ms is None:
        add = _goes(desk, route_to("sign_in", source=f"with.{visit.id}"))
        buttons.append(
            second_button(
                t("Somebody came with them"),
                add,
                key="add-member",
                icon=ft.Icons.GROUP_ADD,
            )
        )
    buttons.append(
        second_button(
            t("Correct a mistake"), lambda: show("correct"), key="correct", icon=ft.Icons.EDIT_OUTLINED
        )
    )
    return buttons


def _bottom(found: VisitView, desk: Desk) -> list[ft.Control]:
    t, visit = desk.t, found.visit
    if visit.out_ms is not None:
        again = route_to("sign_in", source=f"again.{visit.id}")
        buttons: list[ft.Control] = [second_button(t("Here again: sign in"), _goes(desk, again), key="again")]
        if is_own_end(desk, visit):
            buttons.append(
                second_button(t("Has not left"), lambda: come_back(desk, [visit.id]), key="not-left")
            )
        return buttons
    together = [each.id for each in found.group if each.out_ms is None]
    one = main_button(
        t("Leaves"), lambda: leave(desk, found.person.ids, "tapped", visit.name), key="sign-out"
    )
    if not together:
        return [one]
    everybody = lambda: leave(desk, [*found.person.ids, *together], "group", "")  # noqa: E731
    return [one, second_button(t("All {n} leave", n=len(together) + 1), everybody, key="sign-out-group")]


def is_own_end(desk: Desk, visit: Visit) -> bool:
    """Whether the end stands in the visit itself; one that follows from a pass cannot be taken back here."""
    return visits.has_own_end(desk.store.db, visit.id)


def history_parts(found: VisitView, desk: Desk) -> list[ft.Control]:
    """What was done, by whom and when; never what stood there before."""
    if not found.steps:
        return []
    return [section(desk.t("What was done")), *(small(_step_words(each, desk)) for each in found.steps)]


def _step_words(step: VisitStep, desk: Desk) -> str:
    t = desk.t
    names = t(", ").join(t(VISIT_FIELDS[name]) for name in step.fields if name in VISIT_FIELDS)
    when = moment(t, step.at_ms, desk.now_ms, desk.offset_minutes)
    return " · ".join(part for part in (when, step.who, t(STEP_SAID[step.what]), names) if part)


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
