"""A memory snapshot of Python with the app's modules imported, and their compiled form.

Made in Node with the very Pyodide that is packed. Starting from it takes a third of the time. Underscore
options of Pyodide are used, so its version is pinned; where the snapshot does not fit, the worker loads plainly.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from inspect_app.packer.archive import read_pack
from inspect_app.packer.downloads import node_command
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.kept import kept_folder
from inspect_app.packer.page import WEB

PRELOADED = (
    "main",
    "inspect_app.devices.web",
    "flet.app",
    "flet.messaging.session",
    "flet.messaging.protocol",
    "flet_camera",
)
MAKE_SECONDS = 300
BROKEN_APP = 3


class NoSnapshot(Exception):
    """The snapshot could not be made; the message says why. The app starts without one."""


def add_snapshot(stage: Path, cache: Path) -> tuple[dict[str, bytes], str]:
    """Write app.snapshot for stage's app.pack; gives the compiled files, and why there is no snapshot if so.

    Raise PackingFailed where the app itself cannot be imported.
    """
    node = node_command()
    if node is None:
        return {}, "没有 Node"
    try:
        kept = kept_folder(cache / "snapshot", _key(stage), lambda made: _make(node, stage, made))
    except NoSnapshot as failed:
        return {}, str(failed)
    shutil.copyfile(kept / "app.snapshot", stage / "app.snapshot")
    return read_pack((kept / "compiled.pack").read_bytes()), ""


def _key(stage: Path) -> str:
    digest = hashlib.sha256(json.dumps(PRELOADED).encode())
    for path in (stage / "app.pack", *sorted((stage / "pyodide").iterdir()), *sorted(WEB.rglob("*.*js"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make(node: list[str], stage: Path, kept: Path) -> None:
    """Run Node. Raise NoSnapshot, or PackingFailed where the app does not import."""
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder) / "python.mjs"  # Node reads .js as a script, .mjs as a module
        shutil.copyfile(WEB / "worker" / "python.js", module)
        outputs = [kept / "app.snapshot", kept / "compiled.pack"]
        inputs = [WEB / "make_snapshot.mjs", stage / "pyodide", module, stage / "app.pack"]
        command = [*node, *map(str, [*inputs, *outputs]), json.dumps(PRELOADED)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=MAKE_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoSnapshot(str(error)) from error
    said = (done.stderr.strip() or "Node stopped").splitlines()[-1]
    if done.returncode == BROKEN_APP:
        raise PackingFailed(f"The app does not start in a browser: {said}")
    if done.returncode != 0:
        raise NoSnapshot(said)
