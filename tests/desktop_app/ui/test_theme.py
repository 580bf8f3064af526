"""Contrast of both palettes, lengths and the style sheet."""

import re
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from db.resources import resource
from desktop_app.ui import theme

SHEETS = {name: re.sub(r"/\*.*?\*/", "", resource(name).read_text(encoding="utf-8"), flags=re.DOTALL)
          for name in ("style.qss", "contrast.qss")}
PALETTES = pytest.mark.parametrize("high", [False, True], ids=["usual", "高对比"])
TEXT, OUTLINE = {False: 4.5, True: 7.0}, {False: 3.0, True: 4.5}
"""Least contrast of text and of outlines, by palette."""


@pytest.fixture(autouse=True)
def usual_look(qapp):
    yield
    theme.apply(qapp, 16)


def luminance(hex_colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(hex_colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(high: bool, one: str, other: str) -> float:
    dark, light = sorted(luminance(theme.PALETTES[high][name]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


def too_faint(high: bool, pairs: set, least: float) -> dict:
    """The pairs with less contrast than that."""
    found = {pair: round(contrast(high, *pair), 2) for pair in pairs}
    return {pair: value for pair, value in found.items() if value < least}


def rules() -> list[tuple[str, dict]]:
    """(selectors, property -> colour names in its value) of every rule of the style sheets."""
    found = []
    for sheet in SHEETS.values():
        for selectors, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
            values = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body))
            found.append((selectors.strip(), {key: [name for name in re.findall(r"@([a-z_]+)", value)
                                                    if name in theme.COLOURS] for key, value in values.items()}))
    return found


STANDS_ON = {"ink": ("white", "paper", "bar", "primary_soft", "amber_soft"),
             "muted": ("white", "paper", "bar", "primary_soft", "amber_soft"),
             "primary": ("white", "paper", "bar", "primary_soft"),
             "fill_ink": ("fill", "fill_dark"), "amber_ink": ("white", "amber_soft"), "seal_ink": ("white",),
             "seal": ("white",), "green": ("white", "bar"), "white": ("primary",)}
"""Ink -> the grounds on which rules, painters and HTML put it; the tones come on top."""


def written() -> set[tuple[str, str]]:
    """Every (ink, ground) in use."""
    pairs = {(ink, ground) for ink, grounds in STANDS_ON.items() for ground in grounds}
    pairs |= {(ink, ground) for ground, ink in theme.TONES.values()}
    for _, values in rules():
        for inks, grounds in (("color", "background"), ("selection-color", "selection-background-color")):
            pairs |= set(product(values.get(inks, ()), values.get(grounds, ())))
    return pairs


def outlines() -> set[tuple[str, str]]:
    """Every (outline, ground) that says where something is or what has the keyboard."""
    pairs = {("edge", "white"), ("primary", "white"), ("primary", "primary_soft"),
             ("amber", "white"), ("seal", "white"), ("ring", "fill"), ("ring", "fill_dark"), ("fill_edge", "white")}
    for _, values in rules():
        for key, names in values.items():
            if key.startswith("border"):
                pairs |= {(name, ground) for name in names for ground in values.get("background") or ["white"]
                          if name not in ("ring", "fill_edge", ground)}  # these two go round a fill
    return pairs


@PALETTES
def test_text_can_be_read(high):
    assert too_faint(high, written(), TEXT[high]) == {}


@PALETTES
def test_outlines_can_be_seen(high):
    pairs = outlines() if high else {pair for pair in outlines() if pair[0] != "line"}  # a hairline only parts
    assert too_faint(high, pairs, OUTLINE[high]) == {}


def test_the_palettes_have_the_same_colours_and_differ():
    usual, strong = theme.PALETTES[False], theme.PALETTES[True]
    assert list(usual) == list(strong)
    assert {name for name in usual if usual[name] == strong[name]} == {"fill_ink"}


def test_the_rules_of_the_sheets_were_understood():
    everything = [name for _, values in rules() for names in values.values() for name in names]
    assert len(everything) == sum(len([name for name in re.findall(r"@([a-z_]+)", sheet) if name in theme.COLOURS])
                                  for sheet in SHEETS.values()) > 100


@PALETTES
def test_icons_have_the_colour_of_their_palette(high):
    folder = resource("icons", "contrast") if high else resource("icons")
    for name in set(re.findall(r"@icons/(\S+?)\)", SHEETS["style.qss"])):
        drawn = set(re.findall(r"#[0-9A-Fa-f]{6}", (folder / name).read_text(encoding="utf-8")))
        assert drawn == {theme.PALETTES[high]["primary"]}, name


def test_colours_are_said_in_one_place(qapp):
    """Elsewhere only their names stand: a colour of its own would not follow the palette. The pointer need not."""
    ui = resource().parent / "desktop_app" / "ui"
    for file in ui.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert file.name == "theme.py" or not re.search(r"#[0-9A-Fa-f]{6}\b", text), file.name
        assert file.name == "pointer.py" or "GlobalColor" not in text, file.name
    assert not any(re.search(r"#[0-9A-Fa-f]{6}\b|rgb", sheet) for sheet in SHEETS.values())


@pytest.mark.parametrize("high", [True, False])
def test_what_is_read_at_any_time_is_the_palette_in_force(qapp, high):
    kept = theme.COLOURS  # pages import it by name
    theme.apply(qapp, 16, high_contrast=high)
    assert kept == theme.PALETTES[high]
    assert theme.colour("ink").name().upper() == theme.PALETTES[high]["ink"]
    assert qapp.palette().window().color() == theme.colour("white")
    assert ("icons/contrast/down.svg" in theme.style_sheet()) is high


def test_the_ring_is_twice_as_thick_in_high_contrast(qapp):
    theme.apply(qapp, 16)
    assert (theme.ring(), theme.ring(3)) == (2, 3)
    theme.apply(qapp, 16, high_contrast=True)
    assert (theme.ring(), theme.ring(3)) == (4, 6)


def test_lengths_grow_with_the_text(qapp):
    theme.apply(qapp, 16)
    assert (theme.px(44), theme.px(0), theme.px(0.2)) == (44, 0, 1)
    theme.apply(qapp, 24)
    assert theme.px(44) == 66


@pytest.mark.parametrize(("asked", "given"), [(8, 16), (16, 16), (22, 22), (30, 30), (99, 30)])
def test_zoom_stays_between_16_and_30_points(qapp, asked, given):
    theme.apply(qapp, asked)
    assert theme.points() == given == qapp.font().pointSizeF()


def test_nothing_is_smaller_than_13_points():
    assert min(theme.SIZES.values()) * theme.SMALLEST >= 13


@PALETTES
def test_every_token_of_the_style_sheet_is_known(qapp, high):
    theme.apply(qapp, 16, high_contrast=high)
    assert "@" not in re.sub(r"/\*.*?\*/", "", theme.style_sheet(), flags=re.DOTALL)


def test_qts_own_words_are_chinese(qapp):
    assert theme.install_translation(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "取消" in box.buttons()[0].text()
    assert QApplication.translate("QLineEdit", "&Copy").startswith("复制")
