"""Python's garbage collector, told that batches of thousands of small things are no garbage.

A page of changes makes some ten thousand dictionaries and tuples that all live until the page is stored;
with the defaults the collector walks them all again and again (a quarter of a pull was spent so).
"""

from __future__ import annotations

import gc

YOUNGEST = 100_000
MIDDLE = 20
OLDEST = 50


def rest_collector() -> None:
    """Leave what is loaded alone and look at the rest less often. Called once by each program."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNGEST, MIDDLE, OLDEST)
