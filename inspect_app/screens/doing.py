"""One act of a person: done and shown, or told in one sentence why not."""

from __future__ import annotations

from collections.abc import Callable

from inspect_app.actions.troubles import plain_words
from inspect_app.state import Desk


def does(desk: Desk, act: Callable[[], object]) -> bool:
    """Whether it was done; nothing is recorded where `act` raises."""
    try:
        act()
    except Exception as error:
        desk.say(plain_words(error, desk.t))
        return False
    desk.changed()
    return True
