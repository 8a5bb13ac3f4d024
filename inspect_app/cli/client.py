"""`client`: a phone without a screen. The same store, actions and sync as the app."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from inspect_app.actions.author import author_now
from inspect_app.actions.office.export.kind_rows import plain_row
from inspect_app.cli import client_check, client_count
from inspect_app.cli.failure import Failure
from inspect_app.devices.native.device import native_device
from inspect_app.devices.ports import Device
from inspect_app.school_clock import on_school_time
from storage import log
from storage.kinds import KINDS
from storage.store import Store
from sync.enrol import enrol, read_invitation
from sync.session import run as run_session

PLURALS = {f"{name}s": name for name in KINDS} | {"people": "person", "campuses": "campus"}


def add_to(commands: Any) -> None:
    client = commands.add_parser("client", help="a phone without a screen")
    client.add_argument("--store", type=Path, required=True, help="this phone's folder")
    verbs = client.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_joining(verbs)
    _add_walking(verbs)
    _add_looking(verbs)


def _add_joining(verbs: Any) -> None:
    joining = verbs.add_parser("enroll", help="join a school by its one-time URL")
    joining.add_argument("url")
    joining.add_argument("--label", default="client")
    joining.set_defaults(run=_in_store(_enroll))
    syncing = verbs.add_parser("sync", help="hand in what is here, fetch what is new")
    syncing.add_argument("--rebuild", action="store_true", help="fetch all streams anew; unsent work stays")
    syncing.set_defaults(run=_in_store(_sync))


def _add_walking(verbs: Any) -> None:
    scanning = verbs.add_parser("scan", help="say what a label's code stands for")
    scanning.add_argument("code")
    scanning.set_defaults(run=_in_store(_scan))
    checking = verbs.add_parser("check", help="record a check of a room")
    checking.add_argument("code")
    checking.add_argument("--answers", help="JSON: {item: value}; what is not named passed")
    checking.add_argument("--photo", type=Path, action="append", default=[])
    checking.add_argument("--note", default="")
    checking.set_defaults(run=_in_store(_check))
    client_count.add_to(verbs, _in_store)


def _add_looking(verbs: Any) -> None:
    listing = verbs.add_parser("list", help="what this phone holds of a kind")
    listing.add_argument("kind", help=", ".join(sorted(PLURALS)))
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_in_store(_list))
    waiting = verbs.add_parser("outbox", help="what is only on this phone, and what was refused")
    waiting.add_argument("--json", action="store_true")
    waiting.set_defaults(run=_in_store(_outbox))


Verb = Callable[[argparse.Namespace, Store, Device], Awaitable[None]]


def _in_store(verb: Verb) -> Callable[[argparse.Namespace], None]:
    """Open the phone's folder around a verb."""

    def run(given: argparse.Namespace) -> None:
        given.store.mkdir(parents=True, exist_ok=True)
        asyncio.run(_run(verb, given))

    return run


async def _run(verb: Verb, given: argparse.Namespace) -> None:
    device = native_device(given.store)
    place = await device.storage.open()
    store = Store.open(place.path, journal=place.journal, flush=place.flush)
    try:
        await verb(given, store, device)
    finally:
        store.close()


async def _enroll(given: argparse.Namespace, store: Store, device: Device) -> None:
    invitation = read_invitation(given.url, store.setting("address") or "")
    answer = await enrol(store, device.wire, invitation, label=given.label, now_ms=device.clock.now_ms())
    print(f"已加入 {answer['school']['name']}（{answer['role']}），设备 {answer['device']}")


async def _sync(given: argparse.Namespace, store: Store, device: Device) -> None:
    if given.rebuild:
        store.forget_cursors()
    now_ms = device.clock.now_ms()
    done = await run_session(store, device.wire, device.photos, now_ms=now_ms, app="client")
    left = log.outbox_count(store.db)
    print(
        f"上传 {done.accepted} 条（退回 {done.refused}），收到 {done.received} 条，"
        f"照片 {done.photos_sent} 张；本机待传 {left} 条"
    )


async def _scan(given: argparse.Namespace, store: Store, _device: Device) -> None:
    print(json.dumps(client_check.describe(store, given.code), ensure_ascii=False))


async def _check(given: argparse.Namespace, store: Store, device: Device) -> None:
    answers, device = client_check.read_answers(given.answers), on_school_time(store, device)
    done = await client_check.check_room(
        store, device, author_now(store, device.clock), given.code, answers, given.photo, given.note
    )
    print(json.dumps(done, ensure_ascii=False))


async def _list(given: argparse.Namespace, store: Store, _device: Device) -> None:
    kind = PLURALS.get(given.kind)
    if kind is None:
        raise Failure(f"没有 {given.kind} 这一类；可以列出：{'、'.join(sorted(PLURALS))}。")
    rows = [plain_row(KINDS[kind], row) for row in store.rows(f'select * from "{kind}" order by id')]
    if given.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("  ".join(str(row[name]) for name in KINDS[kind].fields if row.get(name) is not None))


async def _outbox(given: argparse.Namespace, store: Store, _device: Device) -> None:
    rows = log.outbox_rows(store.db)
    if given.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['seq']}  {row['kind']}  {row['refused'] or '待传'}")
    print(f"{len(rows)} 条")
