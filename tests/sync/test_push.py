"""Handing in: each change is answered for itself, nothing holds up anybody, nothing is counted twice."""

from __future__ import annotations

import json

import pytest

from storage import log
from storage.change import LINE_BYTES_LIMIT, encode, new_id
from storage.clock import AHEAD_LIMIT_MS, stamp_ms
from storage.store import Edit
from sync.errors import SyncError
from sync.protocol import PUSH_CHANGES_LIMIT, REFUSALS
from sync.server import devices, quarantine
from sync.server.app import BODY_BYTES_LIMIT
from tests.sync.conftest import a_check, a_fault, ask, forge, push, slip_in
from tests.world import DAY_MS, START_MS, Phone, World

YEARS_MS = 3650 * DAY_MS


def refused_as(world: World, phone: Phone, **values: object) -> str:
    """Why a forged change is refused; 'accepted' when it is not."""
    answer = push(world, phone, encode(forge(phone, **{"id": new_id(1), **values})))[0]
    return answer[2] if answer[1] == "refused" else answer[1]


def server_count(world: World) -> int:
    return world.server.execute("select count(*) from change").fetchone()[0]


def test_what_was_written_is_accepted_with_rising_revisions(world: World, inspector: Phone) -> None:
    world.write(inspector, [a_check(world), a_check(world)])
    before = world.school.database.reader().execute("select max(rev) from change").fetchone()[0]
    assert world.sync(inspector).accepted == 2
    revs = [row[0] for row in inspector.store.db.execute("select rev from change order by seq desc limit 2")]
    assert sorted(revs) == [before + 1, before + 2]


def test_the_same_line_again_is_known_under_its_revision(world: World, office: Phone) -> None:
    """Also twice in one batch, and in another order."""
    line = encode(forge(office))
    first, twice = push(world, office, line, line)
    again = push(world, office, line)[0]
    assert (first[1], twice[1], again[1]) == ("accepted", "known", "known")
    assert first[2] == twice[2] == again[2]


def test_a_lost_answer_leads_to_no_double(world: World, inspector: Phone) -> None:
    """The server had committed; the phone sends again and is told so."""
    world.write(inspector, [a_check(world)])
    count = server_count(world)
    for _ in range(3):
        _lose_the_answer_to_push(world, inspector)
    assert world.sync(inspector).accepted == 1
    assert server_count(world) == count + 1


def _lose_the_answer_to_push(world: World, phone: Phone) -> None:
    lines = [line.encode() for _, _, line in log.outbox(phone.store.db)]
    ask(world, "POST", f"/v1/push?epoch={world.school.identity.epoch}", phone=phone, body=b"\n".join(lines))


def test_the_same_id_with_other_content_is_refused_loudly(world: World, office: Phone) -> None:
    """And the first one stands."""
    push(world, office, encode(forge(office)))
    altered = forge(office, fields={"campus_id": "c1", "building": "A", "number": "66"}, seq=99)
    assert push(world, office, encode(altered))[0][2] == "altered"
    assert [row["reason"] for row in quarantine.waiting(world.server)] == ["altered"]


def test_the_same_number_with_other_content_is_a_fork(world: World, office: Phone) -> None:
    """What follows it in the batch is not taken either: it will come again under a new identity."""
    push(world, office, encode(forge(office)))
    twin = forge(office, id="other", row="r8")
    follows = forge(office, id="third", row="r7", seq=twin.seq + 1)
    assert [a[2] for a in push(world, office, encode(twin), encode(follows))] == ["forked", "forked"]
    assert quarantine.waiting(world.server) == []


def test_a_line_that_follows_on_another_line_is_a_fork(world: World, office: Phone) -> None:
    """A twin used our last number before us, on a server that was put back."""
    assert refused_as(world, office, previous="0" * 64) == "forked"


def test_another_devices_change_is_not_yours(world: World, office: Phone) -> None:
    stamp = forge(office).stamp[:18] + "zzzzzzzzzz"
    assert refused_as(world, office, device="zzzzzzzzzz", stamp=stamp) == "not_yours"


@pytest.mark.parametrize(
    ("role", "kind", "fields", "expected"),
    [
        ("inspector", "room", {"note": "x"}, "not_allowed"),
        ("inspector", "asset", {"state": "repair"}, "accepted"),
        ("inspector", "asset", {"state": "repair", "value_fen": 1}, "not_allowed"),
        ("inspector", "person", {"role": "office"}, "not_allowed"),
        ("teacher", "check", {}, "not_allowed"),
        ("viewer", "fault", {"note": "x"}, "not_allowed"),
        ("office", "room", {"note": "x"}, "accepted"),
        ("guard", "asset", {"note": "x"}, "not_allowed"),
    ],
)
def test_each_role_writes_its_kinds_and_its_fields(
    world: World, office: Phone, role: str, kind: str, fields: dict[str, object], expected: str
) -> None:
    """The server asks for every change, whatever the phone thinks of itself."""
    phone = world.add_phone(role)
    stream = {"asset": "assets", "check": "patrol/c1", "fault": "patrol/c1"}.get(kind, "core")
    change = forge(phone, id="i9", row="i9", kind=kind, stream=stream, fields=fields)
    answer = push(world, phone, encode(change))[0]
    assert (answer[2] if answer[1] == "refused" else answer[1]) == expected


@pytest.mark.parametrize(
    ("role", "row", "person", "fields", "expected"),
    [
        ("inspector", "p1", "p1", {"pin": "s$x"}, "accepted"),
        ("teacher", "p1", "p1", {"pin": None}, "accepted"),
        ("inspector", "p1", "p2", {"pin": "s$x"}, "not_allowed"),
        ("inspector", "p1", None, {"pin": "s$x"}, "not_allowed"),
        ("inspector", "p1", "p1", {"pin": "s$x", "role": "office"}, "not_allowed"),
        ("inspector", "p9", "p9", {"pin": "s$x"}, "not_allowed"),
        ("viewer", "p1", "p1", {"pin": "s$x"}, "not_allowed"),
    ],
)
def test_a_person_changes_their_own_pin_and_nothing_else_of_people(
    world: World,
    office: Phone,
    role: str,
    row: str,
    person: str | None,
    fields: dict[str, object],
    expected: str,
) -> None:
    """Nobody makes a person by a PIN either: p9 is not there."""
    world.write(office, [Edit("person", "p1", {"name": "王师傅"}), Edit("person", "p2", {"name": "李敏"})])
    world.sync(office)
    phone = world.add_phone(role)
    change = forge(phone, id="i9", row=row, kind="person", fields=fields, person=person)
    answer = push(world, phone, encode(change))[0]
    assert (answer[2] if answer[1] == "refused" else answer[1]) == expected


def test_a_stream_beyond_the_devices_scope_is_not_allowed(world: World, office: Phone) -> None:
    phone = world.add_phone("inspector", ["core", "patrol/c1"])
    fields = dict(a_fault(world).fields)
    for stream, expected in (("patrol/c1", "accepted"), ("patrol/c2", "not_allowed")):
        phone.store.db.execute("delete from change")
        change = forge(phone, id=stream, row=stream, kind="fault", stream=stream, fields=fields)
        seq, link, _ = world.server.execute(
            "select high_water, last_hash, 1 from device where id = ?", [phone.store.device]
        ).fetchone()
        answer = push(world, phone, encode(change._replace(seq=seq + 1, previous=link)))[0]
        assert (answer[2] if answer[1] == "refused" else answer[1]) == expected


SKIP = {"round_id": "r", "room_id": "r", "reason": "x", "at_ms": 1}
WRONG = {
    "row of another stream": ({"row": "r1", "stream": "assets", "fields": {"note": "x"}}, "wrong_stream"),
    "kind of another subject": ({"stream": "assets"}, "wrong_stream"),
    "text for a number": ({"kind": "asset", "stream": "assets", "fields": {"quantity": "5"}}, "bad_value"),
    "number of no copy": ({"kind": "asset", "stream": "assets", "fields": {"quantity": 2**53}}, "bad_value"),
    "word of no choice": ({"fields": {"state": "haunted"}}, "bad_value"),
    "emptied required field": ({"fields": {"number": None}}, "bad_value"),
    "base that is no stamp": ({"base": {"note": 5}}, "bad_value"),
    "record under another row": (
        {"kind": "skip", "stream": "patrol/c1", "row": "x", "fields": SKIP},
        "bad_value",
    ),
    "record without its fields": (
        {"id": "s", "row": "s", "kind": "skip", "stream": "patrol/c1", "fields": {}},
        "bad_value",
    ),
    "stamp of another device": ({"stamp": "000000000001-0000-zzzzzzzzzz"}, "broken"),
    "stamp that is none": ({"stamp": "yesterday"}, "broken"),
    "number zero": ({"seq": 0}, "broken"),
    "number beyond all": ({"seq": 2**63}, "broken"),
    "time beyond all": ({"at": 2**64}, "broken"),
    "kind with a blank": ({"kind": "room a"}, "broken"),
    "stream with a line break": ({"stream": "core\n"}, "broken"),
    "row without a name": ({"row": ""}, "broken"),
    "id as long as a page": ({"id": "x" * 65}, "broken"),
    "list as deep as a well": ({"fields": {"note": json.loads("[" * 60 + "]" * 60)}}, "broken"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_change_is_refused_with_its_reason_and_kept_for_the_office(
    world: World, office: Phone, what: str
) -> None:
    values, reason = WRONG[what]
    assert reason in REFUSALS
    assert refused_as(world, office, **values) == reason
    assert [row["reason"] for row in quarantine.waiting(world.server)] == [reason]


LINES = [
    b"{",
    b"null",
    b"[1]",
    b'{"id":5}',
    b"\xff\xfe",
    b'{"id":"x","seq":NaN}',
    b"[" * 5000,
    b"x" * (LINE_BYTES_LIMIT + 1),
]


@pytest.mark.parametrize("place", ["first", "last", "alone"])
@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line[:12]))
def test_a_broken_line_holds_up_nobody(world: World, office: Phone, line: bytes, place: str) -> None:
    """Answered by the hash of the line where no id can be read."""
    good = encode(forge(office)).encode()
    lines = {"first": [line, good], "last": [good, line], "alone": [line]}[place]
    verdicts = [answer[1:3] for answer in push(world, office, *lines)]
    assert verdicts.count(["refused", "broken"]) == 1
    assert len([verdict for verdict in verdicts if verdict[0] == "accepted"]) == len(lines) - 1


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("sort", ["unreadable", "bad value", "too long"])
def test_a_poisoned_change_anywhere_in_the_queue_lets_the_others_through(
    world: World, inspector: Phone, place: int, sort: str
) -> None:
    """The phone notes the refusal, the office sees the whole line, the next run is quiet."""
    for number in range(3):
        if number == place:
            change = forge(
                inspector, id=new_id(1), kind="fault", row="f", stream="patrol/c1", fields={"level": "?"}
            )
            note = {"unreadable": "\\ud800", "too long": "长" * LINE_BYTES_LIMIT}.get(sort)
            slip_in(inspector, change, note and encode(change).replace('"?"', f'"{note}"'))
        world.write(inspector, [a_check(world)])
    result = world.sync(inspector)
    assert (result.accepted, result.refused) == (3, 1)
    assert log.outbox_count(inspector.store.db) == 0
    assert len(quarantine.waiting(world.server)) == 1
    assert world.sync(inspector).accepted == 0


def test_an_unreadable_last_line_is_no_sign_of_a_restored_server(world: World, inspector: Phone) -> None:
    """The server could not read its number, so its high-water mark stays below what this phone has sent."""
    epoch = world.school.identity.epoch
    change = forge(inspector, id=new_id(1), kind="fault", row="f", stream="patrol/c1", fields={"note": "?"})
    slip_in(inspector, change, encode(change).replace('"?"', '"\\ud800"'))
    for _ in range(3):
        assert not isinstance(world.sync(inspector), SyncError)
    assert world.school.identity.epoch == epoch
    world.write(inspector, [a_check(world)])
    assert world.sync(inspector).accepted == 1


def test_a_refused_edit_is_taken_back_on_the_phone_that_made_it(world: World, inspector: Phone) -> None:
    """Otherwise it alone would show what nobody else sees; a later run finds both ends equal."""
    world.write(inspector, [Edit("room", "r1", {"note": "my room"})])
    assert world.sync(inspector).refused == 1
    assert inspector.store.rows("select note from room where id = 'r1'") == [{"note": None}]
    assert len(log.outbox_rows(inspector.store.db)) == 1
    assert not isinstance(world.sync(inspector), SyncError)


def test_a_row_whose_making_was_refused_leaves_the_phone(world: World, inspector: Phone) -> None:
    fields = {"campus_id": "c1", "building": "A", "number": "999"}
    world.write(inspector, [Edit("room", "r999", fields)])
    world.sync(inspector)
    assert inspector.store.rows("select id from room where id = 'r999'") == []


def test_a_kind_that_this_server_does_not_know_is_kept_not_refused(world: World, office: Phone) -> None:
    """Phones may be newer than their server."""
    assert refused_as(world, office, kind="reading", fields={"value": 5}) == "accepted"


def test_a_batch_beyond_the_limit_is_refused_whole(world: World, office: Phone) -> None:
    path = f"/v1/push?epoch={world.school.identity.epoch}"
    many = b"\n".join([b"{}"] * (PUSH_CHANGES_LIMIT + 1))
    assert ask(world, "POST", path, phone=office, body=many)[1]["error"] == "too_large"
    assert (
        ask(world, "POST", path, phone=office, body=b"x" * (BODY_BYTES_LIMIT + 1))[1]["error"] == "too_large"
    )


def test_a_proxy_that_takes_only_small_bodies_gets_small_ones(world: World, inspector: Phone) -> None:
    """413 from whoever: the batch is halved until it passes."""
    world.write(inspector, [a_check(world) for _ in range(20)])
    inner, sizes = inspector.wire.exchange, []

    async def small(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        sizes.append(len(body))
        if len(body) > 2500:
            return 413, {}, b"<html>413 Request Entity Too Large</html>"
        return await inner(method, url, headers, body)

    inspector.wire.exchange = small  # type: ignore[method-assign,assignment]
    assert world.sync(inspector).accepted == 20
    assert max(sizes) > 2500


def test_a_push_after_the_server_was_restored_waits_for_a_new_hello(world: World, office: Phone) -> None:
    """Else a new change would jump over those that the server has lost."""
    answer = ask(world, "POST", "/v1/push?epoch=old", phone=office, body=encode(forge(office)).encode())
    assert (answer[0], answer[1]["error"]) == (409, "new_epoch")


# -- stamps ------------------------------------------------------------------------------------------


def test_a_stamp_ten_years_ahead_is_capped_and_the_phone_adopts_it(world: World, office: Phone) -> None:
    """Both ends hold the same row; the phone's own clock is of today again."""
    office.skew_ms = YEARS_MS
    world.write(office, [Edit("room", "r1", {"note": "future"})])
    _make_far_ahead(office)
    world.write(office, [Edit("room", "r1", {"note": "farther"})])
    office.skew_ms = 0
    assert not isinstance(world.sync(office), SyncError)
    stamps = json.loads(office.store.rows("select stamps from room where id = 'r1'")[0]["stamps"])
    assert stamp_ms(stamps["note"]) <= world.now_ms + AHEAD_LIMIT_MS
    assert office.store.head().clock.ms <= world.now_ms + AHEAD_LIMIT_MS
    assert office.store.rows("select note from room where id = 'r1'") == [{"note": "farther"}]


def _make_far_ahead(phone: Phone) -> None:
    assert phone.store.head().clock.ms > START_MS + YEARS_MS - DAY_MS


def test_capped_stamps_are_adopted_even_when_the_first_answer_was_lost(world: World, office: Phone) -> None:
    office.skew_ms = YEARS_MS
    world.write(office, [Edit("room", "r1", {"note": "future"})])
    _lose_the_answer_to_push(world, office)
    world.now_ms += 1000
    assert not isinstance(world.sync(office), SyncError)
    stamps = json.loads(office.store.rows("select stamps from room where id = 'r1'")[0]["stamps"])
    assert stamp_ms(stamps["note"]) <= world.now_ms


def test_capped_stamps_keep_the_order_in_which_a_phone_wrote(world: World, office: Phone) -> None:
    """Over several batches in one millisecond of the server, and after one that ran ahead within the limit."""
    stamps = []
    for number, ahead_ms in enumerate((AHEAD_LIMIT_MS - 1, YEARS_MS, YEARS_MS + 1, YEARS_MS + 2)):
        head = office.store.head()
        stamp = f"{world.now_ms + ahead_ms:012x}-0000-{office.store.device}"
        change = forge(office, id=f"i{number}", row="r1", fields={"note": f"{number}"}, stamp=stamp)
        slip_in(office, change)
        assert change.seq == head.seq + 1
        _, verdict, _, capped = push(world, office, encode(change))[0]
        assert verdict == "accepted"
        stamps.append(capped or stamp)
    assert stamps == sorted(set(stamps))


def test_an_edit_that_saw_anothers_value_beats_it_even_when_capped(world: World, office: Phone) -> None:
    """The other's clock ran ahead within the limit: being capped to now must not lose to what it had seen."""
    other = world.add_phone("office")
    world.sync(other)
    other.store.set_settings(clock_correction_ms=AHEAD_LIMIT_MS - 1000)
    world.write(other, [Edit("room", "r1", {"note": "seen"})])
    _lose_the_answer_to_push(world, other)
    world.sync(office)
    office.store.set_settings(clock_correction_ms=YEARS_MS)
    world.write(office, [Edit("room", "r1", {"note": "wins"})])
    world.sync(office)
    world.sync(other)
    for phone in (office, other):
        assert phone.store.rows("select note, losers from room where id = 'r1'") == [
            {"note": "wins", "losers": "{}"}
        ]


# -- revoked -----------------------------------------------------------------------------------------


def test_a_revoked_device_hands_in_its_backlog_for_the_office_to_judge(
    world: World, inspector: Phone
) -> None:
    """Nothing of it is taken, nothing of it is lost, and it may read nothing more."""
    world.write(inspector, [a_check(world), a_fault(world)])
    _revoke(world, inspector)
    count = server_count(world)
    assert world.sync(inspector).kind == "revoked"
    assert server_count(world) == count
    assert [row["reason"] for row in quarantine.waiting(world.server)] == ["revoked"] * 2
    for path in ("/v1/pull?stream=core&epoch=x", "/v1/snapshot?stream=core", f"/v1/photos/{'0' * 64}"):
        assert ask(world, "GET", path, phone=inspector)[1]["error"] == "revoked"
    for path, body in (("/v1/rows", {"rows": []}), ("/v1/check", {"streams": {}}), ("/v1/fork", {})):
        assert ask(world, "POST", path, phone=inspector, body=body)[1]["error"] == "revoked"


def test_a_revoked_device_learns_nothing_from_answers_to_its_push(world: World, office: Phone) -> None:
    """Not even the rows whose stamps were capped."""
    other = world.add_phone("office")
    world.sync(other)
    stamp = f"{world.now_ms + YEARS_MS:012x}-0000-{other.store.device}"
    change = forge(other, row="r1", fields={"note": "x"}, stamp=stamp)
    push(world, other, encode(change))
    _revoke(world, other)
    path = f"/v1/push?epoch={world.school.identity.epoch}"
    answer = ask(world, "POST", path, phone=other, body=encode(change).encode())[1]
    assert answer["rows"] == []


def test_revoking_a_device_ends_those_that_forked_from_it(world: World, inspector: Phone) -> None:
    """A stolen phone that has asked for a second identity keeps neither."""
    token = ask(world, "POST", "/v1/fork", phone=inspector, body={})[1]["token"]
    _revoke(world, inspector)
    headers = {"Authorization": f"Bearer {token}"}
    assert ask(world, "GET", "/v1/snapshot?stream=core", headers=headers)[1]["error"] == "revoked"


def _revoke(world: World, phone: Phone) -> None:
    with world.school.database.writer() as db:
        assert devices.revoke(db, phone.store.device or "", world.now_ms)
