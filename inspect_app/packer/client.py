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
# Flutter's own service worker would replace ours and unregister it.
FLUTTER_WORKER = re.compile(r"\n\s*serviceWorkerSettings: \{.*?\n    \},", re.DOTALL)
# Two places of pyodide.asm.mjs, each as it is and as it must be.
# Emscripten's fdatasync does nothing, but SQLite calls it before it trusts its journal.
# A snapshot that is larger than the memory at start needs the memory to grow first.
RUNTIME_PATCHES = (
    (
        "function ___syscall_fdatasync(fd){try{var stream=SYSCALLS.getStreamFromFD(fd);return 0}",
        (
            "function ___syscall_fdatasync(fd){try{var stream=SYSCALLS.getStreamFromFD(fd);"
            "return stream.stream_ops?.fsync?.(stream)??0}"
        ),
    ),
    (
        "return Module.HEAP8.set(t),l}",
        "return t.length>Module.HEAP8.length&&growMemory(t.length),Module.HEAP8.set(t),l}",
    ),
)


# The client's Rive part asks a CDN for a script at every start. As plain text it is never asked for.
RIVE_SCRIPT = re.compile(r'(k\.src=A\.\w+\(\)\+a\nk\.type=)"application/javascript"')


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
    _patch_once(stage / "flutter_bootstrap.js", FLUTTER_WORKER, "")
    _patch_once(stage / "main.dart.js", RIVE_SCRIPT, r'\1"text/plain"')
    _patch_runtime(stage / "pyodide" / "pyodide.asm.mjs")
    _empty_package_list(source / "pyodide" / "pyodide-lock.json", stage / "pyodide" / "pyodide-lock.json")


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        raise PackingFailed(f"flet-web has no {source.name}; install the pinned version (constraints.txt).")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _patch_once(path: Path, found: re.Pattern[str], wanted: str) -> None:
    text, count = found.subn(wanted, path.read_text(encoding="utf-8"))
    if count != 1:
        raise PackingFailed(f"{path.name} has changed; install the pinned flet-web (constraints.txt).")
    path.write_text(text, encoding="utf-8")


def _patch_runtime(runtime: Path) -> None:
    text = runtime.read_text(encoding="utf-8")
    for found, wanted in RUNTIME_PATCHES:
        if text.count(found) != 1:
            raise PackingFailed("pyodide.asm.mjs has changed; install the pinned flet-web (constraints.txt).")
        text = text.replace(found, wanted)
    runtime.write_text(text, encoding="utf-8")


def _empty_package_list(source: Path, target: Path) -> None:
    """Nothing is installed at run time, so the 119 kB list of packages need not be read at start."""
    lock = json.loads(source.read_text(encoding="utf-8"))
    target.write_text(json.dumps({"info": lock["info"], "packages": {}}), encoding="utf-8")
