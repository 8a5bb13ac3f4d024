"""Which photos are only on this device, which went up, and the thumbnails of all."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database


def note_kept(db: Database, sha256: str, size: int, thumbnail: bytes | None) -> None:
    """A photo was taken here and its bytes are on disk."""
    sql = """
        insert into photo_transfer (sha256, size, state, thumbnail) values (:sha256, :size, 'here', :thumbnail)
        on conflict (sha256) do nothing
    """
    db.execute(sql, {"sha256": sha256, "size": size, "thumbnail": thumbnail})


def unsent(db: Database) -> list[str]:
    """Photos that only this device holds, smallest first, so that most arrive soonest."""
    sql = "select sha256 from photo_transfer where state = 'here' order by size"
    return [row[0] for row in db.execute(sql)]


def unsent_totals(db: Database) -> dict[str, int]:
    """How many photos wait and their bytes."""
    sql = "select count(*), coalesce(sum(size), 0) from photo_transfer where state = 'here'"
    count, size = db.execute(sql).fetchone()
    return {"count": count, "bytes": size}


def set_state(db: Database, sha256: str, state: str, trouble: str) -> None:
    db.execute(
        "update photo_transfer set state = :state, trouble = :trouble where sha256 = :sha256",
        {"state": state, "trouble": trouble or None, "sha256": sha256},
    )


def without_thumbnail(db: Database, limit: int) -> list[str]:
    """Pictures known from others' records whose thumbnail is not here yet: guides, then photos, newest first."""
    sql = """
        select known.sha256 from (
          select sha256, null as taken_ms, 0 as rank from guide
          union all select sha256, taken_ms, 1 from photo
        ) known
        left join photo_transfer transfer on transfer.sha256 = known.sha256
        where transfer.thumbnail is null and coalesce(transfer.state, '') != 'here'
        group by known.sha256
        order by min(known.rank), max(known.taken_ms) desc limit :limit
    """
    return [row[0] for row in db.execute(sql, {"limit": limit})]


def guides_without_original(db: Database, limit: int) -> list[str]:
    """Guides of which only the thumbnail is here, smallest first."""
    sql = """
        select distinct guide.sha256 from guide join photo_transfer transfer on transfer.sha256 = guide.sha256
         where transfer.state = 'fetched' order by guide.size limit :limit
    """
    return [row[0] for row in db.execute(sql, {"limit": limit})]


def keep_thumbnail(db: Database, sha256: str, thumbnail: bytes) -> None:
    sql = """
        insert into photo_transfer (sha256, size, state, thumbnail) values (:sha256, 0, 'fetched', :thumbnail)
        on conflict (sha256) do update set thumbnail = excluded.thumbnail
    """
    db.execute(sql, {"sha256": sha256, "thumbnail": thumbnail})


def thumbnail(db: Database, sha256: str) -> bytes | None:
    row = db.execute("select thumbnail from photo_transfer where sha256 = ?", [sha256]).fetchone()
    return None if row is None else row[0]


def troubles(db: Database) -> list[dict[str, Any]]:
    """Photos that the server would not take, with the reason."""
    rows = db.execute("select sha256, size, trouble from photo_transfer where trouble is not null")
    return [dict(zip(("sha256", "size", "trouble"), row, strict=True)) for row in rows]
