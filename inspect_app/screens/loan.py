"""One loan: who has what since when, how it looked, and what may happen to it: back, longer, lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app.actions.damages import Broken
from inspect_app.actions.lending import call_lost, extend
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_maybe, watch
from inspect_app.lending.loan import outstanding
from inspect_app.parts.ask import reason_sheet, sheet
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.lending import amount_of, damage_line, loan_pill
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading
from inspect_app.routes import Place, route_to
from inspect_app.screens.proof_pictures import proof_pictures
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.lending_words import CONDITION_WORDS, LOAN_SORTS
from inspect_app.texts.moments import day_of, moment
from storage.queries import damages, loans
from storage.queries.loans import Loan

LONGER_DAYS = (1, 3, 7, 30)
USUAL_LOSSES = ("Lost", "Stolen", "Used up")


@component
def LoanScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Its facts, its photos and signatures, and the buttons."""
    watch(desk.changes)
    t = desk.t
    asking, ask_for = use_maybe()
    loan = loans.loan(desk.store.db, place.value("loan") or "")

    def away() -> None:
        ask_for(None)

    ft.use_dialog(_sheet(desk, loan, asking, away) if loan and asking else None)
    if loan is None:
        return no_such_place(desk)
    back = route_to("return", loan=loan.id)
    buttons: list[ft.Control] = []
    if outstanding(loan) and may_lend(desk):
        buttons = [
            main_button(
                t("Take back"), lambda: desk.go(back), key="take-back", icon=ft.Icons.KEYBOARD_RETURN
            ),
            ft.Row(
                [
                    second_button(t("Extend"), lambda: ask_for("extend"), key="extend", expand=True),
                    second_button(t("It is lost"), lambda: ask_for("lost"), key="lost", expand=True),
                ]
            ),
        ]
    return page(loan_parts(loan, desk), bottom=buttons, key="loan-page")


def may_lend(desk: Desk) -> bool:
    """Lending is for those whose loans the server takes."""
    return desk.store.setting("role") in ("office", "inspector")


def loan_parts(loan: Loan, desk: Desk) -> list[ft.Control]:
    """Everything of a loan to read; the office's pane shows it too."""
    t = desk.t
    today = day_of(desk.now_ms, desk.offset_minutes)
    asset = route_to("asset", asset=loan.asset_id)
    return [
        heading(loan.asset or t("Unknown thing")),
        ft.Row([loan_pill(loan, today, t)]),
        *_conflict(loan, desk),
        *(fact(name, words) for name, words in _facts(loan, desk) if words),
        *proof_pictures(desk, loan.id, "loan"),
        *_damages(loan, desk),
        line(t("The asset's card"), key="to-asset", after=chevron(), on_click=lambda: desk.go(asset)),
    ]


def _conflict(loan: Loan, desk: Desk) -> list[ft.Control]:
    if not loan.conflict:
        return []
    words = desk.t("Two phones changed this loan without seeing each other; the newer word stands.")
    return [notice(ATTENTION, words, key="loan-conflict")]


def _facts(loan: Loan, desk: Desk) -> list[tuple[str, str]]:
    t = desk.t
    out = moment(t, loan.out_ms, desk.now_ms, desk.offset_minutes)
    back = moment(t, loan.back_ms, desk.now_ms, desk.offset_minutes) if loan.back_ms else ""
    return [
        (t("Kind"), t(LOAN_SORTS[loan.sort])),
        (t("Holder"), " ".join(part for part in (loan.holder, loan.phone) if part)),
        (t("Quantity"), amount_of(loan)),
        (t("Asset number"), loan.number or ""),
        (t("Handed out at"), out),
        (t("Due on"), loan.due_day or ""),
        (t("Condition when handed out"), _condition(loan.out_condition, desk)),
        (t("Returned at"), back),
        (t("Condition when returned"), _condition(loan.back_condition, desk)),
        (t("Note"), loan.note or ""),
    ]  # fmt: skip


def _condition(word: str | None, desk: Desk) -> str:
    """In words; what another version wrote stands for itself."""
    return desk.t(CONDITION_WORDS[word]) if word in CONDITION_WORDS else word or ""


def _damages(loan: Loan, desk: Desk) -> list[ft.Control]:
    found = [
        each for each in damages.damages_of_asset(desk.store.db, loan.asset_id) if each.loan_id == loan.id
    ]
    return [damage_line(each, desk.t, _goes(desk, route_to("damage", damage=each.id))) for each in found]


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)


def _sheet(desk: Desk, loan: Loan, asking: str, away: Callable[[], None]) -> ft.BottomSheet:
    t = desk.t
    if asking == "extend":
        today = day_of(desk.now_ms, desk.offset_minutes)
        start = max(today, loan.due_day or today)
        buttons = [
            second_button(
                t(
                    "{days} more: until {day}",
                    days=t.count("{n} day", "{n} days", days),
                    day=_later(start, days),
                ),
                _does(desk, away, _extends(desk, loan, _later(start, days))),
                key=f"longer-{days}",
            )
            for days in LONGER_DAYS
        ]
        return sheet([heading(t("Extend")), *buttons], away)

    def lost(note: str) -> None:
        _does(desk, away, lambda: call_lost(desk.store, desk.author, loan.id, note, Broken(note)))()

    usual = [t(words) for words in USUAL_LOSSES]
    return reason_sheet(t("It is lost"), t("How it was lost"), t("Report the loss"), usual, lost, away)


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _extends(desk: Desk, loan: Loan, day: str) -> Callable[[], Any]:
    return lambda: extend(desk.store, desk.author, [loan.id], day)


def _does(desk: Desk, away: Callable[[], None], act: Callable[[], Any]) -> Callable[[], None]:
    def do() -> None:
        try:
            act()
        except Exception as error:
            desk.say(plain_words(error, desk.t))
        else:
            desk.changed()
        away()

    return do
