"""Which room a class property sheet is of: as the office says, as the sheet says, else as the ledger knows.

The sheet's own words come first: a room named above its lines, then the room that names the class in its use or note,
then the only classroom that its teacher keeps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.imports.columns import IGNORED
from inspect_app.imports.place_index import PlaceIndex
from inspect_app.imports.places import canonical
from inspect_app.imports.understanding import ClassRoom, How

HEAD_LINES = 5
_PLACE = re.compile(r"(?:所在)?(?:教室|房间|地点|位置|场所)(?:名称|编号|号)?\s*[:：]\s*(.*)")
_BREAK = re.compile(r"[\s()（）\[\]【】,，、;；|/]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClassHead:
    """What a sheet says of itself beside its lines: `texts` are the cells above them."""

    sheet: str
    class_name: str
    teacher: str | None
    texts: tuple[str, ...] = ()


class ClassRooms:
    """The rooms of a school, asked for a class.

    `said` is class name to a room's id or name, or '-' to leave its sheet out.
    """

    def __init__(self, campuses: Sequence[Row], rooms: Sequence[Row], said: Mapping[str, str]) -> None:
        names = {row["id"]: str(row.get("name") or "") for row in campuses}
        self._places = PlaceIndex(campuses, rooms)
        self._rooms = {str(row["id"]): row for row in rooms}
        self._campuses = {str(row["id"]): names.get(row.get("campus_id"), "") for row in rooms}
        self._said = said

    def name_of(self, room_id: str) -> str:
        row = self._rooms[room_id]
        return f"{self._campuses[room_id]}{row['building']}{row['number']}"

    def find(self, head: ClassHead, line: int) -> ClassRoom:
        """The room, how it was found, and which it might be where it is none."""
        how, found = self._found(head)
        room_id = found[0] if len(found) == 1 else None
        if room_id is None and how not in ("said", "left_out"):
            how = "several" if found else "unknown"
        teacher = head.teacher or ""
        return ClassRoom(head.sheet, line, head.class_name, teacher, room_id, how, tuple(found))

    def _found(self, head: ClassHead) -> tuple[How, Sequence[str]]:
        said = self._said.get(head.class_name)
        if said is not None:
            return ("left_out", ()) if said == IGNORED else ("said", self._named(said))
        ways: tuple[tuple[How, Sequence[str]], ...] = (
            ("head", self._in_head(head.texts)),
            ("named", self._naming(head.class_name)),
            ("kept", self._kept_by(head.teacher)),
        )
        return next(((how, found) for how, found in ways if found), ("unknown", ()))

    def _named(self, text: str) -> Sequence[str]:
        room_id = text if text in self._rooms else self._places.find(text).room_id
        return [room_id] if room_id else ()

    def _in_head(self, texts: Sequence[str]) -> Sequence[str]:
        for text in places_said(texts):
            found = self._places.find(text)
            if found.room_id or found.candidates:
                return [found.room_id] if found.room_id else found.candidates
        return ()

    def _naming(self, class_name: str) -> Sequence[str]:
        wanted = canonical(class_name)
        return [
            room_id
            for room_id, row in self._rooms.items()
            if wanted in canonical(f"{row.get('use') or ''} {row.get('note') or ''}")
        ]

    def _kept_by(self, teacher: str | None) -> Sequence[str]:
        return [
            room_id
            for room_id, row in self._rooms.items()
            if teacher and row.get("keeper") == teacher and "教室" in str(row.get("use") or "")
        ]


def places_said(texts: Iterable[str]) -> Iterator[str]:
    """Words of a sheet's head that may be a room: what follows 教室：, then every word with a figure in it."""
    plain = [unicodedata.normalize("NFKC", text).strip() for text in texts]
    for number, text in enumerate(plain):
        labelled = _PLACE.search(text)
        if labelled is not None:
            said = labelled[1] or (plain[number + 1] if number + 1 < len(plain) else "")
            yield said
            yield _BREAK.split(said)[0]
    for text in plain:
        for word in _BREAK.split(text):
            if _HAN.search(word) and any(letter.isdigit() for letter in word):
                yield word
