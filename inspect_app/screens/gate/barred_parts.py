"""Somebody on the refused list: said before anything is saved. They are let in only for a reason that stays."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.gate.signing_in import barred_here
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, FAILED, notice
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
    t, first = reception.desk.t, found[0]
    reasons = t("; ").join(dict.fromkeys(each.row.reason for each in found))
    if first.is_certain:
        words = t(
            "Do not let them in. The school refuses {name}: {reasons}",
            name=first.row.name,
            reasons=reasons,
        )
    else:
        words = t(
            "Somebody of this name is refused: {reasons}. Look at the paper: is it them?", reasons=reasons
        )
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
        notice(FAILED if first.is_certain else ATTENTION, words, key="barred"),
        *_ways_out(reception, is_certain=first.is_certain),
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
