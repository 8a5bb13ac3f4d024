"""The office's calls against the real server in this process."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from inspect_app.actions.office import calls
from inspect_app.actions.office.conflicts import NoConflict, take_back
from storage.store import Edit
from sync.errors import SyncError
from tests.screens.wide.office import Office, new_office


def transport(office: Office) -> calls.Transport:
    return calls.transport_of(office.computer.store, office.computer.fake.device)


def test_a_phone_that_has_sent_everything_is_not_shown_as_holding_work(tmp_path: Path) -> None:
    """The count falls with what is handed in, not only with the next greeting."""
    office = new_office(tmp_path)
    phone = office.phone("a")
    phone.check("r2")
    office.sync(phone)
    found = {each.id: each for each in asyncio.run(calls.devices(transport(office)))}
    assert found[phone.store.device or ""].unsent == 0


def test_a_code_says_until_when_it_is_good(tmp_path: Path) -> None:
    """By the server's clock, in the address that phones reach."""
    office = new_office(tmp_path)
    code = asyncio.run(calls.invite(transport(office), "guard", None, "https://x.school.cn/", 10))
    assert code.url == f"https://x.school.cn/join#{code.code}"
    assert code.expires_ms == office.computer.fake.clock.now_ms() + 10 * 60_000


def test_an_unknown_device_cannot_be_blocked(tmp_path: Path) -> None:
    """The server's refusal comes as an error with its code."""
    office = new_office(tmp_path)
    with pytest.raises(SyncError) as caught:
        asyncio.run(calls.revoke(transport(office), "no/such device"))
    assert caught.value.kind == "refused"


def test_the_history_of_a_row_names_everybody_who_changed_it(tmp_path: Path) -> None:
    """In the order of the stamps, each change as it was sent."""
    office = new_office(tmp_path)
    phone = office.phone("a", person="p2")
    phone.store.write(phone.author(), [Edit("asset", "a1", {"note": "已查"})])
    office.sync(phone)
    told = asyncio.run(calls.history(transport(office), "asset", "a1"))
    assert len(told) == 2
    assert '"note":"已查"' in told[-1].line
    assert [each.stamp for each in told] == sorted(each.stamp for each in told)


def test_without_a_disagreement_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    """Two taps on the same button write one change."""
    phone = new_office(tmp_path).computer
    before = phone.store.rows("select count(*) as n from change")
    with pytest.raises(NoConflict):
        take_back(phone.store, phone.author(), "asset", "a1", "note")
    assert phone.store.rows("select count(*) as n from change") == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "..", "a/b\\c.CSV", "\0.csv", "很长的名字" * 60 + ".csv", "无后缀", ""]
)
def test_no_name_of_a_paper_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Whatever a browser calls the file: it is read, or refused in a sentence; nothing is written elsewhere."""
    office = new_office(tmp_path, filled=False)
    content = "校区,楼栋,楼层,房号,用途\n本部,图书楼,1,101,阅览室\n".encode()
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    answer = asyncio.run(calls.import_paper(transport(office), "rooms", name, content, dry_run=True))
    assert answer.problem or (answer.report and len(answer.report["creates"]) == 2)
    new = {path.parent.name for path in tmp_path.rglob("*") if path.is_file()} - {
        p.parent.name for p in before
    }
    assert new <= {"console"}
