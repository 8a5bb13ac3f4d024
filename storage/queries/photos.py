"""Photos: the records with the thumbnails of their files."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Photo(NamedTuple):
    """A photo of a check or a fault; `thumbnail` is a JPEG, `state` where the file is."""

    id: str
    sha256: str
    item: str | None
    taken_ms: int | None
    size: int
    thumbnail: bytes | None
    state: str | None


class Captioned(NamedTuple):
    """A photo with what was written under it."""

    id: str
    sha256: str
    item: str | None
    caption: str | None
    thumbnail: bytes | None


_PHOTO = """
    select photo.id, photo.sha256, photo.item, photo.taken_ms, photo.size, thumbnail, state
      from photo left join photo_transfer on photo_transfer.sha256 = photo.sha256
"""


def photos_about(db: Database, about_id: str) -> list[Photo]:
    sql = f"{_PHOTO} where about_id = :about order by photo.item, taken_ms"
    return [Photo(*row) for row in db.execute(sql, {"about": about_id})]


def captioned_photos(db: Database, about_id: str) -> list[Captioned]:
    """As photos_about, each with its caption: of a signature that is who signed."""
    sql = """
        select photo.id, photo.sha256, photo.item, caption, thumbnail
          from photo left join photo_transfer on photo_transfer.sha256 = photo.sha256
         where about_id = :about order by photo.item, taken_ms
    """
    return [Captioned(*row) for row in db.execute(sql, {"about": about_id})]


def photos_of_fault(db: Database, fault_id: str, check_id: str | None, item: str | None) -> list[Photo]:
    """Photos of the fault itself, and of the item of the check that found it."""
    sql = f"""{_PHOTO} where about_id = :fault or (about_id = :check and photo.item = :item)
        order by taken_ms
    """
    return [Photo(*row) for row in db.execute(sql, {"fault": fault_id, "check": check_id, "item": item})]


def forget_photo(db: Database, sha256: str) -> bool:
    """Forget a file that no record names; whether it was forgotten."""
    sql = """
        delete from photo_transfer where sha256 = :sha and
               not exists (select 1 from photo where photo.sha256 = :sha) and
               not exists (select 1 from guide where guide.sha256 = :sha)
    """
    return bool(db.execute(sql, {"sha": sha256}).rowcount)
