"""The client that is packed: patched where it must be, and refused where it is another one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspect_app.packer import client
from inspect_app.packer.client import copy_client
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.icons import write_icons
from inspect_app.packer.manifest import write_manifest


def test_the_packed_client_asks_nobody_and_has_no_worker_of_its_own(tmp_path: Path) -> None:
    """Flutter's service worker, the CDN script and the list of packages are out; SQLite's sync reaches the file."""
    copy_client(tmp_path)
    assert "serviceWorkerVersion: " not in (tmp_path / "flutter_bootstrap.js").read_text(encoding="utf-8")
    assert 'k.type="text/plain"' in (tmp_path / "main.dart.js").read_text(encoding="utf-8")
    assert "stream_ops?.fsync?.(stream)??0" in (tmp_path / "pyodide" / "pyodide.asm.mjs").read_text(
        encoding="utf-8"
    )
    assert json.loads((tmp_path / "pyodide" / "pyodide-lock.json").read_text())["packages"] == {}
    assert [path.name for path in tmp_path.rglob("*.symbols")] == []


def test_another_flet_web_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place to patch that is not there stops the packing with what to do."""
    monkeypatch.setattr(client, "RUNTIME_PATCHES", (("not in there", ""),))
    with pytest.raises(PackingFailed, match="pinned flet-web"):
        copy_client(tmp_path)


def test_the_manifest_names_icons_that_are_there(tmp_path: Path) -> None:
    """Chinese name and language, a shortcut to the scanner, and every icon drawn in its size."""
    from PIL import Image

    write_icons(tmp_path)
    write_manifest(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["lang"], manifest["shortcuts"][0]["name"]) == (
        "校园巡检",
        "zh-CN",
        "扫码",
    )
    for icon in [*manifest["icons"], *manifest["shortcuts"][0]["icons"]]:
        with Image.open(tmp_path / icon["src"]) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
