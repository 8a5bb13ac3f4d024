"""The office opens a sealed number: with a reason, on record before the answer, and nobody else at all."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from inspect_app.actions.office.openings import NoReason, open_number
from inspect_app.devices.native.sealing import HpkeSealer
from inspect_app.gate.identity_number import masked
from inspect_app.gate.sealing import NUMBER_FIELD, school_key, seal_info
from inspect_app.gate_keys.folder import KeyFolder
from inspect_app.gate_keys.opening import MOST_IN_WINDOW
from inspect_app.gate_keys.publishing import keep_key
from storage.queries import openings, places
from storage.store import Edit
from sync.errors import SyncError
from sync.server.console import Console
from sync.server.rights import ROLES
from tests.gate_keys.school import IN_MS, NUMBER
from tests.screens.school import Phone
from tests.screens.wide.office import Office, new_office

REASON = "派出所查询"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A school with its key, and a visit that a guard's phone signed in and sealed."""
    made = new_office(tmp_path)
    with Console(tmp_path / "data") as console:
        console.sync()
        assert keep_key(console, tmp_path / "data") is not None
    guard = made.phone("guard", "guard")
    sign_in(guard, "v1")
    made.sync(guard)
    made.sync()
    return made


def sign_in(phone: Phone, visit_id: str, *, sealed_for: str | None = None) -> None:
    settings = json.loads(places.school_settings(phone.store.db) or "{}")
    key, school = school_key(settings), places.school_id(phone.store.db)
    assert key is not None
    assert school is not None
    info = seal_info(school, sealed_for or visit_id, NUMBER_FIELD)
    sealed = asyncio.run(HpkeSealer().seal(key.public, info, NUMBER))
    fields = {
        "name": "刘芳",
        "sort": "parent",
        "in_ms": IN_MS,
        "campus_id": "c1",
        "id_masked": masked(NUMBER),
    }
    phone.write(Edit("visit", visit_id, {**fields, "id_sealed": sealed}))


def ask(phone: Phone, visit_id: str = "v1", reason: str = REASON) -> Any:
    return asyncio.run(open_number(phone.store, phone.fake.device, visit_id, reason))


def asked_plainly(office: Office, phone: Phone, message: dict[str, Any]) -> httpx.Response:
    """The bare answer, headers and all."""

    async def post() -> httpx.Response:
        transport = httpx.ASGITransport(office.app)
        head = {"Authorization": f"Bearer {phone.store.setting('token')}", "X-Inspect-Protocol": "1"}
        async with httpx.AsyncClient(transport=transport, base_url="http://school") as client:
            return await client.post("/v1/office/visit/v1/number", json=message, headers=head)

    return asyncio.run(post())


def test_the_office_sees_the_number_and_everybody_sees_that_it_did(office: Office) -> None:
    """Who, when and why stand on the visit, on every copy of the gate's stream; the number stands nowhere."""
    assert ask(office.computer).number == NUMBER
    office.sync()
    opening = openings.openings_of(office.computer.store.db, "v1")[0]
    assert (opening.reason, opening.field) == (REASON, NUMBER_FIELD)
    files = [each for each in office.folder.rglob("*") if each.is_file()]
    assert not [each for each in files if NUMBER.encode() in each.read_bytes()]


def test_an_opening_is_in_the_servers_audit_without_what_was_opened(office: Office) -> None:
    ask(office.computer)
    entries = office.school.database.reader().execute("select who, detail from audit where what = 'opened'")
    ((who, detail),) = entries.fetchall()
    assert who == office.computer.store.device
    assert json.loads(detail) == {"visit": "v1", "field": NUMBER_FIELD}


def test_the_answer_is_kept_by_nobody_on_its_way(office: Office) -> None:
    answer = asked_plainly(office, office.computer, {"reason": REASON})
    assert answer.status_code == 200
    assert answer.json()["number"] == NUMBER
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"office"}))
def test_no_other_role_opens_anything(office: Office, role: str) -> None:
    """Not the guard whose phone sealed it either; and nothing is recorded."""
    phone = office.phone(f"other-{role}", role)
    with pytest.raises(SyncError) as refused:
        ask(phone)
    assert refused.value.detail == "not_allowed"
    office.sync()
    assert openings.openings_of(office.computer.store.db, "v1") == []


@pytest.mark.parametrize("reason", ["", " ", "x", " x "])
def test_nothing_is_opened_without_a_reason(office: Office, reason: str) -> None:
    """The app does not ask, and the server does not answer who asks all the same."""
    with pytest.raises(NoReason):
        ask(office.computer, reason=reason)
    assert asked_plainly(office, office.computer, {"reason": reason}).status_code == 400


def test_a_seal_copied_to_another_visit_stays_shut(office: Office) -> None:
    """And an opening that did not happen is not on record."""
    guard = office.phone("second", "guard")
    sign_in(guard, "v2", sealed_for="v1")
    office.sync(guard)
    assert ask(office.computer, "v2").why == "bound"
    office.sync()
    assert openings.openings_of(office.computer.store.db, "v2") == []


def test_a_lost_key_is_named_as_the_reason(office: Office) -> None:
    keys = KeyFolder(office.folder / "data")
    keys.drop(keys.ids()[0])
    assert ask(office.computer).why == "key"


def test_a_visit_without_a_seal_says_so(office: Office) -> None:
    office.computer.write(
        Edit("visit", "v3", {"name": "王强", "sort": "parent", "in_ms": 1, "campus_id": "c1"})
    )
    office.sync()
    assert ask(office.computer, "v3").why == "nothing"
    with pytest.raises(SyncError):
        ask(office.computer, "v4")


def test_nobody_reads_out_the_whole_book_in_a_row(office: Office) -> None:
    """After so many in ten minutes the server lets them wait, whoever asks."""
    with Console(office.folder / "data") as console:
        now_ms = console.school.now_ms()
        fields = {"visit_id": "v1", "field": NUMBER_FIELD, "reason": REASON, "at_ms": now_ms}
        console.write([Edit("opening", f"o{number}", fields) for number in range(MOST_IN_WINDOW)])
    with pytest.raises(SyncError) as refused:
        ask(office.computer)
    assert refused.value.kind == "busy"


def test_an_opened_number_shows_itself_in_no_text(office: Office) -> None:
    assert NUMBER not in repr(ask(office.computer))
