"""The compressed forms beside the files."""

from __future__ import annotations

from pathlib import Path

import brotli

from inspect_app.packer.compress import compress_folder


def test_a_text_gets_a_smaller_form_beside_it(tmp_path: Path) -> None:
    """The form decompresses to the file, and the sum is what goes over the wire."""
    stage = tmp_path / "web"
    stage.mkdir()
    (stage / "a.js").write_bytes(b"let a = 1;\n" * 500)
    wire_bytes = compress_folder(stage, tmp_path / "cache")
    packed = (stage / "a.js.br").read_bytes()
    assert brotli.decompress(packed) == (stage / "a.js").read_bytes()
    assert wire_bytes == len(packed)


def test_what_is_compressed_already_is_left_alone(tmp_path: Path) -> None:
    """A font or a picture in its own compression gains nothing."""
    stage = tmp_path / "web"
    stage.mkdir()
    (stage / "a.woff2").write_bytes(b"x" * 5000)
    (stage / "small.js").write_bytes(b"x")
    assert compress_folder(stage, tmp_path / "cache") == 5001
    assert sorted(path.name for path in stage.iterdir()) == ["a.woff2", "small.js"]


def test_a_result_of_the_cache_is_used_again(tmp_path: Path) -> None:
    """A file that has not changed is not compressed twice."""
    stage, cache = tmp_path / "web", tmp_path / "cache"
    stage.mkdir()
    (stage / "a.js").write_bytes(b"let a = 1;\n" * 500)
    compress_folder(stage, cache)
    kept = next((cache / "brotli").iterdir())
    kept.write_bytes(b"from the cache")
    compress_folder(stage, cache)
    assert (stage / "a.js.br").read_bytes() == b"from the cache"
