"""One room or one keeper of very many, chosen for a filter by typing a part of it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.type_ahead import FOUND, Offered, TypeAhead
from inspect_app.state import Desk
from storage.queries import places
from storage.queries.asset_keepers import search_keepers
from storage.queries.asset_list import WITHOUT


def room_ahead(desk: Desk, held: str, take: Callable[[str], None]) -> ft.Control:
    """`held` are the words of the chosen room, `take` gets an id."""
    t, db = desk.t, desk.store.db

    def find(text: str) -> list[Offered]:
        rooms = places.search_rooms(db, text, limit=FOUND)
        return [Offered(room.id, room_title(room), room_place(room, t)) for room in rooms]

    without = Offered(WITHOUT, t("Without a room"))
    made: ft.Control = TypeAhead(
        t, t("Room"), find, take, name="filter-room", held=held, without=without, key="ahead-room"
    )
    return made


def keeper_ahead(desk: Desk, held: str, take: Callable[[str], None]) -> ft.Control:
    """`take` gets a name as it stands on the cards."""
    t, db = desk.t, desk.store.db

    def find(text: str) -> list[Offered]:
        keepers = search_keepers(db, text, limit=FOUND)
        return [Offered(name, name, t.count("{n} asset", "{n} assets", count)) for name, count in keepers]

    without = Offered(WITHOUT, t("Without a keeper"))
    made: ft.Control = TypeAhead(
        t, t("Keeper"), find, take, name="filter-keeper", held=held, without=without, key="ahead-keeper"
    )
    return made
