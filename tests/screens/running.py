"""Run the app on a phone without a browser: `async with shown(phone, "/tasks") as screen`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from inspect_app.app import App
from inspect_app.state import Desk
from tests.screens.headless import Screen
from tests.screens.school import Phone

ALLOWED_LATIN = frozenset({"English", "KB", "MB", "A"})
"""The name of the other language, units, and the building A of the test's school."""


class PhoneScreen(Screen):
    """A screen with the desk behind it."""

    desk: Desk


@asynccontextmanager
async def shown(phone: Phone, route: str = "/", *, width: int = 390) -> AsyncIterator[PhoneScreen]:
    """The app on this phone, opened at an address."""
    screen = PhoneScreen(route=route, width=width)
    screen.desk = phone.desk(screen.page)
    screen.page.render_views(App, screen.desk)
    await screen.settle()
    try:
        yield screen
    finally:
        screen.session.close()


def latin_words(texts: list[str]) -> list[str]:
    """Words in Latin letters that no Chinese screen should show: not codes, numbers, or what is allowed."""
    found = []
    for text in texts:
        for word in re.findall(r"[A-Za-z][A-Za-z0-9._'-]*", text):
            if not any(letter.isdigit() for letter in word) and word not in ALLOWED_LATIN:
                found.append(word)  # noqa: PERF401
    return found
