"""Calibration: from four lengths on a ruler to labels in their places."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from assets_qr.calibration import ACROSS_MM, DOWN_MM, FIRST_MM, Measured, MeasureRefused, correction_of
from assets_qr.calibration_pdf import calibration_pdf
from assets_qr.sheet import Correction
from tests.assets_qr.papers import rendered_pages

SCALE = st.floats(0.98, 1.03)
OFFSET = st.floats(-4, 4)


@given(SCALE, SCALE, OFFSET, OFFSET)
def test_a_corrected_printer_prints_true_over_the_whole_page(scale_x, scale_y, offset_x, offset_y):
    """Whatever its error: what stands at x is printed at x, to five hundredths of a millimetre."""
    measured = Measured(
        left=offset_x + scale_x * FIRST_MM,
        across=scale_x * ACROSS_MM,
        top=offset_y + scale_y * FIRST_MM,
        down=scale_y * DOWN_MM,
    )
    correction = correction_of(measured)
    for mm in (0, 50, 210, 297):
        assert offset_x + scale_x * correction.x(mm) == pytest.approx(mm, abs=0.05)
        assert offset_y + scale_y * correction.y(mm) == pytest.approx(mm, abs=0.05)


def test_a_true_printer_needs_no_correction():
    """The lengths as the page says them."""
    assert correction_of(Measured()) == Correction()


def test_a_page_that_was_shrunk_to_fit_is_not_corrected_but_told():
    """The same choice would shrink the labels another time."""
    with pytest.raises(MeasureRefused, match=r"96%.*实际大小"):
        correction_of(Measured(20, 170 * 0.96, 20, 250 * 0.96))


@pytest.mark.parametrize(
    ("measured", "told"),
    [
        (Measured(across=17.0), "A 到 B量得 17 毫米"),
        (Measured(down=100), "C 到 D量得 100 毫米"),
        (Measured(left=45), "纸左边到 A量得 45 毫米"),
        (Measured(top=2), "纸上边到 C量得 2 毫米"),
    ],
)
def test_lengths_beyond_any_printers_error_are_refused_by_their_name(measured, told):
    """Centimetres for millimetres, a sheet put in askew."""
    with pytest.raises(MeasureRefused) as refused:
        correction_of(measured)
    assert told in str(refused.value)


def test_the_pages_lines_stand_where_it_says(font):
    """Line A, B, C and D at 20, 190, 20 and 270 mm, measured on the rendered page."""
    file = calibration_pdf(font, "总务处 HP")
    (page,) = rendered_pages(file, 600)
    box = ImageChops.invert(page).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / 600 * 25.4 for edge in box)
    assert left == pytest.approx(20, abs=0.2)
    assert bottom == pytest.approx(270, abs=0.2)
    level = page.crop((round(60 / 25.4 * 600), 0, round(160 / 25.4 * 600), page.height))
    assert ImageChops.invert(level).getbbox()[1] / 600 * 25.4 == pytest.approx(20, abs=0.2)
    assert right < 200
    assert top > 10
    with pypdfium2.PdfDocument(file) as document:
        assert "总务处 HP" in document[0].get_textpage().get_text_range()


def test_the_proof_page_is_printed_with_the_correction(font):
    """Moved by what the printer needs, and saying that it is the proof."""
    file = calibration_pdf(font, "HP", Correction(2000, 0))
    box = ImageChops.invert(rendered_pages(file, 600)[0]).getbbox()
    assert box is not None
    assert box[0] / 600 * 25.4 == pytest.approx(22, abs=0.2)
    with pypdfium2.PdfDocument(file) as document:
        assert "用于核对" in document[0].get_textpage().get_text_range()
