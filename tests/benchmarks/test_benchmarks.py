"""The benchmarks at a tiny size: they run, they say what they promise, and what does not depend on time holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.benchmarks.__main__ import NAMES, main
from tests.benchmarks.pouch import PeerMissing, installed
from tests.e2e.browser import browser_program

PROMISED = {"name", "ours", "theirs", "unit", "ratio", "target", "met", "details"}
SIZE = "50"


def said(capsys: pytest.CaptureFixture[str], name: str, size: str = SIZE) -> dict[str, Any]:
    """What a benchmark prints with --json: exactly one line."""
    assert main([name, "--json", "--n", size, "--repeats", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    answer: dict[str, Any] = json.loads(lines[0])
    assert answer.keys() >= PROMISED
    assert answer["name"] == name
    assert answer["ratio"] == pytest.approx(answer["ours"] / answer["theirs"], rel=0.05)
    return answer


@pytest.fixture
def peer() -> None:
    """Skips where PouchDB cannot be had."""
    try:
        installed()
    except PeerMissing as missing:
        pytest.skip(str(missing))


def test_without_a_name_all_benchmarks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m tests.benchmarks` says in a line each what can be measured."""
    assert main([]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(NAMES)


@pytest.mark.usefixtures("peer")
def test_push_is_measured_beside_pouchdb(capsys: pytest.CaptureFixture[str]) -> None:
    """Every change is acknowledged on both sides, with every batch size of theirs."""
    details = said(capsys, "sync_push")["details"]
    assert details["n"] == int(SIZE)
    assert set(details["theirs_by_batch"]) == {"100", "500", "1000"}


@pytest.mark.usefixtures("peer")
def test_pull_is_measured_beside_pouchdb(capsys: pytest.CaptureFixture[str]) -> None:
    """Every change arrives on both sides: the benchmark itself fails otherwise."""
    assert said(capsys, "sync_pull")["unit"] == "changes/s"


def test_a_first_sync_fetches_the_school_and_not_its_age(capsys: pytest.CaptureFixture[str]) -> None:
    """Late and early, a new phone gets all rooms and assets."""
    details = said(capsys, "first_sync")["details"]
    late, early = details["after_50"], details["after_25"]
    assert late["rooms_and_assets"] == early["rooms_and_assets"] == details["rooms"] + details["assets"]
    assert late["checks_held"] <= 50
    assert details["bytes_ratio"] < 1.2


def test_a_check_is_recorded_beside_a_bare_insert(capsys: pytest.CaptureFixture[str]) -> None:
    """The phone's SQLite settings are used, and what was measured is stored: the try before and the one counted."""
    details = said(capsys, "store")["details"]
    assert details["journal"] == "truncate"
    assert details["checks_stored_at_the_end"] == int(SIZE) + 2


def test_labels_are_measured_beside_their_bare_symbols(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole sheet costs more than its symbols alone, and there is a file."""
    answer = said(capsys, "labels")
    assert answer["ratio"] > 1
    assert answer["details"]["file_bytes"] > 10_000


@pytest.fixture
def chromium() -> None:
    """Skips where there is no browser."""
    if browser_program() is None:
        pytest.skip("no Chromium on this machine: run tools/install_browser.py as root")


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
def test_a_cold_start_is_measured_with_no_network(capsys: pytest.CaptureFixture[str]) -> None:
    """The packed app comes up offline, the stock app beside it."""
    answer = said(capsys, "cold_start", "1")
    assert answer["ours"] > 0
    assert answer["theirs"] > 0


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
def test_a_scan_is_measured_from_the_camera_to_the_checklist(capsys: pytest.CaptureFixture[str]) -> None:
    """The sheet comes after the frame, the checklist after the tap; the code is read from the video itself."""
    details = said(capsys, "scan", "1")["details"]
    assert details["read_from"] == ["video"]
    for scan in (details["first_scan"], details["next_scan"]):
        assert min(scan["steps_to_sheet"].values()) >= 0
        assert scan["frame_to_sheet"]["least"] > 0
        assert scan["tap_to_checklist"]["least"] > 0


def test_a_search_is_measured_in_the_phones_own_sqlite_too(capsys: pytest.CaptureFixture[str]) -> None:
    """The packed app's Pyodide finds the same rows; without Node it says that it was not measured."""
    phone = said(capsys, "search")["details"]["phone"]
    assert "not_measured" in phone or phone["slowest_ms"] > 0


def test_every_tap_in_the_ledger_is_measured_at_the_desk_and_on_the_phone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Opening, filtering and paging each cost something, and the bare page less."""
    answer = said(capsys, "ledger", "200")
    taps = {name for name in answer["details"] if name.startswith(("desk: ", "phone: "))}
    assert {"desk: open", "desk: next 50", "phone: filter by year"} <= taps
    assert answer["ratio"] > 1


def test_erasing_leaves_no_name_in_any_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the visits are erased, and none of their names can be read afterwards."""
    details = said(capsys, "erasing", "200")["details"]
    assert (details["erased"], details["names_left_after_purge"]) == (100, 0)


def test_a_morning_at_the_gate_is_measured_from_the_list_to_the_sign_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every visitor is on disk at the end beside the past ones, and each answer costs something."""
    details = said(capsys, "gate", "10")["details"]
    assert details["visits_held_at_the_end"] == details["past_visits"] + 10
    answers = ("list drawn", "two letters typed", "four digits typed", "form filled in", "saved", "sign out")
    assert all(details[name]["least"] > 0 for name in answers)
