"""The service worker's list: every file that the app needs offline, with the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from inspect_app.packer.page import WEB

NOT_LISTED = (".br", ".gz", ".txt")


def write_service_worker(stage: Path) -> str:
    """Write sw.js; gives the version, which is a hash of the list."""
    files = {
        path.relative_to(stage).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(stage.rglob("*"))
        if path.is_file() and _is_listed(path)
    }
    listing = json.dumps(files, indent=0)
    version = hashlib.sha256(listing.encode()).hexdigest()[:12]
    text = (WEB / "sw.js").read_text(encoding="utf-8")
    text = text.replace('"__VERSION__"', json.dumps(version)).replace("__FILES__", listing)
    (stage / "sw.js").write_text(text, encoding="utf-8")
    return version


def _is_listed(path: Path) -> bool:
    return path.suffix not in NOT_LISTED and path.name != "sw.js" and not path.name.startswith(".")
