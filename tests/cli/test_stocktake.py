"""A count without a screen: phones over real HTTP, the office at the command line, paper at the end."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from assets_qr.code import new_code
from tests.cli.conftest import rows
from tests.running import Done, Server, run_command

Phone = Callable[..., Done]
NAME = "期末盘点"


def told(done: Done) -> dict[str, Any]:
    assert done.status == 0, done.err
    parsed = json.loads(done.out)
    assert isinstance(parsed, dict)
    return parsed


def office(server: Server, *arguments: str | Path) -> str:
    done = run_command("--data", server.folder, "stocktake", *arguments)
    assert done.status == 0, done.err
    return done.out


def labelled(phone: Phone) -> list[dict[str, Any]]:
    """Cards with a number of their own, which a person can type."""
    return [each for each in rows(phone("list", "assets", "--json")) if each["number"] and each["room_id"]]


def test_two_phones_count_offline_and_the_office_closes_and_prints(
    server: Server, phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Both counted the same thing while the server was down: it is there once. What was not counted is unseen."""
    opened = office(server, "open", NAME, "--sort", "end", "--term", "2026-2027-1")
    assert "应盘" in opened
    first, second = phone("first"), phone("second")
    assert first("sync").status == 0
    assert second("sync").status == 0
    cards = labelled(first)
    rooms = {room["id"]: room["code"] for room in rows(first("list", "rooms", "--json"))}
    server.kill()
    for each, part in ((first, cards[:3]), (second, cards[2:4])):
        for card in part:
            room = rooms[card["room_id"]]
            assert told(each("count", card["number"], "--stocktake", NAME, "--room", room))["kind"] == "found"
    assert told(second("count", cards[3]["number"], "--stocktake", NAME))["kind"] == "already"
    sought = told(second("count", cards[4]["number"], "--stocktake", NAME, "--not-found", "借出未还"))
    assert sought["kind"] == "not_found"
    server.start()
    assert first("sync").status == 0
    assert second("sync").status == 0
    (state,) = json.loads(office(server, "list", "--json"))
    assert (state["found"], state["not_found"], state["records"]) == (4, 1, 6)
    office(server, "close", NAME)
    pdf, book = tmp_path / "盘点.pdf", tmp_path / "盘点.xlsx"
    office(server, "report", NAME, "--out", pdf)
    office(server, "report", NAME, "--out", book)
    assert pdf.read_bytes().startswith(b"%PDF")
    findings = [row[:2] for row in load_workbook(book).active.iter_rows(min_row=2, values_only=True)]
    assert ("盘亏", cards[4]["number"]) in findings
    seen = {card["number"] for card in cards[:4]}
    assert not seen & {number for kind, number in findings if kind in ("盘亏", "尚未盘到")}


def test_accepting_at_the_command_line_can_be_undone(server: Server, phone: Callable[..., Phone]) -> None:
    office(server, "open", NAME)
    walker = phone("walker")
    walker("sync")
    card, other = [each for each in labelled(walker) if (each["quantity"] or 1) == 1][:2]
    rooms = rows(walker("list", "rooms", "--json"))
    elsewhere = next(room for room in rooms if room["id"] != card["room_id"] and room["code"])
    counted = told(walker("count", card["number"], "--stocktake", NAME, "--room", elsewhere["code"]))
    assert counted["kind"] == "elsewhere"
    assert (
        told(walker("count", other["number"], "--stocktake", NAME, "--damaged", "屏幕裂"))["kind"]
        == "damaged"
    )
    walker("sync")
    office(server, "close", NAME)
    assert "写回台账 2 张" in office(server, "accept", NAME)
    walker("sync")
    held = {each["id"]: each for each in rows(walker("list", "assets", "--json"))}
    assert held[card["id"]]["room_id"] == elsewhere["id"]
    assert held[other["id"]]["state"] == "repair"
    assert "撤回 2 张" in office(server, "undo", NAME)
    walker("sync")
    held = {each["id"]: each for each in rows(walker("list", "assets", "--json"))}
    assert (held[card["id"]]["room_id"], held[other["id"]]["state"]) == (card["room_id"], other["state"])


def test_bad_input_to_a_count_gets_one_line(
    server: Server, phone: Callable[..., Phone], tmp_path: Path
) -> None:
    office(server, "open", NAME)
    walker = phone("walker")
    walker("sync")
    card = labelled(walker)[0]["number"]
    attempts = [
        walker("count", card, "--stocktake", "别的盘点"),
        walker("count", "https://weixin.qq.com/r/x", "--stocktake", NAME),
        walker("count", card, "--stocktake", NAME, "--quantity", "-3"),
        walker("count", card, "--stocktake", NAME, "--not-found", " "),
        walker("count", card, "--stocktake", NAME, "--damaged", "坏", "--photo", __file__),
        run_command("--data", server.folder, "stocktake", "report", NAME, "--out", tmp_path / "x.doc"),
        run_command("--data", server.folder, "stocktake", "accept", NAME),
        run_command("--data", server.folder, "stocktake", "open", "x", "--building", "没有的楼"),
    ]
    assert [attempt.status for attempt in attempts] == [1] * len(attempts)
    assert all(attempt.err.count("\n") == 1 for attempt in attempts), [a.err for a in attempts]
    assert rows(walker("list", "counts", "--json")) == []


def test_closing_at_the_command_line_names_phones_that_may_hold_counts(
    server: Server, phone: Callable[..., Phone]
) -> None:
    """It told the server of two records and was cut off; a phone that has sent all is not named."""
    office(server, "open", NAME)
    phone("walker")("sync")
    assert "可能还有未上传记录的手机" not in office(server, "close", NAME)
    office(server, "reopen", NAME)
    with sqlite3.connect(server.folder / "server.db") as db:
        db.execute("update device set unsent = 2 where role = 'inspector'")
    assert "可能还有未上传记录的手机" in office(server, "close", NAME)
    lines = json.loads(office(server, "list", "--json"))
    assert lines[0]["not_found"] == 0


def test_a_surplus_gets_its_name_at_the_command_line(server: Server, phone: Callable[..., Phone]) -> None:
    """A name that cannot be understood changes nothing."""
    office(server, "open", NAME)
    walker = phone("walker")
    walker("sync")
    code = new_code(random.Random(9).randbytes)  # noqa: S311 - the same label again
    assert told(walker("count", code.shown, "--stocktake", NAME))["kind"] == "nobody"
    walker("sync")
    office(server, "close", NAME)
    done = run_command("--data", server.folder, "stocktake", "accept", NAME, "--name", "投影幕布")
    assert (done.status, "--name" in done.err) == (1, True)
    assert "新建 1 张" in office(server, "accept", NAME, "--name", f"{code.shown}=投影幕布")
    walker("sync")
    made = [each for each in rows(walker("list", "assets", "--json")) if each["code"] == code.text]
    assert [each["name"] for each in made] == ["投影幕布"]
