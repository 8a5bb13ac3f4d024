"""The font of papers, for screens that print."""

from __future__ import annotations

from tests.printing.conftest import font

__all__ = ["font"]
