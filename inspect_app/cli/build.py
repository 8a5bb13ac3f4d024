"""`build`: pack the installable web app out of installed packages and npm files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inspect_app.cli.failure import Failure

DEFAULT_FOLDER = Path("build/web")


def add_to(commands: Any) -> None:
    command = commands.add_parser("build", help="pack the web app")
    command.add_argument("--out", type=Path, default=DEFAULT_FOLDER)
    command.add_argument("--cache", type=Path, default=Path("build/cache"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> None:
    from inspect_app.packer import PackingFailed, build

    try:
        build(given.out, given.cache, say=print)
    except PackingFailed as failed:
        raise Failure(str(failed)) from None
