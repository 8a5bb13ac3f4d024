"""The page around the app and the worker's own scripts, copied from this package's web folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from inspect_app.packer.downloads import CODE_READER, fetch, members

WEB = Path(__file__).parent / "web"
READER_FILES = {
    "dist/es/reader/index.js": "zxing/reader/index.js",
    "dist/es/share.js": "zxing/share.js",
    "dist/reader/zxing_reader.wasm": "zxing/zxing_reader.wasm",
    "LICENSE": "zxing/LICENSE.txt",
}


def copy_page(stage: Path) -> None:
    """index.html, page/ and worker/. (sw.js is written last: it lists all others.)"""
    shutil.copyfile(WEB / "index.html", stage / "index.html")
    for folder in ("page", "worker"):
        shutil.copytree(WEB / folder, stage / folder, dirs_exist_ok=True)


def copy_code_reader(stage: Path, cache: Path) -> None:
    """zxing-wasm's reader: the module that finds QR codes in a picture."""
    package = members(fetch(CODE_READER, cache))
    for source, name in READER_FILES.items():
        target = stage / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(package[source])
