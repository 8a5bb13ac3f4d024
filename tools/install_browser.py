"""Install what the browser tests need of Debian where that may be done; else say which tests will be skipped.

Chromium, and libfaketime for the tests in which a phone's clock is wrong. Exits 0 either way: the tests
without a browser are worth running.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SKIPPED = {
    "chromium": "The browser tests (pytest marker `browser`) will be skipped: ",
    "faketime": "The tests with a wrong clock will be skipped: ",
}


def main() -> int:
    for package in _missing():
        reason = _obstacle(package) or _install(package)
        if reason:
            print(SKIPPED[package] + reason, file=sys.stderr)
    return 0


def _missing() -> list[str]:
    """The Debian packages that are not here."""
    has_browser = any(map(shutil.which, BROWSERS))
    has_clock = any(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return [name for name, is_here in (("chromium", has_browser), ("faketime", has_clock)) if not is_here]


def _obstacle(package: str) -> str:
    """Why it cannot be installed from here, or an empty text."""
    if shutil.which("apt-get") is None:
        return f"there is no {package} and no apt; install it yourself to run them."
    if os.geteuid() != 0:
        return f"there is no {package} and installing it needs root; run `sudo apt-get install {package}`."
    return ""


def _install(package: str) -> str:
    """Install by apt; why it failed, or an empty text."""
    print(f"Installing Debian's {package} for the browser tests ...", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return f"`{' '.join(command)}` failed."
    return f"apt installed no {package}." if package in _missing() else ""


if __name__ == "__main__":
    sys.exit(main())
