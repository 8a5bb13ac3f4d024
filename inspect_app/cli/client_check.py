"""Record a whole check in one call: what a person taps on a screen, for scripts and tests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspect_app.actions.drafts import Begun, begin_check, discard_draft
from inspect_app.actions.finishing import NotFinished, finish_check
from inspect_app.actions.found import Found, find
from inspect_app.actions.photos import keep_photo, with_photo
from inspect_app.actions.rounds import start_round
from inspect_app.checklists.answers import Answer, answers_from_json, verdict
from inspect_app.checklists.filling import pass_everything
from inspect_app.checklists.item import YES_NO_NA, Checklist, Item
from inspect_app.cli.failure import Failure
from inspect_app.devices.ports import Device, Refusal
from inspect_app.views.checklist import checklist_of_room
from inspect_app.views.rounds import RoundView, rounds_now
from storage.queries import assets, places
from storage.store import Author, Store

_NORMAL_WORDS = {choice.label: choice.value for choice in YES_NO_NA}


def read_answers(text: str | None) -> dict[str, Any]:
    """`--answers`: an object {item: value}, or the list that a check's own field holds. Raises Failure."""
    if text is None:
        return {}
    try:
        parsed = json.loads(text)
    except ValueError:
        raise Failure('--answers 不是 JSON；例如 \'{"projector": "abnormal"}\'。') from None
    if isinstance(parsed, list) and all(isinstance(each, dict) and "item" in each for each in parsed):
        return {each["item"]: each for each in parsed}
    if not isinstance(parsed, dict):
        raise Failure('--answers 要写成 {项目: 结果}；例如 \'{"projector": "abnormal"}\'。')
    return parsed


def describe(store: Store, code: str) -> dict[str, Any]:
    """What a code stands for. Raises Failure with one sentence when it is not of this school."""
    found = found_thing(store, code)
    if found.kind == "room":
        room = places.room(store.db, found.id)
        return {"kind": "room", **(room._asdict() if room else {"id": found.id})}
    if found.kind != "asset":
        return {"kind": found.kind, "id": found.id}
    asset = assets.asset(store.db, found.id)
    return {"kind": "asset", **(asset._asdict() if asset else {"id": found.id})}


def found_thing(store: Store, code: str) -> Found:
    found = find(store, code)
    if isinstance(found, Found):
        return found
    words = {
        "stranger": "这不是本校的二维码，请扫房间或设备上的标签。",
        "mistyped": "编码有误（校验位不对），请对照标签再输一次。",
        "unknown": "本机还没有这个编码，请先同步，或请总务处绑定标签。",
    }
    raise Failure(words[found.reason])


async def check_room(
    store: Store,
    device: Device,
    author: Author,
    code: str,
    answers: dict[str, Any],
    photos: Sequence[Path],
    note: str,
) -> dict[str, Any]:
    """One finished check: {check, result, faults}. Raises Failure; then nothing is recorded."""
    found = found_thing(store, code)
    room = places.room(store.db, found.id) if found.kind == "room" else None
    if room is None:
        raise Failure("这是设备的标签；请用房间的编码记录检查。")
    on = _round_of(store, found.id, author)
    checklist = checklist_of_room(store, room, on)
    if checklist is None:
        raise Failure("这个房间没有适用的检查表，请总务处在检查表里加上它的用途。")
    round_id = start_round(store, author, on.due) if on is not None else None
    begun = begin_check(store, device.clock, checklist, found.id, round_id, "typed")
    begun = replace(begun, answers=_answers(checklist, answers), note=note)
    begun = await _with_photos(store, device, begun, photos)
    try:
        done = finish_check(store, device.clock, author, begun, evidence=False)
    except NotFinished as unfinished:
        discard_draft(store, begun)
        raise Failure(str(unfinished)) from None
    return {"check": done.check_id, "result": done.result, "faults": list(done.fault_ids)}


def _round_of(store: Store, room_id: str, author: Author) -> RoundView | None:
    """The round on now that comes by this room."""
    on_now = rounds_now(store, author.at_ms, author.offset_minutes)
    return next((on for on in on_now if room_id in on.rooms), None)


def _answers(checklist: Checklist, given: dict[str, Any]) -> dict[str, Answer]:
    """Everything passed but what is named, by the item's key or its label."""
    answers = pass_everything(checklist)
    for name, value in given.items():
        item = checklist.item(name) or next((i for i in checklist.items if i.label == name), None)
        if item is None:
            names = "、".join(f"{i.key}（{i.label}）" for i in checklist.items if i.asked)
            raise Failure(f"检查表“{checklist.name}”里没有“{name}”；有：{names}。")
        answers[item.key] = _answer(item, value)
    return answers


def _answer(item: Item, value: Any) -> Answer:
    """A bare value, or an object with note, level and photos beside it; 正常 and 异常 are understood."""
    if isinstance(value, dict):
        read = answers_from_json([{**value, "item": item.key}])[item.key]
        return replace(read, value=_read_value(read.value))
    return Answer(item.key, _read_value(value))


def _read_value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return _NORMAL_WORDS.get(value, value) if isinstance(value, str) else value


async def _with_photos(store: Store, device: Device, begun: Begun, photos: Sequence[Path]) -> Begun:
    """Photos belong to the first failed item, else to the first that is asked."""
    asked = [item for item in begun.checklist.items if item.asked]
    failed = [i for i in asked if verdict(i, begun.answers.get(i.key), begun.answers) == "failed"]
    for path in photos:
        try:
            kept = await keep_photo(store, device, path.read_bytes(), (failed or asked)[0].key)
        except OSError:
            raise Failure(f"照片 {path} 读不出来，请检查路径。") from None
        except Refusal as refusal:
            raise Failure(f"照片 {path} 不能用（{refusal.reason}），请换一张 JPEG 或 PNG。") from None
        begun = with_photo(begun, kept)
    return begun
