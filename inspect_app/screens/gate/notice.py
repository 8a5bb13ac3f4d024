"""The notice to visitors on the guard's phone: to be shown or read out, and as a QR code for their own."""

from __future__ import annotations

import json

import flet as ft

from inspect_app import theme
from inspect_app.components import component, watch
from inspect_app.gate.notice import Notice, NoticePart, notice_of
from inspect_app.gate.settings import gate_settings
from inspect_app.parts.page import page
from inspect_app.parts.qr import qr_png
from inspect_app.parts.type import heading, small, strong, text
from inspect_app.routes import Place, route_to
from inspect_app.state import Desk
from storage.queries import places

QR_PIXELS = 200


@component
def NoticeScreen(desk: Desk, _place: Place) -> ft.Control:  # noqa: N802
    """告知书. Works without a network: it is made of the school's settings on this phone."""
    watch(desk.changes)
    db = desk.store.db
    settings = gate_settings(json.loads(places.school_settings(db) or "{}"))
    notice = notice_of(places.school_name(db), settings, desk.t)
    return page([*_head(notice), *_code(desk), *_parts(notice), *_days(notice), *_part(notice.law)])


def _head(notice: Notice) -> list[ft.Control]:
    return [small(notice.school), heading(notice.title)]


def _code(desk: Desk) -> list[ft.Control]:
    """Only where the address is known that visitors' phones can open."""
    origin = desk.device.shell.address()
    if not origin:
        return []
    t = desk.t
    picture = ft.Image(
        qr_png(origin.rstrip("/") + route_to("notice")),
        width=QR_PIXELS,
        height=QR_PIXELS,
        filter_quality=ft.FilterQuality.NONE,
        semantics_label=t("QR code of this notice"),
    )
    framed = ft.Container(picture, bgcolor=ft.Colors.WHITE, border_radius=theme.RADIUS, padding=8)
    words = small(t("Visitors read this on their own phone by scanning the code; nothing is asked of them."))
    return [ft.Row([framed], alignment=ft.MainAxisAlignment.CENTER), words]


def _parts(notice: Notice) -> list[ft.Control]:
    return [control for part in notice.parts for control in _part(part)]


def _part(part: NoticePart) -> list[ft.Control]:
    return [strong(part.heading), *(text(line) for line in part.lines)]


def _days(notice: Notice) -> list[ft.Control]:
    rows: list[ft.Control] = [
        ft.Row([text(group, expand=True), text(held)], spacing=theme.GRID) for group, held in notice.days
    ]
    return [strong(notice.days_heading), *rows]
