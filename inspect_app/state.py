"""What the screens share: the desk they work at, and the few values that change under their eyes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from inspect_app.actions.author import author_now
from inspect_app.actions.syncing import Joining, Syncing, SyncView
from inspect_app.devices.ports import Device
from inspect_app.pictures import GalleryPictures
from inspect_app.routes import Place, place_of
from inspect_app.texts import Words, words_for
from storage.store import Author, Store

SAID_LEFT_PIXELS = 112
SAID_PIXELS = 560
"""Of a sentence in a wide window."""
UNDO_SECONDS = 8


@ft.observable
@dataclass
class Where:
    """Where the person is. `trail` is the way here, without the place itself."""

    route: str = "/"
    trail: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return place_of(self.route)

    def arrive(self, route: str) -> None:
        """Take in a change of address; going to where one came from is going back."""
        if route == self.route:
            return
        place = place_of(route)
        if self.trail and self.trail[-1] == route:
            self.trail = self.trail[:-1]
        else:
            self.trail = () if place.is_tab else (*self.trail, self.route)[-20:]
        self.route = route


@ft.observable
@dataclass
class Looks:
    """What the person chose, and how wide the window is; `width` in pixels, in steps."""

    language: str = "zh_CN"
    theme: str = "system"
    is_wide: bool = False
    width: int = 0


@ft.observable
@dataclass
class Changes:
    """Counts what happened to the store, so that screens read it again."""

    count: int = 0


@ft.observable
@dataclass
class SyncWatch:
    """The agent's latest word."""

    view: SyncView


@ft.observable
@dataclass
class Door:
    """Open once this phone belongs to a school."""

    is_open: bool = False


@dataclass(frozen=True, eq=False)
class Desk:
    """Everything that a screen may use. Actions get the parts of it that they need."""

    store: Store
    device: Device
    agent: Syncing
    join: Joining
    where: Where
    looks: Looks
    changes: Changes
    sync: SyncWatch
    door: Door
    push_route: Callable[[str], None]
    show: Callable[[ft.DialogControl], None]
    run: Callable[[Callable[[], Coroutine[Any, Any, None]]], None]
    persisted: bool | None = None
    pictures: GalleryPictures = field(default_factory=GalleryPictures)
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def t(self) -> Words:
        return words_for(self.looks.language)

    @property
    def now_ms(self) -> int:
        return self.device.clock.now_ms()

    @property
    def offset_minutes(self) -> int:
        return self.device.clock.offset_minutes()

    @property
    def author(self) -> Author:
        return author_now(self.store, self.device.clock)

    def go(self, route: str) -> None:
        """Show a place at once; the address bar follows."""
        self.where.arrive(route)
        self.push_route(route)

    def back(self) -> None:
        """Go where the person came from; from a link, to the first screen."""
        self.go(self.where.trail[-1] if self.where.trail else "/")

    def changed(self) -> None:
        """Something was recorded here: screens read again, the agent sends soon."""
        self.changes.count += 1
        self.agent.saved()

    def choose(self, **looks: str) -> None:
        """Keep a choice of language or theme on this device."""
        self.store.set_settings(**looks)
        for name, value in looks.items():
            setattr(self.looks, name, value)

    def _beside_the_words(self) -> ft.Margin:
        """Over a phone's bottom bar; right of a wide window's rail, no wider than is read."""
        if not self.looks.is_wide:
            return ft.Margin.only(left=16, right=16, bottom=88)
        right = max(16, self.looks.width - SAID_LEFT_PIXELS - SAID_PIXELS)
        return ft.Margin.only(left=SAID_LEFT_PIXELS, right=right, bottom=88)

    def say(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        """One sentence at the lower edge, gone after a while; with `undo` a button that takes it back, and longer."""
        content: ft.Control = ft.Text(text, color=ft.Colors.ON_INVERSE_SURFACE)
        said = ft.SnackBar(
            content,
            bgcolor=ft.Colors.INVERSE_SURFACE,
            behavior=ft.SnackBarBehavior.FLOATING,
            margin=self._beside_the_words(),
            duration=ft.Duration(seconds=5 if undo is None else UNDO_SECONDS),
            show_close_icon=False,
        )
        if undo is not None:
            said.content = self._with_undo(content, said, undo)
        self.show(said)

    def _with_undo(self, words: ft.Control, said: ft.SnackBar, undo: Callable[[], None]) -> ft.Control:
        def back() -> None:
            said.open = False
            said.update()
            undo()

        words.expand = True
        button = ft.TextButton(
            ft.Text(self.t("Undo this"), color=ft.Colors.INVERSE_PRIMARY, weight=ft.FontWeight.W_600),
            key="undo",
            on_click=back,
        )
        return ft.Row([words, button], spacing=8)
