"""归还: how many, how it looks, and when it is broken what it was and who pays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions.damages import Broken
from inspect_app.actions.lending import Return, take_back
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.lending.compensation import book_cost, read_fen, yuan
from inspect_app.lending.loan import outstanding
from inspect_app.parts.buttons import main_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.lend import condition_buttons
from inspect_app.screens.lending_work import Proof, over_form, proof_parts, use_proof
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.queries import assets, loans
from storage.queries.loans import Loan


@dataclass(eq=False)
class ReturnWork:
    """The return as it is filled in; `quantity` and `cost_fen` are None while what was typed is no number."""

    quantity: int | None
    cost_text: str
    condition: str = "good"
    note: str = ""
    what: str = ""
    payer: str = ""

    @property
    def cost_fen(self) -> int | None:
        return read_fen(self.cost_text)

    @property
    def is_ready(self) -> bool:
        if self.quantity is None:
            return False
        if self.condition != "damaged":
            return True
        return bool(self.what.strip()) and (not self.cost_text.strip() or self.cost_fen is not None)

    def given(self) -> Return:
        broken = None
        if self.condition == "damaged":
            broken = Broken(self.what, quantity=self.quantity or 1, payer=self.payer, cost_fen=self.cost_fen)
        return Return(self.quantity or 1, self.condition, self.note, broken)


@component
def ReturnScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """归还: how many, how it looks, and when it is broken what and who pays."""
    watch(desk.changes)
    loan = loans.loan(desk.store.db, place.value("loan") or "")
    if loan is None:
        return no_such_place(desk)
    return ReturnForm(desk, loan, key="return-form")


def begin_return(desk: Desk, loan: Loan) -> ReturnWork:
    asset = assets.asset(desk.store.db, loan.asset_id)
    cost = book_cost(asset.value_fen, asset.quantity, outstanding(loan)) if asset else None
    return ReturnWork(max(1, outstanding(loan)), yuan(cost), payer=loan.holder)


@component
def ReturnForm(desk: Desk, loan: Loan) -> ft.Control:  # noqa: N802
    t = desk.t
    work: ReturnWork = use_ref(lambda: begin_return(desk, loan)).current
    proof = use_proof(desk, loan.place)
    _, draw = use_state(0)
    signers = {"back": (t("Who brings it back"), loan.holder)}
    over = over_form(proof, loan.asset, signers, told=loan.asset)
    if over is not None:
        return over

    def say(name: str) -> Callable[[str], None]:
        def said(value: str) -> None:
            setattr(work, name, value)
            draw(lambda count: count + 1)

        return said

    def counted(said: str) -> None:
        number = int(said) if said.strip().isdecimal() and len(said) < 8 else 0
        work.quantity = number if 1 <= number <= outstanding(loan) else None
        draw(lambda count: count + 1)

    parts: list[ft.Control] = [heading(loan.asset), small(t("{name} brings it back", name=loan.holder))]
    if outstanding(loan) > 1:
        wrong = None if work.quantity else t("From 1 to {left}", left=outstanding(loan))
        initial = str(work.quantity or "")
        parts.append(
            Entry(t("How many come back"), counted, initial=initial, name="quantity", numeric=True, error=wrong,
                  suffix=loan.unit, key="qty")
        )  # fmt: skip
    parts += [section(t("Condition")), condition_buttons("condition", work.condition, t, say("condition"))]
    if work.condition == "damaged":
        parts += damage_fields(work, say, t)
    parts.append(
        Entry(t("Note"), say("note"), initial=work.note, name="return-note", lines=2, longest=200, key="n")
    )
    send = (lambda: _send(work, proof, loan)) if work.is_ready and not proof.saving else None
    button = main_button(t("Take back"), send, key="return-send")
    return page([*parts, *proof_parts(proof, signers)], bottom=[button], key="return-page")


def damage_fields(work: Any, say: Callable[[str], Callable[[str], None]], t: Any) -> list[ft.Control]:
    """What is broken, who pays, what it costs. `work` has what, payer and cost_text."""
    is_bad = bool(work.cost_text.strip()) and read_fen(work.cost_text) is None
    wrong = t("An amount in yuan, such as 35 or 12.50") if is_bad else None
    cost_help = t("By the asset's card where it has a value; who breaks it pays.")
    return [
        Entry(t("What is damaged"), say("what"), initial=work.what, name="what", lines=2, longest=200, key="what"),
        Entry(t("Who pays"), say("payer"), initial=work.payer, name="payer", key="payer"),
        Entry(t("What it costs, in yuan"), say("cost_text"), initial=work.cost_text, name="cost", numeric=True,
              error=wrong, helper=cost_help, key="cost"),
    ]  # fmt: skip


def _send(work: ReturnWork, proof: Proof, loan: Loan) -> None:
    desk, t = proof.desk, proof.desk.t
    signed = proof.signatures.get("back")
    try:
        take_back(desk.store, desk.author, loan.id, work.given(), photos=proof.photos, signed=signed)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Recorded: it is back."))
        desk.back()
