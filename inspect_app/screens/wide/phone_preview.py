"""A checklist as the phone shows it: the same items, to be tried without recording anything."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from inspect_app import theme
from inspect_app.actions.drafts import Begun
from inspect_app.checklists.answers import relevant_items
from inspect_app.checklists.item import Checklist
from inspect_app.components import component, use_ref, watch
from inspect_app.parts.type import section, small, strong
from inspect_app.screens.check_item import CheckItem
from inspect_app.screens.check_work import CheckWork
from inspect_app.screens.wide.guide_picture import guide_dialog
from inspect_app.state import Desk

PREVIEW_PIXELS = 392


class Trial(CheckWork):
    """A check that is only tried: nothing is saved, no photo is taken."""

    def _save(self, begun: Begun) -> None:
        """Nothing stays of a trial."""

    def show(self, checklist: Checklist) -> None:
        """Go on with a changed list; answers to items that are gone are dropped."""
        if checklist is not self.begun.checklist:
            kept = {key: answer for key, answer in self.begun.answers.items() if checklist.item(key)}
            self._keep(replace(self.begun, checklist=checklist, answers=kept))


@component
def PhonePreview(desk: Desk, checklist: Checklist) -> ft.Control:  # noqa: N802
    """Taps work as on the phone, so that rules and limits can be tried."""
    t = desk.t
    trial = use_ref(None)
    if trial.current is None:
        told = t("On the phone this takes a photo.")
        begun = Begun("", checklist, None, None, desk.now_ms, 0)
        trial.current = Trial(desk, begun, "", "", capture=lambda *_: desk.say(told))
        trial.current.enlarge = lambda item, sha256: desk.show(guide_dialog(desk, item.label, sha256))
    work: Trial = trial.current
    work.show(checklist)
    phone = ft.Container(
        ft.Column(
            [
                ft.Container(strong(checklist.name), padding=ft.Padding.only(left=16, right=16, top=16)),
                ft.Container(PreviewItems(work, checklist, key="preview-items"), expand=True),
            ],
            spacing=0,
            expand=True,
        ),
        expand=True,
        border=ft.Border.all(2, ft.Colors.OUTLINE_VARIANT),
        border_radius=24,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        bgcolor=ft.Colors.SURFACE,
    )
    return ft.Container(
        ft.Column(
            [small(t("As the phone shows it; nothing is recorded")), phone], spacing=theme.GRID, expand=True
        ),
        key="phone-preview",
        padding=16,
    )


@component
def PreviewItems(work: Trial, checklist: Checklist) -> ft.Control:  # noqa: N802
    """The items that are asked, given the answers so far."""
    shape = watch(work.shape)
    items = relevant_items(checklist, work.begun.answers)
    parts: list[ft.Control] = []
    before = ""
    for item in items:
        if item.section and item.section != before:
            parts.append(section(item.section))
        before = item.section
        parts.append(CheckItem(work, item, shape.version, key=f"preview-{item.key}-{item.kind}"))
    return ft.ListView(parts, padding=ft.Padding.symmetric(horizontal=16, vertical=8), expand=True)
