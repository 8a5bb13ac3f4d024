"""领用与借出: to whom, how many, until when, how it looks, signed. Nothing that is out goes out again unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

import flet as ft

from inspect_app.actions.form_drafts import sent
from inspect_app.actions.lending import HandOut, NotLeft, hand_out, standing_of_asset
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, watch
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
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.lending_work import draft_parts, over_form, proof_parts, quantity_entry
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.lending_words import CONDITION_WORDS
from inspect_app.texts.moments import day_of
from storage.queries import assets, people, people_list
from storage.queries.assets import Asset
from storage.queries.people import Person

SUGGESTED = 5
LENT_DAYS = (0, 3, 7, 30)
CONDITION_MEANINGS: dict[str, Meaning] = {"good": PASSED, "worn": ATTENTION, "damaged": FAILED}


@dataclass(frozen=True, slots=True)
class Lending:
    """The form as it is filled in. `quantity` is None while what was typed is no number; `holder` is what was typed
    to find a person, and their name once `person_id` was chosen.
    """

    holder: str = ""
    person_id: str | None = None
    quantity: int | None = 1
    due_day: str | None = None
    condition: str = "good"
    note: str = ""

    def given(self, asset_id: str, sort: Sort) -> HandOut:
        return HandOut(
            asset_id,
            sort,
            self.holder,
            self.person_id,
            self.quantity or 1,
            self.due_day,
            self.condition,
            note=self.note,
        )


@component
def LendScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """For the term (issue) or for days (loan)."""
    watch(desk.changes)
    asset = assets.asset(desk.store.db, place.value("asset") or "")
    if asset is None:
        return no_such_place(desk)
    sort: Sort = "issue" if place.value("sort") == "issue" else "loan"
    return LendForm(desk, asset, sort, key="lend-form")


def begin_lending(desk: Desk, sort: Sort) -> Lending:
    today = day_of(desk.now_ms, desk.offset_minutes)
    return Lending(due_day=term_of(today).last_day if sort == "issue" else _after(today, LENT_DAYS[2]))


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@component
def LendForm(desk: Desk, asset: Asset, sort: Sort) -> ft.Control:  # noqa: N802
    lend = use_lending(desk, asset, sort)
    if lend.over is not None:
        return lend.over
    parts = [*thing_parts(lend), *borrower_parts(lend), *terms_parts(lend), *lend_proof(lend)]
    return page(parts, bottom=[lend_button(lend)], key="lend-page")


@dataclass(frozen=True, slots=True)
class Lend:
    """The form that is being filled in, with what it says now. `over` is what stands in its place: camera, pad."""

    work: FormWork
    lending: Lending
    asset: Asset
    sort: Sort
    standing: Standing
    over: ft.Control | None

    @property
    def signers(self) -> dict[str, tuple[str, str]]:
        return {"holder": (self.work.desk.t("Who takes it"), self.lending.holder)}


def use_lending(desk: Desk, asset: Asset, sort: Sort) -> Lend:
    """The draft of this thing and kind, or a new one."""
    work = use_form(desk, sort, asset.id, lambda: asdict(begin_lending(desk, sort)), asset.place)
    lending = Lending(**work.form.said)
    work.under = f"{lending.holder} {lending.quantity} {lending.due_day}"
    standing = standing_of_asset(desk.store, asset.id)
    bare = Lend(work, lending, asset, sort, standing, None)
    return replace(bare, over=over_form(work, asset.name, bare.signers, told=asset.name))


def thing_parts(lend: Lend) -> list[ft.Control]:
    """What is handed out, and who has it just now."""
    asset = lend.asset
    return [
        heading(asset.name),
        small(" · ".join(part for part in (asset.number, asset.place) if part)),
        *_standing_notice(lend.standing, asset, lend.work.desk.t),
    ]


def borrower_parts(lend: Lend) -> list[ft.Control]:
    """Who takes it, and how many."""
    t, parts = (
        lend.work.desk.t,
        [section(lend.work.desk.t("Who takes it")), *_holder(lend.work, lend.lending)],
    )
    if lend.standing.owned > 1:
        entry = quantity_entry(lend.work, t("How many"), lend.standing.left, lend.asset.unit)
        parts += [section(t("Quantity")), entry]
    return parts


def terms_parts(lend: Lend) -> list[ft.Control]:
    """Until when, and how it looks."""
    work, t, condition = lend.work, lend.work.desk.t, lend.lending.condition
    return [
        section(t("Until when")),
        *_due(work, lend.lending),
        section(t("Condition")),
        condition_buttons("condition", condition, t, lambda value: work.choose(condition=value)),
        Entry(
            t("Note"),
            lambda said: work.typed(is_drawn=False, note=said),
            initial=lend.lending.note,
            name="lend-note",
            lines=2,
            longest=200,
            key="n",
        ),
    ]


def lend_proof(lend: Lend) -> list[ft.Control]:
    """Photos and the signature, and the way to throw the draft away."""
    return [*proof_parts(lend.work, lend.signers), *draft_parts(lend.work, lend.work.desk.back)]


def lend_button(lend: Lend) -> ft.Control:
    work, lending, standing, t = lend.work, lend.lending, lend.standing, lend.work.desk.t
    words = t("Hand out") if lend.sort == "issue" else t("Lend")
    if standing.owned == 1 and standing.loans:
        words = t("Take it back from {name} and pass it on", name=standing.loans[0].holder)
    can = bool(lending.holder.strip()) and lending.quantity is not None and not work.saving
    given = lending.given(lend.asset.id, lend.sort)
    return main_button(words, (lambda: _send(work, given, standing)) if can else None, key="lend-send")


def condition_buttons(key: str, chosen: str | None, t: Words, choose: Callable[[str], Any]) -> ft.Control:
    options = [
        Option(each, t(CONDITION_WORDS[each]), CONDITION_MEANINGS[each], each == chosen)
        for each in CONDITIONS
    ]
    return answer_buttons(key, options, choose, in_one_row=True)


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


def _holder(work: FormWork, lending: Lending) -> list[ft.Control]:
    """A person of the school out of those found, or a free name."""
    t, db = work.desk.t, work.desk.store.db
    person = people.person(db, lending.person_id) if lending.person_id else None
    if person is not None:
        nobody = lambda: work.choose(holder="", person_id=None)  # noqa: E731
        away = icon_button(ft.Icons.CLOSE, t("Somebody else"), nobody, key="holder-other")
        icon = ft.Icon(ft.Icons.PERSON, color=ft.Colors.PRIMARY)
        return [line(person.name, key="holder-chosen", below=_post(person), before=icon, tool=away)]
    sought = lending.holder.strip()
    found = people_list.search_people(db, sought, limit=SUGGESTED) if sought else []
    entry = Entry(
        t("Name, department or number"),
        lambda said: work.typed(holder=said, person_id=None),
        initial=lending.holder,
        name="holder",
        offers=True,
        helper=t("Choose below, or leave a name that is not of the school."),
        key="holder-entry",
    )
    return [entry, *(_suggested(person, work) for person in found)]


def _suggested(person: Person, work: FormWork) -> ft.Control:
    def choose() -> None:
        work.choose(holder=person.name, person_id=person.id)

    return line(person.name, key=f"holder-{person.id}", below=_post(person), on_click=choose)


def _post(person: Person) -> str:
    return " · ".join(part for part in (person.department, person.post) if part)


def _due(work: FormWork, lending: Lending) -> list[ft.Control]:
    desk, t = work.desk, work.desk.t
    today = day_of(desk.now_ms, desk.offset_minutes)
    choices = [(_after(today, days), _day_words(days, t)) for days in LENT_DAYS]
    choices += [(term_of(today).last_day, t("End of term")), ("", t("Until it is brought back"))]
    said = t("Due on {day}", day=lending.due_day) if lending.due_day else t("No due day")
    choose = lambda value: work.choose(due_day=value or None)  # noqa: E731
    return [chips("due", choices, lending.due_day or "", choose, wraps=True), small(said)]


def _day_words(days: int, t: Words) -> str:
    return t("Today") if days == 0 else t.count("{n} day", "{n} days", days)


def _send(work: FormWork, given: HandOut, standing: Standing) -> None:
    desk, t, form = work.desk, work.desk.t, work.form
    passed_on = [loan.id for loan in standing.loans if outstanding(loan)] if standing.owned == 1 else []
    signed = work.signatures.get("holder")
    try:
        with sent(desk.store, form):
            hand_out(desk.store, desk.author, given, photos=form.photos, signed=signed, passed_on=passed_on)
    except NotLeft as refused:
        names = "、".join(loan.holder for loan in refused.standing.loans)
        desk.say(t("Only {left} are left; {names} has the others.", left=refused.standing.left, names=names))
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Recorded: {holder} has it.", holder=given.holder))
        desk.back()
