"""What is more than a scan: a damaged thing, or one without a label. Words, a number, photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.count_findings import count_surplus, say_damaged
from inspect_app.components import component, use_ref, use_state
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small
from inspect_app.screens.counting.words import place_name, trouble_of
from inspect_app.screens.lending_work import Proof, over_form, use_proof
from inspect_app.state import Desk
from inspect_app.stocktake.thing import Thing
from storage.photo_transfers import thumbnail


@component
def FindingForm(  # noqa: N802
    desk: Desk, stocktake_id: str, thing: Thing | None, room_id: str | None, close: Callable[[], Any]
) -> ft.Control:
    """`thing` is what is damaged; None is a thing that has no label and no card."""
    t = desk.t
    words, say = use_state("")
    number = use_ref("")
    proof = use_proof(desk, place_name(desk, room_id))
    over = over_form(proof, thing.name if thing else t("A thing without label"), {})
    if over is not None:
        return over

    def typed(text: str) -> None:
        number.current = text

    def send() -> None:
        try:
            quantity = _number(number.current)
            _record(desk, stocktake_id, thing, room_id, words, quantity, proof)
        except Exception as error:
            desk.say(trouble_of(error, desk))
        else:
            desk.changed()
            close()

    asks_number = thing is None or thing.is_batch
    label = t("How many are damaged") if thing else t("How many are there")
    return page(
        [
            heading(t("Damaged: {name}", name=thing.name) if thing else t("A thing without label")),
            small(place_name(desk, room_id)),
            Entry(t("What is broken") if thing else t("What it is"), say, name="words", lines=2, key="words"),
            *([Entry(label, typed, name="number", numeric=True, key="number")] if asks_number else []),
            section(t("Photos")),
            _photos(proof, desk),
        ],
        bottom=[
            main_button(t("Record"), send if words.strip() else None, key="finding-send"),
            text_button(t("Cancel"), close, key="finding-away"),
        ],
        key="finding-page",
    )


def _photos(proof: Proof, desk: Desk) -> ft.Control:
    return photo_strip(
        "finding",
        [(photo.id, thumbnail(desk.store.db, photo.sha256)) for photo in proof.photos],
        desk.t,
        saving=proof.saving,
        on_take=lambda: proof.show("camera"),
        on_look=proof.show,
    )


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def _record(
    desk: Desk,
    stocktake_id: str,
    thing: Thing | None,
    room_id: str | None,
    words: str,
    quantity: int | None,
    proof: Proof,
) -> None:
    store, author = desk.store, desk.author
    if thing is None:
        count_surplus(store, author, stocktake_id, words, room_id, proof.photos, quantity=quantity)
    else:
        say_damaged(store, author, stocktake_id, thing.id, room_id, words, proof.photos, quantity=quantity)
