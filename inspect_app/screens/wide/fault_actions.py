"""What can be done with several faults at once: the same end for all, or the same level."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.actions.office.faults import Judged, State, end_faults, judge_faults
from inspect_app.actions.troubles import plain_words
from inspect_app.components import use_state
from inspect_app.parts.buttons import text_button
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.names import LEVELS
from inspect_app.parts.selection import Selection
from inspect_app.screens.wide.dialogs import reason_dialog
from inspect_app.screens.wide.fault import ACTS, USUAL_ENDS
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.office_table import OfficeTable
from inspect_app.state import Desk

OFFERED: tuple[State, ...] = ("done", "accepted", "cancelled")


def use_fault_actions(table: OfficeTable) -> list[ft.Control]:
    """The controls for the bar over the table. One reason is asked for all."""
    desk, t = table.desk, table.desk.t
    becoming, become = use_state("")
    ids = table.selection.ids

    def end(note: str) -> None:
        become("")
        _do(table, lambda: end_faults(desk.store, desk.author, ids, becoming, note))

    dialog = None
    if becoming:
        usual = [t(words) for words in USUAL_ENDS[becoming]]
        title = t.count("{act}: {n} fault", "{act}: {n} faults", len(ids), act=t(ACTS[becoming]))
        dialog = reason_dialog(
            title, t("What was done, or why"), t(ACTS[becoming]), usual, end, lambda: become("")
        )
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    ends = [text_button(t(ACTS[state]), _begins(become, state), key=f"all-{state}") for state in OFFERED]
    levels = [(level, t(words)) for level, words in LEVELS.items()]

    def judge(level: Any) -> None:
        _do(table, lambda: judge_faults(desk.store, desk.author, ids, level))

    return [*ends, pick(t("Level"), levels, "", judge, key="all-level", width=104)]


def _begins(become: Callable[[str], None], state: str) -> Callable[[], None]:
    return lambda: become(state)


def _do(table: OfficeTable, act: Callable[[], Judged]) -> None:
    """All of it or nothing; then say how many it was."""
    desk, t = table.desk, table.desk.t
    try:
        judged = act()
    except Exception as error:
        desk.say(plain_words(error, t))
        return
    table.select(Selection())
    desk.changed()
    desk.say(_said(judged, desk))


def _said(judged: Judged, desk: Desk) -> str:
    t = desk.t
    done = t.count("{n} fault changed.", "{n} faults changed.", judged.changed)
    if not judged.left:
        return done
    left = t.count(
        "{n} was left as it is: that does not follow from its state.",
        "{n} were left as they are: that does not follow from their state.",
        judged.left,
    )
    return f"{done} {left}"
