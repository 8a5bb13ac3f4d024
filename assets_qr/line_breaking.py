"""Breaks Chinese text to a width: anywhere between hanzi, never inside a word or before a closing mark."""

from __future__ import annotations

import re
from collections.abc import Callable

Length = Callable[[str], float]

_PIECES = re.compile(r"[A-Za-z0-9()/.+-]+|\s+|.", re.DOTALL)
_NEVER_FIRST = frozenset("。、》】」』”’℃…,.;:!?)]}%，．；：！？）")


def broken(text: str, length: Length, width: float) -> tuple[str, ...]:
    """The lines of `text`, each at most `width` by `length` (but for a closing mark that hangs over); words and
    numbers stay whole while a line holds them. No text is one empty line.
    """
    lines, line = [], ""
    for piece in _pieces(text, length, width):
        if not line or length(line + piece) <= width or piece in _NEVER_FIRST:
            line += piece
        else:
            lines.append(line.strip())
            line = piece.lstrip()
    return (*lines, line.strip()) if line.strip() or not lines else tuple(lines)


def _pieces(text: str, length: Length, width: float) -> list[str]:
    """Characters, but words and numbers whole where a line holds them."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        pieces += [piece] if length(piece) <= width else list(piece)
    return pieces
