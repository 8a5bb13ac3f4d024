"""The list by which the service worker knows a whole release from a half one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from inspect_app.packer.service_worker import write_service_worker


def listed(stage: Path) -> dict[str, str]:
    text = (stage / "sw.js").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text.split("const FILES = ", 1)[1].split(";\n", 1)[0])
    return found


def test_every_file_is_listed_with_its_hash(tmp_path: Path) -> None:
    """All but the worker itself, hidden files, and the compressed forms, which are the same files."""
    (tmp_path / "page").mkdir()
    (tmp_path / "index.html").write_bytes(b"page")
    (tmp_path / "page" / "a.js").write_bytes(b"script")
    (tmp_path / "page" / "a.js.br").write_bytes(b"packed")
    (tmp_path / ".built-from").write_bytes(b"hidden")
    write_service_worker(tmp_path)
    assert listed(tmp_path) == {
        "index.html": hashlib.sha256(b"page").hexdigest(),
        "page/a.js": hashlib.sha256(b"script").hexdigest(),
    }


def test_the_version_changes_with_any_file_and_with_nothing_else(tmp_path: Path) -> None:
    """Two builds of the same files are the same version: no phone is told of an update that is none."""
    (tmp_path / "index.html").write_bytes(b"page")
    first = write_service_worker(tmp_path)
    assert write_service_worker(tmp_path) == first
    (tmp_path / "index.html").write_bytes(b"other")
    assert write_service_worker(tmp_path) != first
