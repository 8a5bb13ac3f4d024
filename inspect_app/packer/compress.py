"""A .br beside every file that gets smaller by it; results are kept in the cache by content."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

COMPRESSED = (
    ".js",
    ".mjs",
    ".wasm",
    ".html",
    ".css",
    ".json",
    ".otf",
    ".ttf",
    ".frag",
    ".bin",
    ".pack",
    ".snapshot",
)
BEST_UP_TO_BYTES = 2_000_000
BEST_QUALITY = 11
LARGE_QUALITY = 9
WINDOW_BITS = 24
KEPT_SECONDS = 14 * 24 * 3600


def compress_folder(stage: Path, cache: Path) -> int:
    """Write the .br files; gives the bytes that a first visit transfers."""
    files = sorted(path for path in stage.rglob("*") if path.is_file() and path.suffix != ".br")
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        wire_bytes = sum(pool.map(lambda path: _compress(path, cache / "brotli"), files))
    _throw_away_old(cache / "brotli")
    return wire_bytes


def _throw_away_old(cache: Path) -> None:
    """Results that no build of the last weeks has used."""
    for path in cache.glob("*") if cache.is_dir() else ():
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)


def _compress(path: Path, cache: Path) -> int:
    """The bytes that go over the wire for this file. (brotli lets other threads run.)"""
    content = path.read_bytes()
    if path.suffix not in COMPRESSED or len(content) < 256:
        return len(content)
    packed = _packed(content, cache)
    if len(packed) >= len(content):
        return len(content)
    path.with_name(path.name + ".br").write_bytes(packed)
    return len(packed)


def _packed(content: bytes, cache: Path) -> bytes:
    quality = BEST_QUALITY if len(content) <= BEST_UP_TO_BYTES else LARGE_QUALITY
    kept = cache / f"{hashlib.sha256(content).hexdigest()}.{quality}"
    if kept.exists():
        os.utime(kept)
        return kept.read_bytes()
    packed = brotli.compress(content, quality=quality, lgwin=WINDOW_BITS)
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f"{kept.name}.part-{os.getpid()}")
    unfinished.write_bytes(packed)
    unfinished.replace(kept)
    return packed
