"""One line of a handover sheet that is not all there: how many are, how many of them are broken, note, photos."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.form_drafts import sent
from inspect_app.actions.handovers import walk_line
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component
from inspect_app.lending.handover import MOST_NOTE, Line
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.lending_work import over_form, photo_parts
from inspect_app.state import Desk
from storage.queries.handovers import Handover

FORM = "line"


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text) < 7 else None


@component
def LineForm(desk: Desk, held: Handover, line: Line, close: Callable[[], None]) -> ft.Control:  # noqa: N802
    t = desk.t
    work = use_form(desk, FORM, thing_of_form(held.id, line.id), lambda: _fresh(line), held.place)
    over = over_form(work, line.name, {})
    if over is not None:
        return over
    said = work.form.said
    counted, bad = _number(said["there"]), _number(said["broken"])
    is_ready = counted is not None and bad is not None and bad <= counted
    wrong = t("At most as many as are there") if counted is not None and (bad or 0) > counted else None
    expected = f"{line.expected} {line.unit or ''}".strip()
    keep = lambda: _keep(work, held.id, line.id, close)  # noqa: E731

    async def cancel() -> None:
        await work.throw_away()
        close()

    return page(
        [
            heading(line.name),
            small(t("{expected} should be there", expected=expected)),
            Entry(t("How many are there"), lambda there: work.typed(there=there), initial=said["there"],
                  name="there", numeric=True, key="there"),
            Entry(t("How many of them are broken"), lambda broken: work.typed(broken=broken),
                  initial=said["broken"], name="broken", numeric=True, error=wrong, key="broken"),
            Entry(t("Note"), lambda note: work.typed(is_drawn=False, note=note), initial=said["note"],
                  name="line-note", longest=MOST_NOTE, key="note"),
            *photo_parts(work),
            small(t("Everything is saved at every tap. You may leave and go on later.")),
        ],
        bottom=[
            main_button(t("Keep"), keep if is_ready and not work.saving else None, key="line-keep"),
            second_button(t("Cancel"), cancel, key="line-cancel"),
        ],
        key="line-page",
    )  # fmt: skip


def thing_of_form(handover_id: str, line_id: str) -> str:
    """What the draft of a line is about."""
    return f"{handover_id}/{line_id}"


def _fresh(line: Line) -> dict[str, str]:
    there = line.expected if line.there is None else line.there
    return {"there": str(there), "broken": str(line.broken or 0), "note": line.note}


def _keep(work: FormWork, handover_id: str, line_id: str, close: Callable[[], None]) -> None:
    desk, said, photos = work.desk, work.form.said, work.form.photos
    there, broken = _number(said["there"]) or 0, _number(said["broken"]) or 0
    try:
        with sent(desk.store, work.form):
            walk_line(desk.store, desk.author, handover_id, line_id, there=there, broken=broken,
                      note=said["note"], photos=photos)  # fmt: skip
    except Exception as error:
        desk.say(plain_words(error, desk.t))
    else:
        desk.changed()
        close()
