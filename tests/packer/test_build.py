"""Packing twice, and packing what cannot start."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.packer import PackingFailed, build
from inspect_app.packer.downloads import Download, fetch

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.browser
def test_a_second_build_with_nothing_changed_does_nothing(packed_app: Path) -> None:
    """It says so, and no file is written."""
    said: list[str] = []
    before = {path: path.stat().st_mtime_ns for path in packed_app.rglob("*")}
    build(packed_app, ROOT / "build" / "cache", say=said.append)
    assert len(said) == 1
    assert "已是最新" in said[0]
    assert {path: path.stat().st_mtime_ns for path in packed_app.rglob("*")} == before


def test_a_download_with_other_bytes_than_pinned_is_not_used(tmp_path: Path) -> None:
    """It is fetched again; where that fails, one sentence says so and nothing is kept."""
    download = Download("pypi", "no-such-package-of-ours", "0.0.0", "x.whl", "0" * 64, ("--no-index",))
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "x.whl").write_bytes(b"tampered")
    with pytest.raises(PackingFailed, match="no-such-package-of-ours"):
        fetch(download, tmp_path)
