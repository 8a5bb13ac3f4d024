"""Two people, two values for one field: one tap ends it, whichever is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

import flet as ft

from inspect_app.actions.office.conflicts import NoConflict, keep_value, take_back
from inspect_app.actions.office.export.kind_rows import UNREADABLE
from inspect_app.actions.office.export.titles import FIELD_NAMES, FIELD_NAMES_OF_KINDS
from inspect_app.actions.office.export.values import said, speech_of
from inspect_app.actions.troubles import plain_words
from inspect_app.parts.buttons import text_button, tonal_button
from inspect_app.parts.card import card
from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.split import side_by_side
from inspect_app.parts.type import small, strong
from inspect_app.state import Desk
from inspect_app.texts.lending_words import found_words
from inspect_app.texts.moments import moment
from storage.queries import handovers
from storage.queries.conflicts import conflicts_of


class Disputed(NamedTuple):
    """A field of a row in words: what stands and what lost, and who said each."""

    kind: str
    row_id: str
    field: str
    title: str
    held: str
    held_by: str
    lost: str
    lost_by: str


def conflict_card(desk: Desk, each: Disputed, *, is_ended_here: bool = True) -> ft.Control:
    """`field` names the card and its buttons; without them it only tells."""
    t = desk.t
    back = t("Take “{value}” back", value=each.lost)
    keep = t("Keep “{value}”", value=each.held)
    key = each.row_id if each.kind == "handover_line" else each.field
    buttons = [
        tonal_button(back, _ends(desk, take_back, each), key=f"take-back-{key}"),
        text_button(keep, _ends(desk, keep_value, each), key=f"keep-{key}"),
    ]
    return card(
        [
            mark(ATTENTION, each.title),
            ft.Row([strong(each.held), small(each.held_by), small(t("stands now"))], wrap=True),
            ft.Row([strong(each.lost), small(each.lost_by)], wrap=True),
            *([side_by_side(buttons)] if is_ended_here else []),
        ],
        key=f"conflict-{key}",
    )


def _ends(desk: Desk, act: Callable[..., None], each: Disputed) -> Callable[[], None]:
    def end() -> None:
        try:
            act(desk.store, desk.author, each.kind, each.row_id, each.field)
        except NoConflict:
            pass
        except Exception as error:
            desk.say(plain_words(error, desk.t))
        desk.changed()

    return end


def line_conflict_cards(desk: Desk, handover_id: str) -> list[ft.Control]:
    """Lines of an open class handover at which two people found different things."""
    t = desk.t
    return [
        conflict_card(
            desk,
            Disputed(
                "handover_line",
                each.id,
                "found",
                t("Two people found different things at “{name}” without seeing each other", name=each.name),
                found_words(each.held, t),
                each.held_by,
                found_words(each.lost, t),
                each.lost_by,
            ),
        )
        for each in handovers.line_conflicts(desk.store.db, handover_id)
    ]


def row_conflicts(desk: Desk, kind: str, row_id: str, *, is_ended_here: bool = True) -> list[ft.Control]:
    """Every disputed field of a row in the words of the exports; what both said alike is none.

    Where fields only make sense together, as a decision on a damage, a single one is not taken back.
    """
    told = conflicts_of(desk.store.db, kind, row_id)
    found = [each for each in told if each.held != each.lost and each.field not in UNREADABLE]
    if not found:
        return []
    speech = speech_of(desk.store, desk.t, desk.offset_minutes)

    def shown(field: str, value: object) -> str:
        kept = json.dumps(value) if isinstance(value, list | dict) else value
        told = said(kind, field, kept, speech) if value not in (None, "") else None
        return str(told) if told is not None else desk.t("Nothing written")

    return [
        conflict_card(
            desk,
            Disputed(
                kind,
                row_id,
                each.field,
                _title(kind, each.field, desk),
                shown(each.field, each.held),
                _who(each.held_by, each.held_ms, desk),
                shown(each.field, each.lost),
                _who(each.lost_by, each.lost_ms, desk),
            ),
            is_ended_here=is_ended_here,
        )
        for each in found
    ]


def _title(kind: str, field: str, desk: Desk) -> str:
    name = FIELD_NAMES_OF_KINDS.get(f"{kind}.{field}") or FIELD_NAMES.get(field, field)
    return desk.t("Two people changed “{field}” without seeing each other", field=desk.t(name))


def _who(person: str, at_ms: int, desk: Desk) -> str:
    when = moment(desk.t, at_ms, desk.now_ms, desk.offset_minutes)
    return " ".join(part for part in (person, when) if part)
