"""The app's icons, drawn at build time: a clipboard with a tick on deep teal."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

TEAL = (15, 118, 110, 255)
PAPER = (255, 255, 255, 255)
CLIP = (153, 246, 228, 255)
OVERSAMPLING = 4
CLEAR = (0, 0, 0, 0)


def write_icons(stage: Path) -> None:
    """icons/*.png and favicon.png: plain, maskable (full bleed) and for iPhones (no transparency)."""
    folder = stage / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    for size in (192, 512):
        _icon(size, rounded=True, drawing=0.62).save(folder / f"icon-{size}.png")
        _icon(size, rounded=False, drawing=0.5).save(folder / f"icon-maskable-{size}.png")
    _icon(180, rounded=False, drawing=0.58).convert("RGB").save(folder / "apple-touch-icon.png")
    _icon(96, rounded=False, drawing=0.62).save(folder / "scan-96.png")
    _clipboard(192, share=0.92, background=CLEAR).save(folder / "splash.png")
    _icon(48, rounded=True, drawing=0.7).save(stage / "favicon.png")


def _icon(size: int, *, rounded: bool, drawing: float) -> Image.Image:
    picture = _clipboard(size, share=drawing, background=TEAL)
    if not rounded:
        return picture
    mask = Image.new("L", (size * OVERSAMPLING, size * OVERSAMPLING), 0)
    edge = size * OVERSAMPLING - 1
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, edge, edge), radius=edge // 5, fill=255)
    picture.putalpha(mask.resize((size, size), Image.Resampling.LANCZOS))
    return picture


def _clipboard(size: int, *, share: float, background: tuple[int, int, int, int]) -> Image.Image:
    """Drawn large and scaled down, which smooths the edges. `share` of the picture is the board's height."""
    canvas = size * OVERSAMPLING
    picture = Image.new("RGBA", (canvas, canvas), background)
    pen = ImageDraw.Draw(picture)
    height = canvas * share
    width = height * 0.78
    left, top = (canvas - width) / 2, (canvas - height) / 2 + height * 0.03
    pen.rounded_rectangle((left, top, left + width, top + height * 0.97), radius=height * 0.09, fill=PAPER)
    clip = (left + width * 0.3, top - height * 0.06, left + width * 0.7, top + height * 0.11)
    pen.rounded_rectangle(clip, radius=height * 0.05, fill=CLIP)
    tick = [(0.24, 0.55), (0.43, 0.73), (0.78, 0.34)]
    points = [(left + width * x, top + height * y) for x, y in tick]
    thick = round(height * 0.1)
    pen.line(points, fill=TEAL, width=thick, joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=TEAL)
    return picture.resize((size, size), Image.Resampling.LANCZOS)
