"""One damage on the office's desk: how much is to be paid by whom, or nothing and why; paid, with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.office.damages import NEXT, approve, judge_again, receive_payment, waive
from inspect_app.components import component, use_maybe, use_state, watch
from inspect_app.lending.compensation import SHARE_PERMILLE, read_fen, share_of, yuan
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import second_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.keys import use_silence
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, small
from inspect_app.screens.damage import damage_parts
from inspect_app.screens.doing import does
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.conflict_card import row_conflicts
from inspect_app.screens.wide.dialogs import photo_dialog, reason_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.paper_button import paper_button
from inspect_app.state import Desk
from storage.queries import damages, photos
from storage.queries.damages import Damage

ACTS = {"approve": "Approve", "waive": "Waive", "pay": "Paid, write a receipt", "again": "Decide again"}
USUAL_REASONS = {
    "waive": ("Worn with age", "Nobody's fault", "Repaired by themselves", "Covered by the warranty"),
    "again": ("Decided by mistake", "New facts"),
}


@component
def DamagePane(desk: Desk, damage_id: str) -> ft.Control:  # noqa: N802
    """The right half of 损坏赔偿."""
    watch(desk.changes)
    asking, ask_for = use_maybe()
    looked, look = use_maybe()
    damage = damages.damage(desk.store.db, damage_id)

    def away() -> None:
        ask_for(None)

    def do(act: Callable[[], Any]) -> None:
        does(desk, act)
        away()

    dialog = None
    if damage is not None and asking:
        dialog = _dialog(desk, damage, asking, do, away)
    elif damage is not None and looked:
        shas = [photo.sha256 for photo in photos.photos_about(desk.store.db, damage_id)]
        dialog = photo_dialog(desk, shas, looked, damage.what, lambda: look(None))
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    if damage is None:
        return no_such_place(desk)
    parts = [
        *row_conflicts(desk, "damage", damage_id, is_ended_here=False),
        *damage_parts(damage, desk, look),
    ]
    return pane(parts, bottom=[_buttons(damage, desk, ask_for)], key="damage")


def _buttons(damage: Damage, desk: Desk, ask_for: Callable[[str], None]) -> ft.Control:
    t = desk.t
    if desk.store.setting("role") != "office":
        return small(t("The office decides on this."))
    acts: list[ft.Control] = [
        (yes_button if number == 0 else second_button)(t(ACTS[act]), _asks(ask_for, act), key=f"act-{act}")
        for number, act in enumerate(NEXT[damage.state])
    ]
    words = t("Print the receipt") if damage.state == "paid" else t("Print the report")
    return side_by_side([*acts, paper_button(desk, words, "damage", damage.id, key="print-damage")])


def _asks(ask_for: Callable[[str], None], act: str) -> Callable[[], None]:
    return lambda: ask_for(act)


def _dialog(
    desk: Desk, damage: Damage, act: str, do: Callable[[Callable[[], Any]], None], away: Callable[[], None]
) -> ft.AlertDialog:
    t, store = desk.t, desk.store
    if act == "approve":
        form = ApprovalForm(desk, damage, do, key="approval")
        return ft.AlertDialog(content=ft.Container(form, width=480), on_dismiss=away)
    if act == "pay":
        told = t("¥ {amount} from {payer}. The receipt gets its number now, and nothing can be changed after.",
                 amount=yuan(damage.amount_fen), payer=damage.payer or "")  # fmt: skip
        pay = lambda: do(lambda: receive_payment(store, desk.author, damage.id))  # noqa: E731
        return ask(t, t("Is it paid?"), told, yes=t("Paid, write a receipt"), on_yes=pay, on_no=away)
    usual = [t(words) for words in USUAL_REASONS[act]]
    decide = waive if act == "waive" else judge_again

    def said(reason: str) -> None:
        do(lambda: decide(store, desk.author, damage.id, reason))

    return reason_dialog(t(ACTS[act]), t("Why"), t(ACTS[act]), usual, said, away)


@component
def ApprovalForm(desk: Desk, damage: Damage, do: Callable[[Callable[[], Any]], None]) -> ft.Control:  # noqa: N802
    """Who pays, and how much: a share of the cost by one tap, or an amount."""
    t = desk.t
    payer, say_payer = use_state(damage.payer or "")
    share, take_share = use_state(0)
    typed, say_typed = use_state(yuan(damage.cost_fen))
    note, say_note = use_state("")
    amount = share_of(damage.cost_fen or 0, share) if share else read_fen(typed)

    def act() -> None:
        do(
            lambda: approve(
                desk.store, desk.author, damage.id, amount_fen=amount or 0, payer=payer, note=note
            )
        )

    shares = [(str(each), t("{n} % of the cost", n=each // 10)) for each in SHARE_PERMILLE if damage.cost_fen]
    wrong = t("An amount in yuan, such as 35 or 12.50") if typed.strip() and read_fen(typed) is None else None
    button = yes_button(t("Approve"), act, key="approve-yes")
    button.disabled = not (payer.strip() and amount)
    chosen = chips(
        "share", [*shares, ("0", t("An amount"))], str(share), lambda value: take_share(int(value))
    )
    words = t("Amount in yuan")
    entry = Entry(words, say_typed, initial=typed, name="amount", numeric=True, error=wrong, key="amount")
    return ft.Column(
        [
            heading(t("Approve")),
            small(damage.what),
            Entry(t("Who pays"), say_payer, initial=payer, name="payer", longest=40, key="payer"),
            *([chosen] if shares else []),
            *([] if share else [entry]),
            small(t("To be paid: ¥ {amount}", amount=yuan(amount) or "—")),
            Entry(t("Note"), say_note, name="approve-note", longest=200, key="note"),
            ft.Row([button], alignment=ft.MainAxisAlignment.END),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
