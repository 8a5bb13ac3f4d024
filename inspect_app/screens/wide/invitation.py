"""入校码: a one-time code for a role and, when wished, a person; as a QR code to hold a phone over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import JoinCode
from inspect_app.components import component, use_flag, use_maybe, use_state
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.card import line
from inspect_app.parts.field import Field, pick
from inspect_app.parts.meaning import ATTENTION, FAILED, QUIET, mark, notice
from inspect_app.parts.names import ROLES
from inspect_app.parts.qr import qr_png
from inspect_app.parts.split import pane
from inspect_app.parts.type import figure, heading, small, strong, text
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.screens.wide.keyboard import keyboard_of, use_minutes
from inspect_app.state import Desk
from storage.queries import people_list
from storage.queries.people import Person

QR_PIXELS = 288
SUGGESTED = 6
MINUTES = 30
TICK_SECONDS = 15


@component
def InvitationPane(desk: Desk, made_one: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """The right side of 人员与设备. `made_one` is told after a code was made."""
    use_minutes(TICK_SECONDS)
    t = desk.t
    role, set_role = use_state("inspector")
    person, set_person = use_maybe()
    code, set_code = use_maybe()
    trouble, set_trouble = use_state("")
    busy, set_busy = use_flag()

    async def make() -> None:
        set_busy(True)
        set_trouble("")
        try:
            transport = calls.transport_of(desk.store, desk.device)
            made = await calls.invite(transport, role, person.id if person else None, _origin(desk), MINUTES)
        except Exception as error:
            set_trouble(trouble_words(error, desk))
        else:
            set_code(made)
            made_one()
        set_busy(False)

    if code is not None:
        return pane(_shown(desk, code, role, person), bottom=[_again(desk, set_code)], key="code-shown")
    roles = [(name, t(words)) for name, words in ROLES.items()]
    parts: list[ft.Control] = [
        heading(t("Let a phone join")),
        small(t("The code works once and for {n} minutes. Hold the phone's camera over it.", n=MINUTES)),
        pick(t("Role"), roles, role, set_role, key="role", width=352),
        *_person(desk, person, set_person, set_role),
    ]
    if trouble:
        parts.append(notice(ATTENTION, trouble, key="code-trouble"))
    words = t("Making the code…") if busy else t("Make the code")
    button = main_button(words, None if busy else make, key="make-code", icon=ft.Icons.QR_CODE_2)
    return pane(parts, bottom=[button], key="code-asked")


def _origin(desk: Desk) -> str:
    """The address that phones reach: where this page came from, else where this device sends to."""
    return desk.device.shell.address() or desk.store.setting("address") or ""


def _person(desk: Desk, chosen: Person | None, choose: Callable[[Any], None], role: Any) -> list[ft.Control]:
    t = desk.t
    if chosen is not None:
        below = " · ".join(part for part in (chosen.post, chosen.department) if part)
        away = text_button(t("Somebody else"), lambda: choose(None), key="no-person")
        return [line(chosen.name, key="person-chosen", below=below, after=away)]
    return [PersonSearch(desk, choose, role, key="person-search")]


@component
def PersonSearch(desk: Desk, choose: Callable[[Person], None], set_role: Any) -> ft.Control:  # noqa: N802
    """A few people whose name, number or department begins to fit; choosing one sets the role too."""
    t = desk.t
    said, say = use_state("")

    def take(person: Person) -> None:
        choose(person)
        if person.role in ROLES:
            set_role(person.role)

    found = people_list.search_people(desk.store.db, said.strip(), limit=SUGGESTED) if said.strip() else []
    lines = [
        line(
            each.name,
            key=f"suggested-{each.id}",
            below=" · ".join(part for part in (each.post, each.department) if part),
            on_click=lambda _, each=each: take(each),
        )
        for each in found
    ]
    field = Field(
        keyboard_of(desk),
        t("Person (may be left out)"),
        say,
        name="person",
        rests=True,
        icon=ft.Icons.PERSON_SEARCH,
        helper=t("Without one the phone is shared; whoever is on duty chooses the own name on it."),
        key="person-field",
    )
    return ft.Column(
        [field, *lines], spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _shown(desk: Desk, code: JoinCode, role: str, person: Person | None) -> list[ft.Control]:
    t = desk.t
    minutes = max(0, -(-(code.expires_ms - desk.now_ms) // 60_000))
    who = " · ".join(part for part in (t(ROLES[role]), person.name if person else "") if part)
    groups = " ".join(code.code[at : at + 4] for at in range(0, len(code.code), 4))
    picture = ft.Container(
        ft.Image(
            qr_png(code.url),
            width=QR_PIXELS,
            height=QR_PIXELS,
            filter_quality=ft.FilterQuality.NONE,
            semantics_label=t("QR code to join"),
        ),
        bgcolor=ft.Colors.WHITE,
        border_radius=theme.RADIUS,
        padding=8,
        alignment=ft.Alignment.CENTER,
    )
    left: ft.Control = (
        mark(
            ATTENTION if minutes <= 5 else QUIET,
            t.count("good for {n} minute", "good for {n} minutes", minutes),
            icon=ft.Icons.TIMER_OUTLINED,
        )
        if minutes
        else mark(FAILED, t("This code is over. Make a new one."))
    )
    return [
        heading(t("Code for {who}", who=who)),
        *([picture] if minutes else []),
        ft.Row([figure(groups, selectable=True)], alignment=ft.MainAxisAlignment.CENTER),
        ft.Row([left], alignment=ft.MainAxisAlignment.CENTER),
        strong(t("Or open this address on the phone")),
        text(code.url, selectable=True),
        ft.Row(
            [
                ft.OutlinedButton(
                    t("Copy the address"),
                    key="copy-url",
                    icon=ft.Icons.CONTENT_COPY,
                    action=ft.CopyToClipboard(code.url),
                )
            ]
        ),
    ]


def _again(desk: Desk, set_code: Callable[[Any], None]) -> ft.Control:
    return second_button(desk.t("Another code"), lambda: set_code(None), key="another-code")
