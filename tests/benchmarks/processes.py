"""Programs beside the benchmark: started, waited for, ended by their own handle."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.folders import ROOT

START_SECONDS = 60
STOP_SECONDS = 20


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server_process(folder: Path, *, now_ms: int | None = None, web: Path | None = None) -> Iterator[str]:
    """The school in `folder` behind uvicorn, as `inspect-app serve` runs it, with the app in `web`. Its address."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", "tests.benchmarks.serving:app"]
    command += ["--port", str(port), "--log-level", "warning", "--no-server-header"]
    told = {"INSPECT_BENCHMARK_DATA": str(folder)}
    if now_ms is not None:
        told["INSPECT_BENCHMARK_NOW_MS"] = str(now_ms)
    if web is not None:
        told["INSPECT_BENCHMARK_WEB"] = str(web)
    with running(command, told) as process:
        _wait_for_port(process, port)
        yield f"http://localhost:{port}"


@contextmanager
def running(command: Sequence[str], told: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that is asked to end when the block does. Its standard input and output are ours."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(told or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait_for_port(process: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server did not start (exit code {process.poll()})")
        time.sleep(0.02)
