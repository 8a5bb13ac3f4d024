"""Verify a server's data: the database file, each device's hash chain, the folded rows, the photos."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from storage.change import digest_of, trusted
from storage.kinds import KINDS
from storage.merge import Patch, RowState, merge


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
    rows, unfolded = _row_damage(db)
    pictures, changed = _photo_damage(photos)
    devices = db.execute("select count(*) from device").fetchone()[0]
    return Findings((*damage, *broken, *unfolded, *changed), changes, rows, pictures, devices)


def _file_damage(db: Database) -> list[str]:
    answer = db.execute("pragma quick_check").fetchone()[0]
    return [] if answer == "ok" else [f"数据库文件：{answer}"]


def _line_damage(db: Database) -> tuple[int, list[str]]:
    """Every stored line hashes to its hash and names the hash before it, as far as that is held."""
    damage, count = [], 0
    device, seq, link = "", 0, ""
    sql = "select device, seq, hash, line from change order by device, seq"
    for row_device, row_seq, digest, line in db.execute(sql):
        count += 1
        if digest_of(line) != digest:
            damage.append(f"变更 {row_device}/{row_seq} 的内容被改过")
        elif row_device == device and row_seq == seq + 1 and json.loads(line)["previous"] != link:
            damage.append(f"变更 {row_device}/{row_seq} 与前一条接不上")
        device, seq, link = row_device, row_seq, digest.hex()
    return count, damage


def _row_damage(db: Database) -> tuple[int, list[str]]:
    """The log folds to the stored rows."""
    folded: dict[tuple[str, str], RowState] = {}
    for stamp, line in db.execute("select stamp, line from change order by rev"):
        change = trusted(json.loads(line))
        kind = KINDS.get(change.kind)
        if kind is None or not kind.is_record:
            state = folded.setdefault((change.kind, change.row), RowState())
            merge(state, Patch(stamp, change.fields, change.base, change.person, change.at))
    held = {(k, r): json.loads(s)[3] for k, r, s in db.execute("select kind, row_id, state from row_state")}
    wrong = [
        key for key in folded.keys() | held.keys() if key not in folded or folded[key].values != held.get(key)
    ]
    return len(held), [f"{kind} {row_id} 与日志不符" for kind, row_id in sorted(wrong)]


def _photo_damage(folder: Path) -> tuple[int, list[str]]:
    pictures = [path for path in folder.glob("??/*.jpg") if not path.name.endswith(".thumb.jpg")]
    wrong = [p.stem for p in pictures if hashlib.sha256(p.read_bytes()).hexdigest() != p.stem]
    return len(pictures), [f"照片 {name[:12]} 的内容被改过" for name in wrong]
