"""学校设置: what holds for every phone of the school."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.school_settings import NoSchool, allow_prefill, school_settings
from inspect_app.actions.troubles import plain_words
from inspect_app.checklists.item import Checklist
from inspect_app.components import component, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import fact
from inspect_app.parts.split import pane
from inspect_app.parts.type import section, small, text
from inspect_app.routes import Place, route_to
from inspect_app.state import Desk
from inspect_app.views.checklist import checklist_by_id
from storage.queries import checklists, places

COLUMN_PIXELS = 760


@component
def SchoolScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """A switch is a change like any other: phones get it with their next sync."""
    watch(desk.changes)
    t = desk.t
    settings = school_settings(desk.store)

    def prefill(event: Any) -> None:
        try:
            allow_prefill(desk.store, desk.author, allowed=bool(event.control.value))
        except NoSchool:
            desk.say(t("This is not on this phone. It may come with the next sync."))
        except Exception as error:
            desk.say(plain_words(error, t))
        desk.changed()

    parts: list[ft.Control] = [
        fact(t("School"), places.school_name(desk.store.db)),
        section(t("Checks")),
        _switch(
            t("Begin with last time's choices"),
            t("Only choices that were in order. Faults, readings, texts and photos are always asked anew."),
            settings.prefill_answers,
            prefill,
            key="prefill",
        ),
        section(t("Time, place and person on photos")),
        small(t("Each checklist says for itself whether they are burnt into its photos.")),
        *_captions(desk),
    ]
    return ft.Row(
        [ft.Container(pane(parts, key="school"), width=COLUMN_PIXELS), ft.Container(expand=True)],
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _switch(words: str, below: str, value: bool, on_change: Any, *, key: str) -> ft.Control:
    told = ft.Column([text(words), small(below)], spacing=0, tight=True, expand=True)
    switch = ft.Switch(value=value, key=key, on_change=on_change)
    return ft.Row([told, switch], spacing=16)


def _captions(desk: Desk) -> list[ft.Control]:
    """Every checklist with its answer."""
    ids = [row.id for row in checklists.checklists(desk.store.db)]
    found = [checklist_by_id(desk.store, checklist_id) for checklist_id in ids]
    return [_caption(held, desk) for held in found if held is not None]


def _caption(held: Checklist, desk: Desk) -> ft.Control:
    """A tap leads to where it is changed."""
    t = desk.t
    address = route_to("checklist", checklist=held.id)
    said = small(t("burnt in") if held.captioned else t("not burnt in"))
    open_it = text_button(t("Change"), lambda: desk.go(address), key=f"to-{held.id}")
    return ft.Row([ft.Container(text(held.name), expand=True), said, open_it], spacing=theme.GRID)
