"""kill -9 in the middle of writing: what was confirmed is there, and nothing is half there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.change import GENESIS, digest_of
from tests.storage.device import store_at

WRITER = """
import sys
from tests.storage.device import CAMPUS, LI, ROOM, check_of, store_at
from storage.store import Edit
store = store_at(sys.argv[1])
start = store.head().seq
if not start:
    store.write(LI, [CAMPUS, ROOM])
for number in range(100_000):
    name = f"k{start}-{number}"
    store.write(LI, [check_of("r1", name), Edit("room", "r1", {"note": name})])
    print(name, flush=True)
"""


@pytest.mark.parametrize("journal", ["wal", "truncate"])
def test_what_was_confirmed_before_a_kill_is_there_after_it(tmp_path: Path, journal: str) -> None:
    """Three lives of one phone, each ended by kill -9 at another moment; the chain of lines never breaks."""
    path, confirmed = tmp_path / "phone.db", []
    program = WRITER.replace("store_at(sys.argv[1])", f"store_at(sys.argv[1], journal={journal!r})")
    for life in range(3):
        process = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        confirmed.append(process.stdout.readline().strip())
        time.sleep(0.05 * (life + 1))
        process.send_signal(signal.SIGKILL)
        confirmed += process.stdout.read().split("\n")[:-1]
        process.wait()
        _verify(path, [name for name in confirmed if name])


def _verify(path: Path, confirmed: list[str]) -> None:
    store = store_at(path)
    checks = [row["id"] for row in store.rows('select id from "check" order by rowid')]
    notes = store.rows("select note from room")[0]["note"]
    assert set(confirmed) <= set(checks)
    assert len(checks) - len(confirmed) <= 3
    assert notes == checks[-1]
    link = GENESIS
    for line, seq in store.db.execute("select line, seq from change order by seq"):
        held = json.loads(line)
        assert (held["previous"], held["seq"]) == (link, seq)
        link = digest_of(line).hex()
    assert store.head().link == link
    store.close()
