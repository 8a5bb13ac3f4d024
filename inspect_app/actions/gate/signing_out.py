"""Sign out: by a tap, by the pass that comes back, a group at once; and take it back within a moment."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from assets_qr import code as label_code
from inspect_app.actions.gate.post import Post
from storage.change import new_id
from storage.queries import gate_passes, visits
from storage.queries.visits import Visit
from storage.store import Author, Edit, Store

How = Literal["tapped", "scanned", "group", "closing", "elsewhere"]
LOOKED_BACK_MS = 7 * 86_400_000
"""How far back a pass may have been handed out, for its visit to be looked for."""


@dataclass(frozen=True, slots=True)
class PassOutcome:
    """`signed_out`: the visits that ended. `noted`: the pass is back, whose it was comes with the sync.

    `already`: its visit had ended before, nothing was recorded. `no_pass`: the text is none of a pass.
    """

    result: Literal["signed_out", "noted", "already", "no_pass"]
    visit_ids: tuple[str, ...] = ()
    name: str = ""
    shown: str = ""


def sign_out(store: Store, author: Author, visit_ids: Iterable[str], how: How, gate: str) -> int:
    """End these visits, and take their passes back into the cabinet; how many were still open."""
    held = [each for each in visits.visits_by_id(store.db, visit_ids) if each.out_ms is None]
    if not held:
        return 0
    fields: dict[str, Any] = {"out_ms": author.at_ms, "out_how": how}
    if gate:
        fields["out_gate"] = gate
    edits = [Edit("visit", each.id, {**fields, "out_ms": max(author.at_ms, each.in_ms)}) for each in held]
    store.write(author, [*edits, *_passes_back(store, author, [each.id for each in held])])
    return len(held)


def undo_sign_out(store: Store, author: Author, visit_ids: Iterable[str]) -> int:
    """They are on campus after all; a pass that still lies in the cabinet goes out with its visit again."""
    ended = [each for each in visits.visits_by_id(store.db, visit_ids) if each.out_ms is not None]
    edits = [Edit("visit", each.id, {"out_ms": None, "out_how": None, "out_gate": None}) for each in ended]
    for each in ended:
        text = each.pass_code or each.pass_no
        held = gate_passes.pass_called(store.db, text, each.campus_id) if text else None
        if held is not None and held.state == "in":
            edits.append(Edit("gate_item", held.id, {"state": "out", "visit_id": each.id, "back_ms": None}))
    if edits:
        store.write(author, edits)
    return len(ended)


def sign_out_by_pass(store: Store, author: Author, post: Post, text: str) -> PassOutcome:
    """What a scanned code or a typed number of a pass leads to. A pass whose visit is not known here, because the
    other gate handed it out and neither has a network, is recorded as given back: the visit ends when both meet.
    """
    said = pass_text(text)
    known = gate_passes.pass_called(store.db, said, post.campus_id)
    candidates = _holding(store, author, post, {said, *_names_of(known)})
    still_open = [each for each in candidates if each.out_ms is None]
    if still_open:
        first = still_open[0]
        sign_out(store, author, [first.id], "scanned", post.gate)
        return PassOutcome("signed_out", (first.id,), first.name, said)
    if known is None and not _may_be_pass(said):
        return PassOutcome("no_pass", shown=said)
    if known is not None and known.state == "in" and candidates:
        return PassOutcome("already", name=candidates[0].name, shown=known.number)
    _note_pass(store, author, post, known, said)
    return PassOutcome("noted", shown=known.number if known else said)


def pass_text(text: str) -> str:
    """The bare code of a label, or the number as it was typed."""
    parsed = label_code.parse(text)
    return text.strip() if isinstance(parsed, label_code.NotOurs) else parsed.text


def _names_of(known: gate_passes.Pass | None) -> tuple[str, ...]:
    return () if known is None else tuple(each for each in (known.code, known.number) if each)


def _holding(store: Store, author: Author, post: Post, names: set[str]) -> list[Visit]:
    since_ms = author.at_ms - LOOKED_BACK_MS
    found = [
        each for name in names for each in visits.visits_with_pass(store.db, name, post.campus_id, since_ms)
    ]
    unique = {each.id: each for each in found}
    return sorted(unique.values(), key=lambda each: -each.in_ms)


def _may_be_pass(said: str) -> bool:
    """A code of ours, or a short number: anything else was scanned by mistake."""
    is_code = not isinstance(label_code.parse(said), label_code.NotOurs)
    return is_code or (0 < len(said) <= 8 and said.isalnum())


def _note_pass(store: Store, author: Author, post: Post, known: gate_passes.Pass | None, said: str) -> None:
    """The cabinet's row is given back too, where it is known: it may be handed out again."""
    told = known.code or known.number if known else said
    fields = {"pass": told, "out_ms": author.at_ms, "campus_id": post.campus_id, "gate": post.gate or None}
    edits = [Edit("sign_out", new_id(author.at_ms), {k: v for k, v in fields.items() if v is not None})]
    if known is not None and known.state == "out":
        edits.append(_back(known, author))
    store.write(author, edits)


def _passes_back(store: Store, author: Author, visit_ids: list[str]) -> list[Edit]:
    held = gate_passes.passes_of_visits(store.db, json.dumps(visit_ids))
    return [_back(each, author) for each in held]


def _back(held: gate_passes.Pass, author: Author) -> Edit:
    return Edit("gate_item", held.id, {"state": "in", "visit_id": None, "back_ms": author.at_ms})
