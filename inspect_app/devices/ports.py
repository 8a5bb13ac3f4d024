"""The ports to device things. Each has a web, a native and a fake side; the app knows only these.

Screens and actions receive a `Device`; which side it is, is decided once in main.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from inspect_app.marks import Mark


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo made ready to keep: JPEG bytes within 1600 px, and a thumbnail within 256 px."""

    jpeg: bytes
    width: int
    height: int
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """A device thing that could not be had: `reason` is one of REASONS, `detail` is for the log."""

    reason: str
    detail: str = ""


REASONS = frozenset(
    {
        "no_camera",
        "camera_denied",
        "no_torch",
        "picture_unreadable",
        "picture_too_large",
        "file_unreadable",
        "file_too_large",
        "storage_refused",  # private browsing: nothing can be kept, so nothing may be recorded
        "storage_full",
        "storage_taken",  # another tab holds the database
        "not_secure",  # no https: browsers then give neither camera nor storage
        "not_sealed",  # no cryptography here, or a key that is none: the number must not be kept
    }
)


class Clock(Protocol):
    """The device's three times: wall (UTC ms), its offset (minutes east of UTC), and monotonic (ms).

    `correction_ms` is what `now_ms` adds to what the device itself shows: nothing on a bare clock.
    """

    def now_ms(self) -> int: ...
    def offset_minutes(self) -> int: ...
    def monotonic_ms(self) -> int: ...
    def correction_ms(self) -> int: ...


class Lens(Protocol):
    """The live camera as one screen uses it. `preview` is the control to show; `shoot` gives a JPEG."""

    @property
    def preview(self) -> Any: ...

    async def start(self) -> None:
        """Raise Refusal('no_camera' | 'camera_denied' | 'not_secure')."""

    async def stop(self) -> None:
        """Let go of the camera, for good: another look takes another lens."""

    async def shoot(self) -> bytes: ...
    async def has_torch(self) -> bool:
        """Whether the camera that was started has a torch that can be switched; nothing is lit by asking."""

    async def torch(self, *, on: bool) -> None:
        """Raise Refusal('no_torch') where the phone's browser offers none."""


class Camera(Protocol):
    """Gives each screen a lens of its own, so that the screen before cannot stop it while it leaves."""

    def lens(self) -> Lens: ...


class CodeReader(Protocol):
    """Finds the QR codes in a picture, or in what the camera on the screen shows just now."""

    async def read(self, jpeg: bytes) -> tuple[str, ...]: ...

    async def look(self) -> tuple[str, ...] | None:
        """Without the detour of a picture; None where this cannot be done: then shoot, and read."""


class Pictures(Protocol):
    """Makes a raw photo ready to keep: turned upright, scaled, stripped of its position, captioned, drawn upon."""

    async def prepare(self, raw: bytes, caption: tuple[str, ...] = ()) -> Picture:
        """Raise Refusal('picture_unreadable' | 'picture_too_large')."""

    async def draw(self, jpeg: bytes, marks: Sequence[Mark]) -> Picture:
        """A photo that was made ready, with circles and arrows burnt in. Raise Refusal('picture_unreadable')."""


class PhotoFiles(Protocol):
    """The photos kept on this device, each under the SHA-256 of its bytes (hex)."""

    async def keep(self, content: bytes) -> str:
        """On disk, flushed, before it returns. Raise Refusal('storage_full')."""

    async def read(self, sha256: str) -> bytes | None: ...
    async def held(self) -> frozenset[str]: ...
    async def drop(self, sha256: str) -> None: ...


@dataclass(frozen=True, slots=True)
class DatabasePlace:
    """Where the database lives: `path` for SQLite; `flush` makes a commit durable, called after each one.

    `journal` is the journal mode that works there; `persisted` is the browser's answer to the question
    whether it will keep the data (None where nobody needs to ask).
    """

    path: str
    journal: str
    flush: Callable[[], None]
    persisted: bool | None


class Storage(Protocol):
    """Opens the place of the database."""

    async def open(self) -> DatabasePlace:
        """Raise Refusal('storage_refused' | 'storage_taken' | 'not_secure')."""

    async def take_over(self) -> DatabasePlace:
        """Ask the other tab to let go, then open."""

    async def room_left(self) -> int | None:
        """Bytes that may still be stored, or None where unknown."""


class Feedback(Protocol):
    """What hand and ear notice after a scan."""

    def can_beep(self) -> bool: ...
    def can_vibrate(self) -> bool: ...
    def choose(self, *, sound: bool, vibration: bool) -> None:
        """From now on notice is given only so."""

    def scanned(self) -> None: ...
    def refused(self) -> None: ...


class Wire(Protocol):
    """One HTTP exchange. The only failure it raises is ConnectionError: nothing is known of the outcome."""

    async def exchange(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]: ...


class Sealer(Protocol):
    """Seals a text so that only the school's private key opens it (inspect_app/gate/sealing.py says how)."""

    async def seal(self, public_key: str, info: bytes, text: str) -> str:
        """The seal as a visit keeps it, `v1.KEYID.BASE64URL`. `public_key` is SchoolKey.public; `info` is seal_info.

        Raise Refusal('not_sealed'); its detail never holds the text.
        """


class Shell(Protocol):
    """The browser around us: address, waiting update, install state, sharing and saving of files."""

    def address(self) -> str:
        """The origin the app came from, such as https://inspect.school.cn, or an empty string."""

    def update_waiting(self) -> bool: ...
    def apply_update(self) -> None: ...
    def installed(self) -> bool: ...
    def online(self) -> bool | None: ...
    def on_change(self, told: Callable[[], None]) -> None:
        """Call `told` when any answer of the shell has changed: online, an update, focus."""

    def save_file(self, name: str, content: bytes) -> None: ...

    async def drawn(self) -> None:
        """Wait until what was sent to the screen last is on it."""

    async def chosen_file(self, content: bytes) -> bytes:
        """The whole of a file that a person chose, from what the picker gave: in a browser that is a ticket.

        Raises Refusal('file_too_large' | 'file_unreadable').
        """


@dataclass(frozen=True, slots=True)
class Device:
    """All ports of one device, handed to the app by main.py."""

    clock: Clock
    camera: Camera
    codes: CodeReader
    pictures: Pictures
    photos: PhotoFiles
    storage: Storage
    feedback: Feedback
    wire: Wire
    shell: Shell
    sealer: Sealer
