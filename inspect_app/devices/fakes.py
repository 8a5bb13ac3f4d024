"""A device for tests: every port does what the test says, and remembers what was asked of it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inspect_app.devices.picture_size import MOST_BYTES, refuse_unfit
from inspect_app.devices.ports import DatabasePlace, Device, Picture, Refusal
from inspect_app.gate.sealing import as_base64url
from inspect_app.marks import Mark


@dataclass
class FakeClock:
    """Stands still until it is moved. Starts at 2026-11-20 07:30 in China."""

    wall_ms: int = 1_795_131_000_000
    offset: int = 480
    elapsed_ms: int = 0

    def now_ms(self) -> int:
        return self.wall_ms

    def offset_minutes(self) -> int:
        return self.offset

    def monotonic_ms(self) -> int:
        return self.elapsed_ms

    def correction_ms(self) -> int:
        return 0

    def pass_ms(self, milliseconds: int) -> None:
        self.wall_ms += milliseconds
        self.elapsed_ms += milliseconds


@dataclass
class FakeCamera:
    """Its own lens: shows the shots it was given, the last one again and again. `refusal` is raised at start."""

    shots: list[bytes] = field(default_factory=lambda: [b"\xff\xd8shot"])
    refusal: Refusal | None = None
    torch_refusal: Refusal | None = None
    preview: Any = None
    running: bool = False
    torch_on: bool = False

    def lens(self) -> FakeCamera:
        return self

    async def start(self) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.running = True

    async def stop(self) -> None:
        self.running = False

    async def shoot(self) -> bytes:
        if not self.running:
            raise Refusal("no_camera", "not started")
        return self.shots.pop(0) if len(self.shots) > 1 else self.shots[0]

    async def has_torch(self) -> bool:
        return self.torch_refusal is None

    async def torch(self, *, on: bool) -> None:
        if self.torch_refusal is not None:
            raise self.torch_refusal
        self.torch_on = on


@dataclass
class FakeCodes:
    """Which codes are in which picture, and in what the camera shows just now (None: only pictures are read)."""

    seen: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    live: tuple[str, ...] | None = None

    async def read(self, jpeg: bytes) -> tuple[str, ...]:
        return self.seen.get(jpeg, ())

    async def look(self) -> tuple[str, ...] | None:
        return self.live


@dataclass
class FakePictures:
    """Keeps the bytes as they are; the limits are the real ones. Remembers the captions and the marks."""

    captions: list[tuple[str, ...]] = field(default_factory=list)
    drawn: list[tuple[Mark, ...]] = field(default_factory=list)
    refusal: Refusal | None = None

    async def prepare(self, raw: bytes, caption: tuple[str, ...] = ()) -> Picture:
        if self.refusal is not None:
            raise self.refusal
        refuse_unfit(raw.ljust(16, b"\0"))
        self.captions.append(caption)
        return Picture(jpeg=raw, width=1600, height=1200, thumbnail=raw[:64])

    async def draw(self, jpeg: bytes, marks: Sequence[Mark]) -> Picture:
        if self.refusal is not None:
            raise self.refusal
        self.drawn.append(tuple(marks))
        return Picture(jpeg=jpeg + b"drawn", width=1600, height=1200, thumbnail=jpeg[:64])


@dataclass
class FakePhotos:
    """Photos in memory; `full` refuses to keep more."""

    files: dict[str, bytes] = field(default_factory=dict)
    full: bool = False

    async def keep(self, content: bytes) -> str:
        if self.full:
            raise Refusal("storage_full")
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        return self.files.get(sha256)

    async def held(self) -> frozenset[str]:
        return frozenset(self.files)

    async def drop(self, sha256: str) -> None:
        self.files.pop(sha256, None)


@dataclass
class FakeStorage:
    """A real path; `refusal` is raised at open, and a take-over clears it. Counts the flushes."""

    folder: Path
    refusal: Refusal | None = None
    persisted: bool | None = True
    room: int | None = 1_000_000_000
    flushes: int = 0

    async def open(self) -> DatabasePlace:
        if self.refusal is not None:
            raise self.refusal
        self.folder.mkdir(parents=True, exist_ok=True)
        return DatabasePlace(str(self.folder / "inspect.db"), "wal", self._flush, self.persisted)

    async def take_over(self) -> DatabasePlace:
        self.refusal = None
        return await self.open()

    async def room_left(self) -> int | None:
        return self.room

    def _flush(self) -> None:
        self.flushes += 1


@dataclass
class FakeFeedback:
    """What hand and ear noticed, in order; `beeps` and `vibrates` are what the device has."""

    noticed: list[str] = field(default_factory=list)
    beeps: bool = True
    vibrates: bool = True
    chosen: tuple[bool, bool] = (True, True)

    def can_beep(self) -> bool:
        return self.beeps

    def can_vibrate(self) -> bool:
        return self.vibrates

    def choose(self, *, sound: bool, vibration: bool) -> None:
        self.chosen = (sound, vibration)

    def scanned(self) -> None:
        self.noticed.append("scanned")

    def refused(self) -> None:
        self.noticed.append("refused")


@dataclass
class FakeSealer:
    """A seal that nobody opens; `opened` tells a test what lies in it. `refusal` is raised instead of sealing."""

    opened: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    refusal: Refusal | None = None

    async def seal(self, public_key: str, info: bytes, text: str) -> str:
        if self.refusal is not None:
            raise self.refusal
        body = hashlib.sha512(f"{len(self.opened)} {public_key}".encode() + info).digest() * 2
        sealed = f"v1.{hashlib.sha256(public_key.encode()).hexdigest()[:12]}.{as_base64url(body)}"
        self.opened[sealed] = (info, text)
        return sealed


Answer = tuple[int, dict[str, str], bytes]


@dataclass
class FakeWire:
    """Answers by `answer(method, url, headers, body)`; no network while `down`."""

    answer: Callable[[str, str, dict[str, str], bytes], Answer] | None = None
    down: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        self.asked.append((method, url))
        if self.down or self.answer is None:
            raise ConnectionError(f"{method} {url}: no network")
        return self.answer(method, url, headers, body)


@dataclass
class FakeShell:
    """The browser around us, as the test says. `change` tells the listeners."""

    origin: str = "https://inspect.school.cn"
    waiting: bool = False
    is_installed: bool = True
    is_online: bool | None = True
    applied: int = 0
    saved: dict[str, bytes] = field(default_factory=dict)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def address(self) -> str:
        return self.origin

    def update_waiting(self) -> bool:
        return self.waiting

    def apply_update(self) -> None:
        self.applied += 1

    def installed(self) -> bool:
        return self.is_installed

    def online(self) -> bool | None:
        return self.is_online

    def on_change(self, told: Callable[[], None]) -> None:
        self.listeners.append(told)

    def save_file(self, name: str, content: bytes) -> None:
        self.saved[name] = content

    async def drawn(self) -> None:
        await asyncio.sleep(0)

    async def chosen_file(self, content: bytes) -> bytes:
        if len(content) > MOST_BYTES:
            raise Refusal("file_too_large", f"{len(content)} bytes")
        return content

    def change(self, *, online: bool | None = None, waiting: bool | None = None) -> None:
        self.is_online = self.is_online if online is None else online
        self.waiting = self.waiting if waiting is None else waiting
        for told in self.listeners:
            told()


@dataclass
class FakeDevice:
    """The fakes by their own types, for a test to steer; `device` is what the app is handed."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    camera: FakeCamera = field(default_factory=FakeCamera)
    codes: FakeCodes = field(default_factory=FakeCodes)
    pictures: FakePictures = field(default_factory=FakePictures)
    photos: FakePhotos = field(default_factory=FakePhotos)
    feedback: FakeFeedback = field(default_factory=FakeFeedback)
    wire: FakeWire = field(default_factory=FakeWire)
    sealer: FakeSealer = field(default_factory=FakeSealer)
    shell: FakeShell = field(default_factory=FakeShell)
    storage: FakeStorage = field(init=False)

    def __post_init__(self) -> None:
        self.storage = FakeStorage(self.folder)

    @property
    def device(self) -> Device:
        return Device(
            clock=self.clock,
            camera=self.camera,
            codes=self.codes,
            pictures=self.pictures,
            photos=self.photos,
            storage=self.storage,
            feedback=self.feedback,
            wire=self.wire,
            shell=self.shell,
            sealer=self.sealer,
        )
