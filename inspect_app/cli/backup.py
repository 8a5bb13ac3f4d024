"""`check`, `backup`, `restore`: is the school's data whole; put it in one file; take it back."""

from __future__ import annotations

import argparse
import sqlite3
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.gate_keys.folder import FILE_MODE, KeyFolder
from inspect_app.retention.signing import Signed, broken_counts
from sync.server import audit_log, erasing, identity, log
from sync.server.console import wall_ms
from sync.server.database import ServerDatabase
from sync.server.leftovers import BACKUP_PREFIX


def add_to(commands: Any) -> None:
    check = commands.add_parser("check", help="verify database, hash chains, folded rows and photos")
    check.set_defaults(run=run_check)
    backup = commands.add_parser("backup", help="write the school into one file while the server runs")
    backup.add_argument("file", type=Path)
    backup.add_argument(
        "--with-keys",
        action="store_true",
        help="put the private keys of the gate in; then guard the file well",
    )
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="put a backup into an empty data folder")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=run_restore)


def run_check(given: argparse.Namespace) -> None:
    identity.read(_database(given.data).reader())
    found = audit_log.find_damage(_database(given.data).reader(), given.data / "photos")
    damage = (*found.damage, *_unsigned_counts(given.data))
    if damage:
        raise Failure(f"发现 {len(damage)} 处损坏：{'；'.join(damage[:5])}。请用最近的备份 restore。")
    print(f"完好：{found.changes} 条变更，{found.rows} 行，{found.photos} 张照片，{found.devices} 台设备。")


def _unsigned_counts(folder: Path) -> list[str]:
    """Counts of what was erased whose signature does not hold."""
    states = log.states_of_kind(_database(folder).reader(), "erasure")
    values = [row.state.values for row in sorted(states, key=lambda row: (row.state.values["at_ms"], row.id))]
    counts = [Signed(each["text"], each["signature"], each["key"]) for each in values]
    return [f"{values[place]['day']} 的删除计数签名不符" for place in broken_counts(counts)]


def run_backup(given: argparse.Namespace) -> None:
    database = _database(given.data)
    identity.read(database.reader())
    if erasing.has_to_purge(database.reader()):
        erasing.purge(database)
    with tempfile.TemporaryDirectory(dir=given.data, prefix=BACKUP_PREFIX) as folder:
        copy = Path(folder) / "server.db"
        target = sqlite3.connect(copy)
        database.reader().conn.backup(target)
        target.close()
        temporary = given.file.with_name(given.file.name + ".part")
        temporary.touch(FILE_MODE if given.with_keys else 0o666)
        with tarfile.open(temporary, "w:gz", compresslevel=1) as archive:
            archive.add(copy, "server.db")
            archive.add(given.data / "photos", "photos", filter=_no_parts)
            if given.with_keys and (given.data / "keys").is_dir():
                archive.add(given.data / "keys", "keys")
        temporary.replace(given.file)
    print(f"已备份：{given.file}")
    print(_about_keys(given))


def _about_keys(given: argparse.Namespace) -> str:
    if given.with_keys:
        return "备份里有门卫私钥：谁拿到它就能看到封存的证件号，请锁好。"
    return "备份里没有门卫私钥，封存的证件号凭它打不开；私钥请另存：inspect-app gate-key export FILE"


def _no_parts(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if member.name.startswith("photos/parts/") else member


def run_restore(given: argparse.Namespace) -> None:
    if (given.data / "server.db").exists():
        raise Failure(f"{given.data} 里已有学校；请恢复到空文件夹（--data），确认无误后再换过来。")
    if not given.file.exists() or not tarfile.is_tarfile(given.file):
        raise Failure(f"{given.file} 不是备份文件，请检查路径。")
    given.data.mkdir(parents=True, exist_ok=True)
    with tarfile.open(given.file) as archive:
        archive.extractall(given.data, filter="data")
    with _database(given.data).writer() as db:
        identity.renew_epoch(db, wall_ms(), "restore")
    print(f"已恢复到 {given.data}。手机下次联网会把备份之后的记录重新交上来。")
    keys = KeyFolder(given.data)
    if keys.ids():
        keys.guard()
    else:
        print("备份里没有门卫私钥：已封存的证件号打不开；若另存过，请运行 inspect-app gate-key import FILE。")


def _database(folder: Path) -> ServerDatabase:
    if not (folder / "server.db").exists():
        raise identity.NoSchool
    return ServerDatabase(folder / "server.db")
