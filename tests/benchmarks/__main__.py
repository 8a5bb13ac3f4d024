"""`python -m tests.benchmarks [NAME] [--json] [--n N] [--repeats R]`: run one benchmark; without NAME list all."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from storage.collector import rest_collector
from tests.benchmarks.pouch import PeerMissing
from tests.benchmarks.report import Report
from tests.benchmarks.web_phones import BrowserMissing

NAMES = (
    "sync_push", "sync_pull", "first_sync", "first_sync_web", "store", "search", "ledger", "cold_start", "scan",
    "labels", "gate", "erasing",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for. Gives the exit code."""
    given = _parser().parse_args(arguments)
    if given.name is None:
        for name in NAMES:
            print(f"{name:12} {import_module(f'tests.benchmarks.{name}').ABOUT}")
        return 0
    try:
        report = measured(given.name, given.n, given.repeats)
    except (PeerMissing, BrowserMissing) as missing:
        print(f"{given.name}: {missing}", file=sys.stderr)
        return 1
    print(report.json_line() if given.json else report.human_line())
    return 0


def measured(name: str, size: int | None = None, repeats: int | None = None) -> Report:
    """Run one benchmark at its usual size unless told otherwise."""
    benchmark = import_module(f"tests.benchmarks.{name}")
    rest_collector()
    found: Report = benchmark.run(size or benchmark.SIZE, repeats or benchmark.REPEATS)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=NAMES, help="which one; without it all are listed")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument(
        "--n", type=int, help="how many changes, checks or tries, instead of the usual number"
    )
    parser.add_argument("--repeats", type=int, help="how often, instead of the usual number")
    return parser


if __name__ == "__main__":
    sys.exit(main())
