"""人员与设备: every phone of the school, codes to join, and what the server did not take."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import EnrolledDevice, Quarantined
from inspect_app.components import component, use_maybe, use_state
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import icon_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, QUIET, UNSENT, mark
from inspect_app.parts.names import KINDS, ROLES
from inspect_app.parts.split import split
from inspect_app.parts.table import Column, table, table_row, two_lines
from inspect_app.parts.type import small
from inspect_app.routes import Place
from inspect_app.screens.wide.asking import Asked, asked_notice, trouble_words, use_answer
from inspect_app.screens.wide.invitation import InvitationPane
from inspect_app.screens.wide.keyboard import keyboard_of, use_minutes
from inspect_app.screens.wide.people import PeopleTable
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import MINUTE_MS, ago, span
from storage.queries import people

INVITATION_PIXELS = 400
CLOCK_MINUTES = 2
"""A clock that is wrong by less is nobody's business."""
VIEWS = {"devices": "Phones and computers", "quarantine": "Not taken by the server", "people": "People"}
CONSOLE = "console"
"""The label of the server's own device, through which papers are imported: it is not to be blocked."""
LABELS = {"console": "The server itself", "browser": "Browser", "client": "Without a screen"}
REFUSALS = {
    "revoked": "The phone had been blocked.",
    "not_yours": "It was sent by another phone than the one that recorded it.",
    "not_allowed": "This person may not do this.",
    "wrong_stream": "It belongs to another campus or subject.",
    "bad_value": "A value is not allowed.",
    "broken": "It was not a record that can be read.",
    "forked": "The phone was copied; the same number came with other content.",
    "altered": "It was changed after it had been recorded.",
}


@component
def DevicesScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Everything here is asked of the server; without a network it says so."""
    use_minutes()
    t = desk.t
    shown, show = use_state("devices")
    blocking, block = use_maybe()
    devices = use_answer(desk, lambda: calls.devices(calls.transport_of(desk.store, desk.device)))
    refused = use_answer(desk, lambda: calls.quarantine(calls.transport_of(desk.store, desk.device)))

    async def revoke() -> None:
        block(None)
        await _do(desk, calls.revoke(calls.transport_of(desk.store, desk.device), blocking.id), devices)

    def settle(each: Quarantined, how: Any) -> None:
        async def judge() -> None:
            await _do(desk, calls.settle(calls.transport_of(desk.store, desk.device), each.id, how), refused)

        desk.run(judge)

    ft.use_dialog(_question(lambda: desk.run(revoke), lambda: block(None), t) if blocking else None)
    use_silence(keyboard_of(desk), on=blocking is not None)
    asked = refused if shown == "quarantine" else devices
    choices = [(name, _counted(t(words), asked)) for name, words, asked in _views(devices, refused)]
    choices.append(("people", t(VIEWS["people"])))
    again = icon_button(ft.Icons.REFRESH, t("Ask again"), asked.again, key="ask-again")
    is_asked = shown != "people"
    chosen = ft.Container(chips("devices", choices, shown, show), expand=True)
    head = ft.Row([chosen, *([again] if is_asked else [])])
    told = asked_notice(asked, desk, key=shown) if is_asked else []
    body = _devices(desk, devices, block)
    if shown == "quarantine":
        body = _quarantine(desk, refused, devices, settle)
    elif shown == "people":
        body = PeopleTable(desk, key="people")
    left = ft.Column(
        [
            ft.Container(
                ft.Column([head, *told], spacing=12, tight=True),
                padding=ft.Padding.symmetric(horizontal=16, vertical=12),
            ),
            body,
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return split(left, InvitationPane(desk, devices.again, key="invitation"), right_width=INVITATION_PIXELS)


def _question(yes: Any, no: Any, t: Words) -> ft.AlertDialog:
    sentence = t("It gets nothing more. What it still sends is kept apart for you to judge.")
    return ask(t, t("Block this phone?"), sentence, yes=t("Block"), on_yes=yes, on_no=no)


def _views(devices: Asked, refused: Asked) -> list[tuple[str, str, Asked]]:
    return [("devices", VIEWS["devices"], devices), ("quarantine", VIEWS["quarantine"], refused)]


def _counted(words: str, asked: Asked) -> str:
    return words if asked.value is None else f"{words} {len(asked.value)}"


async def _do(desk: Desk, call: Any, then: Asked) -> None:
    """One call, then the list anew; a sentence when it fails."""
    try:
        await call
    except Exception as error:
        desk.say(trouble_words(error, desk))
    else:
        then.again()


def _devices(desk: Desk, asked: Asked, block: Any) -> ft.Control:
    t = desk.t
    if asked.value is None:
        return ft.Container(expand=True)
    columns = [
        Column(t("Phone or computer"), flex=3),
        Column(t("Role"), 72),
        Column(t("Last heard of"), 112),
        Column(t("To send"), 88),
        Column(t("Clock"), 128),
        Column(t("App"), 72),
        Column("", 96, at_end=True),
    ]
    ids = {each.person for each in asked.value if each.person}
    found = {person: people.person(desk.store.db, person) for person in ids}
    names = {key: person.name for key, person in found.items() if person}
    lines = [_device(desk, columns, each, names.get(each.person or "", ""), block) for each in asked.value]
    return table(columns, lines, key="devices-table")


def _device(desk: Desk, columns: list[Column], each: EnrolledDevice, person: str, block: Any) -> ft.Control:
    t = desk.t
    seen = ago(t, each.last_seen_ms, desk.now_ms) if each.last_seen_ms else t("Never")
    if each.revoked_ms:
        end: Any = mark(QUIET, t("Blocked"), icon=ft.Icons.BLOCK)
    elif each.label == CONSOLE:
        end = small(t("Works for the server"))
    elif each.id == desk.store.device:
        end = small(t("This one"))
    else:
        end = text_button(t("Block"), lambda: block(each), key=f"block-{each.id}")
    cells: list[Any] = [
        two_lines(name_of(each, t), " · ".join(part for part in (person, each.id) if part)),
        t(ROLES.get(each.role, each.role)),
        seen,
        mark(UNSENT, str(each.unsent)) if each.unsent else mark(PASSED, "0"),
        _clock(each, desk),
        each.app,
        end,
    ]
    return table_row(columns, cells, key=f"device-{each.id}", height=56)


def name_of(each: EnrolledDevice, t: Words) -> str:
    """What a device is called: as it named itself, in the language of the screen where that is a word of ours."""
    return t(LABELS[each.label]) if each.label in LABELS else each.label or each.id


def _clock(each: EnrolledDevice, desk: Desk) -> ft.Control:
    t = desk.t
    wrong_ms = each.clock_wrong_ms
    if abs(round(wrong_ms / MINUTE_MS)) < CLOCK_MINUTES:
        return small(t("Right time"))
    much = span(t, wrong_ms)
    words = t("{span} fast", span=much) if wrong_ms > 0 else t("{span} slow", span=much)
    return mark(ATTENTION, words, icon=ft.Icons.SCHEDULE)


def _quarantine(desk: Desk, asked: Asked, devices: Asked, settle: Any) -> ft.Control:
    t = desk.t
    if asked.value is None:
        return ft.Container(expand=True)
    if not asked.value:
        words = t("The server has taken everything that was sent.")
        return ft.Container(empty(ft.Icons.VERIFIED_OUTLINED, words, key="no-quarantine"), expand=True)
    columns = [
        Column(t("What"), 112),
        Column(t("Why it was not taken"), flex=1),
        Column(t("From"), 144),
        Column(t("When"), 96),
        Column("", 208, at_end=True),
    ]
    labels = {each.id: name_of(each, t) for each in devices.value or ()}
    lines = [_refused(desk, columns, each, labels, settle) for each in asked.value]
    return table(columns, lines, key="quarantine-table")


def _refused(
    desk: Desk, columns: list[Column], each: Quarantined, labels: dict[str, str], settle: Any
) -> ft.Control:
    t = desk.t
    cells: list[Any] = [
        mark(FAILED, t(KINDS.get(each.kind, each.kind or "Record"))),
        t(REFUSALS.get(each.reason, each.reason)),
        labels.get(each.device, each.device),
        ago(t, each.received_ms, desk.now_ms),
        ft.Row(
            [
                text_button(t("Dealt with"), lambda: settle(each, "taken"), key=f"taken-{each.id}"),
                text_button(t("Ignore"), lambda: settle(each, "dropped"), key=f"dropped-{each.id}"),
            ],
            spacing=0,
            tight=True,
        ),
    ]
    return table_row(columns, cells, key=f"quarantine-{each.id}", height=56)
