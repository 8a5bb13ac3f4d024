"""归还: how many, how it looks, and when it is broken what it was and who pays."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import flet as ft

from inspect_app.actions.damages import Broken
from inspect_app.actions.form_drafts import sent
from inspect_app.actions.lending import Return, take_back
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, watch
from inspect_app.lending.compensation import book_cost, read_fen, yuan
from inspect_app.lending.loan import outstanding
from inspect_app.parts.buttons import main_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.lend import condition_buttons
from inspect_app.screens.lending_work import draft_parts, over_form, proof_parts, quantity_entry
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.queries import assets, loans
from storage.queries.loans import Loan


@dataclass(frozen=True, slots=True)
class Returning:
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


def begin_return(desk: Desk, loan: Loan) -> Returning:
    asset = assets.asset(desk.store.db, loan.asset_id)
    cost = book_cost(asset.value_fen, asset.quantity, outstanding(loan)) if asset else None
    return Returning(max(1, outstanding(loan)), yuan(cost), payer=loan.holder)


@component
def ReturnForm(desk: Desk, loan: Loan) -> ft.Control:  # noqa: N802
    t = desk.t
    work = use_form(desk, "return", loan.id, lambda: asdict(begin_return(desk, loan)), loan.place)
    back = Returning(**work.form.said)
    work.under = f"{back.quantity} {back.condition}"
    signers = {"back": (t("Who brings it back"), loan.holder)}
    over = over_form(work, loan.asset, signers, told=loan.asset)
    if over is not None:
        return over
    parts: list[ft.Control] = [heading(loan.asset), small(t("{name} brings it back", name=loan.holder))]
    if outstanding(loan) > 1:
        parts.append(quantity_entry(work, t("How many come back"), outstanding(loan), loan.unit))
    condition = condition_buttons("condition", back.condition, t, lambda said: work.choose(condition=said))
    parts += [section(t("Condition")), condition]
    if back.condition == "damaged":
        parts += damage_fields(work)
    parts.append(
        Entry(
            t("Note"),
            lambda said: work.typed(is_drawn=False, note=said),
            initial=back.note,
            name="return-note",
            lines=2,
            longest=200,
            key="n",
        )
    )
    send = (lambda: _send(work, loan)) if back.is_ready and not work.saving else None
    button = main_button(t("Take back"), send, key="return-send")
    return page(
        [*parts, *proof_parts(work, signers), *draft_parts(work, desk.back)],
        bottom=[button],
        key="return-page",
    )


def damage_fields(work: FormWork) -> list[ft.Control]:
    """What is broken, who pays, what it costs. The form says what, payer and cost_text."""
    t, said = work.desk.t, work.form.said
    is_bad = bool(said["cost_text"].strip()) and read_fen(said["cost_text"]) is None
    wrong = t("An amount in yuan, such as 35 or 12.50") if is_bad else None
    cost_help = t("By the asset's card where it has a value; who breaks it pays.")
    return [
        Entry(t("What is damaged"), lambda what: work.typed(what=what), initial=said["what"], name="what", lines=2,
              longest=200, key="what"),
        Entry(t("Who pays"), lambda payer: work.typed(payer=payer), initial=said["payer"], name="payer",
              key="payer"),
        Entry(t("What it costs, in yuan"), lambda cost: work.typed(cost_text=cost), initial=said["cost_text"],
              name="cost", numeric=True, error=wrong, helper=cost_help, key="cost"),
    ]  # fmt: skip


def _send(work: FormWork, loan: Loan) -> None:
    desk, t, form = work.desk, work.desk.t, work.form
    given, signed = Returning(**form.said).given(), work.signatures.get("back")
    try:
        with sent(desk.store, form):
            take_back(desk.store, desk.author, loan.id, given, photos=form.photos, signed=signed)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Recorded: it is back."))
        desk.back()
