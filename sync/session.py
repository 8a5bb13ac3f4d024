"""One sync run: a flat list of stages. Each may fail and be begun again; nothing is kept in memory between."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from storage import erasing, log
from storage.snapshot import streams_held
from storage.store import Store
from sync.check import check
from sync.errors import SyncError
from sync.hello import Welcome, hello
from sync.photos import PhotoFiles, fetch_guides, fetch_thumbnails, send_photos
from sync.protocol import KEEP_ACKNOWLEDGED_DAYS, PROTOCOL
from sync.pull import pull
from sync.push import Pushed, push
from sync.transport import Transport, Wire

STAGES = ("hello", "push", "pull", "photos_up", "photos_down", "check")


@dataclass(frozen=True, slots=True)
class Result:
    """What one run did. `clock_wrong_ms` is how far this device's wall clock is ahead of the server's."""

    accepted: int
    refused: int
    received: int
    photos_sent: int
    clock_wrong_ms: int


def transport_for(store: Store, wire: Wire) -> Transport:
    """The calls to the server that this device belongs to. Raises SyncError('not_enrolled')."""
    if store.device is None or not store.setting("address"):
        raise SyncError("not_enrolled")
    return Transport(wire, store.setting("address"), store.setting("token"), store.setting("server"))


async def run(
    store: Store,
    wire: Wire,
    files: PhotoFiles,
    *,
    now_ms: int,
    app: str = "",
    stage: Callable[[str], None] = lambda _: None,
) -> Result:
    """Run all stages. Raises SyncError; what a stage finished before that stays finished."""
    try:
        return await _run(store, wire, files, now_ms, app, stage)
    except sqlite3.OperationalError as error:
        if not store.is_full(error):
            raise
        raise SyncError("storage_full", str(error)) from None


async def _run(
    store: Store, wire: Wire, files: PhotoFiles, now_ms: int, app: str, stage: Callable[[str], None]
) -> Result:
    transport = transport_for(store, wire)
    stage("hello")
    welcome = await hello(store, transport, now_ms=now_ms, app=app)
    stage("push")
    try:
        pushed = await _push(store, transport, welcome, files)
    except SyncError as error:
        if error.kind != "forked":
            raise
        transport = await _fork(store, wire, transport)
        welcome = await hello(store, transport, now_ms=now_ms, app=app)
        pushed = await _push(store, transport, welcome, files)
    stage("pull")
    received = await pull(store, transport, welcome)
    store.forget_handed_in(welcome.streams)
    stage("photos_up")
    photos = await send_photos(store, transport, files)
    stage("photos_down")
    await fetch_thumbnails(store, transport)
    await fetch_guides(store, transport, files)
    stage("check")
    await check(store, transport)
    await _forget_erased(store, files)
    _tidy(store, now_ms)
    return Result(pushed.accepted, pushed.refused, received, photos, welcome.clock_wrong_ms)


async def _push(store: Store, transport: Transport, welcome: Welcome, files: PhotoFiles) -> Pushed:
    """Hand in the outbox. A revoked device may still do that; the office judges what it sent, and what it holds of
    people from outside leaves it."""
    head = store.head()
    if welcome.high_water > head.seq:
        raise SyncError("forked", "the server knows more of this device than it knows itself")
    own = log.hashes_of(store.db, head.clock.device, welcome.high_water)
    if own and welcome.link not in own:
        raise SyncError("forked", "the server knows another line under a number of ours")
    pushed = await push(store, transport, welcome)
    if welcome.revoked:
        await _leave_outsiders(store, files)
        raise SyncError("revoked")
    if welcome.oldest_protocol > PROTOCOL:
        raise SyncError("too_old")
    return pushed


async def _leave_outsiders(store: Store, files: PhotoFiles) -> None:
    """No erase reaches a revoked device any more: what tells of people from outside goes at once."""
    for stream in filter(erasing.tells_of_outsiders, streams_held(store.db)):
        store.leave_stream(stream)
    await _forget_erased(store, files)


async def _fork(store: Store, wire: Wire, transport: Transport) -> Transport:
    """Another phone goes on with our numbers: take a new identity, keep all unsent work."""
    answer = await transport.call("/v1/fork", {"seq": store.head().seq})
    store.become(answer["device"], token=answer["token"])
    return transport_for(store, wire)


async def _forget_erased(store: Store, files: PhotoFiles) -> None:
    """The files of photos whose records were erased, and what the database's file still holds of erased rows."""
    gone = erasing.photos_to_drop(store.db)
    for sha256 in gone:
        await files.drop(sha256)
    if gone:
        with store.durable.transaction() as db:
            erasing.note_dropped(db, gone)
    store.purge()


def _tidy(store: Store, now_ms: int) -> None:
    """Old acknowledged lines of records are not needed any more; their tables stay."""
    keep_from = now_ms + store.setting("clock_correction_ms", 0) - KEEP_ACKNOWLEDGED_DAYS * 86_400_000
    with store.durable.transaction() as db:
        log.forget_acknowledged(db, keep_from)
