"""What a test asks of the school's side: its rooms, and what a phone that joins now gets from the server."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from storage.photo_files import FolderPhotos
from storage.store import Store
from sync.enrol import enrol, read_invitation
from sync.http_wire import HttpWire
from sync.session import run
from tests.running import Server, run_command


def rooms_of(school: Server, use: str) -> list[dict[str, Any]]:
    """The rooms of a use, as they are exported."""
    return [room for room in exported(school, "rooms") if room["use"] == use]


def exported(school: Server, kind: str) -> list[dict[str, Any]]:
    """All of a kind, as the office exports it."""
    target = school.folder.parent / f"{kind}.jsonl"
    done = run_command("--data", school.folder, "export", kind, "--out", target)
    assert done.status == 0, done.err
    return [json.loads(line) for line in target.read_text().splitlines()]


def checks_on_another_phone(school: Server, folder: Path) -> list[dict[str, Any]]:
    """Every check that the server hands to a phone that joins now."""
    store = Store.open(str(folder / "second.db"))
    _awaited(_first_sync(store, school.invitation("inspector"), folder / "second-photos"))
    checks = store.rows('select * from "check"')
    store.close()
    return checks


async def _first_sync(store: Store, invitation: str, photos: Path) -> None:
    wire, now_ms = HttpWire(), time.time_ns() // 1_000_000
    await enrol(store, wire, read_invitation(invitation), label="second", now_ms=now_ms)
    await run(store, wire, FolderPhotos(photos), now_ms=now_ms)
    await wire.close()


def _awaited(work: Coroutine[Any, Any, None]) -> None:
    """Beside the loop in which Playwright may be running."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def expire_codes(school: Server) -> None:
    """The minutes of every code that was not used are over."""
    with closing(sqlite3.connect(school.folder / "server.db")) as db, db:
        db.execute("update invitation set expires_ms = made_ms - 1 where used_ms is null")


def use_code(school: Server, code: str) -> str:
    """A device takes this code; its token."""
    message = {"code": code, "label": "desk", "now": time.time_ns() // 1_000_000, "device": None}
    answer = httpx.post(f"{school.address}/v1/enrol", json=message).raise_for_status()
    return str(answer.json()["token"])


def revoke_phones(school: Server) -> None:
    """A device of the office blocks every phone with a browser."""
    token = use_code(school, school.invitation("office").partition("#")[2])
    with httpx.Client(base_url=school.address, headers={"Authorization": f"Bearer {token}"}) as office:
        for device in office.get("/v1/office/devices").raise_for_status().json()["devices"]:
            if device["label"] == "browser":
                office.post(f"/v1/office/devices/{device['id']}/revoke", json={}).raise_for_status()
