"""What goes to the phone, and in which form."""

from __future__ import annotations

import ast
from pathlib import Path

from inspect_app.packer.archive import OUR_PACKAGES, ROOT, app_files, read_pack, with_compiled, write_pack

OURS = tuple(f"{package}/" for package in OUR_PACKAGES)


def test_a_pack_gives_back_its_files(tmp_path: Path) -> None:
    """Names with hanzi, empty files and bytes of any kind come back as they were."""
    files = {"a/b.py": b"print()", "空.txt": b"", "c.bin": bytes(range(256))}
    write_pack(files, tmp_path / "app.pack")
    assert read_pack((tmp_path / "app.pack").read_bytes()) == files


def test_the_same_files_give_the_same_pack(tmp_path: Path) -> None:
    """The order in which files were found does not matter, so that a second build changes nothing."""
    write_pack({"a": b"1", "b": b"2"}, tmp_path / "one")
    write_pack({"b": b"2", "a": b"1"}, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_server_and_tools_stay_at_home() -> None:
    """The phone gets the app, the store and the protocol; not the server, the packer or the importers."""
    names = set(app_files())
    assert {"main.py", "storage/kinds.py", "inspect_app/devices/web/storage.py"} <= names
    at_home = ("sync/server/", "inspect_app/cli/", "inspect_app/packer/", "inspect_app/devices/native")
    assert [name for name in names if name.startswith(at_home)] == []
    assert "inspect_app/checklists_xlsform/reading.py" not in names
    assert "inspect_app/checklists_xlsform/writing.py" in names
    assert [name for name in names if name.endswith((".toml", "requirements.txt"))] == []


def test_whatever_the_app_imports_goes_with_it() -> None:
    """From main.py on, every module of ours that a packed one imports is packed: else the phone shows nothing."""
    files = app_files()
    waiting, seen = ["main.py"], set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        found = {file for module in imported_modules(files[name]) if (file := file_of(module))}
        assert found <= files.keys(), f"{name} imports {sorted(found - files.keys())}"
        waiting += sorted(found - seen)
    assert len(seen) > 200


def imported_modules(source: bytes) -> set[str]:
    """What a file imports when it is read, names from packages too, but nothing that a function asks for."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def file_of(module: str) -> str:
    """The file of a module of ours; '' for others' and for names that are no modules."""
    path = module.replace(".", "/")
    names = (f"{path}.py", f"{path}/__init__.py")
    return next((name for name in names if (ROOT / name).exists() and name.startswith(OURS)), "")


def test_libraries_go_compiled_and_our_own_files_keep_their_source() -> None:
    """A traceback of our own shows its lines; libraries take half the room."""
    compiled = {"lib/__pycache__/x.cpython-314.pyc": b"L", "ours/__pycache__/y.cpython-314.pyc": b"O"}
    found = with_compiled({"lib/x.py": b"", "lib/data.json": b"{}"}, {"ours/y.py": b""}, compiled)
    assert found == {
        "lib/x.pyc": b"L",
        "lib/data.json": b"{}",
        "ours/y.py": b"",
        "ours/__pycache__/y.cpython-314.pyc": b"O",
    }
