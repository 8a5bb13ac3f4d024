"""New passes or keys, a run of numbers at once; and the question before some are put out of use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.items import MOST_AT_ONCE, NumbersTaken, Sort, add_items, numbered
from inspect_app.actions.office.gate_items import retire_items
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_state
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import text_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.selection import Selection
from inspect_app.parts.type import heading, small
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.label_wish import ask_labels
from inspect_app.screens.wide.office_table import OfficeTable
from inspect_app.state import Desk
from inspect_app.texts.gate_things_words import ITEM_SORTS

FORM_PIXELS, HALF_PIXELS = 480, 228
SHOWN_TAKEN = 8


def new_items_dialog(desk: Desk, campus_id: str, close: Callable[[], Any]) -> ft.AlertDialog:
    return ft.AlertDialog(
        content=ft.Container(NewItems(desk, campus_id, close, key="new-items"), width=FORM_PIXELS),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        scrollable=True,
        on_dismiss=close,
    )


@component
def NewItems(desk: Desk, campus_id: str, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """A pass has a number, a key also a name. Each gets a label's code at once; the labels are offered after."""
    t = desk.t
    said, say = use_state({"sort": "pass", "first": "1", "last": "20", "name": "", "place": ""})
    flaw, tell = use_state("")
    latest = dict(said)

    def put(name: str) -> Callable[[str], None]:
        def heard(value: str) -> None:
            latest[name] = value
            say(dict(latest))

        return heard

    def add() -> None:
        told, ids = _added(desk, campus_id, latest)
        tell(told)
        if ids:
            close()
            desk.changed()
            ask_labels(desk, "gate_items", ids)

    def field(name: str, words: str, width: int) -> ft.Control:
        made: ft.Control = Field(
            keyboard_of(desk), t(words), put(name), initial=said[name], name=f"items-{name}", width=width,
            key=f"items-{name}",
        )  # fmt: skip
        return made

    is_key = said["sort"] == "key"
    names = [field("name", "What it opens", FORM_PIXELS)] if is_key else []
    sorts = [(value, t(words)) for value, words in ITEM_SORTS.items()]
    return ft.Column(
        [
            heading(t("Add passes or keys")),
            chips("items-sort", sorts, said["sort"], put("sort")),
            ft.Row([field("first", "First number", HALF_PIXELS), field("last", "Last number", HALF_PIXELS)]),
            *names,
            field("place", "Where it hangs", FORM_PIXELS),
            small(t("Each gets a QR label of its own. The labels are laid out next.")),
            *([small(flaw, color=ft.Colors.ERROR, key="items-flaw")] if flaw else []),
            ft.Row(
                [text_button(t("Cancel"), close, key="items-no"), yes_button(t("Add"), add, key="items-yes")],
                alignment=ft.MainAxisAlignment.END,
            ),
        ],
        spacing=12,
        tight=True,
    )


def _added(desk: Desk, campus_id: str, said: dict[str, str]) -> tuple[str, Sequence[str]]:
    """One sentence why nothing was added, or the ids of what was."""
    t = desk.t
    first, last = said["first"].strip(), said["last"].strip()
    try:
        if not (first.isdecimal() and last.isdecimal()):
            raise ValueError("no numbers")
        numbers = numbered(int(first), int(last))
        sort: Sort = "key" if said["sort"] == "key" else "pass"
        name = said["name"] if sort == "key" else ""
        return "", add_items(
            desk.store, desk.author, campus_id, sort, numbers, name=name, place=said["place"]
        )
    except NumbersTaken as taken:
        shown = "、".join(taken.numbers[:SHOWN_TAKEN]) + ("…" if len(taken.numbers) > SHOWN_TAKEN else "")
        return t(
            "These numbers are there already: {numbers}. Nothing was added; choose others.", numbers=shown
        ), ()
    except ValueError:
        return t("Write two numbers from 1 on, the smaller first, {n} apart at most.", n=MOST_AT_ONCE), ()
    except Exception as error:
        return plain_words(error, t), ()


def retire_dialog(table: OfficeTable, ids: Sequence[str], close: Callable[[], Any]) -> ft.AlertDialog:
    """What is out with somebody stays as it is."""
    desk, t = table.desk, table.desk.t

    def retire() -> None:
        close()
        try:
            gone, stayed = retire_items(desk.store, desk.author, ids)
        except Exception as error:
            desk.say(plain_words(error, t))
            return
        table.select(Selection())
        desk.changed()
        told = t.count("{n} put out of use.", "{n} put out of use.", gone)
        desk.say(told + (t(" {n} are out and stay as they are.", n=stayed) if stayed else ""))

    title = t.count("Put {n} out of use?", "Put {n} out of use?", len(ids))
    words = t(
        "They are no longer given out, and their numbers are free again. Their labels should be destroyed."
    )
    return ask(t, title, words, yes=t("Put out of use"), on_yes=retire, on_no=close)
