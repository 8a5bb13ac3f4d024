"""Join a school: hand in a one-time code, get this device's id and token. A re-enrolled device keeps its log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from storage.store import Store
from sync.errors import SyncError
from sync.transport import Transport, Wire

_ANSWER = {"server", "device", "token", "school", "role", "person", "now"}
CODE_LETTERS = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True, slots=True)
class Invitation:
    """The school's address and a one-time code, as read from the office's QR code or typed."""

    address: str
    code: str


def read_invitation(text: str, address: str = "") -> Invitation:
    """Read `https://host/join#CODE` or a bare code (then `address` is the server). Raises SyncError.

    The code stands behind `#`, so that it never reaches a server's or proxy's log.
    """
    text = text.strip()
    if "://" in text:
        parts = urlsplit(text)
        address, text = f"{parts.scheme}://{parts.netloc}", parts.fragment
    code = "".join(text.upper().split()).replace("-", "")
    code = code.translate(str.maketrans("OIL", "011"))
    if not address or not code or not set(code) <= CODE_LETTERS:
        raise SyncError("code_unknown", "not a code of ours")
    return Invitation(address, code)


async def enrol(
    store: Store, wire: Wire, invitation: Invitation, *, label: str, now_ms: int
) -> dict[str, Any]:
    """Exchange the code for an identity and keep it. Raises SyncError; then nothing has changed here.

    A device that was enrolled before presents its old id, with its token as the proof, and goes on as
    itself. Where the server knows it no more, it gets a new id, under which its work is offered again.
    """
    token, server = store.setting("token"), store.setting("server")
    transport = Transport(wire, invitation.address, token, server)
    message = {"code": invitation.code, "label": label, "now": now_ms, "device": store.device}
    answer = await transport.call("/v1/enrol", message)
    if not answer.keys() >= _ANSWER:
        raise SyncError("not_our_server", "an answer of another program")
    known = {
        "address": invitation.address,
        "server": answer["server"],
        "token": answer["token"],
        "school": answer["school"],
        "role": answer["role"],
        "person": answer["person"],
        "clock_correction_ms": answer["now"] - now_ms,
        "clock_seen_ms": now_ms,
    }
    if store.device == answer["device"]:
        store.set_settings(**known)
    else:
        store.become(answer["device"], **known)
    return answer
