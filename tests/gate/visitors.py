"""Visits for tests of the pure core, without a store."""

from __future__ import annotations

from typing import Any

from storage.queries.visits import Visit

HOUR_MS = 3_600_000
MORNING_MS = 1_795_131_000_000 - 1_795_131_000_000 % 86_400_000
"""08:00 in China."""
_NOTHING = Visit(*(None,) * len(Visit._fields))  # type: ignore[arg-type]


def a_visit(visit_id: str, name: str = "张三", in_ms: int = MORNING_MS, **more: Any) -> Visit:
    usual = {
        "id": visit_id,
        "name": name,
        "in_ms": in_ms,
        "sort": "parent",
        "campus_id": "c1",
        "companions": 0,
    }
    return _NOTHING._replace(**(usual | more))
