"""Small cards and records for the tests of the count."""

from __future__ import annotations

from typing import Any

from inspect_app.stocktake.record import CountRecord
from inspect_app.stocktake.thing import Spot, Thing

SPOTS = {
    room: Spot(room, f"教学楼A {room}", "c1", "教学楼A", room[1:2]) for room in ("r11", "r12", "r21", "r22")
}


def card(number: int, room: str | None = "r11", **more: Any) -> Thing:
    return Thing(f"a{number}", f"投影仪{number}", f"TY{number:04d}", room_id=room, **more)


def record(number: int, thing: str, verdict: str = "found", **more: Any) -> CountRecord:
    more.setdefault("at_ms", 1000 * number)
    more.setdefault("room_id", "r11")
    return CountRecord(f"0198-{number:08x}", thing, verdict, **more)
