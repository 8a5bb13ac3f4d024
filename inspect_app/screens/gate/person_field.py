"""For whom: somebody of the school out of those found, or a free name. Part of a form that is kept at every tap."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.buttons import icon_button
from inspect_app.parts.card import line
from inspect_app.parts.entry import Entry
from inspect_app.screens.form_work import FormWork
from storage.queries import people, people_list
from storage.queries.people import Person

SUGGESTED = 5


def person_field(work: FormWork, label: str, name: str) -> list[ft.Control]:
    """The form says `name`, what was typed or the name of who was chosen, and `name`_id of who was chosen."""
    db, said = work.desk.store.db, work.form.said
    person = people.person(db, said[f"{name}_id"]) if said[f"{name}_id"] else None
    if person is not None:
        return [_chosen(work, person, name)]
    sought = said[name].strip()
    found = people_list.search_people(db, sought, limit=SUGGESTED) if sought else []
    entry = Entry(
        label,
        lambda typed: work.typed(**{name: typed, f"{name}_id": ""}),
        initial=said[name],
        name=name.replace("_", "-"),
        helper=work.desk.t("Choose below, or leave a name that is not of the school."),
        longest=60,
        offers=True,
        key=f"{name}-entry",
    )
    return [entry, *(_suggested(work, each, name) for each in found)]


def _chosen(work: FormWork, person: Person, name: str) -> ft.Control:
    nobody = lambda: work.choose(**{name: "", f"{name}_id": ""})  # noqa: E731
    words = work.desk.t("Somebody else")
    away = icon_button(ft.Icons.CLOSE, words, nobody, key=f"{name.replace('_', '-')}-other")
    icon = ft.Icon(ft.Icons.PERSON, color=ft.Colors.PRIMARY)
    key = f"{name.replace('_', '-')}-chosen"
    return line(person.name, key=key, below=post_of(person), before=icon, tool=away)


def _suggested(work: FormWork, person: Person, name: str) -> ft.Control:
    def choose() -> None:
        work.choose(**{name: person.name, f"{name}_id": person.id})

    key = f"{name.replace('_', '-')}-{person.id}"
    return line(person.name, key=key, below=post_of(person), on_click=choose)


def post_of(person: Person) -> str:
    """'总务处 · 电工'."""
    return " · ".join(part for part in (person.department, person.post) if part)
