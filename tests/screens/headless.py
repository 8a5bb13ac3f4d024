"""The real app without a browser: Flet's session on a connection that only listens.

Flet's private parts are used here and nowhere else (flet==1.0.5 is pinned). Each message is packed as on the
wire, because packing is what commits the state of the controls.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from inspect_app.quick_drawing import draw_quickly

SETTLE_SECONDS = 0.01


class Listening(Connection):
    """Keeps what would have gone to the client, and answers every call of a service with nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.page_url = "http://localhost/"
        self.pubsubhub = PubSubHub()
        self.loop = asyncio.get_running_loop()
        self.sent: list[Any] = []
        self.session: Session | None = None

    def send_message(self, message: Message) -> None:
        packed = msgpack.packb(
            [message.action, message.body], default=configure_encode_object_for_msgpack(BaseControl)
        )
        self.sent.append((message.action, packed))
        if message.action == MessageAction.INVOKE_METHOD and self.session is not None:
            body = message.body
            self.loop.call_soon(
                self.session.handle_invoke_method_results, body.control_id, body.call_id, None, None
            )
        if message.action == MessageAction.SESSION_CRASHED:
            raise AssertionError(f"the app crashed: {message.body}")

    @property
    def patches(self) -> int:
        """How many patches were sent."""
        return sum(action == MessageAction.PATCH_CONTROL for action, _ in self.sent)

    @property
    def patched_bytes(self) -> int:
        return sum(len(packed) for action, packed in self.sent if action == MessageAction.PATCH_CONTROL)

    def forget(self) -> None:
        self.sent.clear()


class Screen:
    """What a person sees and touches."""

    def __init__(self, *, route: str = "/", width: int = 390, height: int = 844) -> None:
        draw_quickly()
        self.connection = Listening()
        self.session = Session(self.connection)
        self.connection.session = self.session
        start = {"route": route, "web": True, "platform": "android", "width": width, "height": height}
        self.session.apply_page_patch(start)
        body = RegisterClientResponseBody(
            session_id=self.session.id, page_patch=self.session.get_page_patch(), error=""
        )
        self.connection.send_message(Message(MessageAction.REGISTER_CLIENT, body))
        self.page = self.session.page
        _context_page.set(self.page)
        self.errors: list[str] = []
        self.session.error = self.errors.append
        self.log = logging.getLogger("inspect_app.components")
        self.log.addFilter(self._keep)

    def _keep(self, record: logging.LogRecord) -> bool:
        self.errors.append(logging.Formatter().format(record))
        return False

    async def settle(self, rounds: int = 3) -> None:
        """Let the app draw what is waiting."""
        for _ in range(rounds):
            await asyncio.sleep(SETTLE_SECONDS)
        assert not self.errors, self.errors[0]

    # -- seeing ----------------------------------------------------------------------------------

    def controls(self) -> Iterator[Any]:
        yield from walk(self.page.views)
        yield from walk([each for each in self.page._dialogs.controls if each.open])

    def texts(self) -> list[str]:
        """Every text on the screen: labels, hints, tooltips and field contents too."""
        return [text for control in self.controls() for text in texts_of(control)]

    def shows(self, text: str) -> bool:
        return any(text in each for each in self.texts())

    def find(self, key: str) -> Any:
        """The control under a key, or None."""
        for control in self.controls():
            if key_of(control) == key and type(control).__name__ != "Component":
                return control
        return None

    def all_keys(self) -> list[str]:
        return [key for control in self.controls() if (key := key_of(control))]

    keys = all_keys

    # -- touching --------------------------------------------------------------------------------

    async def tap(self, key: str) -> None:
        await self.event(key, "click")

    async def choose(self, key: str) -> None:
        """Tap a chip."""
        await self.event(key, "select", "true")

    async def event(self, key: str, name: str, data: Any = None) -> None:
        control = self.find(key)
        assert control is not None, f"no {key} among {self.all_keys()}"
        assert not control.disabled, f"{key} is disabled"
        await self.session.dispatch_event(control._i, name, data)
        await self.settle()

    async def type(self, key: str, text: str) -> None:
        """Type into a field, as the client tells it: first the value, then the event."""
        control = self.find(key)
        assert control is not None, f"no {key} among {self.all_keys()}"
        self.session.apply_patch(control._i, {"value": text})
        await self.session.dispatch_event(control._i, "change", text)
        await self.settle()

    async def type_quickly(self, key: str, *texts: str) -> None:
        """Type on while the app still draws what came before: each text is in the field before the last is heard."""
        for text in texts:
            control = self.find(key)
            self.session.apply_patch(control._i, {"value": text})
            await self.settle()
            await self.session.dispatch_event(control._i, "change", text)
        await self.settle()

    async def switch(self, key: str, *, on: bool) -> None:
        control = self.find(key)
        self.session.apply_patch(control._i, {"value": on})
        await self.session.dispatch_event(control._i, "change", on)
        await self.settle()

    async def browse(self, route: str) -> None:
        """The address bar or the browser's back button."""
        self.page.route = route
        await self.session.dispatch_event(self.page._i, "route_change", {"route": route})
        await self.settle()


def key_of(control: Any) -> str:
    return str(getattr(control.key, "value", control.key) or "")


def walk(control: Any) -> Iterator[Any]:
    """A control and everything under it."""
    if isinstance(control, list):
        for each in control:
            yield from walk(each)
        return
    if not isinstance(control, ft.BaseControl) or not getattr(control, "visible", True):
        return
    yield control
    for name in _BRANCHES:
        below = getattr(control, name, None)
        if below is not None and not isinstance(below, str):
            yield from walk(below)


_BRANCHES = (
    "_b",
    "views",
    "appbar",
    "leading",
    "title",
    "actions",
    "controls",
    "content",
    "label",
    "subtitle",
    "trailing",
    "destinations",
    "bottom_appbar",
    "floating_action_button",
)
_TEXTS = (
    "value",
    "content",
    "label",
    "helper",
    "error",
    "hint_text",
    "tooltip",
    "suffix",
    "semantics_label",
    "title",
)


def texts_of(control: Any) -> list[str]:
    """The texts that a control itself shows."""
    if isinstance(control, ft.Switch | ft.Chip | ft.RadioGroup | ft.ProgressBar):
        names: tuple[str, ...] = ("label", "semantics_label")
    else:
        names = _TEXTS
    found = (getattr(control, name, None) for name in names)
    return [text for text in found if isinstance(text, str) and text.strip()]


def run(work: Callable[[], Any]) -> Any:
    """Run one asynchronous test."""
    return asyncio.run(work())
