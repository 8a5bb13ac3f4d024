"""Who comes: the kind with its own questions, the name that finds who was here before, the phone, from where."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.gate.masking import masked_phone
from inspect_app.gate.settings import Question
from inspect_app.gate.sign_in import phone_is_right
from inspect_app.parts.card import line
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.type import section, small
from inspect_app.screens.gate.reception import Reception
from inspect_app.screens.gate.said import said_of_visit
from inspect_app.texts.moments import ago
from storage.queries import visits
from storage.queries.barred import phone_digits
from storage.queries.visits import Visit


def person_parts(reception: Reception) -> list[ft.Control]:
    return [
        *_sorts(reception),
        *_name(reception),
        *_questions(reception),
        _phone(reception),
        _from(reception),
    ]


def _sorts(reception: Reception) -> list[ft.Control]:
    """First, because each kind asks something else."""
    choices = [(each.id, each.name) for each in reception.settings.sorts]

    def choose(value: str) -> None:
        sort = reception.settings.sort(value)
        reception.work.choose(sort=value, papers_later=sort.papers_later)

    return [chips("sort", choices, reception.said["sort"], choose, wraps=True)]


def _name(reception: Reception) -> list[ft.Control]:
    t, work, said = reception.desk.t, reception.work, reception.said
    field: ft.Control = Entry(
        t("Name, or the last four digits of the phone"),
        lambda typed: work.typed(name=typed),
        initial=said["name"],
        name="name",
        longest=60,
        autofocus=not said["name"],
        offers=True,
        error=t("Type the name, or choose below.") if reception.lacks("name") else None,
        key=f"name-{reception.fills}",
    )
    return [field, *_known(reception)]


def _known(reception: Reception) -> list[ft.Control]:
    """Who was here before, by what is typed just now; nobody any more once somebody was chosen."""
    said, desk = reception.said, reception.desk
    if said["known_as"] and said["known_as"] == said["name"]:
        return []
    found = visits.returning(desk.store.db, said["name"])
    lines = [_known_line(reception, each) for each in found]
    return [small(desk.t("Was here before: tap to fill in")), *lines] if lines else []


def _known_line(reception: Reception, visit: Visit) -> ft.Control:
    desk = reception.desk
    seen = ago(desk.t, visit.in_ms, desk.now_ms)
    inside = desk.t("still on campus") if visit.out_ms is None else ""
    parts = (
        masked_phone(visit.phone) if visit.phone else "",
        reception.settings.sort(visit.sort).name,
        seen,
        inside,
    )
    return line(
        visit.name,
        key=f"known-{visit.id}",
        below=" · ".join(part for part in parts if part),
        before=ft.Icon(ft.Icons.HISTORY, color=ft.Colors.PRIMARY),
        on_click=_fills(reception, visit),
    )


def _fills(reception: Reception, visit: Visit) -> Callable[[], None]:
    return lambda: reception.fill(said_of_visit(visit, reception.settings))


def _questions(reception: Reception) -> list[ft.Control]:
    asked = reception.settings.sort(reception.said["sort"]).questions
    return [_question(reception, each) for each in asked]


def _question(reception: Reception, asked: Question) -> ft.Control:
    answers, work = reception.said["answers"], reception.work

    def typed(text: str) -> None:
        work.typed(is_drawn=False, answers={**reception.said["answers"], asked.id: text})

    is_missing = any(each.field == "answers" and each.about == asked.ask for each in reception.found)
    made: ft.Control = Entry(
        asked.ask if asked.needed else reception.desk.t("{question} (if you like)", question=asked.ask),
        typed,
        initial=answers.get(asked.id, ""),
        name=f"answer-{asked.id}",
        longest=200,
        error=reception.desk.t("This answer is needed.") if is_missing else None,
        key=f"answer-{reception.said['sort']}-{asked.id}-{reception.fills}",
    )
    return made


def _phone(reception: Reception) -> ft.Control:
    t, work, said = reception.desk.t, reception.work, reception.said
    digits = phone_digits(said["phone"])
    is_wrong = len(digits) >= 11 and not phone_is_right(said["phone"])
    told = t("The phone number is not right: 11 digits, or a fixed line with its area code.")
    made: ft.Control = Entry(
        t("Phone"),
        lambda typed: work.typed(phone=typed),
        initial=said["phone"],
        name="phone",
        numeric=True,
        longest=20,
        error=told if is_wrong or reception.lacks("phone") else None,
        key=f"phone-{reception.fills}",
    )
    return made


def _from(reception: Reception) -> ft.Control:
    work, said = reception.work, reception.said
    made: ft.Control = Entry(
        reception.desk.t("From where (home, company)"),
        lambda typed: work.typed(is_drawn=False, came_from=typed),
        initial=said["came_from"],
        name="came-from",
        longest=100,
        key=f"from-{reception.fills}",
    )
    return made


def reason_parts(reception: Reception) -> list[ft.Control]:
    """Why: the school's own choices."""
    choices = [(each, each) for each in reception.settings.reasons]
    choose = lambda value: reception.work.choose(reason=value)  # noqa: E731
    return [
        section(reception.desk.t("What for")),
        chips("reason", choices, reception.said["reason"], choose, wraps=True),
    ]
