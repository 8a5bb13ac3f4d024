"""补证件: the papers of somebody who was let in before showing them."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.gate.old_drafts import PAPERS
from inspect_app.components import component
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading
from inspect_app.screens.gate.company_parts import photo_parts
from inspect_app.screens.gate.paper_parts import paper_parts
from inspect_app.screens.gate.reception import Papers, use_reception
from inspect_app.screens.gate.said import fresh_said
from inspect_app.screens.lending_work import over_form
from inspect_app.state import Desk
from inspect_app.texts.gate_words import problem_words
from storage.queries.visits import Visit


@component
def PapersForm(desk: Desk, visit: Visit, away: Callable[[], None]) -> ft.Control:  # noqa: N802
    """Stands in place of the visit until the papers are noted."""
    t = desk.t
    reception = use_reception(
        desk, PAPERS, visit.id, lambda: fresh_said(desk.now_ms, visit_id=visit.id, name=visit.name), Papers
    )
    over = over_form(reception.work, t("Papers"), {})
    if over is not None:
        return over
    missing = [problem_words(each, t) for each in reception.found_now]
    return page(
        [heading(visit.name), *paper_parts(reception), *photo_parts(reception)],
        bottom=[
            *([notice(ATTENTION, "\n".join(missing), key="papers-missing")] if missing else []),
            main_button(t("Note the papers"), reception.save, key="papers-save"),
            text_button(t("Not now"), away, key="papers-away"),
        ],
        key="papers-page",
    )
