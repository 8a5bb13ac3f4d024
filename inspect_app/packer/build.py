"""The steps of packing, in order. Everything is made in a folder beside the target and put in place at the end."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import flet_web.version

from inspect_app.packer.archive import DISTRIBUTIONS, app_files, library_files, with_compiled, write_pack
from inspect_app.packer.client import copy_client
from inspect_app.packer.compress import compress_folder
from inspect_app.packer.fonts import write_fonts
from inspect_app.packer.icons import write_icons
from inspect_app.packer.kept import put_in_place
from inspect_app.packer.manifest import write_manifest
from inspect_app.packer.page import copy_code_reader, copy_page
from inspect_app.packer.sealing import copy_sealing
from inspect_app.packer.service_worker import write_service_worker
from inspect_app.packer.snapshot import add_snapshot

STAMP = ".built-from"
Say = Callable[[str], None]


def build(out: Path, cache: Path = Path("build/cache"), *, say: Say) -> None:
    """Pack the app into `out`. Raise PackingFailed; then `out` is as it was.

    `cache` holds downloads and results that may be used again. `say` is told each step in one line.
    """
    started = time.monotonic()
    ours = app_files()
    stamp = _fingerprint(ours)
    if _read(out / STAMP) == stamp:
        say(f"网页应用已是最新：{out}")
        return
    stage = out.with_name(f"{out.name}.part-{os.getpid()}")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        told = _pack(stage, ours, cache, say)
        (stage / STAMP).write_text(stamp, encoding="utf-8")
        put_in_place(stage, out)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    say(f"完成：{out}，{told}，用时 {time.monotonic() - started:.0f} 秒")


def _pack(stage: Path, ours: dict[str, bytes], cache: Path, say: Say) -> str:
    """All steps; gives the version and the size for people."""
    say("打包网页应用：运行环境与页面")
    copy_client(stage)
    copy_page(stage)
    copy_code_reader(stage, cache)
    copy_sealing(stage, cache)
    write_icons(stage)
    write_manifest(stage)
    say("打包网页应用：中文字体（首次约半分钟）")
    write_fonts(stage, cache)
    say("打包网页应用：程序与启动快照")
    _pack_program(ours, stage, cache, say)
    version = write_service_worker(stage)
    say("打包网页应用：压缩")
    wire_bytes = compress_folder(stage, cache)
    return f"版本 {version}，首次下载 {wire_bytes / 1e6:.1f} MB"


def _pack_program(ours: dict[str, bytes], stage: Path, cache: Path, say: Say) -> None:
    libraries = library_files(cache)
    write_pack({**libraries, **ours}, stage / "app.pack")
    compiled, reason = add_snapshot(stage, cache)
    if reason:
        say(f"没有启动快照（启动会慢一些）：{reason}")
    write_pack(with_compiled(libraries, ours, compiled), stage / "app.pack")


def _fingerprint(ours: dict[str, bytes]) -> str:
    """A hash of everything that the result depends on."""
    digest = hashlib.sha256(flet_web.version.version.encode())
    for library in DISTRIBUTIONS:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    for name, content in sorted(ours.items()):
        digest.update(name.encode() + b"\0" + content)
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
