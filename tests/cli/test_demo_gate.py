"""The demo school has a living gate, whose people are invented."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assets_qr.code import NotOurs, parse
from inspect_app.cli.serve import greet
from sync.server.console import wall_ms
from sync.server.school import School
from tests.running import run_command


def rows(folder: Path, kind: str, target: Path) -> list[dict[str, Any]]:
    done = run_command("--data", folder, "export", kind, "--out", target / f"{kind}.jsonl")
    assert done.status == 0, done.err
    return [json.loads(line) for line in (target / f"{kind}.jsonl").read_text().splitlines()]


def test_the_demo_school_has_visitors_in_and_gone_and_expected(demo_school: Path, tmp_path: Path) -> None:
    """Four are in, one of them over the time of their kind; each saw somebody who works there."""
    visits = rows(demo_school, "visits", tmp_path)
    people = {each["id"] for each in rows(demo_school, "people", tmp_path)}
    assert sum(each["out_ms"] is None for each in visits) == 4
    assert all(each["host_id"] in people for each in visits)
    assert all(each["out_ms"] is None or each["out_ms"] > each["in_ms"] for each in visits)
    assert len(rows(demo_school, "expecteds", tmp_path)) == 3


def test_passes_that_visitors_hold_are_out_and_every_label_can_be_scanned(
    demo_school: Path, tmp_path: Path
) -> None:
    """Two passes are out; each pass, key, card and expected visitor has a code of its own."""
    items = rows(demo_school, "gate_items", tmp_path)
    held = {each["pass_no"] for each in rows(demo_school, "visits", tmp_path) if each["pass_no"]}
    assert {each["number"] for each in items if each["state"] == "out"} == held
    coded = [*items, *rows(demo_school, "pickups", tmp_path), *rows(demo_school, "expecteds", tmp_path)]
    assert not [each["code"] for each in coded if isinstance(parse(each["code"]), NotOurs)]
    assert len({each["code"] for each in coded}) == len(coded)


def test_labels_of_passes_and_keys_are_printed(demo_school: Path, tmp_path: Path) -> None:
    """As a sheet like any other label's."""
    done = run_command(
        "--data", demo_school, "labels", "--kind", "gate_items", "--out", tmp_path / "labels.pdf"
    )
    assert done.status == 0, done.err
    assert "23 张标签" in done.out


def test_who_serves_reads_an_invitation_for_a_guard_too(
    demo_school: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copytree(demo_school, tmp_path / "greeting")
    greet(School(tmp_path / "greeting", wall_ms), "https://inspect.school.cn")
    said = capsys.readouterr().out
    assert all(f"{who}入校" in said for who in ("总务处", "巡查员", "门卫"))
