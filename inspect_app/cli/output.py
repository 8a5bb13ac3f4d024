"""Where a command writes its file: beside its place first, so that no half of it is ever found there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from inspect_app.cli.failure import Failure


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path to write to; `out` gets what stands there when the block ends well, and is untouched otherwise.

    Raises Failure with one sentence where the folder is missing or may not be written, or the disk is full.
    """
    check_place(out)
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        unfinished.replace(out)
    except OSError as error:
        raise _failure(out, error) from None
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(out: Path, content: bytes) -> None:
    """All of it or nothing. Raises Failure."""
    with whole_file(out) as unfinished:
        unfinished.write_bytes(content)


def whole_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Files by name into a folder, made where it is missing; none of them where one cannot be written.

    Raises Failure.
    """
    check_folder(folder)
    try:
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as aside:
            names = []
            for name, content in files:
                (Path(aside) / name).write_bytes(content)
                names.append(name)
            folder.mkdir(exist_ok=True)
            for name in names:
                (Path(aside) / name).replace(folder / name)
    except OSError as error:
        raise _failure(folder, error) from None


def check_folder(folder: Path) -> None:
    """Raises Failure where files cannot be put into a folder of this name."""
    if folder.exists() and not folder.is_dir():
        raise Failure(f"{folder} 不是文件夹；要一个文件请以 .pdf 或 .zip 结尾，要图片请写文件夹。")
    _check_parent(folder)


def check_place(out: Path) -> None:
    """Raises Failure before any work is done where a file of this name cannot be."""
    if out.is_dir():
        raise Failure(f"{out} 是文件夹，请写成文件名。")
    _check_parent(out)


def _check_parent(out: Path) -> None:
    if not out.parent.is_dir():
        raise Failure(f"文件夹 {out.parent} 不存在，请先建好。")
    if not os.access(out.parent, os.W_OK):
        raise Failure(f"写不了 {out}：文件夹 {out.parent} 不能写入；请检查权限，或换个文件夹。")


def _failure(out: Path, error: OSError) -> Failure:
    return Failure(f"写不了 {out}：{error.strerror or error}；请检查文件夹和磁盘空间。")
