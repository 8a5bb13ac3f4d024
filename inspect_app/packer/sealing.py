"""The JavaScript that seals an identity number: @hpke/core and @hpke/common, as their authors publish them.

A worker has no import map, so the one bare name in them becomes a relative path; of both packages only what the
suite needs is taken along.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from inspect_app.packer.downloads import SEALING, SEALING_COMMON, fetch, members
from inspect_app.packer.errors import PackingFailed

ENTRANCES = ("core/src/native.js", "core/src/aeads/aesGcm.js")
"""What worker/sealing.js imports."""
COMMON = "common/mod.js"
_IMPORT = re.compile(r'^((?:import|export) (?:\{[^}]*\}|\*[^;"]*?) from |import )"([^"]+)"', re.MULTILINE)


def copy_sealing(stage: Path, cache: Path) -> None:
    """Write hpke/ with both licences. Raise PackingFailed."""
    core, common = members(fetch(SEALING, cache)), members(fetch(SEALING_COMMON, cache))
    files = {**_modules(core, "core"), **_modules(common, "common")}
    for name in sorted(_reached(files)):
        _write(stage / "hpke" / name, _with_relative_names(name, files[name]).encode())
    _write(stage / "hpke" / "LICENSE-core.txt", core["LICENSE"])
    _write(stage / "hpke" / "LICENSE-common.txt", common["LICENSE"])


def _modules(package: dict[str, bytes], name: str) -> dict[str, str]:
    start = "esm/"
    return {
        f"{name}/{path.removeprefix(start)}": content.decode()
        for path, content in package.items()
        if path.startswith(start) and path.endswith(".js")
    }


def _reached(files: dict[str, str]) -> set[str]:
    """Every module that the entrances import, however far off."""
    reached: set[str] = set()
    waiting = list(ENTRANCES)
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        if name not in files:
            raise PackingFailed(f"@hpke has no {name}; install the pinned version (packer/downloads.py).")
        reached.add(name)
        waiting += [_target(name, wanted) for _, wanted in _IMPORT.findall(files[name])]
    return reached


def _target(name: str, wanted: str) -> str:
    if wanted == "@hpke/common":
        return COMMON
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), wanted))


def _with_relative_names(name: str, text: str) -> str:
    def relative(found: re.Match[str]) -> str:
        path = posixpath.relpath(_target(name, found[2]), posixpath.dirname(name))
        return f'{found[1]}"{path if path.startswith(".") else "./" + path}"'

    return _IMPORT.sub(relative, text)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
