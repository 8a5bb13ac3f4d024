"""Pages as a printer would put them on paper, and what hands, dirt and cameras do to labels afterwards."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from assets_qr.layout import Layout
from assets_qr.sheet import Placed
from assets_qr.stock import Stock

DOTS_PER_INCH = 200
NOISE = 0.07
SMOOTHINGS: tuple[tuple[ImageFilter.Filter, ...], ...] = (
    (ImageFilter.MedianFilter(3),),
    (ImageFilter.BoxBlur(1),),
    (ImageFilter.GaussianBlur(1.2),),
    (ImageFilter.MedianFilter(3), ImageFilter.BoxBlur(1)),
    (ImageFilter.BoxBlur(1), ImageFilter.MedianFilter(3)),
)


def rendered_pages(file: bytes, dots_per_inch: int = DOTS_PER_INCH) -> list[Image.Image]:
    """Every page in greys, by PDFium."""
    with pypdfium2.PdfDocument(file) as document:
        return [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil() for page in document]


def cut_out(
    page: Image.Image, stock: Stock, placed: Placed, dots_per_inch: int = DOTS_PER_INCH
) -> Image.Image:
    """One label along its edges."""
    scale = dots_per_inch / 25.4
    left, top = placed.left_mm * scale, placed.top_mm * scale
    right, bottom = left + stock.width_mm * scale, top + stock.height_mm * scale
    return page.crop((round(left), round(top), round(right), round(bottom)))


def read(picture: Image.Image) -> str:
    """What zxing-cpp reads, '' for nothing."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else ""


def read_smoothed(picture: Image.Image) -> str:
    """As a phone reads it: its camera takes single wild pixels out before anybody sees the picture."""
    for smoothing in SMOOTHINGS:
        smooth = picture
        for each in smoothing:
            smooth = smooth.filter(each)
        if text := read(smooth):
            return text
    return ""


@dataclass(frozen=True)
class Wear:
    """Seeded damage to pictures of labels."""

    source: random.Random

    def noisy(self, picture: Image.Image) -> Image.Image:
        """Sensor noise: every pixel off by a normal error of 7 % of the whole range."""
        return ImageChops.add(picture, self._piece(self._noise, picture.size), 1, -128)

    def speckled(self, picture: Image.Image) -> Image.Image:
        """7 % of all pixels the other way round."""
        return ImageChops.difference(picture, self._piece(self._specks, picture.size))

    def turned(self, picture: Image.Image) -> Image.Image:
        """Three degrees to one side or the other."""
        angle = self.source.choice((-3, 3))
        return picture.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=255)

    def smeared(self, picture: Image.Image, drawn: Layout) -> Image.Image:
        """A dark stain over a corner of the symbol, a third of its side across: half clear over one of the three
        corners with a finder pattern, which no reader can do without, and quite black over the fourth.
        """
        scale = DOTS_PER_INCH / 25.4
        side, corner = drawn.side_mm * scale, self.source.randrange(4)
        x, y = drawn.left_mm * scale + corner % 2 * side, drawn.top_mm * scale + corner // 2 * side
        stain = Image.new("L", picture.size, 0)
        box = (x - 0.3 * side, y - 0.3 * side, x + 0.3 * side, y + 0.3 * side)
        ImageDraw.Draw(stain).ellipse(box, fill=128 if corner < 3 else 255)
        dark = Image.new("L", picture.size, 90 if corner < 3 else 20)
        return Image.composite(dark, picture, stain.filter(ImageFilter.GaussianBlur(3)))

    @cached_property
    def _noise(self) -> Image.Image:
        return Image.effect_noise((1500, 1500), NOISE * 255)

    @cached_property
    def _specks(self) -> Image.Image:
        bound = round(NOISE * 256)
        picture = Image.frombytes("L", (1500, 1500), self.source.randbytes(1500 * 1500))
        return picture.point([255] * bound + [0] * (256 - bound))

    def _piece(self, of: Image.Image, size: tuple[int, int]) -> Image.Image:
        left, top = (self.source.randrange(1500 - length) for length in size)
        return of.crop((left, top, left + size[0], top + size[1]))
