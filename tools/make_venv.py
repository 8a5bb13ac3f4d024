"""Make the virtual environment, installing Debian's python3-venv first where only bare Python is there."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path


def main(folder: str) -> int:
    if (Path(folder) / "bin" / "pip").exists():
        return 0
    if not _has_ensurepip() and not _install_venv_package():
        print(
            "Python has no ensurepip; install Debian's package python3-venv and run make again.",
            file=sys.stderr,
        )
        return 1
    command = [sys.executable, "-m", "venv", folder]
    return subprocess.run(command, check=False).returncode


def _has_ensurepip() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return bool(venv)


def _install_venv_package() -> bool:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    update = subprocess.run([apt, "update", "-qq"], check=False)
    install = subprocess.run([apt, "install", "-y", "-qq", "python3-venv"], check=False)
    return update.returncode == 0 and install.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
