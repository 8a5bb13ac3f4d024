"""The web app manifest: what the phone shows when the app is installed."""

from __future__ import annotations

import json
from pathlib import Path

NAME = "校园巡检"
TEAL = "#0F766E"


def write_manifest(stage: Path) -> None:
    """manifest.json, by https://www.w3.org/TR/appmanifest/."""
    text = json.dumps(_manifest(), ensure_ascii=False, indent=2)
    (stage / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _manifest() -> dict[str, object]:
    return {
        "id": "/",
        "name": NAME,
        "short_name": NAME,
        "description": "离线可用的学校巡检：扫码、检查、拍照、上报",
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "orientation": "natural",
        "background_color": TEAL,
        "theme_color": TEAL,
        "categories": ["education", "productivity"],
        "prefer_related_applications": False,
        "icons": [_icon(size, purpose) for size in (192, 512) for purpose in ("any", "maskable")],
        "shortcuts": [
            {
                "name": "扫码",
                "short_name": "扫码",
                "url": "/scan",
                "icons": [{"src": "icons/scan-96.png", "sizes": "96x96", "type": "image/png"}],
            }
        ],
    }


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"icon-{size}.png" if purpose == "any" else f"icon-maskable-{size}.png"
    return {"src": f"icons/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
