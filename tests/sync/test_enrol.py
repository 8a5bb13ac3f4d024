"""Joining a school: a code is good once and for minutes; a device that proves itself stays itself."""

from __future__ import annotations

import pytest

from storage import log
from sync.enrol import Invitation, enrol, read_invitation
from sync.errors import SyncError
from sync.server.attempts import WINDOW_SECONDS, WRONG_CODES
from tests.sync.conftest import a_check, ask
from tests.world import ADDRESS, Phone, World


def redeem(world: World, phone: Phone, code: str) -> None:
    world.loop.run(
        enrol(phone.store, phone.wire, Invitation(ADDRESS, code), label="x", now_ms=world.wall_ms(phone))
    )


def refused(world: World, phone: Phone, code: str) -> str:
    with pytest.raises(SyncError) as error:
        redeem(world, phone, code)
    return error.value.kind


def test_a_code_is_good_once(world: World, office: Phone) -> None:
    code = world.school.invite("inspector")
    first, second = world._new_phone("inspector", None), world._new_phone("inspector", None)
    redeem(world, first, code)
    assert refused(world, second, code) == "code_expired"
    assert (first.store.device is None, second.store.device is None) == (False, True)


def test_a_code_is_good_for_its_minutes_and_no_longer(world: World) -> None:
    phone, code = world._new_phone("inspector", None), world.school.invite("inspector", minutes=10)
    world.now_ms += 600_001
    assert refused(world, phone, code) == "code_expired"


def test_an_unknown_code_changes_nothing(world: World) -> None:
    phone = world._new_phone("inspector", None)
    assert refused(world, phone, "0" * 12) == "code_unknown"
    assert phone.store.setting("address") is None


def test_codes_cannot_be_found_by_trying(world: World) -> None:
    """After some wrong ones the address has to wait; then it may try again."""
    phone = world._new_phone("inspector", None)
    kinds = [refused(world, phone, f"{number:012d}") for number in range(WRONG_CODES + 1)]
    assert kinds == ["code_unknown"] * WRONG_CODES + ["busy"]
    world.now_ms += WINDOW_SECONDS * 1000
    redeem(world, phone, world.school.invite("inspector"))


def test_a_device_that_enrols_again_keeps_its_id_and_its_work(world: World, inspector: Phone) -> None:
    """Its old token is the proof; the old token ends."""
    device, token = inspector.store.device, inspector.store.setting("token")
    world.write(inspector, [a_check(world)])
    world.enrol(inspector)
    assert (inspector.store.device, log.outbox_count(inspector.store.db)) == (device, 1)
    assert ask(world, "POST", "/v1/fork", headers={"Authorization": f"Bearer {token}"}, body={})[0] == 401
    assert world.sync(inspector).accepted == 1


def test_nobody_takes_over_a_device_by_naming_its_id(world: World, office: Phone) -> None:
    """Ids stand in every line that everybody reads; the office's phone goes on undisturbed."""
    code = world.school.invite("teacher")
    message = {"code": code, "now": 1, "device": office.store.device}
    status, answer = ask(world, "POST", "/v1/enrol", body=message)
    assert (status, answer["device"] != office.store.device) == (200, True)
    assert not isinstance(world.sync(office), SyncError)


def test_a_device_that_the_server_has_lost_offers_all_its_work_under_a_new_id(
    world: World, office: Phone
) -> None:
    """Restored to a day before it was enrolled: nothing that was acknowledged to it is missing after."""
    world.back_up_server()
    phone = world.add_phone("inspector")
    world.sync(phone)
    sent = world.write(phone, [a_check(world)])
    world.sync(phone)
    unsent = world.write(phone, [a_check(world)])
    world.restore_server(how="command")
    assert world.sync(phone).kind == "signed_out"
    world.enrol(phone)
    assert world.sync(phone).accepted == 2
    held = {row[0] for row in world.server.execute("select id from change")}
    assert {sent[0].id, unsent[0].id} <= held


def test_a_phone_of_one_school_is_not_enrolled_at_another_by_mistake(world: World, inspector: Phone) -> None:
    inspector.store.set_settings(server="of another school")
    assert refused(world, inspector, world.school.invite("inspector")) == "another_server"


def test_a_log_in_page_of_the_network_is_no_school(world: World) -> None:
    phone = world._new_phone("inspector", None)
    phone.wire.rate, phone.wire.faults = 1.0, ("portal",)
    assert refused(world, phone, world.school.invite("inspector")) == "not_our_server"


def test_an_answer_of_another_program_is_no_school(world: World) -> None:
    class Other:
        async def exchange(self, *_: object) -> tuple[int, dict[str, str], bytes]:
            return 200, {}, b'{"server": "nginx"}'

    phone = world._new_phone("inspector", None)
    with pytest.raises(SyncError, match="not_our_server"):
        world.loop.run(enrol(phone.store, Other(), Invitation(ADDRESS, "0" * 12), label="", now_ms=1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://s.example/join#7K3F-ABCD-0000", Invitation("https://s.example", "7K3FABCD0000")),
        (" 7k3f abcd oooo ", Invitation("http://typed", "7K3FABCD0000")),
    ],
)
def test_a_code_is_read_from_a_link_or_as_people_type_it(text: str, expected: Invitation) -> None:
    """The code stands behind #, which no browser sends to any server."""
    assert read_invitation(text, "http://typed") == expected


@pytest.mark.parametrize("text", ["", "https://s.example/join", "https://s.example/#é", "!!!", "#"])
def test_what_is_no_code_is_told_at_once(text: str) -> None:
    with pytest.raises(SyncError, match="code_unknown"):
        read_invitation(text, "http://typed")


def test_tokens_and_codes_are_not_stored_readable(world: World, office: Phone) -> None:
    code = world.school.invite("inspector")
    dump = "\n".join(world.server.conn.iterdump())
    assert code not in dump
    assert office.store.setting("token") not in dump


def test_no_token_and_no_code_stands_in_any_address(world: World, office: Phone) -> None:
    """Addresses end in logs of servers and proxies."""
    check = a_check(world)
    world.write(office, [check])
    world.photograph(office, "check", check.row_id)
    world.sync(office)
    world.enrol(office)
    urls = [url for _, url, _, _ in office.wire.all_requests]
    assert len(urls) > 12
    assert not [url for url in urls if office.store.setting("token") in url]
