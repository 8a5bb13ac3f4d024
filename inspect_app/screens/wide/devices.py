"""人员与设备: every phone of the school, codes to join, and what the server did not take."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app.actions.office import calls
from inspect_app.actions.office.calls import EnrolledDevice, Quarantined
from inspect_app.components import component, use_maybe, use_state
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import icon_button
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import use_silence
from inspect_app.parts.names import ROLES
from inspect_app.parts.split import split
from inspect_app.routes import Place
from inspect_app.screens.wide.asking import Asked, asked_notice, trouble_words, use_answer
from inspect_app.screens.wide.devices_table import DevicesTable, name_of
from inspect_app.screens.wide.invitation import InvitationPane
from inspect_app.screens.wide.keyboard import keyboard_of, use_minutes
from inspect_app.screens.wide.people import PeopleTable
from inspect_app.screens.wide.quarantine_table import QuarantineTable
from inspect_app.state import Desk
from storage.queries import people

INVITATION_PIXELS = 400
VIEWS = {"devices": "Phones and computers", "quarantine": "Not taken by the server", "people": "People"}


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

    away = lambda: block(None)  # noqa: E731
    ft.use_dialog(_question(desk, blocking, lambda: desk.run(revoke), away) if blocking else None)
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


def _question(desk: Desk, each: EnrolledDevice, yes: Any, no: Any) -> ft.AlertDialog:
    """Names the device as its row does: several phones are called alike."""
    t = desk.t
    person = people.person(desk.store.db, each.person) if each.person else None
    facts = (name_of(each, t), each.id, t(ROLES.get(each.role, each.role)), person.name if person else "")
    named = " · ".join(part for part in facts if part)
    sentence = t("It gets nothing more. What it still sends is kept apart for you to judge.")
    return ask(t, t("Block this phone?"), f"{named}\n{sentence}", yes=t("Block"), on_yes=yes, on_no=no)


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
    if asked.value is None:
        return ft.Container(expand=True)
    return DevicesTable(desk, asked.value, block, key="devices")


def _quarantine(desk: Desk, asked: Asked, devices: Asked, settle: Any) -> ft.Control:
    if asked.value is None:
        return ft.Container(expand=True)
    if not asked.value:
        words = desk.t("The server has taken everything that was sent.")
        return ft.Container(empty(ft.Icons.VERIFIED_OUTLINED, words, key="no-quarantine"), expand=True)
    labels = {each.id: name_of(each, desk.t) for each in devices.value or ()}
    return QuarantineTable(desk, asked.value, labels, settle, key="quarantine")
