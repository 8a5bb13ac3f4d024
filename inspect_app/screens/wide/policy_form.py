"""How the school depreciates: months of use of each class, the codes that are a class, the month rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from inspect_app.actions.office.depreciation import keep_policy, school_policy, with_months
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_state, watch
from inspect_app.ledger.classes import AssetClass, source_of_classes, with_codes
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.field import Field
from inspect_app.parts.type import heading, section, small
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk

LONGEST_MONTHS = 1200
_BETWEEN = re.compile(r"[\s,;，；、]+")


@component
def PolicyForm(desk: Desk, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """Months of use of each class, and whether the month of addition counts; each is kept as it is typed."""
    watch(desk.changes)
    t = desk.t
    policy = school_policy(desk.store)

    def keep(changed: Any) -> None:
        try:
            keep_policy(desk.store, desk.author, changed)
        except Exception as error:
            desk.say(plain_words(error, t))
        desk.changed()

    def typed(name: str, words: str) -> None:
        plain = words.strip()
        if not plain:
            keep(with_months(school_policy(desk.store), name, None))
        elif plain.isdecimal() and int(plain) <= LONGEST_MONTHS:
            keep(with_months(school_policy(desk.store), name, int(plain)))

    first = ft.Switch(
        value=policy.counts_first_month,
        key="first-month",
        label=t("The month of addition counts (government accounting standard no. 3)"),
        on_change=lambda event: keep(replace(policy, counts_first_month=bool(event.control.value))),
    )
    fields = [_months(desk, each, typed) for each in policy.classes]
    return ft.Column(
        [
            heading(t("Years of use")),
            small(
                t(
                    "What a card says itself goes before its class. 0 is: not depreciated; empty is: not known."
                )
            ),
            small(source_of_classes()),
            first,
            ft.Row(list[ft.Control](fields), wrap=True, spacing=12, run_spacing=12),
            *(small(f"{each.name}：{each.note}") for each in policy.classes if _needs_note(each)),
            CodesForm(desk, keep, key="codes-form"),
            ft.Row([text_button(t("Close"), close, key="policy-close")], alignment=ft.MainAxisAlignment.END),
        ],
        spacing=12,
        tight=True,
    )


def _months(desk: Desk, held: AssetClass, typed: Callable[[str, str], None]) -> ft.Control:
    months = held.terms.life_months
    made: ft.Control = Field(
        keyboard_of(desk),
        desk.t("{name}: months", name=held.name),
        lambda words: typed(held.name, words),
        initial="" if months is None else str(months),
        name=f"months-{held.name}",
        width=216,
        rests=True,
        key=f"months-{held.name}",
    )
    return made


def _needs_note(held: AssetClass) -> bool:
    return bool(held.note) and (held.terms.life_months is None or not held.codes)


@component
def CodesForm(desk: Desk, keep: Callable[[Any], None]) -> ft.Control:  # noqa: N802
    """Which codes are a class: one that is shipped without codes, or a new one of the school's own."""
    t = desk.t
    name, call = use_state("")
    codes, write = use_state("")
    problem, tell = use_state("")

    def put() -> None:
        try:
            wanted = [code for code in _BETWEEN.split(codes) if code]
            keep(with_codes(school_policy(desk.store), name.strip(), wanted))
        except ValueError:
            tell(t("A name, and codes as GB/T 14885 has them, such as A0246."))
            return
        tell("")

    fields: list[ft.Control] = [
        Field(keyboard_of(desk), t("Class of assets"), call, name="class-name", key="class-name", width=216),
        Field(
            keyboard_of(desk),
            t("Its codes begin with"),
            write,
            name="class-codes",
            key="class-codes",
            width=216,
            error=problem or None,
        ),
        second_button(t("Keep these codes"), put, key="class-keep"),
    ]
    return ft.Column(
        [
            section(t("Codes of a class")),
            small(
                t("A new name makes a class of the school's own. Left empty, the codes are as shipped again.")
            ),
            ft.Row(fields, wrap=True, spacing=12, run_spacing=12),
        ],
        spacing=8,
        tight=True,
    )
