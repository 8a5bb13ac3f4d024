"""Where benchmarks keep what they make: prepared data for the next run, and scratch for this one."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "benchmarks"
FINGERPRINT_LENGTH = 12


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the same disk as the prepared data, removed at the end."""
    BUILT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="scratch-", dir=BUILT))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared(name: str, sources: Sequence[str], make: Callable[[Path], None]) -> Path:
    """A folder that `make` has filled; made anew when one of the source files (paths in the project) changed."""
    folder = BUILT / f"{name}-{_fingerprint(sources)}"
    if not folder.exists():
        for old in BUILT.glob(f"{name}-{'[0-9a-f]' * FINGERPRINT_LENGTH}"):
            shutil.rmtree(old, ignore_errors=True)
        half = BUILT / f"making-{name}-{os.getpid()}"
        half.mkdir(parents=True)
        try:
            make(half)
            half.rename(folder)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return folder


def _fingerprint(sources: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update((ROOT / source).read_bytes())
    return digest.hexdigest()[:FINGERPRINT_LENGTH]
