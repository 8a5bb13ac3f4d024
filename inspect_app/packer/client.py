"""The Flutter client and the Python runtime, copied from the installed flet-web and trimmed to what runs."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import flet_web

from inspect_app.packer.errors import PackingFailed

CLIENT_FILES = (
    "flutter_bootstrap.js",
    "main.dart.js",
    "version.json",
    "canvaskit/canvaskit.js",
    "canvaskit/canvaskit.wasm",
    "canvaskit/chromium/canvaskit.js",
    "canvaskit/chromium/canvaskit.wasm",
    "assets/AssetManifest.bin",
    "assets/AssetManifest.bin.json",
    "assets/fonts/MaterialIcons-Regular.otf",
    "pyodide/pyodide.mjs",
    "pyodide/pyodide.asm.mjs",
    "pyodide/pyodide.asm.wasm",
    "pyodide/python_stdlib.zip",
)
CLIENT_FOLDERS = ("assets/shaders", "assets/packages/cupertino_icons")
FLUTTER_WORKER = re.compile(r"\n\s*serviceWorkerSettings: \{.*?\n    \},", re.DOTALL)
FDATASYNC = "function ___syscall_fdatasync(fd){try{var stream=SYSCALLS.getStreamFromFD(fd);return 0}"
FDATASYNC_REACHING = (
    "function ___syscall_fdatasync(fd){try{var stream=SYSCALLS.getStreamFromFD(fd);"
    "return stream.stream_ops?.fsync?.(stream)??0}"
)


def web_folder() -> Path:
    """Where the installed flet-web keeps its client."""
    return Path(flet_web.get_package_web_dir())


def copy_client(stage: Path) -> None:
    """Copy and patch the client. Raise PackingFailed where flet-web is not the version this was written for."""
    source = web_folder()
    for name in CLIENT_FILES:
        _copy(source / name, stage / name)
    for folder in CLIENT_FOLDERS:
        if (source / folder).is_dir():
            shutil.copytree(source / folder, stage / folder, dirs_exist_ok=True)
    _leave_out_flutter_worker(stage / "flutter_bootstrap.js")
    _let_fdatasync_reach_the_file(stage / "pyodide" / "pyodide.asm.mjs")
    _empty_package_list(source / "pyodide" / "pyodide-lock.json", stage / "pyodide" / "pyodide-lock.json")


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        raise PackingFailed(f"flet-web has no {source.name}; install the pinned version (constraints.txt).")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _leave_out_flutter_worker(bootstrap: Path) -> None:
    """Flutter's own service worker would replace ours and unregister it."""
    text, count = FLUTTER_WORKER.subn("", bootstrap.read_text(encoding="utf-8"))
    if count != 1:
        raise PackingFailed(
            "flutter_bootstrap.js has changed; install the pinned flet-web (constraints.txt)."
        )
    bootstrap.write_text(text, encoding="utf-8")


def _let_fdatasync_reach_the_file(runtime: Path) -> None:
    """Emscripten's fdatasync does nothing; SQLite calls it before it trusts a journal."""
    text = runtime.read_text(encoding="utf-8")
    if text.count(FDATASYNC) != 1:
        raise PackingFailed("pyodide.asm.mjs has changed; install the pinned flet-web (constraints.txt).")
    runtime.write_text(text.replace(FDATASYNC, FDATASYNC_REACHING), encoding="utf-8")


def _empty_package_list(source: Path, target: Path) -> None:
    """Nothing is installed at run time, so the 119 kB list of packages need not be read at start."""
    lock = json.loads(source.read_text(encoding="utf-8"))
    target.write_text(json.dumps({"info": lock["info"], "packages": {}}), encoding="utf-8")
