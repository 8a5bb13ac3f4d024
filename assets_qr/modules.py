"""The dark modules of a symbol as few rectangles, so that a printer draws edges and no raster."""

from __future__ import annotations

import re

from assets_qr.symbol import Symbol

Rectangle = tuple[int, int, int, int]
"""Column, row, width and height in modules."""
_DARK = re.compile("1+")


def rectangles(drawn: Symbol) -> list[Rectangle]:
    """Runs of dark modules, grown downwards while the rows below have the very same run; none overlap."""
    done: list[Rectangle] = []
    growing: dict[tuple[int, int], int] = {}
    for row, modules in enumerate(drawn.modules):
        text = "".join(["1" if dark else "0" for dark in modules])
        runs = {match.span(): row for match in _DARK.finditer(text)}
        for run, first in growing.items():
            if run in runs:
                runs[run] = first
            else:
                done.append((run[0], first, run[1] - run[0], row - first))
        growing = runs
    bottom = drawn.side
    done += [(run[0], first, run[1] - run[0], bottom - first) for run, first in growing.items()]
    return done
