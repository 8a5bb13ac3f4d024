"""The parts of 门岗设置: kinds of visitor, lists of words, the gate itself, days of keeping with their notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.gate.settings_rules import PHOTO_CHOICES, GateRefused
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.type import section, small, text
from inspect_app.screens.wide.gate.sort_editor import SortList
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.gate_office_words import RETENTION_GROUPS, RETENTION_NOTES

LIST_PIXELS, SHORT_PIXELS, DAYS_PIXELS = 196, 196, 96
LISTS = {
    "reasons": "Reasons of a visit",
    "papers": "Papers",
    "no_papers": "Reasons for no papers",
    "gates": "Gates",
}
PHOTO_WORDS = {"never": "No photos", "wished": "If the guard wishes", "needed": "Always"}


@dataclass(frozen=True, slots=True)
class GateForm:
    """`held` is what stands with what was typed over it, `draft` what was typed alone. `turn` counts how often all
    of it was thrown away, so that fields begin anew.
    """

    desk: Desk
    held: Mapping[str, Any]
    draft: Mapping[str, Any]
    change: Callable[..., None]
    flaw: GateRefused | None
    turn: int

    def has_flaw(self, field: str) -> bool:
        return self.flaw is not None and self.flaw.field == field


def settings_parts(form: GateForm) -> list[ft.Control]:
    t = form.desk.t
    return [
        section(t("Kinds of visitor")),
        small(t("Each with its own questions, and the minutes after which a visit is overdue.")),
        SortList(form.desk, form.held["sorts"], form.change, key=f"sorts-{form.turn}"),
        section(t("What the guard chooses from")),
        small(t("One a line, the most frequent first.")),
        ft.Row([_list(form, name) for name in LISTS], wrap=True, spacing=12, run_spacing=12,
               vertical_alignment=ft.CrossAxisAlignment.START),
        section(t("At the gate")),
        _consent(form),
        _photo(form),
        ft.Row([_short(form, "closing", t("Closing time")), _short(form, "contact", t("Whom visitors ask about "
               "their data"))], spacing=12),
        small(t("Who is still in at closing time is shown to the guard. The contact stands on the notice.")),
        *_retention(form),
    ]  # fmt: skip


def _typed_lines(form: GateForm, name: str) -> str:
    return "\n".join(form.held[name])


def _list(form: GateForm, name: str) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(form.desk),
        form.desk.t(LISTS[name]),
        lambda said: form.change(**{name: said.split("\n")}),
        initial=_typed_lines(form, name),
        name=f"gate-{name}",
        lines=6,
        width=LIST_PIXELS,
        error=form.desk.t("Look at this list.") if form.has_flaw(name) else None,
        key=f"{name}-{form.turn}",
    )
    return made


def _short(form: GateForm, name: str, words: str) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(form.desk),
        words,
        lambda said: form.change(**{name: said}),
        initial=form.held[name],
        name=f"gate-{name}",
        width=SHORT_PIXELS if name == "closing" else 2 * SHORT_PIXELS + 12,
        error=form.desk.t("Look at this again.") if form.has_flaw(name) else None,
        key=f"{name}-{form.turn}",
    )
    return made


def _consent(form: GateForm) -> ft.Control:
    t = form.desk.t
    told = ft.Column(
        [
            text(t("Nobody is let in before the host agrees")),
            small(
                t("By telephone, by message, or because they are expected. Emergency services go in first.")
            ),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    switch = ft.Switch(
        value=bool(form.held["consent_needed"]),
        key="gate-consent",
        on_change=lambda event: form.change(consent_needed=bool(event.control.value)),
    )
    return ft.Row([told, switch], spacing=16)


def _photo(form: GateForm) -> ft.Control:
    t = form.desk.t
    choices = [(value, t(PHOTO_WORDS[value])) for value in PHOTO_CHOICES]
    return ft.Column(
        [
            text(t("A photo of the visitor")),
            chips("gate-photo", choices, form.held["photo"], lambda value: form.change(photo=value)),
        ],
        spacing=theme.GRID,
        tight=True,
    )


def _retention(form: GateForm) -> list[ft.Control]:
    t = form.desk.t
    return [
        section(t("Days of keeping")),
        small(
            t("After these days personal data is erased on the server, on every phone and in new backups.")
        ),
        *(_days(form, group) for group in form.held["retention_days"]),
    ]


def _days(form: GateForm, group: str) -> ft.Control:
    t, days = form.desk.t, dict(form.held["retention_days"])

    def said(typed: str) -> None:
        held = dict(form.desk.memory.get("gate_settings", {}).get("retention_days", {}))
        form.change(retention_days={**days, **held, group: typed})

    entry = Field(
        keyboard_of(form.desk),
        t("Days kept"),
        said,
        initial=str(days[group]),
        name=f"days-{group}",
        width=DAYS_PIXELS,
        error=t("Look at this again.") if form.has_flaw(f"retention_days.{group}") else None,
        key=f"days-{group}-{form.turn}",
    )
    words = ft.Column(
        [
            text(t(RETENTION_GROUPS.get(group, group))),
            small(t(RETENTION_NOTES[group]) if group in RETENTION_NOTES else ""),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    return ft.Row([words, entry], spacing=16)
