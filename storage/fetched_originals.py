"""Others' photos in full, fetched because somebody looked at them: they may go again, the oldest first.

What tells them from one's own is the transfer's state: 'fetched' is theirs, 'here' and 'sent' are one's own (and the
pictures of how things should look, which stay for where there is no network).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlite_utils import Database

from storage.log import dump
from storage.settings import read_setting, write_setting

MOST_MB = 100
MOST_BYTES = MOST_MB * 1_000_000
"""Some 300 photos; more would crowd out the phone's own."""
_FETCHED = "fetched_originals"


class Original(NamedTuple):
    """A file and its bytes."""

    sha256: str
    size: int


def note_fetched(db: Database, sha256: str, size: int) -> None:
    """The newest of them."""
    kept = [original for original in _noted(db) if original.sha256 != sha256]
    write_setting(db, _FETCHED, [*kept, Original(sha256, size)])


def note_dropped(db: Database, gone: Collection[str]) -> None:
    write_setting(db, _FETCHED, [original for original in _noted(db) if original.sha256 not in gone])


def too_many(db: Database, held: Collection[str], most_bytes: int = MOST_BYTES) -> list[str]:
    """Which of the files that are `held` here go, so that the rest is within the limit; the newest never does."""
    originals = _oldest_first(db, held)
    over_bytes, gone = sum(original.size for original in originals) - most_bytes, []
    for original in originals[:-1]:
        if over_bytes <= 0:
            break
        gone.append(original.sha256)
        over_bytes -= original.size
    return gone


def _oldest_first(db: Database, held: Collection[str]) -> list[Original]:
    """Those of which nobody noted when they came are the oldest."""
    sql = """
        select held.value, transfer.state,
               (select max(size) from photo where photo.sha256 = held.value)
          from json_each(:held) held left join photo_transfer transfer on transfer.sha256 = held.value
    """
    found = {sha256: (state, size) for sha256, state, size in db.execute(sql, {"held": dump(list(held))})}
    noted = [each for each in _noted(db) if found.get(each.sha256, ("gone",))[0] in (None, "fetched")]
    known = {original.sha256 for original in noted}
    unnoted = (each for each, (state, _) in found.items() if state == "fetched" and each not in known)
    return [*(Original(each, found[each][1] or 0) for each in sorted(unnoted)), *noted]


def _noted(db: Database) -> list[Original]:
    return [Original(*each) for each in read_setting(db, _FETCHED, [])]
