"""What a school decides about its gate: kinds of visitor with their questions, choices, gates, days of keeping.

Data, not code: shipped.json is what a school begins with; what it changes stands in its settings under `gate`,
key for key, and the rest stays as shipped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

OVERDUE_MINUTES = 120
"""Of a kind of visitor that says nothing else (Envoy lets a host choose 30 minutes to 24 hours)."""
FEWEST_DAYS, MOST_DAYS = 1, 3650


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a kind of visitor; `needed` ones are answered before the visit is saved."""

    id: str
    ask: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of visitor. `papers_later`: in first, papers afterwards (emergency services)."""

    id: str
    name: str
    overdue_minutes: int = OVERDUE_MINUTES
    questions: tuple[Question, ...] = ()
    papers_later: bool = False


@dataclass(frozen=True, slots=True)
class GateSettings:
    """`photo` is never, wished or needed; `closing` is HH:MM of the school's day, after which nobody should be in.

    `retention_days` are the days after which a group of personal fields is erased (inspect_app/gate/retention.py).
    """

    sorts: tuple[Sort, ...]
    reasons: tuple[str, ...]
    papers: tuple[str, ...]
    no_papers: tuple[str, ...]
    gates: tuple[str, ...]
    closing: str
    photo: str
    consent_needed: bool
    retention_days: Mapping[str, int]
    contact: str

    def sort(self, sort_id: str | None) -> Sort:
        """The kind of visitor by its id; one that the school has dropped since keeps its id as its name."""
        return next((each for each in self.sorts if each.id == sort_id), Sort(sort_id or "", sort_id or ""))


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Any]:
    """What a school begins with, as JSON values."""
    text = resources.files("inspect_app.gate").joinpath("shipped.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


def gate_settings(school_settings: Mapping[str, Any]) -> GateSettings:
    """The gate of a school by its settings (the JSON of the school's row)."""
    held = {**shipped(), **(school_settings.get("gate") or {})}
    days = {**shipped()["retention_days"], **held["retention_days"]}
    return GateSettings(
        sorts=tuple(_sort(each) for each in held["sorts"]),
        reasons=tuple(held["reasons"]),
        papers=tuple(held["papers"]),
        no_papers=tuple(held["no_papers"]),
        gates=tuple(held["gates"]),
        closing=held["closing"],
        photo=held["photo"],
        consent_needed=bool(held["consent_needed"]),
        retention_days=MappingProxyType(days),
        contact=held["contact"],
    )


def _sort(held: Mapping[str, Any]) -> Sort:
    questions = tuple(
        Question(each["id"], each["ask"], bool(each.get("needed"))) for each in held.get("questions", ())
    )
    minutes = int(held.get("overdue_minutes") or OVERDUE_MINUTES)
    return Sort(held["id"], held["name"], minutes, questions, held.get("papers") == "later")
