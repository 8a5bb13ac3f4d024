"""Routes made from a school's rooms."""

from __future__ import annotations

from inspect_app.patrol.demo_routes import demo_routes, key_places
from inspect_app.patrol.route import route_from_row, route_to_row
from inspect_app.patrol.schedule import key_places_short

USES = {
    "教学楼": ["普通教室"] * 14,
    "实验楼": ["化学实验室", "物理实验室", "计算机教室"] * 4,
    "食堂": ["烹饪间", "洗消间", "食品库房", "就餐大厅", "留样间"],
    "宿舍楼": ["学生宿舍"] * 21,
    "行政楼": ["办公室"] * 7,
}


def rooms(campus="c1", name="本部") -> list[dict[str, str]]:
    return [
        {
            "id": f"{campus}/{building}/{1 + number // 7}{1 + number % 7:02}",
            "campus_id": campus,
            "campus": name,
            "building": building,
            "floor": str(1 + number // 7),
            "number": f"{1 + number // 7}{1 + number % 7:02}",
            "use": use,
        }
        for building, uses in USES.items()
        for number, use in enumerate(uses)
    ]


def test_a_school_gets_a_key_round_a_night_round_and_a_weekly_round():
    """The key round has 14 points five times a day, the night round goes floor by floor."""
    key, night, weekly = demo_routes(rooms())
    assert (len(key.points), key.ordering, len(key.windows), len(key.days)) == (14, "any", 5, 7)
    assert (night.ordering, night.windows[0].key) == ("fixed", "22:30-23:30")
    floors = [point.room_id.rsplit("/", 1)[1][0] for point in night.points]
    assert floors == sorted(floors)
    assert (len(weekly.points), weekly.days) == (14, (5,))


def test_the_key_round_meets_the_standard():
    """Every point of it is planned five times on each day of the week."""
    routes = demo_routes(rooms())
    assert key_places_short([point.room_id for point in routes[0].points], routes) == ()


def test_key_places_hold_canteen_laboratories_and_dormitories():
    """What the standard worries about comes before classrooms."""
    uses = [room["use"] for room in key_places(rooms())]
    assert {"烹饪间", "留样间", "化学实验室", "学生宿舍"} <= set(uses)


def test_campuses_are_walked_apart():
    """Nobody drives across town in a ten-minute break."""
    routes = demo_routes([*rooms(), *rooms("c2", "东校区")])
    assert len({route.id for route in routes}) == 6
    assert all(len({point.room_id[:2] for point in route.points}) == 1 for route in routes)
    assert routes[3].name == "东校区重点部位巡查"


def test_making_the_routes_twice_gives_the_same_rows():
    """Ids follow from campus and sort; the rows read back."""
    assert demo_routes(rooms()) == demo_routes(rooms())
    assert all(
        route_from_row({"id": route.id} | route_to_row(route)) == route for route in demo_routes(rooms())
    )


def test_closed_rooms_are_left_out_and_an_empty_school_has_no_routes():
    """Nothing to walk, no route."""
    assert demo_routes([room | {"state": "closed"} for room in rooms()]) == ()


def test_points_take_the_checklist_of_their_use():
    """Where a mapping is given."""
    key = demo_routes(rooms(), {"烹饪间": "k"})[0]
    assert [point.checklist_id for point in key.points if "食堂/101" in point.room_id] == ["k"]
