"""Where the private keys lie: DATA/keys/gate-KEYID.pem, readable by the server's own user alone."""

from __future__ import annotations

import os
from pathlib import Path

from inspect_app.gate_keys.pair import KeyPair, pair_from_pem

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_START, _END = "gate-", ".pem"


class KeyFolder:
    """The keys of one data folder. Nothing is cached: another process may have put one there."""

    def __init__(self, data: Path) -> None:
        self.path = data / "keys"

    def ids(self) -> list[str]:
        """The names of all keys here, sorted."""
        if not self.path.is_dir():
            return []
        found = self.path.glob(f"{_START}*{_END}")
        return sorted(each.name.removeprefix(_START).removesuffix(_END) for each in found)

    def pair(self, key_id: str) -> KeyPair | None:
        """The pair of this name; None where it is not here or its file is not that key."""
        if key_id not in self.ids():
            return None
        try:
            pair = pair_from_pem(self.file(key_id).read_bytes())
        except ValueError:
            return None
        return pair if pair.id == key_id else None

    def keep(self, pair: KeyPair) -> None:
        """On disk, flushed, before it returns: only then may anybody seal to it."""
        self.guard()
        unfinished = self.path / f".{pair.id}.unfinished"
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pair.pem())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.file(pair.id))

    def drop(self, key_id: str) -> None:
        self.file(key_id).unlink(missing_ok=True)

    def guard(self) -> None:
        """The folder is there, and it and all in it are closed to other users."""
        self.path.mkdir(mode=FOLDER_MODE, exist_ok=True)
        self.path.chmod(FOLDER_MODE)
        for each in self.path.iterdir():
            each.chmod(FILE_MODE)

    def file(self, key_id: str) -> Path:
        return self.path / f"{_START}{key_id}{_END}"
