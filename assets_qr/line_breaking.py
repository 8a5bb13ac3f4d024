"""Breaks Chinese text to a width: anywhere between hanzi, never inside a word or before a closing mark."""

from __future__ import annotations

import re
from collections.abc import Callable

Length = Callable[[str], float]

_PIECES = re.compile(r"[A-Za-z0-9()/.+-]+|\s+|.", re.DOTALL)
_NEVER_FIRST = frozenset("。、》】」』”’℃…,.;:!?)]}%，．；：！？）")


def broken(text: str, length: Length, width: float) -> tuple[str, ...]:
    """The lines of `text`, each at most `width` by `length`, which has to add up; words and numbers stay whole
    while a line holds them, and a closing mark takes the character before it along. No text is one empty line.
    """
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for piece in _pieces(text, length, width):
        extent = length(piece)
        if line and used + extent > width:
            carried = _carried(line, piece)
            lines.append("".join(line).strip())
            line, used = carried, sum(map(length, carried))
            if not line and piece.isspace():
                continue
        line.append(piece)
        used += extent
    last = "".join(line).strip()
    return (*lines, last) if last or not lines else tuple(lines)


def _carried(line: list[str], piece: str) -> list[str]:
    """Take from the end of `line` what has to begin the next one before `piece`."""
    carried: list[str] = []
    while piece in _NEVER_FIRST and len(line) > 1:
        piece = line.pop()
        carried.insert(0, piece)
    return carried


def _pieces(text: str, length: Length, width: float) -> list[str]:
    """Characters, but words and numbers whole where a line holds them."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        pieces += [piece] if len(piece) == 1 or length(piece) <= width else list(piece)
    return pieces
