"""The wire: paths, limits and the text of pages. Used by both ends; docs/sync.md says it in prose.

A change travels as the very line it was hashed as. Pages of changes are text, one item a line,
closed by a line `end`, so that a cut answer is never taken for a short one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

PROTOCOL = 1
OLDEST_PROTOCOL = 1

PUSH_CHANGES_LIMIT = 2000
PUSH_BYTES_LIMIT = 1536 * 1024
BATCHES_UNDER_WAY = 2
PULL_CHANGES_LIMIT = 2000
SNAPSHOT_PAGE_LIMIT = 2000
ROWS_LIMIT = 500
PHOTO_PART_BYTES = 512 * 1024
PHOTO_BYTES_LIMIT = 20 * 1024 * 1024

# Acknowledged changes are kept this long on the device, to be offered again to a restored server.
KEEP_ACKNOWLEDGED_DAYS = 30

END = "end"
PAGE_TYPE = "text/plain; charset=utf-8"

# Why a change may be refused. Each has a text for people in the catalogues and a line in docs/sync.md.
REFUSALS = frozenset(
    {
        "broken",  # not a change, too large, or too deep
        "not_yours",  # names another device than the token's
        "not_allowed",  # the role may not write this kind or field
        "wrong_stream",  # the row lies in another stream
        "bad_value",  # a value that no copy could store
        "altered",  # the same id came before with other content
        "forked",  # the same sequence number came before with other content: a cloned phone
        "revoked",  # the device was revoked; its backlog is kept for the office to judge
    }
)


class BrokenPage(ValueError):
    """A page that is not whole or not ours: a cut answer, or a captive portal's page."""


class PageItem(NamedTuple):
    """One change of a page: the server's revision, the effective stamp, the line as it was hashed."""

    rev: int
    stamp: str
    line: str


def write_page(head: dict[str, Any], items: Iterable[str]) -> str:
    """Head as JSON, then the items, then `end`."""
    return "\n".join([json.dumps(head, ensure_ascii=False), *items, END, ""])


def write_item(rev: int, stamp: str, raw_stamp: str, line: str) -> str:
    """The stamp is written only where the server capped it."""
    return f"{rev}\t{'' if stamp == raw_stamp else stamp}\t{line}"


def read_page(text: str) -> tuple[dict[str, Any], list[str]]:
    """The head and the item lines. Raises BrokenPage unless the page ends in `end` and the count agrees."""
    lines = text.split("\n")
    if len(lines) < 3 or lines[-1] != "" or lines[-2] != END:
        raise BrokenPage("the page is not closed")
    head = read_head(lines[0])
    items = lines[1:-2]
    if head.get("count") != len(items):
        raise BrokenPage("the page does not hold what its head says")
    return head, items


def read_head(text: str) -> dict[str, Any]:
    """A JSON object that names its server. Raises BrokenPage: anything else did not come from ours."""
    try:
        head = json.loads(text)
    except ValueError:
        raise BrokenPage("not an answer of ours") from None
    if not isinstance(head, dict) or "server" not in head:
        raise BrokenPage("not an answer of ours")
    return head


def split_item(item: str) -> PageItem:
    """Take an item line apart; `stamp` is empty where the line's own stamp holds."""
    rev, _, rest = item.partition("\t")
    stamp, _, line = rest.partition("\t")
    if not rev.isdecimal() or not line:
        raise BrokenPage("not an item")
    return PageItem(int(rev), stamp, line)


def batches(
    entries: Iterable[tuple[int, str, str]], changes: int, size: int
) -> Iterator[list[tuple[int, str, str]]]:
    """Cut (seq, id, line) entries into batches of at most `changes` lines and about `size` bytes."""
    batch: list[tuple[int, str, str]] = []
    held = 0
    for entry in entries:
        length = len(entry[2].encode())
        if batch and (len(batch) >= changes or held + length > size):
            yield batch
            batch, held = [], 0
        batch.append(entry)
        held += length
    if batch:
        yield batch
