"""One room, written as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.imports.place_index import PlaceIndex
from inspect_app.imports.places import Place, canonical, parse_place, read_floor

CAMPUSES = [{"id": "m", "name": "本部"}, {"id": "e", "name": "东校区"}]


def room(campus: str, building: str, number: str, floor: str | None = None) -> dict[str, str | None]:
    return {
        "id": f"{campus}:{building}:{number}",
        "campus_id": campus,
        "building": building,
        "number": number,
        "floor": floor if floor is not None else number[:1],
    }


INDEX = PlaceIndex(
    CAMPUSES,
    [
        room("m", "教学楼A", "301"),
        room("m", "教学楼B", "301"),
        room("m", "实验楼", "301"),
        room("m", "食堂", "104"),
        room("e", "食堂", "104"),
        room("e", "宿舍楼", "101"),
        room("e", "3号楼", "1205", "12"),
        room("e", "宿舍楼", "门卫室", "1"),
        room("m", "体育馆", "01", "2"),
    ],
)


@pytest.mark.parametrize(
    "text",
    [
        "本部教学楼A301", "教学楼A-301", "教学楼A301室", "教学楼A３０１", "本部/教学楼A/3F/301", "教A301", "教A-301",
        "教学楼Ａ３０１教室", "本部 教学楼A 301", "A楼301", "A栋301", "a301", "教学A301", "A教学楼301",
        "教学楼A座301", "教学楼A3楼301", "教学楼A三楼301室", "校本部教学楼A—301", "本部(教学楼A)301",
        "本部>教学楼A>3层>301",
        "教学楼A3F301",
    ],
)  # fmt: skip
def test_a_room_written_in_many_ways_is_one_room(text):
    """Campus or not, dashes, slashes, floors, short names, full width."""
    assert INDEX.find(text).room_id == "m:教学楼A:301"


@pytest.mark.parametrize(
    ("text", "room_id"),
    [
        ("东校区/宿舍楼/1F/101", "e:宿舍楼:101"),
        ("东区宿舍101", "e:宿舍楼:101"),
        ("3号楼1205", "e:3号楼:1205"),
        ("3号楼12楼1205室", "e:3号楼:1205"),
        ("三号楼十二层1205", "e:3号楼:1205"),
        ("3栋1205", "e:3号楼:1205"),
        ("东校区宿舍楼门卫室", "e:宿舍楼:门卫室"),
        ("体育馆2楼01", "m:体育馆:01"),
        ("实验301", "m:实验楼:301"),
        ("1205", "e:3号楼:1205"),
    ],
)
def test_numbered_buildings_named_rooms_and_odd_floors(text, room_id):
    """A building called 3号楼 is no third floor; a room may have a name; a number alone may be the only one."""
    assert INDEX.find(text).room_id == room_id


def test_a_room_on_two_campuses_is_ambiguous_unless_the_sheet_says_which():
    """食堂104 is at both; 东校区 in the sheet's name decides."""
    found = INDEX.find("食堂104")
    assert (found.room_id, set(found.candidates)) == (None, {"m:食堂:104", "e:食堂:104"})
    assert INDEX.find("食堂104", hint="东校区资产").room_id == "e:食堂:104"
    assert INDEX.find("本部食堂104").room_id == "m:食堂:104"


@pytest.mark.parametrize(
    "text", ["东校区教学楼A301", "教学楼C301", "教学楼A999", "教学楼A2楼301", "操场", "301室旁走廊", "本部"]
)
def test_an_unknown_place_is_not_bent_to_a_known_one(text):
    """Another campus, building or number is another place."""
    assert INDEX.find(text).room_id is None


def test_the_surer_reading_wins():
    """A栋301 is the room of the building so called, though 教学楼A is called A栋 as well."""
    index = PlaceIndex(CAMPUSES, [room("m", "教学楼A", "301"), room("e", "A栋", "301")])
    assert index.find("A栋301").room_id == "e:A栋:301"
    assert index.find("教A301").room_id == "m:教学楼A:301"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("东校区/宿舍楼/1F/101", Place("东校区", "宿舍楼", "1", "101")),
        ("本部教学楼A301", Place("本部", "教学楼A", None, "301")),
        ("教学楼A-301室", Place(None, "教学楼A", None, "301")),
        ("教学楼B３楼３０２", Place(None, "教学楼B", "3", "302")),
        ("3号楼12楼1205", Place(None, "3号楼", "12", "1205")),
        ("东校区操场", Place("东校区", "操场", None, None)),
        ("西山校区大门", Place("西山校区", "大门", None, None)),
        ("301", Place(None, None, None, "301")),
    ],
)
def test_a_place_is_taken_apart(text, place):
    """Campus, building, floor, number, each only where the text says it."""
    assert parse_place(text) == place


@pytest.mark.parametrize(
    ("text", "floor"),
    [("3F", "3"), ("三楼", "3"), ("第3层", "3"), ("F3", "3"), ("３", "3"), ("十二层", "12"), ("B1", "-1"),
     ("负一层", "-1"), ("1.0", "1"), ("夹层", "夹层")],
)  # fmt: skip
def test_floors(text, floor):
    """However a floor is written."""
    assert read_floor(text) == floor


@given(st.text())
def test_any_text_is_a_place_or_none(text):
    """Nothing breaks the parts, and a floor or number is found only where there is a digit."""
    place = parse_place(text)
    assert place.number is None or any(letter.isdigit() for letter in place.number)
    found = INDEX.find(text)
    assert found.room_id is None or canonical(text)
