"""报损: what of a thing is broken or gone, who pays, what it costs, with photos. The office decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from inspect_app.actions.damages import Broken, report_damage
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.lending.compensation import book_cost, read_fen, yuan
from inspect_app.parts.buttons import main_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.lending_work import Proof, over_form, use_proof
from inspect_app.screens.loan_return import damage_fields
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail
from storage.queries import assets
from storage.queries.assets import Asset


@dataclass(eq=False)
class DamageWork:
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
    t = desk.t
    owned = asset.quantity or 1
    cost = book_cost(asset.value_fen, asset.quantity, 1)
    work: DamageWork = use_ref(lambda: DamageWork(yuan(cost))).current
    proof = use_proof(desk, asset.place)
    _, draw = use_state(0)
    over = over_form(proof, asset.name, {})
    if over is not None:
        return over

    def say(name: str) -> Callable[[str], None]:
        def said(value: str) -> None:
            setattr(work, name, value)
            draw(lambda count: count + 1)

        return said

    def counted(said: str) -> None:
        number = int(said) if said.strip().isdecimal() and len(said) < 8 else 0
        work.quantity = number if 1 <= number <= owned else None
        draw(lambda count: count + 1)

    parts: list[ft.Control] = [
        heading(asset.name),
        small(" · ".join(part for part in (asset.number, asset.place) if part)),
    ]
    if owned > 1:
        wrong = None if work.quantity else t("From 1 to {left}", left=owned)
        parts.append(
            Entry(t("How many"), counted, initial=str(work.quantity or ""), name="quantity", numeric=True,
                  error=wrong, suffix=asset.unit, key="qty")
        )  # fmt: skip
    parts += [*damage_fields(work, say, t), section(t("Photos")), _photos(proof)]
    send = (lambda: _send(work, proof, asset)) if work.is_ready and not proof.saving else None
    return page(
        parts, bottom=[main_button(t("Report the damage"), send, key="damage-send")], key="damage-page"
    )


def _photos(proof: Proof) -> ft.Control:
    store = proof.desk.store
    return photo_strip(
        "proof",
        [(photo.id, thumbnail(store.db, photo.sha256)) for photo in proof.photos],
        proof.desk.t,
        saving=proof.saving,
        on_take=lambda: proof.show("camera"),
        on_look=proof.show,
    )


def _send(work: DamageWork, proof: Proof, asset: Asset) -> None:
    desk, t = proof.desk, proof.desk.t
    broken = Broken(
        work.what,
        asset.id,
        work.quantity or 1,
        work.payer,
        read_fen(work.cost_text),
        room_id=asset.room_id,
    )
    try:
        report_damage(desk.store, desk.author, broken, photos=proof.photos)
    except Exception as error:
        desk.say(plain_words(error, t))
    else:
        desk.changed()
        desk.say(t("Recorded. The office decides who pays."))
        desk.back()
