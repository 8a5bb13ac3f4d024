"""Packs the app into a folder of files that any web server can serve and a phone can install."""

from inspect_app.packer.build import build
from inspect_app.packer.errors import PackingFailed

__all__ = ["PackingFailed", "build"]
