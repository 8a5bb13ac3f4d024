"""What a test asks of the school's side: its rooms, and what a phone that joins now gets from the server."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from storage.store import Store
from tests.running import Server, run_command


def rooms_of(school: Server, use: str) -> list[dict[str, Any]]:
    """The rooms of a use, as they are exported."""
    target = school.folder.parent / "rooms.jsonl"
    done = run_command("--data", school.folder, "export", "rooms", "--out", target)
    assert done.status == 0, done.err
    rooms = [json.loads(line) for line in target.read_text().splitlines()]
    return [room for room in rooms if room["use"] == use]


def checks_on_another_phone(school: Server, folder: Path) -> list[dict[str, Any]]:
    """Every check that the server hands to a phone that joins now."""
    store = folder / "second"
    assert run_command("client", "--store", store, "enroll", school.invitation("inspector")).status == 0
    assert run_command("client", "--store", store, "sync").status == 0
    checks: list[dict[str, Any]] = json.loads(
        run_command("client", "--store", store, "list", "checks", "--json").out
    )
    return checks


def expire_codes(school: Server) -> None:
    """The minutes of every code that was not used are over."""
    with closing(sqlite3.connect(school.folder / "server.db")) as db, db:
        db.execute("update invitation set expires_ms = made_ms - 1 where used_ms is null")


def revoke_phones(school: Server, folder: Path) -> None:
    """A device of the office blocks every phone with a browser."""
    store = folder / "office"
    assert run_command("client", "--store", store, "enroll", school.invitation("office")).status == 0
    token = Store.open(str(next(store.glob("*.db")))).setting("token")
    with httpx.Client(base_url=school.address, headers={"Authorization": f"Bearer {token}"}) as office:
        for device in office.get("/v1/office/devices").raise_for_status().json()["devices"]:
            if device["label"] == "browser":
                office.post(f"/v1/office/devices/{device['id']}/revoke", json={}).raise_for_status()
