"""The Chinese font that labels are printed with: one whole font out of the build's downloads.

It holds the common and the rare hanzi of names, unlike the subset that the web app starts with, and comes
from the package registry like everything else, so a machine without any Chinese font prints labels, too.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from inspect_app.packer.downloads import HANZI_WHOLE, fetch
from inspect_app.packer.fonts import WHOLE_FONT


def label_font(cache: Path) -> Path:
    """The font's path below `cache`, fetched once. Raises PackingFailed when it cannot be had."""
    target = cache / "label-font" / f"{HANZI_WHOLE.sha256[:12]}.otf"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(fetch(HANZI_WHOLE, cache)) as wheel:
            _write_whole(target, wheel.read(WHOLE_FONT))
    return target


def _write_whole(target: Path, content: bytes) -> None:
    unfinished = target.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(target)
