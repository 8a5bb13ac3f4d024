"""标签: choose what gets a label, on which stock and printer; see the page to scale; take the file."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, watch
from inspect_app.routes import Place
from inspect_app.screens.wide.label_making import Making, Page
from inspect_app.screens.wide.label_paper import label_paper
from inspect_app.screens.wide.label_things import FORM_PIXELS, label_things
from inspect_app.screens.wide.label_wish import WishForm, use_wish
from inspect_app.screens.wide.ledger_views import LABELS_PLACE, back_to_ledger, ledger_views
from inspect_app.state import Desk


@component
def WideLabelsScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The wish left, the first page right."""
    watch(desk.changes)
    form = use_wish(desk)
    halves = ft.Row(
        [_left(form), ft.VerticalDivider(width=1), Page(desk, form.wish, key="label-page")],
        expand=True,
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    views = ledger_views(desk, LABELS_PLACE, lambda view: back_to_ledger(desk, view))
    return ft.Container(
        ft.Column([views, halves], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.only(left=16, right=16, top=12, bottom=16),
        expand=True,
    )


def _left(form: WishForm) -> ft.Control:
    scrolled = ft.Column(
        [*label_things(form), *label_paper(form)],
        expand=True,
        spacing=12,
        scroll=ft.ScrollMode.AUTO,
        key="label-form",
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Column(
        [scrolled, Making(form.desk, form.wish, key="making")],
        width=FORM_PIXELS,
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
