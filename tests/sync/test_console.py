"""The office's own device on the server: several requests at once are still one device."""

from __future__ import annotations

import threading
from pathlib import Path

from inspect_app.cli.init import found_school
from storage.store import Edit
from sync.server.console import Console

REQUESTS = 6


def test_requests_at_once_on_a_new_school_make_one_device(tmp_path: Path) -> None:
    """A preview and a file asked for in the same moment: one store is made, both take in the school and write."""
    found_school(tmp_path, "示范学校")
    failed: list[Exception] = []

    def ask(number: int) -> None:
        try:
            with Console(tmp_path) as console:
                console.sync()
                console.write([Edit("asset", f"a{number}", {"name": "课桌"})])
        except Exception as error:
            failed.append(error)

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(REQUESTS)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert failed == []
    with Console(tmp_path) as console:
        console.sync()
        assert console.store.rows("select count(*) as n from asset") == [{"n": REQUESTS}]
