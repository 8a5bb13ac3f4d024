"""Records of a count, as phones wrote them."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class Count(NamedTuple):
    """One record; the fields stand in the order of inspect_app/stocktake/record.py."""

    id: str
    thing: str
    verdict: str
    room_id: str | None
    quantity: int | None
    condition: str | None
    reason: str
    at_ms: int
    arrival: str | None
    corrects: str | None
    note: str
    person_id: str | None
    device: str


class LatestCount(NamedTuple):
    """A record with the words that a list shows."""

    id: str
    thing: str
    verdict: str
    room_id: str | None
    place: str
    name: str
    number: str
    quantity: int | None
    condition: str | None
    at_ms: int
    person_id: str | None
    person: str
    note: str
    is_old_label: bool


_COUNT = """
    select id, thing, verdict, room_id, quantity, condition, coalesce(reason, ''), at_ms, arrival, corrects,
           coalesce(note, ''), made_by, coalesce(made_on, '')
      from count
"""


def counts(db: Database, stocktake_id: str) -> list[Count]:
    """Every record of a count, oldest first."""
    sql = f"{_COUNT} where stocktake_id = :stocktake order by at_ms, id"
    return [Count(*row) for row in db.execute(sql, {"stocktake": stocktake_id})]


def counts_of_things(db: Database, stocktake_id: str, things_json: str) -> list[Count]:
    """The records about these things, oldest first."""
    sql = f"""{_COUNT}
        where stocktake_id = :stocktake and thing in (select value from json_each(:things))
        order by at_ms, id
    """
    return [Count(*row) for row in db.execute(sql, {"stocktake": stocktake_id, "things": things_json})]


def latest_counts(
    db: Database, stocktake_id: str, *, limit: int, device: str | None = None
) -> list[LatestCount]:
    """The newest that were neither taken back nor corrected; of one device where it is named."""
    sql = """
        select count.id, thing, verdict, count.room_id, coalesce(room.building || ' ' || room.number, ''),
               coalesce(asset.name, ''), coalesce(asset.number, ''), count.quantity, condition, at_ms, made_by,
               coalesce(person.name, ''), coalesce(count.note, ''),
               count.code is not null and asset.id is not null and count.code is not asset.code
          from count
          left join room on room.id = count.room_id
          left join asset on asset.id = thing
          left join person on person.id = made_by
         where stocktake_id = :stocktake and verdict != 'void' and (:device is null or made_on = :device) and
               not exists (select 1 from count as later where later.stocktake_id = :stocktake and
                           later.thing = count.thing and later.corrects = count.id)
         order by at_ms desc, count.id desc limit :limit
    """
    found = db.execute(sql, {"stocktake": stocktake_id, "limit": limit, "device": device})
    return [LatestCount(*row) for row in found]


def count_record(db: Database, record_id: str) -> tuple[str, Count] | None:
    """(the stocktake's id, the record)."""
    row = db.execute(f"{_COUNT} where id = :id", {"id": record_id}).fetchone()
    if row is None:
        return None
    held = db.execute("select stocktake_id from count where id = :id", {"id": record_id}).fetchone()
    return held[0], Count(*row)


def counting_devices(db: Database, stocktake_id: str) -> dict[str, int]:
    """Device to the time of its newest record in this count."""
    sql = "select made_on, max(made_at) from count where stocktake_id = :stocktake group by made_on"
    return dict(db.execute(sql, {"stocktake": stocktake_id}).fetchall())


class SignaturePhoto(NamedTuple):
    """A photo record that is a signature: `caption` is who signed."""

    sha256: str
    item: str | None
    caption: str | None
    taken_ms: int | None


def signatures_about(db: Database, about_id: str, prefix: str) -> list[SignaturePhoto]:
    """The signatures under a thing, oldest first; `prefix` is what their items begin with."""
    sql = """
        select sha256, item, caption, taken_ms from photo
         where about_id = :about and substr(item, 1, length(:prefix)) = :prefix order by taken_ms, id
    """
    return [SignaturePhoto(*row) for row in db.execute(sql, {"about": about_id, "prefix": prefix})]


class PhotoFile(NamedTuple):
    """The picture of a photo record."""

    sha256: str
    size: int
    width: int | None
    height: int | None
    taken_ms: int | None


def photo_files_of_thing(db: Database, stocktake_id: str, thing: str) -> list[PhotoFile]:
    """Each picture that was taken of a thing while it was counted, once."""
    sql = """
        select photo.sha256, photo.size, photo.width, photo.height, min(photo.taken_ms)
          from count join photo on photo.about_id = count.id
         where stocktake_id = :stocktake and thing = :thing group by photo.sha256
         order by min(photo.taken_ms), min(photo.id)
    """
    return [PhotoFile(*row) for row in db.execute(sql, {"stocktake": stocktake_id, "thing": thing})]


def has_photo(db: Database, photo_id: str) -> bool:
    return db.execute("select 1 from photo where id = ?", [photo_id]).fetchone() is not None


def photos_of_thing(db: Database, stocktake_id: str, thing: str) -> list[str]:
    """The SHA-256 of each picture that was taken of a thing while it was counted, oldest first."""
    return [photo.sha256 for photo in photo_files_of_thing(db, stocktake_id, thing)]
