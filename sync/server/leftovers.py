"""Files that lie in the data folder and belong to nothing: no erase names what no record names.

A photo whose record was refused, or erased while its last part was on the way; parts whose sender never ended; the
copy of the database that a backup left when it was cut off.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from sync.server.school import School

DAY_MS = 86_400_000
UNNAMED_DAYS = 7
"""A record and its photo may come apart for a while: a phone hands in on Friday and sends photos on Monday."""
BACKUP_PREFIX = "backup-"


def drop_leftovers(school: School) -> int:
    """Delete them. Returns how many photos, parts and copies went."""
    before_ms = school.now_ms() - UNNAMED_DAYS * DAY_MS
    photos = [*_unnamed(school.database.reader(), before_ms), *_loose(school.folder / "photos", before_ms)]
    for sha256 in photos:
        school.photos.drop(sha256)
    if photos:
        with school.database.writer() as db:
            db.conn.executemany("delete from photo where sha256 = ?", [(each,) for each in photos])
    copies = [each for each in school.folder.glob(f"{BACKUP_PREFIX}*") if _is_older(each, before_ms)]
    for folder in copies:
        shutil.rmtree(folder, ignore_errors=True)
    return len(photos) + len(copies)


def _unnamed(db: Database, before_ms: int) -> list[str]:
    """Photos that were sent to this very database and that nothing in it names, refused changes neither. What lies in
    the folder from a later life of the database is not known here, and stays for the phones that will name it."""
    sql = """
        select sha256 from photo
        where begun_ms < :before
        and not exists (select 1 from change
          where kind = 'photo' and json_extract(line, '$.fields.sha256') = photo.sha256)
        and not exists (select 1 from row_state
          where kind = 'guide' and json_extract(state, '$[3].sha256') = photo.sha256)
        and not exists (select 1 from quarantine where settled is null and instr(line, photo.sha256))
    """
    return [row[0] for row in db.execute(sql, {"before": before_ms})]


def _loose(photos: Path, before_ms: int) -> Iterator[str]:
    """Unfinished photos that nobody goes on with, and thumbnails of which the photo is gone."""
    yield from (path.name for path in (photos / "parts").glob("*") if _is_older(path, before_ms))
    for thumbnail in photos.glob("??/*.thumb.jpg"):
        sha256 = thumbnail.name.partition(".")[0]
        if _is_older(thumbnail, before_ms) and not thumbnail.with_name(f"{sha256}.jpg").exists():
            yield sha256


def _is_older(path: Path, before_ms: int) -> bool:
    return path.stat().st_mtime * 1000 < before_ms
