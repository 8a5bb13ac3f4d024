"""The font that papers are printed with, from the build's cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.label_font import label_font


@pytest.fixture(scope="session")
def font() -> Path:
    """The real font; without a package registry and a cache there is none to test with."""
    try:
        return label_font(Path(__file__).parents[2] / "build" / "cache")
    except PackingFailed as failed:
        pytest.skip(f"no font for papers: {failed}")
