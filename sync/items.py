"""The items of a page as log entries: the line is hashed as it came, an erased one names the hash that it had."""

from __future__ import annotations

from storage.change import BrokenLine, digest_of, from_parsed
from storage.erasing import erased_hash
from storage.json_text import loads
from storage.log import Logged
from sync.errors import SyncError
from sync.protocol import split_item


def read_items(items: list[str]) -> list[Logged]:
    """Raises SyncError when one item is no change."""
    try:
        return [_logged(item) for item in items]
    except (BrokenLine, ValueError) as error:
        raise SyncError("not_our_server", str(error)) from None


def _logged(item: str) -> Logged:
    rev, stamp, line = split_item(item)
    parsed = loads(line)
    change = from_parsed(parsed)
    erased = erased_hash(parsed)
    if erased is not None:
        return Logged(change, stamp or change.stamp, rev, erased, None)
    return Logged(change, stamp or change.stamp, rev, digest_of(line), line)
