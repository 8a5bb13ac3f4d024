"""Two gates, two phones, the school's real server: each works offline, and both know all once they met it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from inspect_app.actions.gate.post import Post, choose_post, gate_post
from inspect_app.actions.gate.signing_in import sign_in
from inspect_app.actions.gate.signing_out import sign_out, sign_out_by_pass
from inspect_app.gate.on_campus import count_people, people_of
from storage import log
from storage.edits import Author, Edit
from storage.queries import visits
from tests.gate.desk import PASS_CODES, ZHANG
from tests.world import BEIJING, Phone, World

SETTINGS = {"gate": {"gates": ["南门", "北门"]}}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, seed=0)
    yield made
    made.close()


@pytest.fixture
def gates(world: World) -> tuple[Phone, Phone]:
    """South and north, each with the whole gate stream."""
    office = world.add_phone("office")
    passes = [
        Edit(
            "gate_item",
            f"pass{n}",
            {"sort": "pass", "number": n, "state": "in", "campus_id": "c1", "code": code},
        )
        for n, code in PASS_CODES.items()
    ]
    school = Edit("school", "school", {"name": "示范学校", "settings": SETTINGS})
    world.write(office, [school, Edit("campus", "c1", {"name": "本部"}), *passes])
    meet(world, office)
    south, north = world.add_phone("guard"), world.add_phone("guard")
    meet(world, south, north)
    choose_post(south.store, "c1", "南门")
    choose_post(north.store, "c1", "北门")
    return south, north


def meet(world: World, *phones: Phone) -> None:
    """Each is on the network for a while; twice, so that the first hears of the last."""
    for phone in (*phones, *phones):
        phone.wire.rate = 0.0
        world.sync(phone)
        assert log.outbox_count(phone.store.db) == 0


def author(world: World, phone: Phone, minutes: int = 1) -> Author:
    world.now_ms += minutes * 60_000
    return Author(f"person-{phone.name}", world.wall_ms(phone), BEIJING)


def let_in(world: World, phone: Phone, name: str = "张三", /, **more: object) -> str:
    given = replace(ZHANG, name=name, gate=gate_post(phone.store).gate, **more)  # type: ignore[arg-type]
    return sign_in(phone.store, author(world, phone), given)


def inside(phone: Phone) -> list[str]:
    return sorted(person.newest.name for person in people_of(visits.open_visits(phone.store.db)))


def test_each_gate_sees_the_others_visitors_once_they_meet(world: World, gates: tuple[Phone, Phone]) -> None:
    """What was signed in at the north without a network is seen at the south with its pass and host."""
    south, north = gates
    visit_id = let_in(world, north, pass_no="2")
    assert inside(south) == []
    meet(world, north, south)
    held = visits.visit(south.store.db, visit_id)
    assert held is not None
    assert (held.name, held.gate, held.pass_no, held.host_name) == ("张三", "北门", "2", "李敏")


def test_the_same_person_at_both_gates_is_one_everywhere(world: World, gates: tuple[Phone, Phone]) -> None:
    south, north = gates
    let_in(world, south, companions=2)
    let_in(world, north, companions=2)
    meet(world, south, north)
    for phone in gates:
        people = people_of(visits.open_visits(phone.store.db))
        assert count_people(people) == 3
        assert [len(each.visits) for each in people] == [2]


def test_who_left_at_one_gate_has_left_everywhere(world: World, gates: tuple[Phone, Phone]) -> None:
    """Signed in at both, out at the north, which never heard of the visit at the south."""
    south, north = gates
    first, second = let_in(world, south), let_in(world, north)
    sign_out(north.store, author(world, north), [second], "tapped", "北门")
    meet(world, north, south)
    for phone in gates:
        assert inside(phone) == []
        held = visits.visit(phone.store.db, first)
        assert held is not None
        assert (held.out_how, held.out_gate) == ("elsewhere", "北门")


def test_a_visit_signed_out_at_the_other_gate_is_closed_everywhere(
    world: World, gates: tuple[Phone, Phone]
) -> None:
    south, north = gates
    visit_id = let_in(world, south)
    meet(world, south, north)
    sign_out(north.store, author(world, north), [visit_id], "tapped", "北门")
    assert inside(south) == ["张三"]
    meet(world, north, south)
    assert inside(south) == inside(north) == []


@pytest.mark.parametrize("first_to_meet", [0, 1])
def test_a_pass_given_back_at_a_gate_that_never_saw_its_visit_closes_it(
    world: World, gates: tuple[Phone, Phone], first_to_meet: int
) -> None:
    """Whichever phone finds a network first; the pass is free again at both."""
    south, north = gates
    visit_id = let_in(world, south, pass_no="3")
    outcome = sign_out_by_pass(north.store, author(world, north, 30), Post("c1", "北门"), PASS_CODES["3"])
    assert outcome.result == "noted"
    one, other = (south, north) if first_to_meet == 0 else (north, south)
    meet(world, one)
    meet(world, other)
    meet(world, one)
    for phone in gates:
        held = visits.visit(phone.store.db, visit_id)
        assert held is not None
        assert (held.out_how, held.out_gate, held.out_ms) == ("scanned", "北门", world.now_ms)
        assert inside(phone) == []


def test_both_gates_sign_out_the_same_visit_without_a_network(
    world: World, gates: tuple[Phone, Phone]
) -> None:
    """One of the two words stands, the same at both."""
    south, north = gates
    visit_id = let_in(world, south)
    meet(world, south, north)
    for phone in gates:
        sign_out(phone.store, author(world, phone), [visit_id], "tapped", gate_post(phone.store).gate)
    meet(world, south, north)
    ends = {visits.visit(phone.store.db, visit_id) for phone in gates}
    assert len(ends) == 1
    assert inside(south) == inside(north) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_day_at_two_gates_with_a_bad_network_ends_the_same_at_both(
    world: World, gates: tuple[Phone, Phone], seed: int
) -> None:
    """Signed in and out in any order at either gate; whoever was signed out anywhere is inside nowhere."""
    random = Random(seed)  # noqa: S311
    left: set[str] = set()
    names = [f"访客{n}" for n in range(12)]
    here: dict[str, list[str]] = {}
    for phone in gates:
        phone.wire.rate = 0.3
    for _ in range(60):
        phone, name = random.choice(gates), random.choice(names)
        mine = [each for each in visits.open_visits(phone.store.db) if each.name == name]
        if mine and random.random() < 0.6:
            sign_out(phone.store, author(world, phone), [each.id for each in mine], "tapped", "")
            left.add(name)
        else:
            phone_number = f"1380000{names.index(name):04}"
            here.setdefault(name, []).append(let_in(world, phone, name, phone=phone_number))
            left.discard(name)
        if random.random() < 0.2:
            world.sync(phone)
    meet(world, *gates)
    south, north = gates
    assert visits.open_visits(south.store.db) == visits.open_visits(north.store.db)
    assert inside(south) == inside(north)
    assert not left & set(inside(south))
    assert set(inside(south)) == set(here) - left
