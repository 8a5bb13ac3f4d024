"""Who is on campus: one person once, groups together, overdue by kind, who is inside after closing."""

from __future__ import annotations

import itertools

import pytest

from inspect_app.gate.on_campus import (
    Person,
    count_people,
    in_order,
    last_closing_ms,
    matching,
    overdue_minutes,
    parties_of,
    people_of,
    still_inside,
)
from inspect_app.gate.settings import gate_settings
from storage.queries.visits import Visit
from tests.gate.visitors import HOUR_MS, MORNING_MS, a_visit

SETTINGS = gate_settings({})
BEIJING = 480
PHONE, OTHER, CARD = "13800005678", "13900009999", "110***********002X"
SAME_OR_NOT = [
    ("the same phone", {"phone": PHONE}, {"phone": PHONE}, 1),
    ("the same phone and number", {"phone": PHONE, "id_masked": CARD}, {"phone": PHONE, "id_masked": CARD}, 1),
    ("the same masked number", {"id_masked": CARD}, {"id_masked": CARD}, 1),
    ("a phone once, the number twice", {"phone": PHONE, "id_masked": CARD}, {"id_masked": CARD}, 1),
    ("two phones, one number", {"phone": PHONE, "id_masked": CARD}, {"phone": OTHER, "id_masked": CARD}, 2),
    ("the name alone", {}, {}, 2),
    ("another name", {"phone": PHONE}, {"phone": PHONE, "name": "李四"}, 2),
    ("an erased name", {"phone": PHONE, "name": ""}, {"phone": PHONE, "name": ""}, 2),
]  # fmt: skip


@pytest.mark.parametrize(("case", "one", "two", "people"), SAME_OR_NOT, ids=[case[0] for case in SAME_OR_NOT])
def test_a_person_at_two_gates_is_one(
    case: str, one: dict[str, str], two: dict[str, str], people: int
) -> None:
    """In whichever order the phones tell of them."""
    visits = [a_visit("a", **one), a_visit("b", in_ms=MORNING_MS + HOUR_MS, **two)]  # type: ignore[arg-type]
    for order in itertools.permutations(visits):
        found = people_of(order)
        assert len(found) == people
        assert sorted(visit_id for each in found for visit_id in each.ids) == ["a", "b"]


def test_three_visits_of_one_person_are_one_in_every_order() -> None:
    """One of them binds the other two: one shares its phone, the other its number; whichever came first."""
    known = [{"phone": PHONE}, {"phone": PHONE, "id_masked": CARD}, {"id_masked": CARD}]
    for order in itertools.permutations(known):
        visits = [a_visit(f"v{nth}", in_ms=MORNING_MS + nth, **more) for nth, more in enumerate(order)]  # type: ignore[arg-type]
        (person,) = people_of(reversed(visits))
        assert person.ids == ("v0", "v1", "v2")
        assert (person.in_ms, person.newest.id) == (MORNING_MS, "v2")


def test_heads_are_counted_once_with_those_who_came_along() -> None:
    """Two gates may have counted the company differently; the larger number stands."""
    visits = [
        a_visit("a", phone=PHONE, companions=2),
        a_visit("b", phone=PHONE, companions=3),
        a_visit("c", "李四"),
    ]
    assert count_people(people_of(visits)) == 5


def test_who_came_together_is_shown_together() -> None:
    people = people_of([
        a_visit("a", phone="1", group_id="g"),
        a_visit("b", "李四", MORNING_MS + 1),
        a_visit("c", "王五", MORNING_MS + 2, group_id="g"),
    ])  # fmt: skip
    assert [set(party.ids) for party in parties_of(people)] == [{"a", "c"}, {"b"}]


@pytest.mark.parametrize(
    ("sort", "hours", "minutes"),
    [
        ("parent", 2, 0),
        ("parent", 3, 60),
        ("delivery", 2, 60),
        ("contractor", 8, 0),
        ("dropped since", 3, 60),
    ],
)
def test_overdue_goes_by_the_kind_of_visitor(sort: str, hours: int, minutes: int) -> None:
    """Two hours, unless the kind says something else."""
    (person,) = people_of([a_visit("a", sort=sort)])
    assert overdue_minutes(person, SETTINGS, MORNING_MS + hours * HOUR_MS) == minutes


def test_the_longest_overdue_stands_first_then_the_newest() -> None:
    people = people_of([
        a_visit("new", "甲", MORNING_MS + 5 * HOUR_MS),
        a_visit("newest", "乙", MORNING_MS + 5 * HOUR_MS + 1),
        a_visit("late", "丙", MORNING_MS + 2 * HOUR_MS),
        a_visit("latest", "丁", MORNING_MS),
    ])  # fmt: skip
    order = in_order(people, SETTINGS, MORNING_MS + 6 * HOUR_MS)
    assert [each.ids[0] for each in order] == ["latest", "late", "newest", "new"]


@pytest.mark.parametrize(
    ("hour", "inside"),
    [(17.9, 0), (18, 1), (23.9, 1), (31, 1)],
)
def test_after_closing_who_came_before_it_is_still_inside(hour: float, inside: int) -> None:
    """At six in the evening, at night, and the next morning; who comes at seven is let in knowingly."""
    now_ms = int(MORNING_MS + (hour - 8) * HOUR_MS)
    people = people_of([a_visit("a"), a_visit("evening", "李四", MORNING_MS + 11 * HOUR_MS)])
    came = [each for each in people if each.in_ms <= now_ms]
    assert len(still_inside(came, SETTINGS, now_ms, BEIJING)) == inside


def test_an_hour_of_closing_that_is_none_closes_nothing() -> None:
    assert last_closing_ms("后六点", MORNING_MS, BEIJING) is None


@pytest.mark.parametrize("typed", ["三", "5678", "a88", "12", "李敏", "小五", " 张三 "])
def test_who_is_inside_is_found_by_what_a_guard_knows(typed: str) -> None:
    """Name, phone, plate, pass, host, companions."""
    visit = a_visit("a", phone=PHONE, plate="京A88888", pass_no="12", host_name="李敏",
                    companion_names_json='["王小五"]')  # fmt: skip
    assert matching(people_of([visit, a_visit("b", "赵六")]), typed) == [Person((visit,))]


def test_a_visit_says_its_people_and_answers_as_plain_values() -> None:
    visit: Visit = a_visit("a", companions=2, answers_json='{"child": "小明"}')
    assert (visit.people, visit.answers, visit.companion_names) == (3, {"child": "小明"}, ())
