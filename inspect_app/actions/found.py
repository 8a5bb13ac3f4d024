"""What a scanned or typed text leads to: a room, an asset, something of the gate, or a kind answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assets_qr import code as label_code
from inspect_app.actions.gate.codes import GateKind, find_at_gate
from storage.queries import assets, labels, places
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Found:
    """A thing of this school. `old_code` is as on the label, where the thing carries another one by now."""

    kind: Literal["room", "asset"] | GateKind
    id: str
    old_code: str = ""


@dataclass(frozen=True, slots=True)
class NotFound:
    """`stranger`: somebody else's QR code, `kind` says whose; `mistyped`: a slip in a code of ours;
    `unknown`: a code of ours that nothing here carries (a new label, or not synced yet).
    """

    reason: Literal["stranger", "mistyped", "unknown", "empty"]
    kind: str = ""
    code: str = ""


def find(store: Store, text: str) -> Found | NotFound:
    """Look up a label's text, with or without the address around it."""
    parsed = label_code.parse(text)
    if isinstance(parsed, label_code.NotOurs):
        return _not_ours(parsed)
    room = places.room_of_code(store.db, parsed.text)
    if room is not None:
        return Found("room", room.id)
    asset = assets.asset_of_code(store.db, parsed.text)
    if asset is not None:
        return Found("asset", asset.id)
    former = labels.asset_of_former_code(store.db, parsed.text)
    if former is not None:
        return Found("asset", former, parsed.shown)
    at_gate = find_at_gate(store, parsed.text)
    if at_gate is not None:
        return Found(*at_gate)
    return NotFound("unknown", code=parsed.shown)


def _not_ours(parsed: label_code.NotOurs) -> NotFound:
    if parsed.reason == "foreign":
        return NotFound("stranger", kind=parsed.kind)
    return NotFound("empty" if parsed.reason == "empty" else "mistyped")
