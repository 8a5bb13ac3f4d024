"""Say where things go, who keeps them, what state they are in, and why: one form for the phone and the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.moving import STATES, Move, move_assets
from inspect_app.actions.splitting import split_asset, split_preview
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_state
from inspect_app.ledger.refusal import LedgerRefusal
from inspect_app.ledger.splitting import singles
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.card import line
from inspect_app.parts.entry import Entry
from inspect_app.parts.names import ASSET_STATES, room_place, room_title
from inspect_app.parts.type import heading, section, small, text
from inspect_app.screens.asset_card import money
from inspect_app.state import Desk
from storage.queries import people_list, places
from storage.queries.assets import Asset

FOUND = 5
USUAL_REASONS = (
    "Moved to another room",
    "Change of keeper",
    "Keeper leaves",
    "Found elsewhere",
    "Broken",
    "Repaired",
    "Not needed at the moment",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form holds; `room` are the words of the chosen one."""

    room_id: str | None = None
    room: str = ""
    keeper: str = ""
    state: str | None = None
    reason: str = ""

    @property
    def is_ready(self) -> bool:
        return bool(self.reason.strip() and (self.room_id or self.keeper.strip() or self.state))

    @property
    def move(self) -> Move:
        return Move(self.reason, self.room_id, self.keeper.strip() or None, self.state)


@component
def MoveForm(desk: Desk, asset_ids: Sequence[str], title: str, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """What is left empty stays as it is."""
    t = desk.t
    wanted, want = use_state(Wanted())

    def go() -> None:
        try:
            moved = move_assets(desk.store, desk.author, asset_ids, wanted.move)
        except Exception as error:
            desk.say(plain_words(error, t))
            return
        close()
        desk.changed()
        desk.say(t.count("{n} card changed.", "{n} cards changed.", moved))

    return ft.Column(
        [
            heading(title),
            small(t("What is left empty stays as it is.")),
            section(t("To which room")),
            *_room(desk, wanted, want),
            section(t("New keeper")),
            *_keeper(desk, wanted, want),
            section(t("State")),
            _states(desk, wanted, want),
            section(t("Why")),
            *_reason(desk, wanted, want),
            main_button(t("Record the change"), go if wanted.is_ready else None, key="move-go"),
        ],
        spacing=theme.GRID,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _room(desk: Desk, wanted: Wanted, want: Callable[[Wanted], None]) -> list[ft.Control]:
    t = desk.t
    if wanted.room_id:
        away = text_button(
            t("Another one"), lambda: want(replace(wanted, room_id=None, room="")), key="room-away"
        )
        return [ft.Row([ft.Container(text(wanted.room), expand=True), away])]
    sought = wanted.room
    found = places.search_rooms(desk.store.db, sought.strip(), limit=FOUND) if sought.strip() else []
    entry = Entry(
        t("Search a room"),
        lambda words: want(replace(wanted, room=words)),
        name="move-room",
        offers=True,
        key="move-room",
    )
    return [entry, *(_room_line(room, desk, wanted, want) for room in found)]


def _room_line(room: places.Room, desk: Desk, wanted: Wanted, want: Callable[[Wanted], None]) -> ft.Control:
    chosen = replace(wanted, room_id=room.id, room=room_title(room))
    return line(
        room_title(room), key=f"room-{room.id}", below=room_place(room, desk.t), on_click=lambda: want(chosen)
    )


def _keeper(desk: Desk, wanted: Wanted, want: Callable[[Wanted], None]) -> list[ft.Control]:
    """Somebody of the school by a tap; a name that is none is taken as typed."""
    t, sought = desk.t, wanted.keeper.strip()
    found = people_list.search_people(desk.store.db, sought, limit=FOUND) if sought else []
    offered = [person for person in found if person.name != sought]
    entry = Entry(
        t("Name, department or number"),
        lambda words: want(replace(wanted, keeper=words)),
        initial=wanted.keeper,
        name="move-keeper",
        offers=True,
        key=f"keeper-{wanted.keeper if wanted.keeper in {person.name for person in found} else ''}",
    )
    return [entry, *(_person_line(person, wanted, want) for person in offered)]


def _person_line(person: Any, wanted: Wanted, want: Callable[[Wanted], None]) -> ft.Control:
    chosen = replace(wanted, keeper=person.name)
    below = " · ".join(part for part in (person.department, person.post) if part)
    return line(person.name, key=f"person-{person.id}", below=below, on_click=lambda: want(chosen))


def _states(desk: Desk, wanted: Wanted, want: Callable[[Wanted], None]) -> ft.Control:
    chosen = [
        ft.Chip(
            label=text(desk.t(ASSET_STATES[state])),
            key=f"state-{state}",
            selected=wanted.state == state,
            show_checkmark=True,
            padding=8,
            on_select=lambda _, state=state: want(
                replace(wanted, state=None if wanted.state == state else state)
            ),
        )
        for state in STATES
    ]
    return ft.Row(list[ft.Control](chosen), wrap=True, spacing=8, run_spacing=8)


def _reason(desk: Desk, wanted: Wanted, want: Callable[[Wanted], None]) -> list[ft.Control]:
    t = desk.t
    usual = [
        ft.Chip(
            label=text(t(words)),
            key=f"reason-{number}",
            selected=wanted.reason == t(words),
            show_checkmark=True,
            padding=8,
            on_select=lambda _, words=words: want(replace(wanted, reason=t(words))),
        )
        for number, words in enumerate(USUAL_REASONS)
    ]
    entry = Entry(
        t("Another reason"),
        lambda words: want(replace(wanted, reason=words)),
        name="move-reason",
        longest=200,
        key="move-reason",
    )
    return [ft.Row(list[ft.Control](usual), wrap=True, spacing=8, run_spacing=8), entry]


@component
def SplitForm(desk: Desk, asset: Asset, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """Into single cards, or into parts as typed; what they will be stands there before it is done."""
    t = desk.t
    said, say = use_state("")
    parts = parts_of(said, asset.quantity or 0)

    def go() -> None:
        try:
            made = split_asset(desk.store, desk.author, asset.id, parts)
        except Exception as error:
            desk.say(plain_words(error, t))
            return
        close()
        desk.changed()
        desk.say(t.count("{n} card now.", "{n} cards now.", len(made)))

    told, is_ready = _preview(asset, parts, desk)
    helper = t(
        "Left empty: a card for each piece. Else quantities that sum to {n}, such as 20 25", n=asset.quantity
    )
    return ft.Column(
        [
            heading(t("Split {name}", name=asset.name)),
            Entry(t("Parts"), say, name="split-parts", helper=helper, key="split-parts"),
            told,
            main_button(t("Split into {n} cards", n=len(parts)), go if is_ready else None, key="split-go"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def parts_of(said: str, quantity: int) -> tuple[int, ...]:
    """Quantities as typed, whatever stands between them; single pieces where nothing was typed.

    >>> parts_of("20，25", 45)
    (20, 25)
    """
    words = "".join(letter if letter.isdecimal() else " " for letter in said).split()
    return tuple(int(word) for word in words[:600]) if words else singles(quantity)


def _preview(asset: Asset, parts: tuple[int, ...], desk: Desk) -> tuple[ft.Control, bool]:
    t = desk.t
    try:
        made = split_preview(desk.store, asset.id, parts)
    except LedgerRefusal as refusal:
        return small(plain_words(refusal, t), color=ft.Colors.ERROR), False
    first, last = made[0], made[-1]
    rows = [
        " · ".join(
            part
            for part in (each.number, f"{each.quantity} {asset.unit or ''}".strip(), money(each.value_fen))
            if part
        )
        for each in ((first, last) if len(made) > 3 else made)
    ]
    if len(made) > 3:
        rows.insert(1, "…")
    return ft.Column([small(row) for row in rows], spacing=0, tight=True), True
