"""Fetching what the packed app is made of, with the real client of the registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.packer.downloads import CODE_READER, fetch


def test_a_cache_named_by_a_relative_path_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`inspect-app build` names its cache build/cache, relative: a fresh clone must fetch into it."""
    monkeypatch.chdir(tmp_path)
    archive = fetch(CODE_READER, Path("build/cache"))
    assert archive == tmp_path / "build" / "cache" / "downloads" / CODE_READER.file
    assert archive.is_file()
