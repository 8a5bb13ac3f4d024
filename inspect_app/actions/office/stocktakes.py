"""The office's part of a count: open it, close it with its findings frozen, open it again, take the findings into
the ledger in one step and back out of it in one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from inspect_app.actions.counting import NotCounted, open_stocktake_row
from inspect_app.actions.office.surplus import leaving_edits, newcomer_edits, newcomers
from inspect_app.stocktake.acceptance import (
    ACCEPTED_KINDS,
    Card,
    LeftAlone,
    MoveDone,
    Plan,
    Step,
    plan_acceptance,
    plan_undo,
)
from inspect_app.stocktake.frozen import Frozen, into_parts
from inspect_app.stocktake.newcomers import Told, newcomer_id, strays
from inspect_app.stocktake.reconciliation import Line, totals_of
from inspect_app.stocktake.scope import Scope, scope_to_json
from inspect_app.views.stocktake import StocktakeView, frozen_lines, stocktake_view
from storage.change import new_id
from storage.queries import stocktakes
from storage.queries.stocktakes import Stocktake
from storage.store import Author, Edit, Store

Sort = Literal["start", "middle", "end", "yearly"]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many cards were changed in the ledger, which were left alone, with a word for why, and how many are new."""

    changed: int
    left: tuple[LeftAlone, ...]
    added: int = 0


def open_stocktake(
    store: Store, author: Author, name: str, sort: Sort, scope: Scope, *, term: str = "", note: str = ""
) -> str:
    """The new count's id. Raises NotCounted(no_name)."""
    if not name.strip():
        raise NotCounted("no_name")
    fields = {
        "name": name.strip(),
        "sort": sort,
        "term": term.strip() or None,
        "scope": scope_to_json(scope),
        "state": "open",
        "opened_ms": author.at_ms,
        "person_id": author.person,
        "note": note.strip() or None,
    }
    stocktake_id = new_id(author.at_ms)
    kept = {key: value for key, value in fields.items() if value is not None}
    store.write(author, [Edit("stocktake", stocktake_id, kept)])
    return stocktake_id


def close_stocktake(store: Store, author: Author, stocktake_id: str) -> tuple[Line, ...]:
    """Close a count: its findings are frozen with it, in one transaction. Raises NotCounted."""
    row = open_stocktake_row(store, stocktake_id)
    view = stocktake_view(store, stocktake_id)
    if view is None:
        raise NotCounted("unknown_stocktake")
    lines = view.lines
    closed = {"state": "closed", "closed_ms": author.at_ms, "totals": _totals(view, lines)}
    parts = into_parts(lines, view.records, author.at_ms)
    edits = [Edit("stocktake", row.id, closed), *(_part(row.id, n, part) for n, part in enumerate(parts, 1))]
    store.write(author, edits)
    return lines


def _part(stocktake_id: str, number: int, part: dict[str, Any]) -> Edit:
    """Parts have ids of their own number, so that closing again takes the place of the closing before."""
    fields = {"stocktake_id": stocktake_id, "part": number, "lines": part}
    return Edit("reconciliation", f"{stocktake_id}-{number}", fields)


def _totals(view: StocktakeView, lines: Sequence[Line]) -> dict[str, Any]:
    progress = view.progress
    by_kind = totals_of(lines)
    return {
        "expected": progress.expected,
        "found": progress.found,
        "not_found": progress.not_found,
        "waiting": progress.waiting,
        "records": len(view.records),
        **{kind: [each.lines, each.pieces, each.value_fen] for kind, each in by_kind.items()},
    }


def reopen_stocktake(store: Store, author: Author, stocktake_id: str) -> None:
    """Count on, late counts taken in; the next closing freezes anew. Raises NotCounted."""
    row = _row(store, stocktake_id, "closed")
    store.write(author, [Edit("stocktake", row.id, {"state": "open", "closed_ms": None})])


def cancel_stocktake(store: Store, author: Author, stocktake_id: str) -> None:
    """A count that was opened by mistake; its records stay in the log. Raises NotCounted."""
    row = open_stocktake_row(store, stocktake_id)
    store.write(author, [Edit("stocktake", row.id, {"state": "cancelled", "closed_ms": author.at_ms})])


def _row(store: Store, stocktake_id: str, state: str) -> Stocktake:
    row = stocktakes.stocktake(store.db, stocktake_id)
    if row is None:
        raise NotCounted("unknown_stocktake")
    if row.state != state:
        raise NotCounted("not_" + state, row.name)
    return row


def acceptance_plan(
    store: Store, stocktake_id: str, kinds: Sequence[str] = ACCEPTED_KINDS
) -> tuple[Plan, Frozen]:
    """What accepting would change now, and what it would leave alone."""
    row = _row(store, stocktake_id, "closed")
    frozen = frozen_lines(store, row)
    if not frozen.is_whole:
        raise NotCounted("not_whole", row.name)
    cards = _cards(store, (line.thing for line in frozen.lines))
    return plan_acceptance(frozen.lines, cards, kinds), frozen


def accept_stocktake(
    store: Store,
    author: Author,
    stocktake_id: str,
    kinds: Sequence[str] = ACCEPTED_KINDS,
    told: Mapping[str, Told] = MappingProxyType({}),
) -> Taken:
    """Write the findings of these kinds into the ledger, each card with its move, all in one transaction. `told` is
    what the office says of a surplus that no card is, by thing; such a one without a name is left alone.

    Raises NotCounted(not_closed, not_whole, unknown_stocktake).
    """
    row = _row(store, stocktake_id, "closed")
    plan, frozen = acceptance_plan(store, stocktake_id, kinds)
    made, strange = newcomers(store, author, row, frozen.lines, told) if "surplus" in kinds else ((), ())
    done = Edit("stocktake", row.id, {"state": "accepted", "accepted_ms": author.at_ms})
    steps = _steps(plan.steps, author, row, row.name)
    store.write(author, [done, *steps, *newcomer_edits(store, author, row, made)])
    return Taken(len(plan.steps), (*plan.left, *strange), len(made))


def undo_acceptance(store: Store, author: Author, stocktake_id: str) -> Taken:
    """Take back all that accepting changed, but what was changed again since. Raises NotCounted(not_accepted...)."""
    row = _row(store, stocktake_id, "accepted")
    lines = frozen_lines(store, row).lines
    new = {newcomer_id(row.id, line.thing) for line in strays(lines)}
    made = (MoveDone(*each) for each in stocktakes.moves_of_stocktake(store.db, row.id))
    moves = [move for move in made if move.asset_id not in new]
    cards = _cards(store, (move.asset_id for move in moves))
    plan = plan_undo(moves, cards, {line.thing: line.expected for line in lines})
    out, gone, left = leaving_edits(store, author, row, lines)
    done = Edit("stocktake", row.id, {"state": "closed", "accepted_ms": None})
    store.write(author, [done, *_steps(plan.steps, author, row, row.name), *out])
    return Taken(len(plan.steps) + gone, (*plan.left, *left))


def _cards(store: Store, ids: Iterable[str]) -> Mapping[str, Card]:
    found = stocktakes.standing_cards(store.db, json.dumps(sorted(set(ids))))
    return {each.id: Card(*each) for each in found}


def _steps(steps: Iterable[Step], author: Author, row: Stocktake, reason: str) -> list[Edit]:
    """The card and its move, side by side."""
    edits = []
    for step in steps:
        told = {"asset_id": step.asset_id, "reason": reason, "moved_ms": author.at_ms}
        move = told | {"stocktake_id": row.id} | step.move
        edits += [Edit("asset", step.asset_id, step.fields), Edit("move", new_id(author.at_ms), move)]
    return edits
