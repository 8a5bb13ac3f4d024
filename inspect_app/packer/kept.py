"""Results that are kept in the cache by a key of everything they depend on.

Two builds may run at once: a result is made beside its place and renamed, and only results that nobody has used
for some time are thrown away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

RESULTS_OF_A_KIND = 3


def kept_folder(parent: Path, key: str, make: Callable[[Path], None]) -> Path:
    """The folder of this key, made by `make(folder)` when it is not there. What `make` raises is passed on."""
    folder = parent / key
    if not folder.is_dir():
        unfinished = parent / f"{key}.part-{os.getpid()}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            make(unfinished)
            put_in_place(unfinished, folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    os.utime(folder)
    _throw_away_old(parent, RESULTS_OF_A_KIND)
    return folder


def put_in_place(finished: Path, target: Path) -> None:
    """Rename a finished folder to its place; an old one there is gone only after the new one is there."""
    old = finished.with_name(finished.name + ".old")
    if target.exists():
        target.rename(old)
    finished.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _throw_away_old(parent: Path, keep: int) -> None:
    finished = [path for path in parent.iterdir() if ".part-" not in path.name]
    for path in sorted(finished, key=lambda path: path.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(path, ignore_errors=True)
