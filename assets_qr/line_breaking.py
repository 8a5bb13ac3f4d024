"""Breaks Chinese text to a width: at its seams where that costs no line, else anywhere between hanzi, never
inside a word, before a closing mark or after an opening one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Length = Callable[[str], float]

_PIECES = re.compile(r"[A-Za-z0-9()/.+-]+|\s+|.", re.DOTALL)
_UNITS = re.compile(r"[(（【《][^()（）【】《》]*[)）】》]|\s+|[^\s(（【《]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("。、》】」』”’℃…,.;:!?)]}%，．；：！？）")
_NEVER_LAST = frozenset("《【「『“‘([{（")


def broken(text: str, length: Length, width: float) -> tuple[str, ...]:
    """The lines of `text`, each at most `width` by `length`, which has to add up; words and numbers stay whole
    while a line holds them, a closing mark takes the character before it along and an opening one goes along with
    what follows. Where it takes no more lines, breaks fall at spaces and before brackets only. No text is one
    empty line.
    """
    close = _packed(_pieces(text, length, width), length, width)
    units = _UNITS.findall(text)
    if len(close) < 2 or len(units) < 2 or any(length(unit) > width for unit in units):
        return close
    seamed = _packed(units, length, width)
    return seamed if len(seamed) <= len(close) else close


def _packed(pieces: Iterable[str], length: Length, width: float) -> tuple[str, ...]:
    """Put as many pieces on each line as it holds."""
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for piece in pieces:
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
    while (piece[0] in _NEVER_FIRST or line[-1][-1] in _NEVER_LAST) and len(line) > 1:
        piece = line.pop()
        carried.insert(0, piece)
    return carried


def _pieces(text: str, length: Length, width: float) -> list[str]:
    """Characters, but words and numbers whole where a line holds them."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        pieces += [piece] if len(piece) == 1 or length(piece) <= width else list(piece)
    return pieces
