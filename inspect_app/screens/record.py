"""A check that was made: every answer, the faults, the photos. It is never changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.checklists.answers import Answer, answers_from_json, verdict
from inspect_app.checklists.item import Item
from inspect_app.components import component, watch
from inspect_app.parts.card import fact
from inspect_app.parts.meaning import FAILED, PASSED, QUIET, UNSENT, Meaning, mark, pill
from inspect_app.parts.names import ARRIVALS, result_meaning, result_words
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small, strong, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.room import no_such_place
from inspect_app.screens.room_sheet import fault_line
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import moment
from inspect_app.views.checklist import checklist_by_id
from storage.queries import checks, faults, photos
from storage.queries.checks import Check
from storage.queries.photos import Photo


@component
def RecordScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Opened from a list of checks."""
    watch(desk.changes)
    check = checks.check(desk.store.db, place.value("check") or "")
    if check is None:
        return no_such_place(desk)
    parts = record_parts(check, desk, lambda sha256: desk.go(route_to("photo", sha=sha256)))
    return page(parts, key="record-page")


def record_parts(check: Check, desk: Desk, look: Callable[[str], Any]) -> list[ft.Control]:
    """Who, when and how, the faults, the answers; `look` gets the fingerprint of a photo that was tapped."""
    found = faults.faults_of_check(desk.store.db, check.id)
    lines = [fault_line(fault, desk) for fault in found]
    faulty = [section(desk.t("Faults")), *lines] if lines else []
    return [*_head(check, desk), *faulty, *_answers(check, desk, look)]


def _head(check: Check, desk: Desk) -> list[ft.Control]:
    t = desk.t
    marks: list[ft.Control] = [
        pill(result_meaning(check.result), result_words(check.result, check.faults, t))
    ]
    if not check.sent:
        marks.append(pill(UNSENT, t("Only on this phone")))
    facts = [
        (t("Time"), moment(t, check.done_ms, desk.now_ms, check.offset_minutes)),
        (t("Person"), check.person),
        (t("Arrival"), t(ARRIVALS[check.arrival]) if check.arrival else ""),
        (t("Note"), check.note),
    ]
    return [
        heading(check.place),
        small(check.checklist),
        ft.Row(marks, wrap=True, spacing=theme.GRID),
        *(fact(name, value) for name, value in facts if value),
    ]


def _answers(check: Check, desk: Desk, look: Callable[[str], Any]) -> list[ft.Control]:
    t = desk.t
    checklist = checklist_by_id(desk.store, check.checklist_id)
    answers = answers_from_json(json.loads(check.answers))
    if checklist is None or not answers:
        return []
    by_item: dict[str, list[Photo]] = {}
    for photo in photos.photos_about(desk.store.db, check.id):
        by_item.setdefault(photo.item or "", []).append(photo)
    items = [item for item in checklist.items if item.key in answers]
    rows = [_answer(item, answers, by_item.get(item.key, []), desk, look) for item in items]
    return [section(t("Answers")), *rows]


def _answer(
    item: Item,
    answers: Mapping[str, Answer],
    pictures: list[Photo],
    desk: Desk,
    look: Callable[[str], Any],
) -> ft.Control:
    t = desk.t
    given = answers[item.key]
    said = words_of(item, given, t)
    parts: list[ft.Control] = [strong(item.label)]
    if said:
        parts.append(mark(_meaning(item, given, answers), said))
    if given.note:
        parts.append(text(given.note))
    if pictures:
        shas = {photo.id: photo.sha256 for photo in pictures}
        parts.append(
            photo_strip(
                item.key,
                [(photo.id, photo.thumbnail) for photo in pictures],
                t,
                on_look=lambda photo: look(shas[photo]),
            )
        )
    return ft.Container(ft.Column(parts, spacing=4, tight=True), padding=ft.Padding.symmetric(vertical=8))


def _meaning(item: Item, given: Answer, answers: Mapping[str, Answer]) -> Meaning:
    if given.value == "na":
        return QUIET
    return {"failed": FAILED, "passed": PASSED}.get(verdict(item, given, answers), QUIET)


def words_of(item: Item, given: Answer, t: Words) -> str:
    """An answer in words."""
    value = given.value
    labels = {choice.value: t(choice.label) for choice in item.options}
    if isinstance(value, (tuple, list)):
        return "、".join(labels.get(each, each) for each in value) or t("None of these")
    if isinstance(value, (int, float)):
        return f"{value:g} {item.unit}".strip()
    return labels.get(value, value) if isinstance(value, str) else ""
