"""docs/sync.md names everything that stands on the wire, so that a stranger could write another client."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspect_app.gate.settings import gate_settings
from storage.change import Change
from storage.gate_kinds import GATE_KINDS
from sync.errors import TROUBLES
from sync.protocol import REFUSALS
from sync.server.answers import STATUS
from sync.server.app import make_app
from tests.world import World

TEXT = (Path(__file__).parent.parent / "docs" / "sync.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """One chapter, from its heading to the next."""
    return re.split(r"^## ", TEXT.partition(f"\n## {title}")[2], flags=re.MULTILINE)[0]


def first_cells(text: str) -> set[str]:
    """The words in backquotes of each table's first column."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_reason_of_a_refusal_is_explained_and_no_other() -> None:
    assert first_cells(section("7. Hello and push")) == REFUSALS


def test_every_error_is_listed_with_its_status() -> None:
    table = section("14. Errors").partition("What a client makes")[0]
    listed = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", table, flags=re.MULTILINE))
    assert listed == {code: str(status) for code, status in STATUS.items()}


def test_every_trouble_of_a_run_is_listed_and_no_other() -> None:
    assert first_cells(section("14. Errors").partition("What a client makes")[2]) == TROUBLES


def test_every_key_of_a_change_is_described() -> None:
    assert first_cells(section("4. A change")) == set(Change._fields)


def test_every_route_is_described(tmp_path: Path) -> None:
    """With its method, as the server itself lists them."""
    world = World(tmp_path, seed=0)
    for path, methods in make_app(world.school).openapi()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in TEXT, f"{method} {path}"
    world.close()


@pytest.mark.parametrize(
    ("module", "name", "written"),
    [
        ("sync.protocol", "PUSH_CHANGES_LIMIT", "2,000 changes"),
        ("sync.protocol", "ROWS_LIMIT", "at most 500"),
        ("sync.protocol", "KEEP_ACKNOWLEDGED_DAYS", "for 30 days"),
        ("storage.change", "LINE_BYTES_LIMIT", "65,536 bytes"),
        ("storage.clock", "AHEAD_LIMIT_MS", "5 minutes ahead"),
        ("sync.server.intake", "DEPTH_LIMIT", "at most 32 deep"),
        ("sync.server.enrolment", "MINUTES", "for 30 minutes"),
        ("sync.server.enrolment", "CODE_LENGTH", "12 characters"),
        ("sync.server.attempts", "WRONG_CODES", "20 wrong codes"),
        ("sync.server.snapshot", "PHONE_WINDOW_DAYS", "last 2 days"),
    ],
)
def test_limits_are_written_as_they_are(module: str, name: str, written: str) -> None:
    value = getattr(__import__(module, fromlist=[name]), name)
    number = int(re.sub(r"\D", "", written))
    assert value in (number, number * 60_000)
    assert written in TEXT


GATE = (Path(__file__).parent.parent / "docs" / "gate.md").read_text(encoding="utf-8")


def gate_section(title: str) -> str:
    """One chapter of docs/gate.md."""
    return re.split(r"^## ", GATE.partition(f"\n## {title}")[2], flags=re.MULTILINE)[0]


def test_every_kind_of_the_gate_is_explained_and_no_other() -> None:
    assert first_cells(gate_section("What is kept")) == {kind.name for kind in GATE_KINDS}


def test_the_shipped_days_of_keeping_are_written_as_they_are() -> None:
    """A school decides by this table what it leaves as it is."""
    listed = re.findall(r"^\| `(\w+)` \| (\d+) \|", gate_section("How long"), flags=re.MULTILINE)
    assert {name: int(days) for name, days in listed} == gate_settings({}).retention_days


def test_every_picture_of_the_documents_is_there() -> None:
    """And none lies about that nobody shows."""
    root = Path(__file__).parent.parent
    shown = set()
    for page in (root / "README.md", root / "README.zh-CN.md", *(root / "docs").glob("*.md")):
        for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            shown.add((page.parent / link).resolve())
    assert shown == set((root / "docs" / "pictures").resolve().glob("*.png"))
