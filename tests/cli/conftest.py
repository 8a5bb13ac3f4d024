"""A school on disk, made by the commands themselves, and phones without a screen that speak to a real server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

SAMPLES = Path("inspect_app/sample_school")


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


def run_command(*arguments: str | Path) -> Done:
    """Run `inspect-app` as a person would, in a process of its own."""
    command = [sys.executable, "-m", "inspect_app", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def demo_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo school, made once; tests that change it copy it first."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    done = run_command("--data", folder, "init", "--name", "示范学校", "--demo")
    assert done.status == 0, done.err
    return folder


class Server:
    """A running `inspect-app serve` and what it printed."""

    def __init__(self, folder: Path, web: Path) -> None:
        self.folder, self.web = folder, web
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        serve = ["serve", "--host", "127.0.0.1", "--port", str(self.port), "--web", str(self.web)]
        command = [sys.executable, "-m", "inspect_app", "--data", str(self.folder), *serve]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                if httpx.get(f"{self.address}/openapi.json", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """kill -9: no farewell."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def invitation(self, role: str, *more: str) -> str:
        """A one-time URL for a role."""
        done = run_command("--data", self.folder, "enroll", "--role", role, "--address", self.address, *more)
        assert done.status == 0, done.err
        return next(line for line in done.out.split("\n") if "/join#" in line)


@pytest.fixture
def server(demo_school: Path, tmp_path: Path) -> Iterator[Server]:
    """A real server on a copy of the demo school."""
    import shutil

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
