"""Verify a server's data: the database file, each device's hash chain, the folded rows, the photos."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from storage.change import digest_of, summand, trusted
from storage.clock import AHEAD_LIMIT_MS, stamp_ms
from storage.erasing import ERASE, Named, named_in
from storage.kinds import KINDS
from storage.merge import Patch, RowState, merge
from sync.server.log import Entry, last_rev


@dataclass(frozen=True, slots=True)
class Findings:
    """`damage` is empty when everything is whole; each entry is one Chinese phrase."""

    damage: tuple[str, ...]
    changes: int
    rows: int
    photos: int
    devices: int


def find_damage(db: Database, photos: Path) -> Findings:
    damage: list[str] = []
    damage += _file_damage(db)
    changes, broken = _line_damage(db)
    damage += _order_damage(db)
    rows, unfolded = _row_damage(db)
    pictures, changed = _photo_damage(photos)
    devices = db.execute("select count(*) from device").fetchone()[0]
    return Findings((*damage, *broken, *unfolded, *changed), changes, rows, pictures, devices)


def _file_damage(db: Database) -> list[str]:
    answer = db.execute("pragma quick_check").fetchone()[0]
    return [] if answer == "ok" else [f"数据库文件：{answer}"]


def _line_damage(db: Database) -> tuple[int, list[str]]:
    """Every stored line hashes to its hash and names the hash before it, as far as that is held. A line that was
    erased keeps its hash, and an `erase` of a higher revision names it."""
    damage, count = [], 0
    device, seq, link = "", 0, ""
    erased = Erased(db)
    sql = "select rev, device, seq, hash, line from change order by device, seq"
    for rev, row_device, row_seq, digest, line in db.execute(sql):
        count += 1
        if digest_of(line) != digest and not erased.explains(rev, digest, line):
            damage.append(f"变更 {row_device}/{row_seq} 的内容被改过")
        elif row_device == device and row_seq == seq + 1 and json.loads(line)["previous"] != link:
            damage.append(f"变更 {row_device}/{row_seq} 与前一条接不上")
        device, seq, link = row_device, row_seq, digest.hex()
    return count, damage


def _order_damage(db: Database) -> list[str]:
    """No revision is missing, the running sums of a stream add up, what stands beside a line is what it says."""
    heads: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    expected, damage = 1, []
    for columns in db.execute(f"select {', '.join(Entry._fields)} from change order by rev"):
        entry = Entry(*columns)
        if entry.rev != expected:
            damage.append(f"变更 {expected} 到 {entry.rev - 1} 不见了")
        total, nth = heads[entry.stream]
        heads[entry.stream] = (total + summand(entry.hash), nth + 1)
        if entry.rev == expected and heads[entry.stream] != (entry.total, entry.nth):
            damage.append(f"变更 {entry.rev} 的合计不符")
        if not _is_what_the_line_says(entry):
            damage.append(f"变更 {entry.rev} 旁的字段被改过")
        heads[entry.stream], expected = (entry.total, entry.nth), entry.rev + 1
    if expected <= last_rev(db):
        damage.append(f"变更 {expected} 到 {last_rev(db)} 不见了")
    return damage


def _is_what_the_line_says(entry: Entry) -> bool:
    """A stamp may differ from the line's own where that ran ahead of the server's clock."""
    change = trusted(json.loads(entry.line))
    said = (change.id, change.stream, change.kind, change.row, change.stamp, change.device, change.seq)
    held = (entry.id, entry.stream, entry.kind, entry.row_id, entry.raw_stamp, entry.device, entry.seq)
    ran_ahead = stamp_ms(entry.raw_stamp) > entry.received_ms + AHEAD_LIMIT_MS
    is_stamp = entry.stamp == entry.raw_stamp or ran_ahead
    return held == said and change.person == entry.person and is_stamp and entry.at == stamp_ms(entry.stamp)


class Erased:
    """What was erased of each row, by the `erase` changes of the log, with the revision up to which it reaches."""

    def __init__(self, db: Database) -> None:
        self._named: dict[tuple[str, str, str], list[tuple[int, Named]]] = defaultdict(list)
        for rev, line in db.execute("select rev, line from change where kind = ?", [ERASE]):
            for named in named_in(trusted(json.loads(line))) or ():
                self._named[named.stream, named.kind, named.row].append((rev, named))

    def explains(self, rev: int, digest: bytes, line: str) -> bool:
        """True when everything that this line has lost was named, and it still tells the hash that it had."""
        parsed = json.loads(line)
        gone = parsed.get("erased")
        if not gone or parsed.get("hash") != digest.hex():
            return False
        erases = self._named[parsed["stream"], parsed["kind"], parsed["row"]]
        reaching = [named for erase_rev, named in erases if erase_rev > rev]
        if any(named.fields is None for named in reaching):
            return True
        named_fields = {field for named in reaching for field in named.fields or ()}
        return gone is not True and named_fields.issuperset(gone)


def _row_damage(db: Database) -> tuple[int, list[str]]:
    """The log folds to the stored rows."""
    folded: dict[tuple[str, str], RowState] = {}
    for stamp, line in db.execute("select stamp, line from change order by rev"):
        parsed = json.loads(line)
        change = trusted(parsed)
        kind = KINDS.get(change.kind)
        if (kind is None or not kind.is_record) and parsed.get("erased") is not True:
            state = folded.setdefault((change.kind, change.row), RowState())
            merge(state, Patch(stamp, change.fields, change.base, change.person, change.at))
    held = {(k, r): json.loads(s)[3:5] for k, r, s in db.execute("select kind, row_id, state from row_state")}
    wrong = [
        key
        for key in folded.keys() | held.keys()
        if key not in folded or [folded[key].values, folded[key].stamps] != held.get(key)
    ]
    return len(held), [f"{kind} {row_id} 与日志不符" for kind, row_id in sorted(wrong)]


def _photo_damage(folder: Path) -> tuple[int, list[str]]:
    pictures = [path for path in folder.glob("??/*.jpg") if not path.name.endswith(".thumb.jpg")]
    wrong = [p.stem for p in pictures if hashlib.sha256(p.read_bytes()).hexdigest() != p.stem]
    return len(pictures), [f"照片 {name[:12]} 的内容被改过" for name in wrong]
