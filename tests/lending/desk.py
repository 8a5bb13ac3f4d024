"""What the tests of lending share: a phone of the small school, and days on its clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspect_app.texts.moments import day_of
from tests.screens.school import Phone, school_phone

DAY_MS = 86_400_000
SIGNATURE = (((0.1, 0.5), (0.5, 0.2), (0.9, 0.8)), ((0.2, 0.9), (0.8, 0.9)))
PROJECTOR, DESKS = "a1", "a2"
"""One thing, and a batch of 45."""


def lending_phone(folder: Path) -> Phone:
    return school_phone(folder)


def day(phone: Phone, after: int = 0) -> str:
    return day_of(phone.fake.clock.now_ms() + after * DAY_MS, 480)


def row(phone: Phone, kind: str, row_id: str) -> dict[str, Any]:
    (found,) = phone.store.rows(f'select * from "{kind}" where id = ?', [row_id])
    return found


def changes(phone: Phone) -> int:
    return int(phone.store.rows("select count(*) as n from change")[0]["n"])
