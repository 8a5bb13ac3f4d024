"""报损: what of a thing is broken or gone, who pays, what it costs, with photos. The office decides."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import flet as ft

from inspect_app.actions.damages import Broken, report_damage
from inspect_app.actions.form_drafts import sent
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, watch
from inspect_app.lending.compensation import book_cost, read_fen, yuan
from inspect_app.parts.buttons import main_button
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.lending_work import draft_parts, over_form, photo_parts, quantity_entry
from inspect_app.screens.loan_return import damage_fields
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.queries import assets
from storage.queries.assets import Asset


@dataclass(frozen=True, slots=True)
class DamageSaid:
    """The report as it is filled in."""

    cost_text: str
    quantity: int | None = 1
    what: str = ""
    payer: str = ""

    @property
    def is_ready(self) -> bool:
        is_money = not self.cost_text.strip() or read_fen(self.cost_text) is not None
        return self.quantity is not None and bool(self.what.strip()) and is_money


@component
def DamageReportScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Of an asset, from its card or a scan."""
    watch(desk.changes)
    asset = assets.asset(desk.store.db, place.value("asset") or "")
    if asset is None:
        return no_such_place(desk)
    return DamageForm(desk, asset, key="damage-form")


@component
def DamageForm(desk: Desk, asset: Asset) -> ft.Control:  # noqa: N802
    work = use_damage(desk, asset)
    over = over_form(work, asset.name, {})
    if over is not None:
        return over
    parts = [*damaged_parts(work, asset), *photo_parts(work), *draft_parts(work, desk.back)]
    return page(parts, bottom=[damage_button(work, asset)], key="damage-page")


def use_damage(desk: Desk, asset: Asset) -> FormWork:
    """The draft about this thing, or a new one."""
    return use_form(desk, "damage", asset.id, lambda: asdict(_fresh(asset)), asset.place)


def damaged_parts(work: FormWork, asset: Asset) -> list[ft.Control]:
    """What of which thing is damaged, who pays, what it costs."""
    head = [heading(asset.name), small(" · ".join(part for part in (asset.number, asset.place) if part))]
    most = asset.quantity or 1
    many = [quantity_entry(work, work.desk.t("How many"), most, asset.unit)] if most > 1 else []
    return [*head, *many, *damage_fields(work)]


def damage_button(work: FormWork, asset: Asset) -> ft.Control:
    can = DamageSaid(**work.form.said).is_ready and not work.saving
    words = work.desk.t("Report the damage")
    return main_button(words, (lambda: _send(work, asset)) if can else None, key="damage-send")


def _fresh(asset: Asset) -> DamageSaid:
    return DamageSaid(yuan(book_cost(asset.value_fen, asset.quantity, 1)))


def _send(work: FormWork, asset: Asset) -> None:
    desk, t, said = work.desk, work.desk.t, DamageSaid(**work.form.said)
    cost = read_fen(said.cost_text)
    broken = Broken(said.what, asset.id, said.quantity or 1, said.payer, cost, room_id=asset.room_id)
    try:
        with sent(desk.store, work.form):
            report_damage(desk.store, desk.author, broken, photos=work.form.photos)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Recorded. The office decides who pays."))
        desk.back()
