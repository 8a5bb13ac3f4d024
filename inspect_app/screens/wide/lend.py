"""领用与借出 at the desk: the thing and the borrower left, each found while it is typed; terms and proof right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

import flet as ft

from inspect_app import theme
from inspect_app.actions.form_drafts import begin_form, drop_draft, keep_form
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_state, watch
from inspect_app.lending.loan import Sort
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import line
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.keys import use_silence
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import Place
from inspect_app.screens.begun_forms import begun_lines
from inspect_app.screens.damage_report import damage_button, damaged_parts, use_damage
from inspect_app.screens.lend import (
    Lend,
    begin_lending,
    borrower_parts,
    lend_button,
    lend_proof,
    terms_parts,
    thing_parts,
    use_lending,
)
from inspect_app.screens.lending_work import draft_parts, over_form, photo_parts
from inspect_app.screens.room import no_such_place
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.lending_words import LOAN_SORTS
from storage.queries import asset_list, assets
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset

FOUND = 8
COLUMN_PIXELS = 520


@dataclass(frozen=True, slots=True)
class Choice:
    """What is handed out, and whether for the term or for days; `take` changes either."""

    desk: Desk
    asset: Asset | None
    sort: Sort
    take: Callable[[str | None, Sort], None]


@component
def WideLendScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Without a thing in the address the thing is asked for first."""
    return Lending(desk, place, key=f"lending-{desk.where.route}")


@component
def Lending(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    watch(desk.changes)
    use_silence(keyboard_of(desk), on=True)
    first: Sort = "issue" if place.value("sort") == "issue" else "loan"
    (asset_id, sort), take = use_state((place.value("asset"), first))
    asset = assets.asset(desk.store.db, asset_id or "")
    choice = Choice(desk, asset, sort, lambda thing, kind: take((thing, kind)))
    if asset is None:
        return ThingChooser(choice, key="thing-chooser")
    return WideLendForm(choice, key=f"lend-{asset.id}-{sort}")


@component
def ThingChooser(choice: Choice) -> ft.Control:  # noqa: N802
    """By any words of its card, or by its code."""
    desk, t = choice.desk, choice.desk.t
    sought, seek = use_state("")
    words = sought.strip()
    found = asset_list.asset_list(desk.store.db, AssetFilter(text=words), limit=FOUND) if words else []
    nothing = [small(t("No such thing in the ledger."))] if words and not found else []
    field = Field(
        keyboard_of(desk),
        t("Name, number, room or keeper of the thing"),
        seek,
        name="thing",
        rests=True,
        icon=ft.Icons.SEARCH,
        key="thing",
    )
    left = [
        heading(t("Hand out or lend")),
        _sorts(choice, None),
        section(t("Thing")),
        field,
        *(_thing(asset, choice) for asset in found),
        *nothing,
    ]
    right: list[ft.Control] = [small(t("Choose the thing first; then who takes it and until when."))]
    begun = begun_lines(desk)
    if begun:
        right += [section(t("Begun and not sent")), *begun]
    return two_columns(left, right, [text_button(t("Cancel"), desk.back, key="lend-cancel")], key="lend-page")


def _thing(asset: Asset, choice: Choice) -> ft.Control:
    many = f"{asset.quantity} {asset.unit or ''}".strip() if (asset.quantity or 1) > 1 else ""
    below = " · ".join(part for part in (asset.number, many, asset.place, asset.keeper) if part)
    take = lambda: choice.take(asset.id, choice.sort)  # noqa: E731
    return line(asset.name, key=f"thing-{asset.id}", below=below, on_click=take)


@component
def WideLendForm(choice: Choice) -> ft.Control:  # noqa: N802
    desk, t, asset = choice.desk, choice.desk.t, choice.asset
    assert asset is not None  # noqa: S101 - Lending shows the chooser without one
    lend = use_lending(desk, asset, choice.sort)
    if lend.over is not None:
        return lend.over
    other = text_button(t("Another thing"), lambda: choice.take(None, choice.sort), key="thing-other")
    left = [_sorts(choice, lend), *thing_parts(lend), ft.Row([other]), *borrower_parts(lend)]
    buttons = [text_button(t("Cancel"), desk.back, key="lend-cancel"), lend_button(lend)]
    return two_columns(left, [*terms_parts(lend), *lend_proof(lend)], buttons, key="lend-page")


def _sorts(choice: Choice, lend: Lend | None) -> ft.Control:
    """For the term or for days; what was said so far goes with it."""
    choices = [(value, choice.desk.t(words)) for value, words in LOAN_SORTS.items()]

    def choose(value: str) -> None:
        wanted: Sort = "issue" if value == "issue" else "loan"
        if lend is not None and wanted != choice.sort:
            _carry(choice.desk, lend, wanted)
        choice.take(choice.asset.id if choice.asset else None, wanted)

    return chips("sort", choices, choice.sort, choose)


def _carry(desk: Desk, lend: Lend, sort: Sort) -> None:
    """A begun form of the other kind stays as it is; a signature is not carried, its due day would be another."""
    held, fresh = lend.work.form, asdict(begin_lending(desk, sort))
    if not held.is_begun or begin_form(desk.store, sort, held.about, fresh).is_begun:
        return
    said = {**held.said, "due_day": fresh["due_day"]}
    carried = replace(held, name=sort, fresh=fresh, said=said, signatures={})
    try:
        keep_form(desk.store, desk.device.clock, carried)
        drop_draft(desk.store, held)
    except Exception as error:
        desk.say(plain_words(error, desk.t))


@component
def WideDamageReport(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """报损 at the desk: what and who left, photos right."""
    use_silence(keyboard_of(desk), on=True)
    asset = assets.asset(desk.store.db, place.value("asset") or "")
    if asset is None:
        return no_such_place(desk)
    return WideDamageForm(desk, asset, key=f"damage-{asset.id}")


@component
def WideDamageForm(desk: Desk, asset: Asset) -> ft.Control:  # noqa: N802
    work = use_damage(desk, asset)
    over = over_form(work, asset.name, {})
    if over is not None:
        return over
    right = [*photo_parts(work), *draft_parts(work, desk.back)]
    buttons = [text_button(desk.t("Cancel"), desk.back, key="damage-cancel"), damage_button(work, asset)]
    return two_columns(damaged_parts(work, asset), right, buttons, key="damage-page")


def two_columns(
    left: Sequence[ft.Control], right: Sequence[ft.Control], buttons: Sequence[ft.Control], *, key: str
) -> ft.Control:
    """A form that does not stretch over the window: two columns, each scrolls; its buttons below, at the end."""
    body = ft.Row(
        [_column(left, f"{key}-left"), ft.VerticalDivider(width=1), _column(right, f"{key}-right")],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    acts = ft.Row(list(buttons), spacing=12, alignment=ft.MainAxisAlignment.END)
    below = ft.Container(
        ft.Row([ft.Container(acts, width=2 * COLUMN_PIXELS - 48)]),
        padding=ft.Padding.symmetric(horizontal=24, vertical=12),
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )
    within = ft.Row(
        [ft.Container(body, width=2 * COLUMN_PIXELS)],
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Column([within, below], key=key, spacing=0, expand=True)


def _column(parts: Sequence[ft.Control], key: str) -> ft.Control:
    padding = ft.Padding.symmetric(horizontal=24, vertical=16)
    return ft.ListView(list(parts), key=key, expand=True, spacing=theme.GRID * 1.5, padding=padding)
