"""A school on disk, made by the commands themselves, and phones without a screen that speak to a real server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running import Done, Server, run_command

SAMPLES = Path("inspect_app/sample_school")


@pytest.fixture(scope="session")
def demo_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo school, made once; tests that change it copy it first."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    done = run_command("--data", folder, "init", "--name", "示范学校", "--demo")
    assert done.status == 0, done.err
    return folder


@pytest.fixture
def server(demo_school: Path, tmp_path: Path) -> Iterator[Server]:
    """A real server on a copy of the demo school."""
    folder, web = tmp_path / "data", tmp_path / "web"
    shutil.copytree(demo_school, folder)
    web.mkdir()
    (web / "index.html").write_text("<!DOCTYPE html><title>校园巡检</title>")
    running = Server(folder, web)
    yield running
    running.kill()


@pytest.fixture
def phone(server: Server, tmp_path: Path) -> Callable[..., Any]:
    """Make a phone without a screen: `phone('a', 'inspector')` gives a function that runs its verbs."""

    def make(name: str, role: str = "inspector") -> Callable[..., Done]:
        def verb(*arguments: str | Path) -> Done:
            return run_command("client", "--store", tmp_path / name, *arguments)

        joined = verb("enroll", server.invitation(role))
        assert joined.status == 0, joined.err
        return verb

    return make


def rows(done: Done) -> list[dict[str, Any]]:
    """The JSON array that a listing printed."""
    assert done.status == 0, done.err
    parsed = json.loads(done.out)
    assert isinstance(parsed, list)
    return parsed
