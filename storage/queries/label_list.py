"""The rooms, assets, and the gate's passes and keys that labels are printed for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """What gets a label; each condition narrows. `room`, `keeper` and `where` are parts of a text, `class_code` is
    how a class begins. `state` is about assets only: no label yet, or one that is worn.
    """

    kind: Literal["rooms", "assets", "gate_items"] = "assets"
    where: str = ""
    room: str = ""
    keeper: str = ""
    class_code: str = ""
    state: Literal["", "none", "worn"] = ""
    ids: tuple[str, ...] = ()


class Labelled(NamedTuple):
    """One thing as its label shows it; `code` is None where it has none yet."""

    id: str
    code: str | None
    name: str
    number: str
    room: str
    keeper: str
    label: str | None


_ROOM = "trim(coalesce(room.building, '') || ' ' || coalesce(room.number, ''))"
_ASSETS = f"""
    select asset.id, asset.code, asset.name, coalesce(asset.number, '') as number,
           coalesce(nullif({_ROOM}, ''), asset.place_text, '') as place, coalesce(asset.keeper, '') as keeper,
           asset.label, coalesce(class_code, '') as class_code, '' as other
      from asset left join room on room.id = asset.room_id
     where coalesce(asset.state, 'in_use') != 'scrapped'
"""
_ROOMS = f"""
    select room.id, room.code, {_ROOM} as name, '' as number, coalesce(room.use, '') as place,
           coalesce(room.keeper, '') as keeper, null as label, '' as class_code, {_ROOM} as other
      from room where coalesce(room.state, 'used') = 'used'
"""
_GATE_ITEMS = """
    select id, code, coalesce(name, case sort when 'key' then '钥匙' else '访客证' end) || ' ' || number as name,
           '' as number, coalesce(place, '') as place, '' as keeper, null as label, '' as class_code,
           sort || printf('%012d', number) || number as other
      from gate_item where state <> 'retired'
"""
_TABLES = {"assets": _ASSETS, "rooms": _ROOMS, "gate_items": _GATE_ITEMS}
_STATES = {"": "", "none": " and label is null", "worn": " and label = 'worn'"}


def labelled(db: Database, choice: LabelChoice) -> list[Labelled]:
    """The chosen things, as they stand in the building and then by number; passes and keys by number."""
    sql = f"""
        select id, code, name, number, place, keeper, label
          from ({_TABLES[choice.kind]})
         where (instr(name, :where) or instr(number, :where) or instr(place, :where) or :where = '')
           and (:room = '' or instr(place || ' ' || other, :room))
           and (:keeper = '' or instr(keeper, :keeper))
           and substr(class_code, 1, length(:class_code)) = :class_code{_STATES[choice.state]}
         order by case :kind when 'assets' then place when 'gate_items' then other else name end, number, name, id
    """
    names = ("where", "room", "keeper", "class_code")
    found = db.execute(sql, {name: getattr(choice, name).strip() for name in names} | {"kind": choice.kind})
    wanted = frozenset(choice.ids)
    return [Labelled(*row) for row in found if not wanted or row[0] in wanted]


class Printer(NamedTuple):
    """A printer with what it needs to print true; None where it was never measured."""

    id: str
    name: str
    stock: str | None
    offset_x_um: int | None
    offset_y_um: int | None
    scale_x_ppm: int | None
    scale_y_ppm: int | None


def printers(db: Database) -> list[Printer]:
    """Those in use, by name."""
    sql = f"select {', '.join(Printer._fields)} from printer where coalesce(state, 'used') = 'used' order by name"
    return [Printer(*row) for row in db.execute(sql)]
