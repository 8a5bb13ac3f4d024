"""损坏赔偿 in the office: what was reported, decided and paid left, one damage with its decision right."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from inspect_app.components import component, watch
from inspect_app.lending.compensation import yuan
from inspect_app.parts.chips import chips
from inspect_app.parts.empty import empty
from inspect_app.routes import Place
from inspect_app.screens.wide.damage import DamagePane
from inspect_app.screens.wide.damage_columns import damage_columns
from inspect_app.screens.wide.listing import (
    READ_ROWS,
    Listing,
    RowAddress,
    beside,
    list_pixels,
    use_listing,
    use_narrowed,
)
from inspect_app.screens.wide.office_table import (
    ROOMY_PIXELS,
    Listed,
    by_pages,
    use_office_table,
)
from inspect_app.screens.wide.table_bar import table_bar
from inspect_app.state import Desk
from inspect_app.texts.lending_words import DAMAGE_STATES
from storage.queries import damages
from storage.queries.damages import Damage, DamageFilter

LIST_PIXELS, LEAST_PANE_PIXELS = 760, 400
LEADS = RowAddress("damage", "damage", "damages")


@component
def WideDamagesScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Filters are kept while the person is elsewhere."""
    watch(desk.changes)
    t, width = desk.t, watch(desk.looks).width
    narrowed = use_narrowed(desk, "damage_filter")
    wanted = replace(DamageFilter(), **narrowed.chosen)
    found, listed = _listed(desk, wanted, narrowed.rows)
    chosen = place.value("damage")
    right = _right(desk, chosen, is_roomy=width >= ROOMY_PIXELS)
    pixels = list_pixels(width, LIST_PIXELS, LEAST_PANE_PIXELS, has_pane=right is not None)
    office_table = use_office_table(desk, "damages", t("Damages"), damage_columns(desk), listed, pixels)
    listing = use_listing(office_table, narrowed, found, LEADS, chosen)
    bar = table_bar(office_table, _counted(desk, wanted))
    return beside(listing.left([*_filters(listing), bar], _nothing(desk)), right, pixels)


def _listed(desk: Desk, wanted: DamageFilter, rows: int) -> tuple[list[Damage], Listed]:
    db = desk.store.db
    found = damages.damage_list(db, wanted, limit=rows)
    return found, Listed(
        [each.id for each in found],
        damages.damage_totals(db, wanted).count,
        lambda: damages.damage_ids(db, wanted),
        lambda: by_pages(lambda skip: damages.damage_list(db, wanted, limit=READ_ROWS, skip=skip)),
    )


def _counted(desk: Desk, wanted: DamageFilter) -> str:
    """How many, and how much money that is."""
    t, totals = desk.t, damages.damage_totals(desk.store.db, wanted)
    counted = t.count("{n} damage listed", "{n} damages listed", totals.count)
    if not totals.amount_fen:
        return counted
    money = t("¥ {amount} to pay, ¥ {paid} paid", amount=yuan(totals.amount_fen), paid=yuan(totals.paid_fen))
    return f"{counted} · {money}"


def _filters(listing: Listing) -> list[ft.Control]:
    t = listing.desk.t
    views = [*((value, t(words)) for value, words in DAMAGE_STATES.items()), ("all", t("All"))]
    return [
        listing.field(t("Search (press /)")),
        chips("view", views, listing.held("view", "reported"), listing.choosing("view")),
    ]


def _nothing(desk: Desk) -> ft.Control:
    words = desk.t("No such damage. It is reported on the phone, at a thing's card or when it comes back.")
    return empty(ft.Icons.BROKEN_IMAGE_OUTLINED, words, key="no-damages")


def _right(desk: Desk, chosen: str | None, *, is_roomy: bool) -> ft.Control | None:
    if chosen:
        return DamagePane(desk, chosen, key=f"damage-{chosen}")
    if not is_roomy:
        return None
    words = desk.t("Choose a damage to decide who pays how much.")
    return empty(ft.Icons.BROKEN_IMAGE_OUTLINED, words, key="no-damage-chosen")
