"""The keys of the gate on the command line, and what a backup does with them."""

from __future__ import annotations

import stat
import tarfile
from pathlib import Path

import pytest

from tests.running import run_command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    assert run_command("--data", made, "init", "--name", "学校").status == 0
    return made


def key_in_force(folder: Path) -> str:
    shown = run_command("--data", folder, "gate-key", "show").out
    return next(line.split()[0] for line in shown.splitlines() if "现用" in line)


def test_a_new_school_has_a_key(folder: Path) -> None:
    assert [each.name for each in (folder / "keys").iterdir()] == [f"gate-{key_in_force(folder)}.pem"]


def test_a_backup_holds_no_private_key_unless_asked(folder: Path, tmp_path: Path) -> None:
    """A copy of the data that somebody finds must not open what is sealed in it."""
    plain, whole = tmp_path / "plain.tgz", tmp_path / "whole.tgz"
    assert "没有门卫私钥" in run_command("--data", folder, "backup", plain).out
    assert "有门卫私钥" in run_command("--data", folder, "backup", whole, "--with-keys").out
    with tarfile.open(plain) as archive:
        assert not [name for name in archive.getnames() if "key" in name]
    with tarfile.open(whole) as archive:
        assert f"keys/gate-{key_in_force(folder)}.pem" in archive.getnames()
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600


def test_a_restore_says_what_is_lost_and_takes_the_keys_back(folder: Path, tmp_path: Path) -> None:
    """Without them the seals stay shut; with the exported file they open again."""
    backup, keys, back = tmp_path / "plain.tgz", tmp_path / "keys.pem", tmp_path / "back"
    run_command("--data", folder, "backup", backup)
    assert run_command("--data", folder, "gate-key", "export", keys).status == 0
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert "打不开" in run_command("--data", back, "restore", backup).out
    assert "私钥不在本机" in run_command("--data", back, "gate-key", "show").out
    assert run_command("--data", back, "gate-key", "import", keys).status == 0
    assert key_in_force(back) == key_in_force(folder)
    assert "私钥不在本机" not in run_command("--data", back, "gate-key", "show").out


def test_keys_of_a_whole_backup_come_back_closed(folder: Path, tmp_path: Path) -> None:
    backup, back = tmp_path / "whole.tgz", tmp_path / "back"
    run_command("--data", folder, "backup", backup, "--with-keys")
    assert run_command("--data", back, "restore", backup).status == 0
    assert stat.S_IMODE((back / "keys").stat().st_mode) == 0o700
    assert key_in_force(back) == key_in_force(folder)


def test_a_file_without_keys_is_refused_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("不是钥匙", encoding="utf-8")
    done = run_command("--data", folder, "gate-key", "import", wrong)
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "gate-key export" in done.err


def test_a_renewed_key_is_in_force_and_the_old_one_stays(folder: Path) -> None:
    before = key_in_force(folder)
    assert run_command("--data", folder, "gate-key", "new").status == 0
    assert key_in_force(folder) != before
    assert (folder / "keys" / f"gate-{before}.pem").exists()
