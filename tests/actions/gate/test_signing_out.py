"""Signing out: by a tap, a pass, a group; undone; and what two gates know of one person."""

from __future__ import annotations

from pathlib import Path

from inspect_app.actions.gate.post import Post
from inspect_app.actions.gate.signing_out import sign_out, sign_out_by_pass, undo_sign_out
from storage.queries import visits
from storage.store import Edit
from tests.gate.desk import MINUTE_MS, PASS_CODES, gate_phone, let_in, names_inside, visit
from tests.lending.desk import changes, row

NORTH = Post("c1", "北门")


def test_a_tap_ends_a_visit_and_the_pass_is_back(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    visit_id = let_in(phone, pass_no="3")
    phone.fake.clock.pass_ms(MINUTE_MS)
    assert sign_out(phone.store, phone.author(), [visit_id], "tapped", "南门") == 1
    held = visit(phone, visit_id)
    assert (held.out_ms, held.out_how, held.out_gate) == (phone.fake.clock.now_ms(), "tapped", "南门")
    assert (row(phone, "gate_item", "pass3")["state"], row(phone, "gate_item", "pass3")["visit_id"]) == (
        "in",
        None,
    )
    assert sign_out(phone.store, phone.author(), [visit_id], "tapped", "南门") == 0


def test_a_mistaken_tap_is_taken_back_with_its_pass(tmp_path: Path) -> None:
    """Unless the pass was given to somebody else meanwhile."""
    phone = gate_phone(tmp_path)
    first, second = let_in(phone, pass_no="3"), let_in(phone, "李四", phone="", pass_no="4")
    sign_out(phone.store, phone.author(), [first, second], "group", "南门")
    let_in(phone, "王五", phone="", pass_no="4")
    assert undo_sign_out(phone.store, phone.author(), [first, second]) == 2
    assert sorted(names_inside(phone)) == ["张三", "李四", "王五"]
    assert row(phone, "gate_item", "pass3")["visit_id"] == first
    assert row(phone, "gate_item", "pass4")["visit_id"] not in (first, second)


def test_a_pass_ends_the_visit_that_holds_it_by_code_or_number(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    for text in (f"HTTPS://SCHOOL/Q/{PASS_CODES['3']}", "3"):
        visit_id = let_in(phone, pass_no="3")
        outcome = sign_out_by_pass(phone.store, phone.author(), NORTH, text)
        assert (outcome.result, outcome.visit_ids, outcome.name) == ("signed_out", (visit_id,), "张三")
        assert visit(phone, visit_id).out_how == "scanned"
        phone.fake.clock.pass_ms(MINUTE_MS)


def test_a_pass_that_is_scanned_twice_says_so_and_records_nothing(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    let_in(phone, pass_no="3")
    sign_out_by_pass(phone.store, phone.author(), NORTH, "3")
    before = changes(phone)
    assert sign_out_by_pass(phone.store, phone.author(), NORTH, "3").result == "already"
    assert (
        sign_out_by_pass(phone.store, phone.author(), NORTH, "https://u.wechat.com/abc").result == "no_pass"
    )
    assert changes(phone) == before


def test_a_pass_of_the_other_gate_ends_its_visit_when_that_arrives(tmp_path: Path) -> None:
    """The record comes first, the visit later; a later visit with the same pass is not touched."""
    phone = gate_phone(tmp_path)
    phone.fake.clock.pass_ms(10 * MINUTE_MS)
    now = phone.fake.clock.now_ms()
    assert sign_out_by_pass(phone.store, phone.author(), NORTH, "3").result == "noted"
    phone.write(_seen_elsewhere("v1", now - 5 * MINUTE_MS), _seen_elsewhere("v2", now + MINUTE_MS, "李四"))
    assert names_inside(phone) == ["李四"]
    ended = visit(phone, "v1")
    assert (ended.out_ms, ended.out_how, ended.out_gate) == (now, "scanned", "北门")
    assert [each.out_ms for each in visits.visits_between(phone.store.db, 0, now + 1)] == [now]


def test_a_pass_ends_only_the_latest_visit_that_held_it(tmp_path: Path) -> None:
    """Who was never signed out stays on the list, to be asked after."""
    phone = gate_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    phone.write(
        _seen_elsewhere("v1", now - 9 * MINUTE_MS), _seen_elsewhere("v2", now - 5 * MINUTE_MS, "李四")
    )
    phone.write(Edit("sign_out", "s1", {"pass": PASS_CODES["3"], "out_ms": now, "campus_id": "c1"}))
    assert names_inside(phone) == ["张三"]


def test_the_same_number_on_another_campus_is_another_pass(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    phone.write(
        Edit(
            "visit", "v1", {"name": "张三", "sort": "other", "in_ms": now, "campus_id": "c1", "pass_no": "77"}
        )
    )
    phone.write(Edit("sign_out", "s1", {"pass": "77", "out_ms": now + 1, "campus_id": "c2"}))
    assert names_inside(phone) == ["张三"]


def test_who_is_known_at_both_gates_leaves_once(tmp_path: Path) -> None:
    """Signed in at two gates without a network, out at one: out everywhere. Others of the name stay."""
    phone = gate_phone(tmp_path)
    first = let_in(phone)
    phone.fake.clock.pass_ms(MINUTE_MS)
    second = let_in(phone, gate="北门")
    let_in(phone, phone="13999990000")
    phone.fake.clock.pass_ms(MINUTE_MS)
    sign_out(phone.store, phone.author(), [second], "tapped", "北门")
    assert (visit(phone, first).out_how, visit(phone, first).out_ms) == (
        "elsewhere",
        visit(phone, second).out_ms,
    )
    assert [each.phone for each in visits.open_visits(phone.store.db)] == ["13999990000"]


def test_a_pass_that_came_back_ends_the_persons_other_visit_too(tmp_path: Path) -> None:
    phone = gate_phone(tmp_path)
    now = phone.fake.clock.now_ms()
    let_in(phone)
    phone.write(_seen_elsewhere("v1", now - MINUTE_MS))
    phone.write(Edit("sign_out", "s1", {"pass": PASS_CODES["3"], "out_ms": now + 1, "campus_id": "c1"}))
    assert names_inside(phone) == []


def test_an_earlier_visit_does_not_end_a_later_one(tmp_path: Path) -> None:
    """Somebody who comes again in the afternoon is on campus."""
    phone = gate_phone(tmp_path)
    morning = let_in(phone)
    sign_out(phone.store, phone.author(), [morning], "tapped", "南门")
    phone.fake.clock.pass_ms(60 * MINUTE_MS)
    let_in(phone)
    assert names_inside(phone) == ["张三"]


def _seen_elsewhere(visit_id: str, in_ms: int, name: str = "张三") -> Edit:
    fields = {
        "name": name, "sort": "other", "in_ms": in_ms, "campus_id": "c1", "phone": "13800005678",
        "pass_no": "3", "pass_code": PASS_CODES["3"],
    }  # fmt: skip
    return Edit("visit", visit_id, fields)
