"""登记: one scroll from the name to the pass. Who was here before is filled in by one tap; the paper is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from inspect_app.actions.gate.codes import holds_gate
from inspect_app.actions.gate.old_drafts import SIGN_IN
from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.routes import NONE, Place
from inspect_app.screens.gate.barred_parts import barred_of, barred_parts, is_stopped
from inspect_app.screens.gate.begun import use_fresh_drafts
from inspect_app.screens.gate.company_parts import company_parts, note_entry, photo_parts
from inspect_app.screens.gate.host_parts import host_parts
from inspect_app.screens.gate.paper_parts import paper_parts
from inspect_app.screens.gate.person_parts import person_parts, reason_parts
from inspect_app.screens.gate.reception import Reception, use_reception
from inspect_app.screens.gate.sources import source_said
from inspect_app.screens.gate.ways import not_the_gate
from inspect_app.screens.lending_work import draft_parts, over_form
from inspect_app.state import Desk
from inspect_app.texts.gate_words import problem_words

TOLD = 3
"""Sentences about what is missing; the others come when these are put right."""


@component
def SignInScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """`source` is '-', 'new.ANY', 'expected.ID', 'again.VISIT' or 'with.VISIT'; there is one draft for each."""
    watch(desk.changes)
    if not holds_gate(desk.store):
        return not_the_gate(desk)
    use_fresh_drafts(desk)
    source = place.value("source") or NONE
    reception = use_reception(desk, SIGN_IN, source, lambda: _fresh(desk, source))
    over = over_form(reception.work, desk.t("Visitor"), {})
    if over is not None:
        return over
    barred = barred_of(reception)
    return page(
        [
            *person_parts(reception),
            *barred_parts(reception, barred),
            *_rest(reception),
            *draft_parts(reception.work, desk.back),
        ],
        bottom=[*_missing(reception), _save_button(reception, can=not is_stopped(reception, barred))],
        key="sign-in-page",
    )


def _fresh(desk: Desk, source: str) -> Mapping[str, Any]:
    return source_said(desk, source)


def _rest(reception: Reception) -> list[ft.Control]:
    """For who comes in first and shows papers later only what matters inside: with whom, with which vehicle."""
    if reception.said["papers_later"]:
        return [*paper_parts(reception), *company_parts(reception), note_entry(reception)]
    return [
        *paper_parts(reception),
        *reason_parts(reception),
        *host_parts(reception),
        *company_parts(reception),
        *photo_parts(reception),
        note_entry(reception),
    ]


def _missing(reception: Reception) -> list[ft.Control]:
    """What the last try found, as long as it is still so."""
    found = reception.found_now[:TOLD]
    if not found:
        return []
    words = "\n".join(problem_words(each, reception.desk.t) for each in found)
    return [notice(ATTENTION, words, key="sign-in-missing")]


def _save_button(reception: Reception, *, can: bool) -> ft.Control:
    words = reception.desk.t("Sign in")
    can = can and not reception.is_saving and not reception.work.saving
    return main_button(words, reception.save if can else None, key="sign-in-save", icon=ft.Icons.CHECK)
