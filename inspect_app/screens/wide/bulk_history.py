"""What was done to many cards at once, the newest first; each can be taken back, today or next month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from inspect_app.actions.office.card_editing import Undone, undo_change
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.parts.buttons import text_button
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import PASSED, notice
from inspect_app.parts.table import Column, table_head, table_row
from inspect_app.parts.type import heading, small
from inspect_app.screens.asset_card import shown_value
from inspect_app.screens.wide.card_form import CARD_NAMES
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import local
from storage.queries import bulk_changes
from storage.queries.assets import Asset
from storage.queries.bulk_changes import BulkLine

LINES_SHOWN = 50
CARDS_NAMED = 10
LIST_PIXELS = 420


@component
def BulkHistory(desk: Desk, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    watch(desk.changes)
    t = desk.t
    told, tell = use_state("")
    working, work_on = use_state("")
    written, count = use_state(0)
    is_stopped = use_ref(False)  # noqa: FBT003 - a value, no option

    def goes_on(cards: int) -> bool:
        count(cards)
        return not is_stopped.current

    async def undo(line: BulkLine) -> None:
        work_on(line.id)
        try:
            undone = await undo_change(desk.store, desk.author, line, t("Taken back"), goes_on)
            tell(undone_words(undone, t))
        except Exception as error:
            tell(plain_words(error, t))
        work_on("")
        desk.changed()

    def stop() -> None:
        is_stopped.current = True
        if not working:
            close()

    lines = bulk_changes.bulk_changes(desk.store.db, LINES_SHOWN)
    names = {line.id: t(CARD_NAMES[line.field]) for line in lines if line.field in CARD_NAMES}
    progress = [small(t("{n} cards taken back so far", n=written))] if working else []
    return ft.Column(
        [
            heading(t("Changes of many cards")),
            *([notice(PASSED, told, key="history-told")] if told else []),
            *_listed(desk, lines, names, undo, working),
            *progress,
            ft.Row(
                [text_button(t("Stop") if working else t("Close"), stop, key="history-close")],
                alignment=ft.MainAxisAlignment.END,
            ),
        ],
        spacing=12,
        tight=True,
    )


def _listed(
    desk: Desk,
    lines: Sequence[BulkLine],
    names: dict[str, str],
    undo: Callable[[BulkLine], Any],
    working: str,
) -> list[ft.Control]:
    t = desk.t
    if not lines:
        return [empty(ft.Icons.HISTORY, t("No field of many cards was changed yet."), key="no-history")]
    columns = [
        Column(t("When"), 128), Column(t("Person"), 88), Column(t("Field"), 96), Column(t("Afterwards"), flex=1),
        Column(t("Cards"), 64, at_end=True), Column("", 96), Column("", 96),
    ]  # fmt: skip
    rows = [
        table_row(columns, _cells(desk, line, names, undo, working), key=f"change-{line.id}")
        for line in lines
    ]
    return [table_head(columns), ft.Container(ft.ListView(list[ft.Control](rows)), height=LIST_PIXELS)]


def _cells(
    desk: Desk, line: BulkLine, names: dict[str, str], undo: Callable[[BulkLine], Any], working: str
) -> list[Any]:
    t = desk.t

    def begin() -> None:
        async def work() -> None:
            await undo(line)

        desk.run(work)

    set_to = t("as before") if line.undoes else shown_value(line.field, line.value, None, t)
    taken = t("{n} taken back", n=line.taken_back) if line.taken_back else ""
    is_open = not line.undoes and line.taken_back < line.cards and not working
    button: Any = text_button(t("Take this change back"), begin, key=f"undo-{line.id}") if is_open else ""
    when = local(line.at_ms, line.offset_minutes).strftime("%Y-%m-%d %H:%M")
    return [
        when,
        line.person or t("Office"),
        names.get(line.id, line.field),
        set_to,
        str(line.cards),
        taken,
        button,
    ]


def undone_words(undone: Undone, t: Words) -> str:
    """How many are as they were; and in one sentence which ones are not, because somebody changed them since."""
    words = t.count("{n} card is as it was.", "{n} cards are as they were.", len(undone.done.lines))
    if not undone.changed_since:
        return words
    named = "、".join(_name(asset) for asset in undone.changed_since[:CARDS_NAMED])
    left = t.count("{n} card was changed since and stays as it is: {named}",
                   "{n} cards were changed since and stay as they are: {named}",
                   len(undone.changed_since), named=named)  # fmt: skip
    return f"{words}{left}"


def _name(asset: Asset) -> str:
    return " ".join(part for part in (asset.number, asset.name) if part)
