"""What is more than a scan: a damaged thing, or one without a label. Words, a number, photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.count_findings import count_surplus, say_damaged
from inspect_app.actions.form_drafts import sent
from inspect_app.components import component
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.screens.counting.words import place_name, trouble_of
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.lending_work import over_form, photo_parts
from inspect_app.state import Desk
from inspect_app.stocktake.thing import Thing

FORM = "finding"
FRESH = {"words": "", "number": ""}


@component
def FindingForm(  # noqa: N802
    desk: Desk, stocktake_id: str, thing: Thing | None, room_id: str | None, close: Callable[[], Any]
) -> ft.Control:
    """`thing` is what is damaged; None is a thing that has no label and no card."""
    t = desk.t
    about = f"{stocktake_id}/{room_id or '-'}/{thing.id if thing else '-'}"
    work = use_form(desk, FORM, about, lambda: FRESH, place_name(desk, room_id))
    over = over_form(work, thing.name if thing else t("A thing without label"), {})
    if over is not None:
        return over
    said = work.form.said

    def send() -> None:
        try:
            with sent(desk.store, work.form):
                _record(desk, stocktake_id, thing, room_id, work)
        except Exception as error:
            desk.say(trouble_of(error, desk))
        else:
            desk.changed()
            close()

    async def cancel() -> None:
        await work.throw_away()
        close()

    asks_number = thing is None or thing.is_batch
    return page(
        [
            heading(t("Damaged: {name}", name=thing.name) if thing else t("A thing without label")),
            small(place_name(desk, room_id)),
            Entry(
                t("What is broken") if thing else t("What it is"),
                lambda words: work.typed(words=words),
                initial=said["words"],
                name="words",
                lines=2,
                key="words",
            ),
            *([_how_many(work, thing)] if asks_number else []),
            *photo_parts(work, "finding"),
        ],
        bottom=[
            main_button(t("Record"), send if said["words"].strip() else None, key="finding-send"),
            text_button(t("Cancel"), cancel, key="finding-away"),
        ],
        key="finding-page",
    )


def _how_many(work: FormWork, thing: Thing | None) -> ft.Control:
    t = work.desk.t
    made: ft.Control = Entry(
        t("How many are damaged") if thing else t("How many are there"),
        lambda number: work.typed(is_drawn=False, number=number),
        initial=work.form.said["number"],
        name="number",
        numeric=True,
        key="number",
    )
    return made


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def _record(desk: Desk, stocktake_id: str, thing: Thing | None, room_id: str | None, work: FormWork) -> None:
    store, author, photos = desk.store, desk.author, work.form.photos
    words, quantity = work.form.said["words"], _number(work.form.said["number"])
    if thing is None:
        count_surplus(store, author, stocktake_id, words, room_id, photos, quantity=quantity)
    else:
        say_damaged(store, author, stocktake_id, thing.id, room_id, words, photos, quantity=quantity)
