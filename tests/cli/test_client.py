"""The whole daily patrol without a screen: two phones, a real server, sockets, kill -9."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from tests.cli.conftest import rows
from tests.running import Done, Server, run_command

Phone = Callable[..., Done]


def _codes(phone: Phone, use: str) -> list[str]:
    return [room["code"] for room in rows(phone("list", "rooms", "--json")) if room["use"] == use]


def test_a_check_made_offline_reaches_the_office_with_its_photo(
    server: Server, phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Server down: the check and its photo are recorded; server up: another phone has both."""
    walker, office = phone("walker"), phone("office", "office")
    assert walker("sync").status == 0
    code = _codes(walker, "普通教室")[0]
    picture = tmp_path / "broken lamp.jpg"
    Image.effect_noise((800, 600), 60).convert("RGB").save(picture)
    server.kill()
    made = walker("check", code, "--note", "灯不亮", "--photo", picture)
    assert made.status == 0, made.err
    assert len(rows(walker("outbox", "--json"))) >= 2
    offline = walker("sync")
    assert offline.status == 1
    assert "连不上" in offline.err
    server.start()
    assert walker("sync").status == 0
    assert rows(walker("outbox", "--json")) == []
    assert office("sync").status == 0
    checks = rows(office("list", "checks", "--json"))
    assert [check["note"] for check in checks] == ["灯不亮"]
    assert [photo["about_id"] for photo in rows(office("list", "photos", "--json"))] == [checks[0]["id"]]
    assert len(list((server.folder / "photos").glob("??/*.jpg"))) >= 1


def test_what_was_confirmed_survives_killing_the_server_while_phones_hand_in(
    server: Server, phone: Callable[..., Phone]
) -> None:
    """kill -9 of the server between two syncs: everything that was acknowledged is there afterwards."""
    walker, office = phone("walker"), phone("office", "office")
    walker("sync")
    for code in _codes(walker, "物理实验室")[:4]:
        assert walker("check", code).status == 0
    assert walker("sync").status == 0
    server.kill()
    server.start()
    assert office("sync").status == 0
    assert len(rows(office("list", "checks", "--json"))) == 4
    assert run_command("--data", server.folder, "check").status == 0


def test_a_failed_item_becomes_a_fault_at_its_place(
    server: Server, phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Answering one item as abnormal makes a fault with room, level and photo, in the same record."""
    walker = phone("walker")
    walker("sync")
    code = _codes(walker, "办公室")[0]
    room = json.loads(walker("scan", code).out)
    checklist = next(c for c in rows(walker("list", "checklists", "--json")) if room["use"] in c["uses"])
    item = next(i for i in checklist["items"] if i.get("kind", "yes_no_na") == "yes_no_na")
    picture = tmp_path / "broken.png"
    Image.effect_noise((640, 480), 60).save(picture)
    answer = json.dumps({item["key"]: {"value": "异常", "note": "坏了"}})
    made = walker("check", code, "--answers", answer, "--photo", picture)
    done: dict[str, Any] = json.loads(made.out or made.err)
    assert done["result"] == "failed"
    faults = rows(walker("list", "faults", "--json"))
    assert [(fault["id"], fault["room_id"]) for fault in faults] == [(done["faults"][0], room["id"])]
    assert faults[0]["level"] in ("minor", "major", "urgent")
    assert [photo["item"] for photo in rows(walker("list", "photos", "--json"))] == [item["key"]]


def test_bad_input_gets_one_line_and_leaves_nothing(server: Server, phone: Callable[..., Phone]) -> None:
    """A stranger's code, a mistyped code, a wrong answer, a photo that is none: one line each, no record."""
    walker = phone("walker")
    walker("sync")
    code = _codes(walker, "普通教室")[0]
    swapped = (
        code[1] + code[0] + code[2:] if code[0] != code[1] else ("0" if code[0] != "0" else "1") + code[1:]
    )
    attempts = [
        walker("check", "https://weixin.qq.com/r/abc"),
        walker("check", swapped),
        walker("check", code, "--answers", "{not json"),
        walker("check", code, "--answers", '{"nobody": "abnormal"}'),
        walker("check", code, "--photo", __file__),
    ]
    assert [attempt.status for attempt in attempts] == [1] * len(attempts)
    assert all(attempt.err.count("\n") == 1 for attempt in attempts)
    assert rows(walker("list", "checks", "--json")) == []
    assert rows(walker("outbox", "--json")) == []


def test_a_code_enrols_one_phone_once(server: Server, tmp_path: Path) -> None:
    """The second phone with the same code is told that it was used."""
    url = server.invitation("inspector")
    first = run_command("client", "--store", tmp_path / "one", "enroll", url)
    second = run_command("client", "--store", tmp_path / "two", "enroll", url)
    assert (first.status, second.status) == (0, 1)
    assert "用过" in second.err
