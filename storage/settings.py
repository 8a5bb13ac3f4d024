"""What a device knows of itself and of its server: one row a key, values as JSON. Never synced."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database


def read_setting(db: Database, key: str, default: Any = None) -> Any:
    row = db.execute("select value from setting where key = ?", [key]).fetchone()
    return default if row is None else json.loads(row[0])


def write_setting(db: Database, key: str, value: Any) -> None:
    db.execute(
        "insert into setting (key, value) values (:key, :value) "
        "on conflict (key) do update set value = excluded.value",
        {"key": key, "value": json.dumps(value, ensure_ascii=False)},
    )


def forget_setting(db: Database, key: str) -> None:
    db.execute("delete from setting where key = ?", [key])
