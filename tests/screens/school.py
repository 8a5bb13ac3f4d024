"""A prepared phone: a small school in a real store, with rounds, checks, faults and photos."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from assets_qr.code import ALPHABET, RANDOM_CHARACTERS, check_character
from inspect_app.actions.drafts import begin_check
from inspect_app.actions.finishing import finish_check
from inspect_app.actions.photos import keep_photo, with_photo
from inspect_app.app import listen, make_desk
from inspect_app.checklists.answers import Answer
from inspect_app.checklists.filling import pass_everything
from inspect_app.checklists.json_form import from_json, to_json
from inspect_app.devices.fakes import FakeDevice
from inspect_app.state import Desk
from inspect_app.views.checklist import checklist_by_id
from storage.store import Author, Edit, Store
from sync.agent import SyncState

MINUTE_MS = 60_000
USES = (
    ("门卫室", "gate"),
    ("配电室", "electricity_water"),
    ("普通教室", "classroom"),
    ("化学实验室", "laboratory"),
    ("学生宿舍", "dormitory"),
    ("烹饪间", "canteen_kitchen"),
)


def code_of(number: int) -> str:
    """A valid label code for a test."""
    nine = ""
    for _ in range(RANDOM_CHARACTERS):
        nine = ALPHABET[number % 32] + nine
        number //= 32
    return nine + check_character(nine)


@dataclass
class FakeAgent:
    """Remembers what was asked; the test sets the state."""

    state: SyncState = field(default_factory=lambda: SyncState(last_ok_ms=1_795_130_000_000))
    told: list[Any] = field(default_factory=list)
    runs: int = 0
    saves: int = 0

    def on_change(self, told: Any) -> Any:
        self.told.append(told)
        return lambda: None

    async def sync_now(self) -> SyncState:
        self.runs += 1
        return self.state

    def saved(self) -> None:
        self.saves += 1

    def become(self, **state: Any) -> None:
        self.state = SyncState(**state)
        for told in self.told:
            told()


@dataclass
class Phone:
    """A phone in the hand of 王师傅."""

    fake: FakeDevice
    store: Store
    agent: FakeAgent = field(default_factory=FakeAgent)
    joined: list[str] = field(default_factory=list)
    join_error: Exception | None = None
    raw: bytes = b"\xff\xd8photo"

    def author(self) -> Author:
        return Author("p1", self.fake.clock.now_ms(), 480)

    def write(self, *edits: Edit) -> None:
        self.store.write(self.author(), edits)

    async def join(self, store: Store, text: str) -> None:
        if self.join_error is not None:
            raise self.join_error
        self.joined.append(text)
        store.become("phone0001", server="s1", school="示范学校", person="p1", role="inspector")
        add_school(self)

    def desk(self, page: Any) -> Desk:
        desk = make_desk(page, self.fake.device, self.store, self.agent, self.join, persisted=True)
        listen(page, desk)
        return desk

    def check(
        self, room_id: str, *, failed: bool = False, note: str = "坏了", round_id: str | None = None
    ) -> str:
        """A finished check, its first yes-no item failed when `failed`; its id."""
        checklist = checklist_by_id(self.store, checklist_of(self.store, room_id))
        assert checklist is not None
        begun = begin_check(self.store, self.fake.clock, checklist, room_id, round_id, "scanned")
        for answer in pass_everything(checklist).values():
            begun = begun.answered(answer)
        for item in checklist.items:
            if item.kind == "text" and item.required:
                begun = begun.answered(Answer(item.key, "良好"))
        if failed:
            item = next(item for item in checklist.items if item.kind == "yes_no_na")
            begun = begun.answered(Answer(item.key, "abnormal", note=note))
            photo = asyncio.run(keep_photo(self.store, self.fake.device, self.raw, item.key))
            begun = with_photo(begun, photo)
        return finish_check(self.store, self.fake.clock, self.author(), begun).check_id


def checklist_of(store: Store, room_id: str) -> str:
    sql = "select checklist_id from room where id = :id"
    return str(store.rows(sql, {"id": room_id})[0]["checklist_id"])


def new_phone(folder: Path) -> Phone:
    """A phone that belongs to no school."""
    fake = FakeDevice(folder)
    place = asyncio.run(fake.storage.open())
    return Phone(fake, Store.open(place.path))


def school_phone(folder: Path) -> Phone:
    """A phone with the whole small school on it."""
    phone = new_phone(folder)
    phone.store.become("phone0001", server="s1", school="示范学校", person="p1", role="inspector")
    add_school(phone)
    return phone


def shipped(name: str) -> dict[str, Any]:
    """A shipped checklist as the row of its kind."""
    source = files("inspect_app.checklists").joinpath("shipped", f"{name}.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    return to_json(from_json(data, data.get("id", name)))


def add_school(phone: Phone) -> None:
    phone.write(
        Edit("school", "school", {"name": "示范学校", "settings": {}}),
        Edit("campus", "c1", {"name": "本部"}),
        Edit("person", "p1", {"name": "王师傅", "role": "inspector", "post": "安保", "department": "总务处"}),
        Edit("person", "p2", {"name": "李敏", "role": "inspector", "pin": None}),
        *(Edit("checklist", name, shipped(name)) for _, name in USES),
    )
    rooms = [_room(number) for number in range(1, 15)]
    phone.write(*rooms, _route(rooms))
    phone.write(
        *(
            Edit(
                "asset",
                f"a{number}",
                {
                    "number": f"TY2023{number:04d}",
                    "name": "投影仪" if number % 2 else "课桌椅",
                    "room_id": f"r{number % 14 + 1}",
                    "keeper": "张军",
                    "quantity": 45 if number % 2 == 0 else 1,
                    "unit": "套",
                    "code": code_of(5000 + number),
                    "state": "in_use",
                },
            )
            for number in range(1, 21)
        )
    )


def _room(number: int) -> Edit:
    use, checklist = USES[number % len(USES)]
    fields = {
        "campus_id": "c1",
        "building": "教学楼A" if number < 8 else "综合楼",
        "floor": str(number // 4 + 1),
        "number": f"{number // 4 + 1}{number:02d}",
        "use": use,
        "keeper": "张军",
        "code": code_of(number),
        "checklist_id": checklist,
        "state": "used",
    }
    return Edit("room", f"r{number}", fields)


def _route(rooms: list[Edit]) -> Edit:
    fields = {
        "name": "重点部位巡查",
        "points": [{"room": room.row_id} for room in rooms],
        "ordering": "any",
        "windows": [
            {"start": "07:00", "end": "08:00", "name": "早巡"},
            {"start": "21:00", "end": "22:00", "name": "晚巡"},
        ],
    }
    return Edit("route", "route1", fields)


def busy_phone(folder: Path, pictures: Any = None, raw: bytes = b"\xff\xd8photo") -> Phone:
    """The same phone in the middle of its round: checks and faults with photos."""
    phone = school_phone(folder)
    phone.fake.pictures, phone.raw = pictures or phone.fake.pictures, raw
    clock = phone.fake.clock
    clock.wall_ms -= 3 * 24 * 60 * MINUTE_MS
    phone.check("r2", failed=True, note="门锁打不开")
    clock.wall_ms += 3 * 24 * 60 * MINUTE_MS - 20 * MINUTE_MS
    for room_id in ("r1", "r2", "r7"):
        phone.check(room_id)
        clock.pass_ms(3 * MINUTE_MS)
    phone.check("r8", failed=True, note="门锁打不开,已用链条锁临时锁住")
    clock.pass_ms(11 * MINUTE_MS)
    return phone
