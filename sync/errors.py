"""What can go wrong in a sync run, as a short closed list. The words for people are in the catalogues."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TROUBLES = frozenset(
    {
        "offline",  # no answer: nothing is known of the outcome, everything is kept, try again later
        "not_our_server",  # an answer, but not from the school's server: a log-in page of the network
        "garbled",  # an answer that is cut, or that nobody can read
        "another_server",  # a server of ours, but not the one this device belongs to
        "code_unknown",  # enrolment: no such code
        "code_expired",  # enrolment: older than its minutes, or used
        "revoked",  # the office has revoked this device
        "signed_out",  # the server does not know the token: enrol again, nothing is lost
        "too_old",  # this version may still push but no longer pull: update the app
        "busy",  # 429 or 503: wait as long as it says
        "server",  # 5xx
        "refused",  # 4xx that no code of ours explains
        "storage_full",  # this device cannot store what came
        "mismatch",  # both ends hold different rows after a whole run
        "forked",  # this device's log was continued elsewhere: a restored or cloned phone
        "not_enrolled",  # this device belongs to no school yet
        "unknown",  # what nobody foresaw: told, and tried again like the others
    }
)


@dataclass(eq=False)
class SyncError(Exception):
    """One trouble with its data. The run stops; what was stored stays; the outbox is untouched.

    Not frozen: Python itself writes the traceback of an exception that passes a context manager.
    """

    kind: str
    detail: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in TROUBLES:
            raise ValueError(f"unknown trouble {self.kind}")

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind
