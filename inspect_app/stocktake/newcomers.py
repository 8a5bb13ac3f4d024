"""Surplus that the ledger does not name: planned as new cards at the acceptance, and taken back out with it.

A card that came in so has an id made of its count and its thing: accepting again after an undoing revives it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.stocktake.acceptance import LeftAlone
from inspect_app.stocktake.reconciliation import Line
from inspect_app.stocktake.thing import code_of_thing, is_card

FUNDING = "盘盈"
"""What a fixed-asset card of a Chinese school says of where such a thing comes from."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the office says of a surplus beside what was counted; '' is as it was counted."""

    name: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A new card. `code` is the label that it brings, or ''; `fields` are those of kind asset."""

    thing: str
    asset_id: str
    code: str
    fields: dict[str, Any]


def strays(lines: Iterable[Line]) -> list[Line]:
    """The surplus that no card is."""
    return [line for line in lines if line.kind == "surplus" and not is_card(line.thing)]


def newcomer_id(stocktake_id: str, thing: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{stocktake_id}/{thing}"))


def plan_newcomers(
    stocktake_id: str,
    lines: Iterable[Line],
    told: Mapping[str, Told],
    taken: Collection[str],
    present: Collection[str],
    day: str,
) -> tuple[tuple[Newcomer, ...], tuple[LeftAlone, ...]]:
    """`taken` are labels that something carries by now, `present` ids of cards that are in the ledger already.

    Left alone: no_name, bound (its label), changed (the card that an earlier acceptance made).
    """
    made, left = [], []
    for line in strays(lines):
        said = told.get(line.thing, Told())
        asset_id, code = newcomer_id(stocktake_id, line.thing), code_of_thing(line.thing)
        name = said.name.strip() or line.name
        why = "changed" if asset_id in present else "bound" if code in taken else "" if name else "no_name"
        if why:
            left.append(LeftAlone(line.thing, name or code, why))
        else:
            made.append(Newcomer(line.thing, asset_id, code, _fields(line, name, said.keeper, code, day)))
    return tuple(made), tuple(left)


def _fields(line: Line, name: str, keeper: str, code: str, day: str) -> dict[str, Any]:
    """Also what an undoing has emptied."""
    return {
        "name": name,
        "room_id": line.seen_room,
        "keeper": keeper.strip() or None,
        "quantity": max(1, line.counted),
        "acquired": day,
        "funding": FUNDING,
        "state": "in_use",
        "code": code or None,
        "label": "bound" if code else None,
    }
