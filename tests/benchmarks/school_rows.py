"""A school in numbers: rooms, a ledger, a checklist, people; and checks as inspectors make them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from assets_qr.code import check_character
from inspect_app.checklists.json_form import to_json
from inspect_app.checklists.shipped import shipped_checklists, shipped_id
from storage.change import new_id

CAMPUS = "campus-east"
PATROL = f"patrol/{CAMPUS}"
CHECKLIST = shipped_id("classroom")
CHECKED_ITEMS = ("door_window", "blackboard", "projector", "power")
THINGS = (
    "投影仪", "课桌椅", "空调", "饮水机", "台式电脑", "打印机", "灭火器", "实验台", "显微镜", "文件柜",
    "电子白板", "音箱", "监控摄像机", "电风扇", "书架", "乒乓球台", "钢琴", "餐桌", "消毒柜", "黑板",
)  # fmt: skip

Row = tuple[str, str, str, dict[str, Any]]  # kind, row id, stream, fields


def room_id(number: int) -> str:
    return f"room-{number:05}"


def room_code(number: int) -> str:
    """The code on the room's label."""
    nine = f"{number:09}"
    return nine + check_character(nine)


def asset_id(number: int) -> str:
    return f"asset-{number:06}"


def school_rows(rooms: int, assets: int) -> Iterator[Row]:
    """Everything that stands still, parents first."""
    yield "school", "school", "core", {"name": "示范学校", "settings": {}}
    yield "campus", CAMPUS, "core", {"name": "东校区"}
    for checklist in shipped_checklists():
        yield "checklist", checklist.id, "core", {**to_json(checklist), "state": "used"}
    for number in range(rooms):
        yield "room", room_id(number), "core", _room(number)
    for number in range(40):
        yield "person", f"person-{number:03}", "core", {"name": f"王老师{number}", "role": "teacher"}
    for number in range(assets):
        yield "asset", asset_id(number), "assets", _asset(number, rooms)


def _room(number: int) -> dict[str, Any]:
    floor = number // 10 % 5 + 1
    return {
        "campus_id": CAMPUS,
        "building": f"{'ABCDEF'[number // 50 % 6]}教学楼",
        "floor": f"{floor}层",
        "number": f"{floor}{number % 50:02}",
        "use": "普通教室",
        "keeper": f"王老师{number % 40}",
        "code": room_code(number),
        "state": "used",
    }


def _asset(number: int, rooms: int) -> dict[str, Any]:
    return {
        "number": f"2024{number:06}",
        "name": THINGS[number % len(THINGS)],
        "class_code": f"A02{number % 90:02}01",
        "model": f"XJ-{number % 700}",
        "unit": "台",
        "quantity": 1,
        "value_fen": 10_000 + number % 900 * 1000,
        "acquired": f"20{10 + number % 15}-09-01",
        "room_id": room_id(number % rooms),
        "keeper": f"王老师{number % 40}",
        "state": "in_use",
        "brand": "某牌",
    }


def new_check(number: int, room: str, at_ms: int) -> tuple[str, dict[str, Any]]:
    """(id, fields) of one check; every seventh has found something."""
    failed = number % 7 == 0
    answers: list[dict[str, Any]] = [{"item": item, "value": "normal"} for item in CHECKED_ITEMS]
    if failed:
        answers[2] = {"item": CHECKED_ITEMS[2], "value": "abnormal", "note": "灯泡不亮"}
    fields = {
        "room_id": room,
        "checklist_id": CHECKLIST,
        "checklist_version": 1,
        "answers": answers,
        "result": "failed" if failed else "passed",
        "started_ms": at_ms - 60_000,
        "done_ms": at_ms,
        "elapsed_ms": 61_000,
        "arrival": "scanned",
    }
    return new_id(at_ms, uuid.uuid5(uuid.NAMESPACE_OID, f"{room} {number}").bytes[:10]), fields


def new_patch(number: int, assets: int) -> tuple[str, dict[str, Any]]:
    """(asset, fields) of one correction of the ledger, as an inspector may make it."""
    return asset_id(number * 17 % assets), {"state": "repair", "note": f"第 {number} 次巡查发现不能用"}
