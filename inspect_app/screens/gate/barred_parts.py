"""Somebody on the refused list: said before anything is saved. They are let in only for a reason that stays."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.gate.signing_in import barred_here
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.screens.gate.barred_warning import barred_warning
from inspect_app.screens.gate.reception import Reception
from storage.queries.barred import BarredMatch


def barred_of(reception: Reception) -> list[BarredMatch]:
    """Who of the list it may be; nobody any more once the guard has seen that it is another person."""
    if not reception.said["name"].strip():
        return []
    found = barred_here(reception.desk.store, reception.desk.author, reception.given)
    return [each for each in found if each.is_certain or not reception.said["not_barred"]]


def is_stopped(reception: Reception, found: list[BarredMatch]) -> bool:
    return bool(found) and not reception.said["override"].strip()


def barred_parts(reception: Reception, found: list[BarredMatch]) -> list[ft.Control]:
    if not found:
        return []
    desk, t, given = reception.desk, reception.desk.t, reception.given
    entry: ft.Control = Entry(
        t("Why they are let in all the same"),
        lambda typed: reception.work.typed(override=typed),
        initial=reception.said["override"],
        name="override",
        lines=2,
        longest=200,
        helper=t("Only if the office or the head says so. This stands in the visit."),
        key="override-entry",
    )
    return [
        *barred_warning(desk, given.name, given.phone, given.id_masked),
        *_ways_out(reception, is_certain=found[0].is_certain),
        entry,
    ]


def _ways_out(reception: Reception, *, is_certain: bool) -> list[ft.Control]:
    t, desk = reception.desk.t, reception.desk

    async def stop() -> None:
        reception.forget_number()
        await reception.work.throw_away()
        desk.say(t("Not let in. Nothing was kept."))
        desk.back()

    other = lambda: reception.work.choose(not_barred=True)  # noqa: E731
    buttons: list[ft.Control] = [second_button(t("Do not let them in"), stop, key="barred-stop")]
    if not is_certain:
        buttons.append(text_button(t("It is somebody else"), other, key="barred-other"))
    return buttons
