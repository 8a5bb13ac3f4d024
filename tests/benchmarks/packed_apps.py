"""The two web apps that are compared: ours as it is packed, and a stock one-page Flet app as `flet publish` makes it.

`flet publish` itself needs the network; these are its steps by flet_web's own functions. Left out is what would
make it slower: the page's Python is put into the archive, so that nothing is installed at run time.
"""

from __future__ import annotations

import io
import shutil
import tarfile
from importlib.metadata import distribution
from pathlib import Path

from flet.controls.types import RouteUrlStrategy, WebRenderer
from flet_web.patch_index import patch_index_html, patch_manifest_json

from inspect_app.packer import build
from inspect_app.packer.client import web_folder
from inspect_app.packer.downloads import MSGPACK, fetch, members
from tests.benchmarks.folders import BUILT, ROOT, prepared

CACHE = ROOT / "build" / "cache"
STOCK_TEXT = "Stock page is ready"
STOCK_MAIN = f"""\
import flet as ft


def main(page: ft.Page) -> None:
    page.add(ft.Text("{STOCK_TEXT}"))


ft.run(main)
"""
STOCK_DISTRIBUTIONS = ("flet", "repath", "six")


def our_app() -> Path:
    """Our packed app, packed anew when something has changed; in a folder that no server serves meanwhile."""
    out = BUILT / "web"
    build(out, CACHE, say=lambda _: None)
    return out


def stock_app() -> Path:
    """The stock app's folder."""
    return prepared("stock", ("constraints.txt", "tests/benchmarks/packed_apps.py"), _publish)


def _publish(folder: Path) -> None:
    shutil.copytree(web_folder(), folder, dirs_exist_ok=True)
    (folder / "app.tar.gz").write_bytes(_archive())
    index = folder / "index.html"
    patch_index_html(
        str(index),
        "/",
        app_name="Stock",
        pyodide=True,
        pyodide_script_path="main.py",
        pyodide_version="314",
        app_package_url="app.tar.gz",
        web_renderer=WebRenderer.CANVAS_KIT,
        route_url_strategy=RouteUrlStrategy.PATH,
        no_cdn=True,
    )
    patch_manifest_json(str(folder / "manifest.json"), app_name="Stock", app_short_name="Stock")
    _make_module_address_whole(index)
    _refuse_other_hosts(index)


def _refuse_other_hosts(index: Path) -> None:
    """The client asks a CDN for a script that it can do without; without a network it would wait for the name."""
    text = index.read_text(encoding="utf-8")
    policy = "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    index.write_text(text.replace("<head>", f"<head>\n  {meta}", 1), encoding="utf-8")


def _make_module_address_whole(index: Path) -> None:
    """The patched page names a bare module, which browsers refuse to load in a worker."""
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace('"pyodide/pyodide.mjs"', '"/pyodide/pyodide.mjs"'), encoding="utf-8")


def _installed_files(name: str) -> dict[str, bytes]:
    files = [file for file in distribution(name).files or [] if not str(file).endswith(".pyc")]
    return {str(file): Path(str(file.locate())).read_bytes() for file in files}


def _importable(files: dict[str, bytes]) -> dict[str, bytes]:
    """What Python imports, where the stock page's worker looks for it first."""
    packages = {name: content for name, content in files.items() if ".dist-info/" not in name}
    return {f"__pypackages__/{name}": content for name, content in packages.items() if name[:2] != ".."}


def _archive() -> bytes:
    files = {"main.py": STOCK_MAIN.encode()}
    for name in STOCK_DISTRIBUTIONS:
        files |= _importable(_installed_files(name))
    files |= _importable(members(fetch(MSGPACK, CACHE)))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
