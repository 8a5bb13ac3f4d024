"""The ledger: rooms and assets found by text, or walked down from campus to floor. 50 rows at a time."""

from __future__ import annotations

from dataclasses import dataclass

from storage.queries import asset_list, places
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset
from storage.queries.places import Branch, Room
from storage.store import Store

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows found so far, and whether there are more."""

    rooms: tuple[Room, ...] = ()
    assets: tuple[Asset, ...] = ()
    has_more: bool = False


def search_rooms(store: Store, text: str, rows: int = PAGE_ROWS) -> Rows:
    """The first `rows` rooms that contain the text."""
    found = places.search_rooms(store.db, text.strip(), limit=rows + 1)
    return Rows(rooms=tuple(found[:rows]), has_more=len(found) > rows)


def list_assets(store: Store, wanted: AssetFilter, rows: int = PAGE_ROWS) -> Rows:
    """The first `rows` assets of a filter, by number."""
    found = asset_list.asset_list(store.db, wanted, limit=rows + 1)
    return Rows(assets=tuple(found[:rows]), has_more=len(found) > rows)


@dataclass(frozen=True, slots=True)
class TreePlace:
    """How far down the tree somebody has gone; None where not yet."""

    campus_id: str | None = None
    building: str | None = None
    floor: str | None = None


@dataclass(frozen=True, slots=True)
class TreeRows:
    """One level of the tree: campuses (id, name, rooms), branches, or rooms."""

    campuses: tuple[tuple[str, str, int], ...] = ()
    branches: tuple[Branch, ...] = ()
    rooms: tuple[Room, ...] = ()
    has_more: bool = False


def tree(store: Store, at: TreePlace, rows: int = PAGE_ROWS) -> TreeRows:
    """What lies under a place of the tree."""
    if at.campus_id is None:
        return TreeRows(campuses=tuple(places.campuses(store.db)))
    if at.building is None:
        return TreeRows(branches=tuple(places.buildings(store.db, at.campus_id)))
    if at.floor is None:
        return TreeRows(branches=tuple(places.floors(store.db, at.campus_id, at.building)))
    found = places.rooms_on_floor(store.db, at.campus_id, at.building, at.floor, limit=rows + 1)
    return TreeRows(rooms=tuple(found[:rows]), has_more=len(found) > rows)
