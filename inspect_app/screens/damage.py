"""One damage to read: what broke, who pays how much, what was decided, its photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import component, watch
from inspect_app.lending.compensation import yuan
from inspect_app.lending.handover import LINE_PREFIX
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.lending import damage_pill
from inspect_app.parts.meaning import ATTENTION, FAILED, notice
from inspect_app.parts.page import page
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import heading, section
from inspect_app.routes import Place, route_to
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from storage.queries import damages, photos
from storage.queries.damages import Damage


@component
def DamageScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """On a phone it is only read; the office decides on its wide screen."""
    watch(desk.changes)
    damage = damages.damage(desk.store.db, place.value("damage") or "")
    if damage is None:
        return no_such_place(desk)
    look = lambda sha256: desk.go(route_to("photo", sha=sha256))  # noqa: E731
    return page(damage_parts(damage, desk, look), key="damage-page")


def damage_parts(damage: Damage, desk: Desk, look: Callable[[str], Any]) -> list[ft.Control]:
    """`look` gets the fingerprint of a photo that was tapped."""
    t = desk.t
    return [
        heading(damage.what, selectable=True),
        ft.Row([damage_pill(damage, t)], spacing=theme.GRID),
        *_conflict(damage, desk),
        *(fact(name, words) for name, words in _facts(damage, desk) if words),
        *_photos(damage, desk, look),
        *_links(damage, desk),
    ]


def _conflict(damage: Damage, desk: Desk) -> list[ft.Control]:
    if damage.other_receipt:
        words = desk.t(
            "Two computers took this payment without seeing each other: receipts {one} and {two}. Give one back and "
            "cross its receipt out.",
            one=damage.receipt,
            two=damage.other_receipt,
        )
        return [notice(FAILED, words, key="two-receipts")]
    if not damage.conflict:
        return []
    words = desk.t("Two people changed this report without seeing each other; the newer word stands.")
    return [notice(ATTENTION, words, key="damage-conflict")]


def _facts(damage: Damage, desk: Desk) -> list[tuple[str, str]]:
    t = desk.t

    def when(at_ms: int | None) -> str:
        return moment(t, at_ms, desk.now_ms, desk.offset_minutes) if at_ms else ""

    quantity = f"{damage.quantity} {damage.unit or ''}".strip()
    money = {"cost": damage.cost_fen, "amount": damage.amount_fen}
    said = {name: f"¥ {yuan(fen)}" if fen is not None else "" for name, fen in money.items()}
    return [
        (t("Asset"), " ".join(part for part in (damage.asset, damage.number) if part)),
        (t("Place"), damage.place),
        (t("Quantity"), quantity),
        (t("Reported by"), damage.person),
        (t("Found at"), when(damage.found_ms)),
        (t("Cost"), said["cost"]),
        (t("Who pays"), damage.payer or ""),
        (t("To be paid"), said["amount"]),
        (t("Decided by"), " ".join(part for part in (damage.approver, when(damage.approved_ms)) if part)),
        (t("Receipt number"), damage.receipt or ""),
        (t("Paid at"), when(damage.paid_ms)),
        (t("Note"), damage.note or ""),
    ]


def _photos(damage: Damage, desk: Desk, look: Callable[[str], Any]) -> list[ft.Control]:
    found = photos.photos_about(desk.store.db, damage.id)
    if not found:
        return []
    shas = {photo.id: photo.sha256 for photo in found}
    pictures = [(photo.id, photo.thumbnail) for photo in found]
    strip = photo_strip("damage", pictures, desk.t, on_look=lambda photo: look(shas[photo]))
    return [section(desk.t("Photos")), strip]


def _links(damage: Damage, desk: Desk) -> list[ft.Control]:
    t = desk.t
    links = []
    if not damage.asset_id.startswith(LINE_PREFIX):
        links.append((t("The asset's card"), "to-asset", route_to("asset", asset=damage.asset_id)))
    if damage.loan_id:
        links.append((t("The loan"), "to-loan", route_to("loan", loan=damage.loan_id)))
    if damage.handover_id:
        links.append(
            (t("The handover sheet"), "to-handover", route_to("handover", handover=damage.handover_id))
        )
    return [line(words, key=key, after=chevron(), on_click=_goes(desk, route)) for words, key, route in links]


def _goes(desk: Desk, route: str) -> Callable[[], None]:
    return lambda: desk.go(route)
