"""Who this server is: its id, its school, and the epoch that tells a restored server from the one before.

The epoch is random. It is minted at init and by `restore`, and also whenever the server finds that its
log has gone back: its own note outside the database, or a phone's cursor, knows a higher revision.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from storage.settings import read_setting, write_setting
from sync.server import log


class Identity(NamedTuple):
    server: str
    epoch: str
    school: str
    school_name: str


class NoSchool(RuntimeError):
    """The data folder holds no school yet: `inspect-app init` makes one."""


def found(db: Database, *, school: str, school_name: str) -> Identity:
    """Make this database a school's server."""
    identity = Identity(secrets.token_hex(8), secrets.token_hex(8), school, school_name)
    for key, value in identity._asdict().items():
        write_setting(db, key, value)
    return identity


def read(db: Database) -> Identity:
    """Raises NoSchool."""
    values = [read_setting(db, key) for key in Identity._fields]
    if values[0] is None:
        raise NoSchool
    return Identity(*values)


def renew_epoch(db: Database, now_ms: int, why: str) -> str:
    """A new epoch: every phone offers its recent work again and takes a snapshot."""
    epoch = secrets.token_hex(8)
    write_setting(db, "epoch", epoch)
    log.audit(db, now_ms, "new_epoch", None, {"why": why})
    return epoch


def note_revision(path: Path, db: Database) -> None:
    """Write epoch and highest revision beside the database, to notice a database put back from a backup."""
    temporary = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    temporary.write_text(json.dumps({"epoch": read(db).epoch, "rev": log.last_rev(db)}))
    temporary.replace(path)


def has_gone_back(path: Path, db: Database) -> bool:
    """True when the note beside the database knows a higher revision, or another epoch: it is not the
    database that was served last."""
    try:
        noted = json.loads(path.read_text())
    except (OSError, ValueError):
        return False
    return noted.get("epoch") != read(db).epoch or noted.get("rev", 0) > log.last_rev(db)
