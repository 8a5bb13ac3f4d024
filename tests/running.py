"""The commands in processes of their own, and a server that runs and can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import httpx


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


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running `inspect-app serve` and what it printed."""

    def __init__(self, folder: Path, web: Path, host: str = "127.0.0.1", port: int | None = None) -> None:
        self.folder, self.web = folder, web
        self.port = port or free_port()
        self.address = f"http://{host}:{self.port}"
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
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def invitation(self, role: str, *more: str) -> str:
        """A one-time URL for a role."""
        done = run_command("--data", self.folder, "enroll", "--role", role, "--address", self.address, *more)
        assert done.status == 0, done.err
        return next(line for line in done.out.split("\n") if "/join#" in line)
