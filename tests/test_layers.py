"""Imports point down only: main, inspect_app, sync, storage; labels stand alone; Flet is at the top."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {"main", "inspect_app", "sync", "storage", "assets_qr"}
MAY_IMPORT = {
    "storage": {"storage"},
    "assets_qr": {"assets_qr"},
    "sync": {"sync", "storage"},
    "inspect_app": {"inspect_app", "sync", "storage", "assets_qr"},
    "main": {"inspect_app", "sync", "storage", "assets_qr"},
}
FLET_IS_ALLOWED_IN = {"inspect_app", "main"}
SERVER_ONLY = {"fastapi", "starlette", "uvicorn", "pydantic", "orjson"}


def modules() -> list[Path]:
    files = [path for name in sorted(OURS - {"main"}) for path in sorted((ROOT / name).rglob("*.py"))]
    return [*files, ROOT / "main.py"] if (ROOT / "main.py").exists() else files


def imported(path: Path) -> set[str]:
    """Full names of everything a file imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where they point"
            names.add(node.module or "")
    return names


def place(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    ours = {name.partition(".")[0] for name in imported(path)} & OURS
    assert ours <= MAY_IMPORT[place(path)], f"{place(path)} may not import {ours - MAY_IMPORT[place(path)]}"


def test_flet_is_imported_only_where_people_see_something() -> None:
    users = {place(path) for path in modules() if any(name.startswith("flet") for name in imported(path))}
    assert users <= FLET_IS_ALLOWED_IN


def test_what_runs_on_a_phone_imports_nothing_of_a_server() -> None:
    """Beside sync/server: the phone has no FastAPI, and no orjson. Only storage/json_text.py asks for orjson;
    tests/storage/test_json_text.py holds it to doing without."""
    for path in modules():
        is_phone = place(path) in ("storage", "assets_qr") or (
            place(path) == "sync" and "server" not in path.relative_to(ROOT).parts
        )
        if is_phone:
            names = imported(path)
            allowed = {"orjson"} if path == ROOT / "storage" / "json_text.py" else set()
            assert not {name.partition(".")[0] for name in names} & SERVER_ONLY - allowed, path
            assert not any(name.startswith("sync.server") for name in names), path


def test_papers_are_printed_on_the_server_or_the_command_line_alone() -> None:
    """The phone has neither fpdf2 nor the whole font: no screen, view or action imports what needs them."""
    for path in modules():
        parts = path.relative_to(ROOT).parts
        if parts[0] == "inspect_app" and parts[1] not in ("printing", "cli", "packer", "office_routes.py"):
            printing = {name for name in imported(path) if name.startswith(("fpdf", "inspect_app.printing"))}
            assert not printing, f"{path}: {printing}"


def test_only_the_transport_of_the_client_knows_how_http_is_spoken() -> None:
    """The wire is handed in; httpx is one of them."""
    users = {path.name for path in modules() if place(path) == "sync" and "httpx" in imported(path)}
    assert users == {"http_wire.py"}


def test_tests_and_tools_are_imported_by_nobody() -> None:
    for path in modules():
        assert not {name.partition(".")[0] for name in imported(path)} & {"tests", "tools"}, path
