"""The app's Python files as one pack: an index and the bytes, mounted by worker/python.js without unpacking.

Layout: 4 bytes little-endian length of the index; the index as JSON [[path, size], ...]; the files' bytes.
"""

from __future__ import annotations

import importlib.metadata
import json
import struct
from pathlib import Path

from inspect_app.packer.downloads import MSGPACK, fetch, members
from inspect_app.packer.errors import PackingFailed

# What runs in the browser. Left out: httpx, oauthlib, Pillow and pip, which are imported by native parts only.
DISTRIBUTIONS = (
    "flet",
    "flet-camera",
    "repath",
    "six",
    "sqlite-utils",
    "click",
    "click-default-group",
    "pluggy",
    "python-dateutil",
    "sqlite-fts4",
    "tabulate",
    "qrcode",
    "openpyxl",
    "et_xmlfile",
)
OUR_PACKAGES = ("storage", "sync", "assets_qr", "inspect_app")
LEFT_OUT = (
    "sync/server/",
    "inspect_app/cli/",
    "inspect_app/gate_keys/",
    "inspect_app/person_data/",
    "inspect_app/packer/",
    "inspect_app/printing/",
    "inspect_app/imports/",
    "inspect_app/checklists_xlsform/reading.py",
    "inspect_app/checklists_xlsform/report.py",
    "inspect_app/checklists_xlsform/pyxform_errors.py",
    "inspect_app/sample_school/",
    "inspect_app/office_routes.py",
    "inspect_app/__main__.py",
    "assets_qr/sheet_pdf.py",
    "assets_qr/calibration_pdf.py",
    "sync/http_wire.py",
    "inspect_app/devices/native",
    "inspect_app/devices/fakes",
)
KEPT = (
    "inspect_app/imports/__init__.py",
    "inspect_app/imports/sheet.py",
    "inspect_app/imports/terms.py",
    "inspect_app/imports/values.py",
)
"""What goes to the phone out of a folder that stays at home: what somebody types is read as a paper is."""
NEEDLESS_SUFFIXES = (".pyc", ".pyi", ".pot", ".md", ".typed")
NEEDLESS_FOLDERS = ("__pycache__/", "flutter/", "flet/testing/", "licenses/", "qrcode/tests/")
ROOT = Path(__file__).resolve().parents[2]


def app_files() -> dict[str, bytes]:
    """Our own files that go to the phone, by their path in the pack."""
    found = {"main.py": (ROOT / "main.py").read_bytes()}
    for package in OUR_PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and _goes_to_the_phone(name):
                found[name] = path.read_bytes()
    return found


def library_files(cache: Path) -> dict[str, bytes]:
    """The installed libraries' files, by their path in the pack. Raise PackingFailed."""
    found: dict[str, bytes] = {}
    for name in DISTRIBUTIONS:
        found |= _distribution_files(name)
    wheel = members(fetch(MSGPACK, cache))
    found |= {name: content for name, content in wheel.items() if _is_needed(name)}
    return found


def with_compiled(
    libraries: dict[str, bytes], ours: dict[str, bytes], compiled: dict[str, bytes]
) -> dict[str, bytes]:
    """What the pack holds in the end: libraries compiled alone, our own files compiled beside their source."""
    found = {**libraries, **ours}
    for name, content in compiled.items():
        folder, _, file = name.rpartition("__pycache__/")
        source = folder + file.split(".", 1)[0]
        if source + ".py" in libraries:
            del found[source + ".py"]
            found[source + ".pyc"] = content
        else:
            found[name] = content
    return found


def write_pack(files: dict[str, bytes], target: Path) -> None:
    """Write the pack; the same files give the same bytes."""
    ordered = sorted(files.items())
    index = json.dumps([[name, len(content)] for name, content in ordered]).encode()
    body = b"".join(content for _, content in ordered)
    target.write_bytes(struct.pack("<I", len(index)) + index + body)


def read_pack(content: bytes) -> dict[str, bytes]:
    """The files of a pack by name: the other side of write_pack."""
    (length,) = struct.unpack_from("<I", content)
    position = 4 + length
    files = {}
    for name, size in json.loads(content[4:position]):
        files[name] = content[position : position + size]
        position += size
    return files


def _goes_to_the_phone(name: str) -> bool:
    return _is_needed(name) and (name in KEPT or not name.startswith(LEFT_OUT))


def _is_needed(name: str) -> bool:
    if name.startswith("..") or name.endswith(NEEDLESS_SUFFIXES):
        return False
    return not any(folder in name for folder in NEEDLESS_FOLDERS) and ".dist-info/" not in name


def _distribution_files(name: str) -> dict[str, bytes]:
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise PackingFailed(f"{name} is not installed; run make setup.") from error
    files = [file for file in distribution.files or [] if _is_needed(str(file))]
    return {str(file): Path(str(file.locate())).read_bytes() for file in files}
