"""领用与借出: to whom, how many, until when, how it looks, signed. Nothing that is out goes out again unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app.actions.lending import HandOut, NotLeft, hand_out, standing_of_asset
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.lending.loan import CONDITIONS, Sort, Standing, outstanding
from inspect_app.lending.terms import term_of
from inspect_app.parts.answer_buttons import Option, answer_buttons
from inspect_app.parts.buttons import icon_button, main_button
from inspect_app.parts.card import line
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, Meaning, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.lending_work import Proof, over_form, proof_parts, use_proof
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.lending_words import CONDITION_WORDS
from inspect_app.texts.moments import day_of
from storage.queries import assets, people_list
from storage.queries.assets import Asset
from storage.queries.people import Person

SUGGESTED = 5
LENT_DAYS = (0, 3, 7, 30)
CONDITION_MEANINGS: dict[str, Meaning] = {"good": PASSED, "worn": ATTENTION, "damaged": FAILED}


@dataclass(eq=False)
class LendWork:
    """The form as it is filled in. `quantity` is None while what was typed is no number."""

    given: HandOut
    quantity: int | None
    sought: str = ""
    person: Person | None = None


@component
def LendScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """For the term (issue) or for days (loan)."""
    watch(desk.changes)
    asset = assets.asset(desk.store.db, place.value("asset") or "")
    if asset is None:
        return no_such_place(desk)
    sort: Sort = "issue" if place.value("sort") == "issue" else "loan"
    return LendForm(desk, asset, sort, key="lend-form")


def begin_lending(desk: Desk, asset: Asset, sort: Sort) -> LendWork:
    today = day_of(desk.now_ms, desk.offset_minutes)
    due = term_of(today).last_day if sort == "issue" else _after(today, LENT_DAYS[2])
    return LendWork(HandOut(asset.id, sort, "", due_day=due), 1)


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@component
def LendForm(desk: Desk, asset: Asset, sort: Sort) -> ft.Control:  # noqa: N802
    t = desk.t
    work: LendWork = use_ref(lambda: begin_lending(desk, asset, sort)).current
    proof = use_proof(desk, asset.place)
    _, draw = use_state(0)

    def redraw() -> None:
        draw(lambda count: count + 1)

    name = work.given.holder
    signers = {"holder": (t("Who takes it"), name)}
    over = over_form(proof, asset.name, signers, told=asset.name)
    if over is not None:
        return over
    standing = standing_of_asset(desk.store, asset.id)
    parts = [
        heading(asset.name),
        small(" · ".join(part for part in (asset.number, asset.place) if part)),
        *_standing_notice(standing, asset, t),
        section(t("Who takes it")),
        *_holder(work, desk, redraw),
        *(_quantity(work, asset, standing, t, redraw) if standing.owned > 1 else []),
        section(t("Until when")),
        *_due(work, desk, redraw),
        section(t("Condition")),
        condition_buttons(
            "condition", work.given.condition, t, lambda value: _say(work, redraw, condition=value)
        ),
        Entry(
            t("Note"),
            lambda said: _say(work, None, note=said),
            initial=work.given.note,
            name="lend-note",
            lines=2,
            longest=200,
            key="n",
        ),
        *proof_parts(proof, signers),
    ]
    words = t("Hand out") if sort == "issue" else t("Lend")
    passes_on = standing.owned == 1 and bool(standing.loans)
    if passes_on:
        words = t("Take it back from {name} and pass it on", name=standing.loans[0].holder)
    can = bool(name.strip()) and work.quantity is not None and not proof.saving
    button = main_button(words, (lambda: _send(work, proof, standing)) if can else None, key="lend-send")
    return page(parts, bottom=[button], key="lend-page")


def condition_buttons(key: str, chosen: str | None, t: Words, choose: Callable[[str], Any]) -> ft.Control:
    options = [
        Option(each, t(CONDITION_WORDS[each]), CONDITION_MEANINGS[each], each == chosen)
        for each in CONDITIONS
    ]
    return answer_buttons(key, options, choose, in_one_row=True)


def _say(work: LendWork, redraw: Callable[[], None] | None, **fields: Any) -> None:
    work.given = replace(work.given, **fields)
    if redraw is not None:
        redraw()


def _standing_notice(standing: Standing, asset: Asset, t: Words) -> list[ft.Control]:
    """Who has it, before anybody signs."""
    if not standing.loans:
        return []
    names = "、".join(dict.fromkeys(loan.holder for loan in standing.loans))
    if standing.owned == 1:
        words = t("{names} has this now. Lending it ends that loan.", names=names)
    else:
        words = t("{out} of {owned} are out, with {names}; {left} are left.", out=standing.out, owned=standing.owned,
                  names=names, left=standing.left)  # fmt: skip
    return [notice(ATTENTION, words, key="standing")]


def _holder(work: LendWork, desk: Desk, redraw: Callable[[], None]) -> list[ft.Control]:
    """A person of the school out of those found, or a free name."""
    t = desk.t
    if work.person is not None:
        away = icon_button(
            ft.Icons.CLOSE, t("Somebody else"), lambda: _nobody(work, redraw), key="holder-other"
        )
        below = " · ".join(part for part in (work.person.department, work.person.post) if part)
        icon = ft.Icon(ft.Icons.PERSON, color=ft.Colors.PRIMARY)
        return [line(work.person.name, key="holder-chosen", below=below, before=icon, tool=away)]

    def typed(said: str) -> None:
        work.sought = said.strip()
        _say(work, redraw, holder=said.strip(), person_id=None)

    found = people_list.search_people(desk.store.db, work.sought, limit=SUGGESTED) if work.sought else []
    entry = Entry(
        t("Name, department or number"),
        typed,
        initial=work.sought,
        name="holder",
        helper=t("Choose below, or leave a name that is not of the school."),
        key="holder-entry",
    )
    return [entry, *(_suggested(person, work, redraw) for person in found)]


def _suggested(person: Person, work: LendWork, redraw: Callable[[], None]) -> ft.Control:
    def choose() -> None:
        work.person = person
        _say(work, redraw, holder=person.name, person_id=person.id)

    below = " · ".join(part for part in (person.department, person.post) if part)
    return line(person.name, key=f"holder-{person.id}", below=below, on_click=choose)


def _nobody(work: LendWork, redraw: Callable[[], None]) -> None:
    work.person, work.sought = None, ""
    _say(work, redraw, holder="", person_id=None)


def _quantity(
    work: LendWork, asset: Asset, standing: Standing, t: Words, redraw: Callable[[], None]
) -> list[ft.Control]:
    def typed(said: str) -> None:
        number = int(said) if said.strip().isdecimal() and len(said) < 8 else 0
        work.quantity = number if 1 <= number <= standing.left else None
        redraw()

    wrong = None if work.quantity else t("From 1 to {left}", left=standing.left)
    entry = Entry(
        t("How many"),
        typed,
        initial=str(work.quantity or ""),
        name="quantity",
        numeric=True,
        suffix=asset.unit,
        error=wrong,
        key="qty",
    )
    return [section(t("Quantity")), entry]


def _due(work: LendWork, desk: Desk, redraw: Callable[[], None]) -> list[ft.Control]:
    t, today = desk.t, day_of(desk.now_ms, desk.offset_minutes)
    term = term_of(today).last_day
    choices = [(_after(today, days), _day_words(days, t)) for days in LENT_DAYS]
    choices += [(term, t("End of term")), ("", t("Until it is brought back"))]

    def choose(value: str) -> None:
        _say(work, redraw, due_day=value or None)

    said = t("Due on {day}", day=work.given.due_day) if work.given.due_day else t("No due day")
    return [chips("due", choices, work.given.due_day or "", choose), small(said)]


def _day_words(days: int, t: Words) -> str:
    return t("Today") if days == 0 else t.count("{n} day", "{n} days", days)


def _send(work: LendWork, proof: Proof, standing: Standing) -> None:
    desk, t = proof.desk, proof.desk.t
    given = replace(work.given, quantity=work.quantity or 1)
    passed_on = [loan.id for loan in standing.loans if outstanding(loan)] if standing.owned == 1 else []
    signed = proof.signatures.get("holder")
    try:
        hand_out(desk.store, desk.author, given, photos=proof.photos, signed=signed, passed_on=passed_on)
    except NotLeft as refused:
        names = "、".join(loan.holder for loan in refused.standing.loans)
        desk.say(t("Only {left} are left; {names} has the others.", left=refused.standing.left, names=names))
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Recorded: {holder} has it.", holder=given.holder))
        desk.back()
