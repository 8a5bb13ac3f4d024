"""`client count` and `client counted`: what a person taps while counting, for scripts and tests."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from inspect_app.actions import count_findings, counting
from inspect_app.actions.author import author_now
from inspect_app.actions.counting import NotCounted, RoomScanned, ThingScanned
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.photos import keep_photo
from inspect_app.cli.failure import Failure
from inspect_app.devices.ports import Device, Refusal
from inspect_app.school_clock import on_school_time
from inspect_app.texts import words_for
from inspect_app.texts.stocktake_words import refusal_words
from inspect_app.views.stocktake import stocktake_view
from storage.queries import places
from storage.queries.stocktakes import Stocktake
from storage.store import Author, Store


def add_to(verbs: Any, in_store: Callable[..., Any]) -> None:
    command = verbs.add_parser("count", help="count the thing of a code or a ledger number")
    command.add_argument("code")
    command.add_argument("--stocktake", required=True, help="its name or id")
    command.add_argument("--room", help="the code of the room where the thing stands")
    command.add_argument("--quantity", type=int)
    command.add_argument("--damaged", help="what is broken")
    command.add_argument("--photo", type=Path, action="append", default=[], help="of the damage")
    command.add_argument("--not-found", help="the reason why it was not found")
    command.set_defaults(run=in_store(_count))
    showing = verbs.add_parser("counted", help="how far a count is, as far as this phone knows")
    showing.add_argument("--stocktake", required=True)
    showing.set_defaults(run=in_store(_counted))
    taking = verbs.add_parser("uncount", help="take one record of a count back")
    taking.add_argument("record")
    taking.set_defaults(run=in_store(_uncount))


def _refused(refusal: NotCounted) -> Failure:
    return Failure(refusal_words(refusal.reason, words_for("zh_CN")))


def _named(store: Store, name: str) -> Stocktake:
    found = counting.stocktake_named(store, name)
    if found is None:
        raise Failure(f"本机没有盘点“{name}”，请先同步。")
    return found


async def _count(given: argparse.Namespace, store: Store, device: Device) -> None:
    device = on_school_time(store, device)
    author, row = author_now(store, device.clock), _named(store, given.stocktake)
    try:
        done = await _record(given, store, device, author, row)
    except NotCounted as refusal:
        raise _refused(refusal) from None
    print(json.dumps(done, ensure_ascii=False))


async def _record(
    given: argparse.Namespace, store: Store, device: Device, author: Author, row: Stocktake
) -> dict[str, Any]:
    room_id = _room(store, given.room)
    if given.not_found is not None:
        (record,) = count_findings.say_not_found(
            store, author, row.id, [_asset(store, given.code)], given.not_found
        )
        return {"kind": "not_found", "record": record}
    if given.damaged is not None:
        asset, photos = _asset(store, given.code), await _photos(store, device, given.photo)
        words, pieces = given.damaged, given.quantity
        record = count_findings.say_damaged(
            store, author, row.id, asset, room_id, words, photos, quantity=pieces
        )
        return {"kind": "damaged", "record": record}
    done = counting.count_code(store, author, row.id, given.code, room_id, "typed", quantity=given.quantity)
    return _described(done)


def _described(done: RoomScanned | ThingScanned) -> dict[str, Any]:
    if isinstance(done, RoomScanned):
        return {"kind": "room", "id": done.room.id}
    earlier = done.meaning.earlier
    return {
        "kind": done.meaning.kind,
        "thing": done.name,
        "record": done.record_id,
        "expected_room": done.meaning.expected_room,
        "counted_by": earlier.person_id if earlier else None,
        "counted_ms": earlier.at_ms if earlier else None,
    }


def _room(store: Store, code: str | None) -> str | None:
    if code is None:
        return None
    room = places.room_of_code(store.db, code.replace("-", "").upper())
    if room is None:
        raise Failure("本机没有这个房间的编码，请先同步，或对照门上的标签。")
    return room.id


def _asset(store: Store, code: str) -> str:
    """The card of a code or a ledger number."""
    thing = counting.thing_named(store, code)
    if thing is None:
        raise NotCounted("unknown_thing")
    return thing.id


async def _photos(store: Store, device: Device, paths: Sequence[Path]) -> list[KeptPhoto]:
    kept = []
    for path in paths:
        try:
            kept.append(await keep_photo(store, device, path.read_bytes(), "damage"))
        except OSError:
            raise Failure(f"照片 {path} 读不出来，请检查路径。") from None
        except Refusal as refusal:
            raise Failure(f"照片 {path} 不能用（{refusal.reason}），请换一张 JPEG 或 PNG。") from None
    return kept


async def _counted(given: argparse.Namespace, store: Store, _device: Device) -> None:
    view = stocktake_view(store, _named(store, given.stocktake).id)
    if view is None:
        raise Failure("本机的程序太旧，看不懂这次盘点的范围，请先更新。")
    progress = view.progress
    rooms = [
        {"room": room.room_id, "found": room.found, "waiting": [thing.id for thing in room.waiting]}
        for room in progress.rooms
    ]
    told = {
        "expected": progress.expected,
        "found": progress.found,
        "not_found": progress.not_found,
        "waiting": progress.waiting,
        "extra": progress.extra,
        "rooms": rooms,
    }
    print(json.dumps(told, ensure_ascii=False))


async def _uncount(given: argparse.Namespace, store: Store, device: Device) -> None:
    author = author_now(store, on_school_time(store, device).clock)
    try:
        print(json.dumps({"record": counting.take_back(store, author, given.record)}))
    except NotCounted as refusal:
        raise _refused(refusal) from None
