"""Results that are kept between builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.packer.kept import kept_folder, put_in_place


def test_a_result_is_made_once(tmp_path: Path) -> None:
    """The same key gives the same folder without making it again."""
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "result").write_text("done")

    first = kept_folder(tmp_path, "key", make)
    assert (first / "result").read_text() == "done"
    assert kept_folder(tmp_path, "key", make) == first
    assert len(made) == 1


def test_a_result_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """The next build makes it anew instead of using the half one."""

    def fail(folder: Path) -> None:
        (folder / "half").write_text("")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept_folder(tmp_path, "key", fail)
    assert list(tmp_path.iterdir()) == []


def test_only_the_last_results_are_kept(tmp_path: Path) -> None:
    """A cache does not grow for ever."""
    for key in "abcdef":
        kept_folder(tmp_path, key, lambda folder: None)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_folder_is_exchanged_whole(tmp_path: Path) -> None:
    """What was there before is gone, and nothing is left beside it."""
    for name in ("new", "web"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text("")
    put_in_place(tmp_path / "new", tmp_path / "web")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["web", "web/new"]
