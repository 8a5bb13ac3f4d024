"""Questions before a closed count is taken into the ledger, taken back out, or counted on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.stocktakes import (
    Taken,
    accept_stocktake,
    acceptance_plan,
    reopen_stocktake,
    undo_acceptance,
)
from inspect_app.actions.office.surplus import newcomers
from inspect_app.components import component, use_state
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.names import shown_code
from inspect_app.parts.type import heading, small, text
from inspect_app.screens.counting.words import trouble_of
from inspect_app.screens.wide.counting.newcomers import NewcomerRows
from inspect_app.state import Desk
from inspect_app.stocktake.acceptance import ACCEPTED_KINDS, LeftAlone
from inspect_app.stocktake.newcomers import Told, strays
from inspect_app.texts.stocktake_words import WAYS_ON
from inspect_app.texts.words import Words
from storage.queries.stocktakes import Stocktake

LEFT_NAMED = 8
DIALOG_PIXELS = 640
CHANGES = {
    "moved": "Moved things get the room where they were seen",
    "damaged": "Damaged things go into repair",
    "shortage": "What was not found is to be scrapped; a batch gets its counted number",
    "surplus": "What is more comes into the ledger; a batch gets its counted number",
}
"""What accepting does, by kind of finding."""


def settling_question(desk: Desk, row: Stocktake, asking: str, away: Any) -> ft.AlertDialog:
    """`asking` is reopen, undo or accept."""
    t = desk.t
    if asking == "reopen":
        words = t("Phones count on, late counts are taken in. Close again for new figures.")
        yes = lambda: _do(desk, lambda: reopen_stocktake(desk.store, desk.author, row.id), away)  # noqa: E731
        return ask(t, t("Count on?"), words, yes=t("Count on"), on_yes=yes, on_no=away)
    if asking == "undo":
        words = t(
            "Rooms, states and numbers go back, and cards made of a surplus are scrapped again. What somebody has "
            "changed since is left alone and named."
        )
        back = lambda: _do(desk, lambda: undo_acceptance(desk.store, desk.author, row.id), away)  # noqa: E731
        return ask(
            t, t("Take back out of the ledger?"), words, yes=t("Take it back out"), on_yes=back, on_no=away
        )
    return accept_dialog(desk, row, away)


def accept_dialog(desk: Desk, row: Stocktake, away: Any) -> ft.AlertDialog:
    """What is taken in, with ticks by kind."""
    form = AcceptForm(desk, row, away, key="accept-form")
    return ft.AlertDialog(
        content=ft.Container(form, width=DIALOG_PIXELS),
        scrollable=True,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=away,
    )


@component
def AcceptForm(desk: Desk, row: Stocktake, away: Any) -> ft.Control:  # noqa: N802
    """One step for all of it; nothing happens before the button."""
    t = desk.t
    kinds, choose = use_state(ACCEPTED_KINDS)
    told, put = use_state({})

    def toggle(kind: str) -> Any:
        held = tuple(each for each in kinds if each != kind)
        return lambda _: choose(held if kind in kinds else (*kinds, kind))

    def tell(thing: str, said: Told) -> None:
        put(lambda held: {**held, thing: said})

    store, author = desk.store, desk.author
    plan, frozen = acceptance_plan(store, row.id, kinds)
    found = strays(frozen.lines) if "surplus" in kinds else []
    made, strange = newcomers(store, author, row, found, told)
    words = t.count("{n} card is changed", "{n} cards are changed", len(plan.steps))
    new = t.count("{n} card is new", "{n} cards are new", len(made)) if found else ""
    yes = lambda: _do(desk, lambda: accept_stocktake(store, author, row.id, kinds, told), away)  # noqa: E731
    ticks: list[ft.Control] = [
        ft.Checkbox(label=t(CHANGES[kind]), value=kind in kinds, key=f"accept-{kind}", on_change=toggle(kind))
        for kind in ACCEPTED_KINDS
    ]
    rows = [NewcomerRows(desk, row, found, told, tell, key="newcomers")] if found else []
    left = (*plan.left, *strange)
    return ft.Column(
        [
            heading(t("Take into the ledger?")),
            *ticks,
            *rows,
            text("，".join(part for part in (words, new) if part)),
            *([small(left_words(left, t), key="left")] if left else []),
            ft.Row(
                [
                    text_button(t("Cancel"), away, key="accept-no"),
                    main_button(t("Take in"), yes if plan.steps or made else None, key="accept-yes"),
                ],
                alignment=ft.MainAxisAlignment.END,
            ),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _left_name(each: LeftAlone) -> str:
    """What has no name yet goes by its label."""
    return shown_code(each.name) if each.why == "no_name" else each.name or each.asset_id


def left_words(left: tuple[LeftAlone, ...], t: Words) -> str:
    """The cards that were left alone, by name, with why."""
    named = [f"{_left_name(each)}（{t(WAYS_ON[each.why])}）" for each in left[:LEFT_NAMED]]
    more = t("and {n} more", n=len(left) - LEFT_NAMED) if len(left) > LEFT_NAMED else ""
    return t("Left alone: {names}", names="、".join([*named, more] if more else named))


def _do(desk: Desk, work: Callable[[], Taken | None], away: Any) -> None:
    away()
    try:
        done = work()
    except Exception as error:
        desk.say(trouble_of(error, desk))
        return
    desk.changed()
    if done is not None:
        t = desk.t
        words = t.count("{n} card was changed.", "{n} cards were changed.", done.changed)
        words += t.count("{n} card is new.", "{n} cards are new.", done.added) if done.added else ""
        desk.say(f"{words}{left_words(done.left, t)}" if done.left else words)
