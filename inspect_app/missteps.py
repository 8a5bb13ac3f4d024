"""Keep the app on the screen when a tap fails in a way that nobody foresaw.

Flet answers an error in a handler or an effect by taking the whole window away and showing the error itself, in
English. The app behind it is unharmed, so one sentence over the screen is the truth, and the person can go on.
"""

from __future__ import annotations

import logging
from typing import Any

from inspect_app.actions.troubles import sentence
from inspect_app.state import Desk

LOG = logging.getLogger(__name__)


def forgive_missteps(session: Any, desk: Desk) -> None:
    """Let this session (`page.session`) say a sentence where Flet would end the app. The error goes to the log."""

    def told(message: str) -> None:
        LOG.error("a step failed: %s", message)
        desk.say(sentence("unknown", desk.t))

    session.error = told
