"""Keep Flet's message loop alive when the client answers for a control that has left the page.

Flet 1.0.5 raises then inside the loop that reads from the client (flet/messaging/session.py,
handle_invoke_method_results), which ends the loop: the app shows its last screen and hears no tap any
more. It happens when a screen with a camera is left while a picture is being taken. The version is
pinned; tests/screens/test_late_answers.py fails when Flet's own behaviour changes.
"""

from __future__ import annotations

import functools
import logging
from typing import Any

from flet.messaging.session import Session

LOG = logging.getLogger(__name__)
GONE = "the control has left the page"


def forgive_late_answers() -> None:
    """Make every session hand a late answer to whoever waits for it, as an error. Idempotent."""
    if not getattr(Session.handle_invoke_method_results, "forgives", False):
        Session.handle_invoke_method_results = _forgiving(Session.handle_invoke_method_results)  # type: ignore[method-assign]


def _forgiving(handle: Any) -> Any:
    @functools.wraps(handle)
    def handled(self: Any, control_id: int, call_id: str, result: Any, error: str | None) -> None:
        try:
            handle(self, control_id, call_id, result, error)
        except RuntimeError as late:
            LOG.info("%s", late)
            _tell_waiter(self, call_id)

    handled.forgives = True  # type: ignore[attr-defined]
    return handled


def _tell_waiter(session: Any, call_id: str) -> None:
    waiting = session._Session__method_calls.pop(call_id, None)
    if waiting is not None:
        session._Session__method_call_results[waiting] = (None, GONE)
        waiting.set()
