"""A page that tries every port of the device, for support by telephone: /diagnostics."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import flet as ft

from inspect_app.components import use_maybe
from inspect_app.devices.ports import DatabasePlace, Device, Lens, Refusal

NO_LINES: tuple[str, ...] = ()
RARE_NAMES = "龘 䶮 喆 堃 翀 昇 玥 㛃"
SHOTS_PER_SCAN = 40
COMMITS = 50
TABLE = "CREATE TABLE IF NOT EXISTS diagnostics (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL)"


@ft.component
def Diagnostics(device: Device) -> ft.Control:  # noqa: N802 a component is named as a class is
    """One button a port; what it answered stands below."""
    lines, set_lines = ft.use_state(NO_LINES)
    lens_shown, show_lens = use_maybe()

    def tell(line: str) -> None:
        set_lines(lambda before: (*before[-11:], line))

    def button(label: str, action: Callable[[], Awaitable[str]]) -> ft.Control:
        async def pressed() -> None:
            try:
                tell(f"{label}：{await action()}")
            except Refusal as refusal:
                tell(f"{label}：不行，{refusal.reason} {refusal.detail}")

        return ft.Button(label, on_click=pressed)

    buttons = [
        button("存一行", lambda: saved_row(device)),
        button("数行", lambda: counted_rows(device)),
        button("测速", lambda: measured(device)),
        button("扫码", lambda: with_camera(device, show_lens, scanned)),
        button("拍照", lambda: with_camera(device, show_lens, photographed)),
        button("照片数", lambda: counted_photos(device)),
        button("状态", lambda: described(device)),
        button("应用更新", lambda: updated(device)),
        button("导出", lambda: exported(device)),
    ]
    return ft.SafeArea(
        ft.Column(
            [
                ft.Text("自检", size=24, weight=ft.FontWeight.BOLD),
                ft.Text(f"生僻字：{RARE_NAMES}"),
                ft.Row(buttons, wrap=True),
                ft.Container(lens_shown.preview, height=280) if lens_shown else ft.Container(),
                *[ft.Text(line) for line in lines],
            ],
            scroll=ft.ScrollMode.AUTO,
        )
    )


async def with_camera(
    device: Device, show: Callable[[Lens | None], None], action: Callable[[Device, Lens], Awaitable[str]]
) -> str:
    """Do it with a lens that is shown meanwhile."""
    lens = device.camera.lens()
    show(lens)
    await asyncio.sleep(0.3)
    try:
        return await action(device, lens)
    finally:
        await lens.stop()
        show(None)


async def saved_row(device: Device) -> str:
    """Save one row durably; the number of rows and the milliseconds that it took."""
    place = await device.storage.open()
    began = device.clock.monotonic_ms()
    with _database(place) as database:
        opened = device.clock.monotonic_ms()
        with database:
            database.execute("INSERT INTO diagnostics (at_ms) VALUES (?)", (device.clock.now_ms(),))
        place.flush()
        done = device.clock.monotonic_ms()
        return f"{_rows(database)} 行，打开 {opened - began} ms，保存 {done - opened} ms"


async def counted_rows(device: Device) -> str:
    place = await device.storage.open()
    with _database(place) as database:
        return f"{_rows(database)} 行"


async def measured(device: Device) -> str:
    """Milliseconds of one durable save, over COMMITS of them; they are taken back at the end."""
    place = await device.storage.open()
    with _database(place) as database:
        began = device.clock.monotonic_ms()
        for _ in range(COMMITS):
            with database:
                database.execute("INSERT INTO diagnostics (at_ms) VALUES (-1)")
            place.flush()
        each = (device.clock.monotonic_ms() - began) / COMMITS
        with database:
            database.execute("DELETE FROM diagnostics WHERE at_ms = -1")
        place.flush()
    return f"每次保存 {each:.1f} ms"


async def scanned(device: Device, lens: Lens) -> str:
    """The first code that the camera sees."""
    await lens.start()
    for _ in range(SHOTS_PER_SCAN):
        found = await device.codes.read(await lens.shoot())
        if found:
            device.feedback.scanned()
            return found[0]
        await asyncio.sleep(0.1)
    device.feedback.refused()
    return "没有看到二维码"


async def photographed(device: Device, lens: Lens) -> str:
    """One photo, made ready and kept; its size."""
    await lens.start()
    raw = await lens.shoot()
    picture = await device.pictures.prepare(raw, ("2026-11-20 07:35", "教学楼 302", "龘䶮喆堃翀"))
    sha256 = await device.photos.keep(picture.jpeg)
    kept = await device.photos.read(sha256)
    whole = "完好" if kept == picture.jpeg else "损坏"
    size = f"{picture.width}×{picture.height}"
    return f"{size}，{len(picture.jpeg) // 1000} kB，缩略图 {len(picture.thumbnail) // 1000} kB，{whole}"


async def counted_photos(device: Device) -> str:
    return f"{len(await device.photos.held())} 张"


async def described(device: Device) -> str:
    place = await device.storage.open()
    left = await device.storage.room_left()
    shell = device.shell
    room = "未知" if left is None else f"{left // 1_000_000} MB"
    first = f"地址 {shell.address()}，联网 {shell.online()}，持久 {place.persisted}"
    return f"{first}，余 {room}，待更新 {shell.update_waiting()}"


async def updated(device: Device) -> str:
    waiting = device.shell.update_waiting()
    device.shell.apply_update()
    return "正在更新" if waiting else "没有新版本"


async def exported(device: Device) -> str:
    device.shell.save_file("自检.txt", (await described(device)).encode())
    return "已保存"


@contextmanager
def _database(place: DatabasePlace) -> Iterator[sqlite3.Connection]:
    """A connection to the place's database that is closed at the end."""
    connection = sqlite3.connect(place.path)
    try:
        connection.execute(f"PRAGMA journal_mode={place.journal}")
        connection.execute(TABLE)
        yield connection
    finally:
        connection.close()


def _rows(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM diagnostics").fetchone()[0])
