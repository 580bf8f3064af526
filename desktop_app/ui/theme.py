"""The look: colours, type, lengths and the style sheet, all scaled by one base text size in points."""

import re
from enum import Enum, auto

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from db.resources import resource

SMALLEST, LARGEST = 16, 30
"""Base text size in points: the range of the zoom."""

COLOURS = {
    "ink": "#1F2A30",  # text
    "muted": "#55626A",  # secondary text
    "white": "#FFFFFF",
    "paper": "#F4F2EC",  # background beside the sheets
    "bar": "#E7E3D9",  # tab strip and status bar
    "line": "#DAD7CD",  # hairlines
    "edge": "#7F8A8F",  # outline of what can be typed into or pressed
    "primary": "#123F4D",
    "primary_dark": "#0B2E39",
    "primary_soft": "#E4EFF1",  # the selected row, what was picked
    "ring": "#8FD3E0",  # focus ring on dark ground
    "seal": "#B3362B",  # late or returned, and nothing else
    "seal_ink": "#8E2219",
    "seal_soft": "#FBE9E7",
    "amber": "#B26A00",  # doubt and what is still missing
    "amber_ink": "#7A4900",
    "amber_soft": "#FFF5E3",
    "green": "#1D5B2C",  # done
    "green_soft": "#E6F2E8",
    "info": "#27406E",
    "info_soft": "#E6ECF6",
}

FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
            "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun")

SIZES = {"small": 0.82, "base": 1.0, "large": 1.2, "title": 1.5}
"""Text sizes as parts of the base size; nothing on the screen is smaller than ``small`` (13 pt)."""


class Tone(Enum):
    """What a state means; shown as a word with a shape, the colour only repeats it."""

    GOOD = auto()
    DOUBT = auto()
    LATE = auto()
    INFO = auto()
    PLAIN = auto()


TONES = {
    Tone.GOOD: ("green_soft", "green"),
    Tone.DOUBT: ("amber_soft", "amber_ink"),
    Tone.LATE: ("seal_soft", "seal_ink"),
    Tone.INFO: ("info_soft", "info"),
    Tone.PLAIN: ("paper", "muted"),
}
"""Ground and ink of each tone, as names of COLOURS."""

_points = float(SMALLEST)


def points() -> float:
    """The base text size now in force."""
    return _points


def px(units: float) -> int:
    """A length that grows with the text: 1 unit is 1 pixel at 16 pt; a positive length never vanishes."""
    return max(1, round(units * _points / SMALLEST)) if units > 0 else 0


def size_dialog(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog a size in units of ``px``, but never more than its screen has."""
    room = dialog.screen().availableSize()
    dialog.resize(min(px(width), room.width() - 40), min(px(height), room.height() - 60))


def colour(name: str) -> QColor:
    return QColor(COLOURS[name])


def font(size: str = "base", bold: bool = False) -> QFont:
    """A font of the program in one of SIZES."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPointSizeF(round(_points * SIZES[size], 1))
    made.setBold(bold)
    return made


def _palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "white", QPalette.ColorRole.Base: "white",
        QPalette.ColorRole.AlternateBase: "paper", QPalette.ColorRole.Button: "white",
        QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink", QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.ToolTipBase: "white", QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "primary", QPalette.ColorRole.HighlightedText: "white",
        QPalette.ColorRole.Link: "primary", QPalette.ColorRole.Mid: "edge", QPalette.ColorRole.Light: "white",
        QPalette.ColorRole.Dark: "edge", QPalette.ColorRole.Midlight: "line", QPalette.ColorRole.Shadow: "line",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("muted"))
    return palette


def style_sheet() -> str:
    """resources/style.qss with its tokens replaced: ``@12`` a length, ``@name`` a colour or a text size."""
    tokens = {**COLOURS, **{name: f"{_points * part:.1f}pt" for name, part in SIZES.items()},
              "icons": resource("icons").as_posix()}

    def value(found: re.Match) -> str:
        token = found[1]
        return f"{px(int(token))}px" if token.isdigit() else tokens[token]

    return re.sub(r"@(\w+)", value, resource("style.qss").read_text(encoding="utf-8"))


def apply(app: QApplication, points: float = SMALLEST) -> None:
    """Dress the whole program; call again at any time to zoom."""
    global _points
    _points = float(min(LARGEST, max(SMALLEST, points)))
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(style_sheet())


def install_translation(app: QApplication) -> bool:
    """Qt's own texts (dialogs, menus) in Chinese; False when the file is not there."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    found = translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(translator)
