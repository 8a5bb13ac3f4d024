"""A command that cannot go on: one line that says what is wrong and what to do."""

from __future__ import annotations


class Failure(Exception):
    """Printed to standard error as it stands; the command then exits with 1."""
