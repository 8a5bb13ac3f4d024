"""The command line: for the person who runs the server, and for tests and scripts."""

from inspect_app.cli.main import main

__all__ = ["main"]
