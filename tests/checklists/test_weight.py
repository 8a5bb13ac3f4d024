"""What the phone loads to walk a round stays small."""

from __future__ import annotations

import subprocess
import sys

PHONE_SIDE = (
    "inspect_app.checklists.finishing, inspect_app.checklists.filling, inspect_app.checklists.shipped, "
    "inspect_app.patrol.summary, inspect_app.patrol.already, inspect_app.patrol.demo_routes, assets_qr.code"
)
SERVER_SIDE = "pyxform openpyxl PIL qrcode fontTools flet fastapi"


def test_checklists_patrols_and_codes_load_nothing_of_the_server():
    """Neither the spreadsheet libraries nor pictures nor screens come along."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {PHONE_SIDE}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "inspect_app.patrol.summary" in told
    assert not set(SERVER_SIDE.split()) & set(told)
