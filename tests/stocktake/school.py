"""A small school on one phone, with an open count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspect_app.actions.office.stocktakes import open_stocktake
from inspect_app.stocktake.scope import Scope
from storage.edits import Author, Edit
from storage.store import Store
from tests.screens.school import code_of

START_MS = 1_788_000_000_000


class Counter:
    """One device of the school and a person on it; `at` tells the time, a second a step."""

    def __init__(self, folder: Path, name: str = "phone0001", person: str = "p1") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.store, self.person, self.seconds = Store.open(str(folder / f"{name}.db")), person, 0
        self.store.become(name, role="office", person=person)

    @property
    def author(self) -> Author:
        self.seconds += 1
        return Author(self.person, START_MS + 1000 * self.seconds, 480)

    def write(self, *edits: Edit) -> None:
        self.store.write(self.author, edits)

    def add_school(self) -> None:
        rooms = [
            Edit(
                "room",
                f"r{n}",
                {
                    "campus_id": "c1",
                    "building": "教学楼A" if n < 3 else "综合楼",
                    "floor": "1",
                    "number": f"10{n}",
                    "code": code_of(n),
                },
            )
            for n in range(1, 5)
        ]
        people = [Edit("person", f"p{n}", {"name": name}) for n, name in ((1, "王师傅"), (2, "李敏"))]
        self.write(Edit("school", "s", {"name": "示范学校"}), Edit("campus", "c1", {"name": "本部"}))
        self.write(*rooms, *people, *(asset(n) for n in range(1, 9)))

    def open(self, name: str = "期末盘点", **scope: Any) -> str:
        return open_stocktake(self.store, self.author, name, "end", Scope(**scope), term="2026-2027-1")


def asset(number: int, **more: Any) -> Edit:
    """Two to a room; card 8 is a batch of 45."""
    fields = {
        "number": f"TY{number:04d}",
        "name": "课桌椅" if number == 8 else f"投影仪{number}",
        "room_id": f"r{(number + 1) // 2}",
        "keeper": "张军",
        "quantity": 45 if number == 8 else 1,
        "value_fen": 450_000,
        "code": code_of(5000 + number),
        "state": "in_use",
        **more,
    }
    return Edit("asset", f"a{number}", fields)
