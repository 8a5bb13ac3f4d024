"""Install Debian's Chromium for the browser tests where that may be done; else say which tests will be skipped.

Exits 0 either way: the tests without a browser are worth running.
"""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SKIPPED = "The browser tests (pytest marker `browser`) will be skipped: "


def main() -> int:
    if any(map(shutil.which, BROWSERS)):
        return 0
    reason = _obstacle() or _install()
    if reason:
        print(SKIPPED + reason, file=sys.stderr)
    return 0


def _obstacle() -> str:
    """Why Chromium cannot be installed from here, or an empty text."""
    if shutil.which("apt-get") is None:
        return "there is no Chromium and no apt; install Chromium or Chrome yourself to run them."
    if os.geteuid() != 0:
        return "there is no Chromium and installing it needs root; run `sudo apt-get install chromium`."
    return ""


def _install() -> str:
    """Install by apt; why it failed, or an empty text."""
    print("Installing Debian's Chromium for the browser tests ...", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return f"`{' '.join(command)}` failed."
    return "" if shutil.which("chromium") else "apt installed no chromium."


if __name__ == "__main__":
    sys.exit(main())
