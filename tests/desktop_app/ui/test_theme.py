"""Contrast, lengths and the style sheet."""

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop_app.ui import theme


def luminance(hex_colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(hex_colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted(luminance(theme.COLOURS[name]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


TEXTS = [("ink", "white"), ("ink", "paper"), ("ink", "bar"), ("ink", "primary_soft"), ("ink", "amber_soft"),
         ("muted", "white"), ("muted", "paper"), ("muted", "bar"), ("muted", "amber_soft"), ("muted", "primary_soft"),
         ("white", "primary"), ("white", "primary_dark"), ("primary", "white"), ("primary", "primary_soft"),
         ("primary", "bar"), ("amber_ink", "white"), ("amber_ink", "amber_soft"), ("seal_ink", "white"),
         ("green", "white"), ("green", "bar"), ("seal", "white"),
         *((ink, ground) for ground, ink in theme.TONES.values())]


@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_can_be_read(ink, ground):
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("edge", ["edge", "primary", "amber", "seal"])
def test_outlines_can_be_seen(edge):
    assert contrast(edge, "white") >= 3


def test_the_focus_ring_is_seen_on_dark_ground():
    assert contrast("ring", "primary") >= 4.5


def test_lengths_grow_with_the_text(qapp):
    theme.apply(qapp, 16)
    assert (theme.px(44), theme.px(0), theme.px(0.2)) == (44, 0, 1)
    theme.apply(qapp, 24)
    assert theme.px(44) == 66
    theme.apply(qapp, 16)


@pytest.mark.parametrize(("asked", "given"), [(8, 16), (16, 16), (22, 22), (30, 30), (99, 30)])
def test_zoom_stays_between_16_and_30_points(qapp, asked, given):
    theme.apply(qapp, asked)
    assert theme.points() == given == qapp.font().pointSizeF()
    theme.apply(qapp, 16)


def test_nothing_is_smaller_than_13_points():
    assert min(theme.SIZES.values()) * theme.SMALLEST >= 13


def test_every_token_of_the_style_sheet_is_known(qapp):
    theme.apply(qapp, 16)
    assert "@" not in theme.style_sheet().split("*/", 1)[1]


def test_qts_own_words_are_chinese(qapp):
    assert theme.install_translation(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "取消" in box.buttons()[0].text()
    assert QApplication.translate("QLineEdit", "&Copy").startswith("复制")
