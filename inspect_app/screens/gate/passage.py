"""One passage to read, and the form for a new one or a correction."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

import flet as ft

from inspect_app.actions.form_drafts import sent
from inspect_app.actions.gate.passages import (
    Direction,
    Passing,
    correct_passage,
    record_passage,
    visit_of_plate,
)
from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, watch
from inspect_app.gate.plate import is_usual_plate, tidied_plate
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import PASSED, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.doing import does
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.gate.passages import direction_pill, passage_title
from inspect_app.screens.gate.person_field import person_field
from inspect_app.screens.lending_work import draft_parts, over_form, photo_parts
from inspect_app.screens.proof_pictures import proof_pictures
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.gate_things_words import DIRECTIONS
from inspect_app.texts.moments import moment
from storage.queries import passages, visits
from storage.queries.passages import Passage

FORM, NEW = "passage", "new"
FIX = "fix."
SAMPLE_PLATE = "粤B12345"
FRESH: dict[str, Any] = {**asdict(Passing("in")), "host_name_id": ""}


@component
def PassageScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """`new`, the id of a passage, or `fix.` with the id of one that is to be corrected."""
    watch(desk.changes)
    wanted = place.value("passage") or NEW
    if wanted == NEW:
        return PassageForm(desk, None, key="passage-form")
    held = passages.passage(desk.store.db, wanted.removeprefix(FIX))
    if held is None:
        return no_such_place(desk)
    if wanted.startswith(FIX):
        return PassageForm(desk, held, key="passage-form")
    return _shown(desk, held)


def _shown(desk: Desk, held: Passage) -> ft.Control:
    t = desk.t
    route = route_to("passage", passage=f"{FIX}{held.id}")
    return page(
        [
            heading(passage_title(held)),
            ft.Row([direction_pill(held.direction, t)]),
            *(fact(name, words) for name, words in _facts(desk, held) if words),
            *_visit(desk, held),
            *proof_pictures(desk, held.id, "passage"),
        ],
        bottom=[
            second_button(t("Correct"), lambda: desk.go(route), key="correct", icon=ft.Icons.EDIT_OUTLINED)
        ],
        key="passage-page",
    )


def _facts(desk: Desk, held: Passage) -> list[tuple[str, str]]:
    t = desk.t
    written = " · ".join(
        part for part in (held.person, moment(t, held.made_ms, desk.now_ms, desk.offset_minutes)) if part
    )
    return [
        (t("When"), moment(t, held.at_ms, desk.now_ms, desk.offset_minutes)),
        (t("Gate"), held.gate or ""),
        (t("Plate"), held.plate or ""),
        (t("What is carried"), held.goods or ""),
        (t("Driver or carrier"), held.driver or ""),
        (t("For whom"), held.host_name or ""),
        (t("Why"), held.reason or ""),
        (t("Note"), held.note or ""),
        (t("Corrected") if held.versions > 1 else t("Written by"), written),
    ]


def _visit(desk: Desk, held: Passage) -> list[ft.Control]:
    visit = visits.visit(desk.store.db, held.visit_id) if held.visit_id else None
    if visit is None:
        return []
    route = route_to("visit", visit=visit.id)
    words = desk.t("The visit of {name}", name=visit.name)
    return [line(words, key="to-visit", after=chevron(), on_click=lambda: desk.go(route))]


@component
def PassageForm(desk: Desk, held: Passage | None) -> ft.Control:  # noqa: N802
    """What passed, in which direction, for whom, with photos."""
    t = desk.t
    about = f"{FIX}{held.id}" if held else NEW
    work = use_form(desk, FORM, about, lambda: _fresh(held), gate_post(desk.store).gate)
    over = over_form(work, t("Vehicle or goods"), {})
    if over is not None:
        return over
    passing = _passing(work)
    save = (lambda: _save(work, held)) if passing.is_said and not work.saving else None
    missing = [] if passing.is_said else [small(t("A plate or goods is needed."))]
    return page(
        [
            *([small(t("Correcting: what stood before is kept as it was."))] if held else []),
            _direction(work),
            _entry(
                work,
                "plate",
                t("Plate"),
                12,
                t("Such as {plate}; small letters become capitals.", plate=SAMPLE_PLATE),
            ),
            *_plate_told(work, passing.plate),
            _entry(work, "goods", t("What is carried"), 200),
            _entry(work, "driver", t("Driver or carrier"), 60),
            *person_field(work, t("For whom"), "host_name"),
            _entry(work, "reason", t("Why"), 100),
            _entry(work, "note", t("Note"), 200),
            *photo_parts(work, "passage"),
            *draft_parts(work, desk.back),
        ],
        bottom=[*missing, main_button(t("Save"), save, key="passage-save")],
        key="passage-form-page",
    )


def _fresh(held: Passage | None) -> dict[str, Any]:
    if held is None:
        return FRESH
    return {**FRESH, **{name: getattr(held, name) or "" for name in asdict(Passing("in"))}}


def _passing(work: FormWork) -> Passing:
    said = {name: value for name, value in work.form.said.items() if name != "host_name_id"}
    return Passing(**said)


def _direction(work: FormWork) -> ft.Control:
    said = work.form.said["direction"]
    options = [
        Option(value, work.desk.t(words), PASSED, value == said) for value, words in DIRECTIONS.items()
    ]
    choose = lambda value: work.choose(direction=cast(Direction, value))  # noqa: E731
    return answer_buttons("direction", options, choose, in_one_row=True)


def _entry(work: FormWork, name: str, label: str, longest: int, helper: str | None = None) -> ft.Control:
    made: ft.Control = Entry(
        label,
        lambda said: work.typed(is_drawn=name in ("plate", "goods"), **{name: said}),
        initial=work.form.said[name],
        name=f"passage-{name}",
        longest=longest,
        helper=helper,
        key=name,
    )
    return made


def _plate_told(work: FormWork, typed: str) -> list[ft.Control]:
    """Whose vehicle it is, when its visitor is on campus; that a plate looks unusual, which is no error."""
    t, plate = work.desk.t, tidied_plate(typed)
    visit = visit_of_plate(work.desk.store, plate)
    if visit is not None:
        words = t("{name} is on campus with this vehicle; the two are linked.", name=visit.name)
        return [notice(PASSED, words, key="plate-visit")]
    if len(plate) < 7 or is_usual_plate(plate):
        return []
    return [small(t("{plate} is not written as a plate of the mainland; it is kept as it is.", plate=plate))]


def _save(work: FormWork, held: Passage | None) -> None:
    desk, form = work.desk, work.form

    def act() -> None:
        store, author = desk.store, desk.author
        with sent(store, form):
            if held is None:
                record_passage(store, author, gate_post(store), _passing(work), form.photos)
            else:
                correct_passage(store, author, held.id, _passing(work), form.photos)

    if does(desk, act):
        desk.say(desk.t("Saved. It goes to the office by itself."))
        desk.back()
