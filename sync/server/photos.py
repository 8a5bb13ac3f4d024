"""Photos on the server: parts are appended to a file, the whole is verified by its hash, then named by it.

A photo is visible only when it is complete, verified and on disk. `sha256` comes from a URL and is
checked to be 64 hex digits before it touches a path.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import threading
from pathlib import Path

from sqlite_utils import Database

from sync.protocol import PHOTO_BYTES_LIMIT, PHOTO_PART_BYTES

THUMBNAIL_PIXELS = 256
_HEX = re.compile(r"[0-9a-f]{64}")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


class PhotoRefused(Exception):
    """`reason`: bad_name, too_large, wrong_offset (with `have`), wrong_hash, not_a_picture, unknown_photo."""

    def __init__(self, reason: str, have: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.have = reason, have


class PhotoFolder:
    """A folder of photos by hash, two levels deep; unfinished ones lie under `parts`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._locks = [threading.Lock() for _ in range(16)]
        (folder / "parts").mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        return self._folder / _checked(sha256)[:2] / f"{sha256}.jpg"

    def _part(self, sha256: str) -> Path:
        return self._folder / "parts" / _checked(sha256)

    def have(self, sha256: str, size: int) -> int:
        """How many bytes are here: `size` when the photo is complete, and only then."""
        if size > PHOTO_BYTES_LIMIT:
            raise PhotoRefused("too_large")
        with self._lock(sha256):
            return self._have(sha256, size)

    def _lock(self, sha256: str) -> threading.Lock:
        """Two phones may send the same photo at once: one part at a time."""
        return self._locks[int(_checked(sha256)[0], 16)]

    def _have(self, sha256: str, size: int) -> int:
        if self.path(sha256).exists():
            return size
        part = self._part(sha256)
        held = part.stat().st_size if part.exists() else 0
        return held if held < size else self._finish(sha256, size)

    def _finish(self, sha256: str, size: int) -> int:
        """The server stopped between the last part and the name, or somebody sent too much."""
        try:
            self._complete(sha256)
        except PhotoRefused:
            return 0
        return size

    def add_part(self, sha256: str, offset: int, size: int, content: bytes) -> int:
        """Append a part. Returns the bytes held now; equal to `size` means verified and on disk."""
        if size > PHOTO_BYTES_LIMIT or len(content) > PHOTO_PART_BYTES or offset + len(content) > size:
            raise PhotoRefused("too_large")
        with self._lock(sha256):
            return self._add_part(sha256, offset, size, content)

    def _add_part(self, sha256: str, offset: int, size: int, content: bytes) -> int:
        have = self._have(sha256, size)
        if have == size:
            return size
        if offset != have:
            raise PhotoRefused("wrong_offset", have)
        if offset == 0 and not content.startswith(_MAGIC):
            raise PhotoRefused("not_a_picture")
        with self._part(sha256).open("ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return self._complete(sha256) if offset + len(content) == size else offset + len(content)

    def _complete(self, sha256: str) -> int:
        part = self._part(sha256)
        content = part.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            part.unlink()
            raise PhotoRefused("wrong_hash")
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
        _sync_folder(target.parent)
        _sync_folder(self._folder)
        return len(content)

    def read(self, sha256: str) -> bytes:
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise PhotoRefused("unknown_photo") from None

    def drop(self, sha256: str) -> None:
        """Photo, thumbnail and unfinished parts, if they are here."""
        for path in (self.path(sha256), self.path(sha256).with_suffix(".thumb.jpg"), self._part(sha256)):
            path.unlink(missing_ok=True)

    def thumbnail(self, sha256: str) -> bytes:
        """Within 256 px, made at the first request and kept."""
        path = self.path(sha256).with_suffix(".thumb.jpg")
        if not path.exists():
            made = make_thumbnail(self.read(sha256))
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(made)
            temporary.replace(path)
        return path.read_bytes()


def _checked(sha256: str) -> str:
    if _HEX.fullmatch(sha256) is None:
        raise PhotoRefused("bad_name")
    return sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_thumbnail(content: bytes) -> bytes:
    """Raises PhotoRefused('not_a_picture')."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
            picture.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise PhotoRefused("not_a_picture") from None
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def note_begun(db: Database, sha256: str, size: int, device: str, now_ms: int) -> None:
    sql = "insert or ignore into photo (sha256, size, device, begun_ms) values (?, ?, ?, ?)"
    db.execute(sql, [sha256, size, device, now_ms])


def note_complete(db: Database, sha256: str, now_ms: int) -> None:
    db.execute("update photo set complete_ms = ? where sha256 = ?", [now_ms, sha256])


def may_read(db: Database, sha256: str, streams: list[str], device: str) -> bool:
    """True when the record of a photo or guide lies in a stream that the device reads, or the device sent it."""
    photo = """
        select stream from change where kind = 'photo' and json_extract(line, '$.fields.sha256') = ?
    """
    guide = "select stream from row_state where kind = 'guide' and json_extract(state, '$[3].sha256') = ?"
    if any(row[0] in streams for sql in (photo, guide) for row in db.execute(sql, [sha256])):
        return True
    return (
        db.execute("select 1 from photo where sha256 = ? and device = ?", [sha256, device]).fetchone()
        is not None
    )
