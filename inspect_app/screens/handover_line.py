"""One line of a handover sheet that is not all there: how many are, how many of them are broken, note, photos."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.handovers import walk_line
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_state
from inspect_app.lending.handover import MOST_NOTE, Line
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section, small
from inspect_app.screens.lending_work import over_form, use_proof
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail
from storage.queries.handovers import Handover


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text) < 7 else None


@component
def LineForm(desk: Desk, held: Handover, line: Line, close: Callable[[], None]) -> ft.Control:  # noqa: N802
    t = desk.t
    there, say_there = use_state(str(line.expected if line.there is None else line.there))
    broken, say_broken = use_state(str(line.broken or 0))
    note, say_note = use_state(line.note)
    proof = use_proof(desk, held.place)
    over = over_form(proof, line.name, {})
    if over is not None:
        return over
    counted, bad = _number(there), _number(broken)
    is_ready = counted is not None and bad is not None and bad <= counted

    def keep() -> None:
        try:
            walk_line(desk.store, desk.author, held.id, line.id, there=counted or 0, broken=bad or 0, note=note,
                      photos=proof.photos)  # fmt: skip
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            desk.changed()
            close()

    wrong = t("At most as many as are there") if counted is not None and (bad or 0) > counted else None
    strip = photo_strip(
        "proof",
        [(photo.id, thumbnail(desk.store.db, photo.sha256)) for photo in proof.photos],
        t,
        saving=proof.saving,
        on_take=lambda: proof.show("camera"),
        on_look=proof.show,
    )
    expected = f"{line.expected} {line.unit or ''}".strip()
    return page(
        [
            heading(line.name),
            small(t("{expected} should be there", expected=expected)),
            Entry(t("How many are there"), say_there, initial=there, name="there", numeric=True, key="there"),
            Entry(t("How many of them are broken"), say_broken, initial=broken, name="broken", numeric=True,
                  error=wrong, key="broken"),
            Entry(t("Note"), say_note, initial=note, name="line-note", longest=MOST_NOTE, key="note"),
            section(t("Photos")),
            strip,
        ],
        bottom=[
            main_button(t("Keep"), keep if is_ready and not proof.saving else None, key="line-keep"),
            second_button(t("Cancel"), close, key="line-cancel"),
        ],
        key="line-page",
    )  # fmt: skip
