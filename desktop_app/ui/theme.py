"""The look: colours, type, lengths and the style sheet, all scaled by one base text size in points."""

import re
from enum import Enum, auto

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from db.resources import resource
from desktop_app.actions.sight import LARGEST, SMALLEST, Sight
from desktop_app.ui import pointer

_COLOURS = {  # name: (usual, 高对比)
    "ink": ("#1F2A30", "#FFFFFF"),  # text
    "muted": ("#55626A", "#E6E6E6"),  # secondary text
    "white": ("#FFFFFF", "#000000"),  # the sheet, also as ink on primary; black in 高对比
    "paper": ("#F4F2EC", "#1A1A1A"),  # background beside the sheets
    "bar": ("#E7E3D9", "#262626"),  # tab strip and status bar
    "line": ("#DAD7CD", "#999999"),  # hairlines
    "edge": ("#7F8A8F", "#FFFFFF"),  # outline of what can be typed into or pressed
    "primary": ("#123F4D", "#FFDD00"),  # headings, words on buttons, outline of what has the keyboard
    "primary_soft": ("#E4EFF1", "#3A3200"),  # the selected row, what was picked
    "fill": ("#123F4D", "#0054BA"),  # header, main button, what is chosen
    "fill_dark": ("#0B2E39", "#003F99"),  # the same under the pointer
    "fill_ink": ("#FFFFFF", "#FFFFFF"),
    "fill_edge": ("#123F4D", "#FFFFFF"),
    "ring": ("#8FD3E0", "#FFEB3B"),  # focus ring on a fill
    "seal": ("#B3362B", "#FF6B5E"),  # late or returned, and nothing else
    "seal_ink": ("#8E2219", "#FFA79D"),
    "seal_soft": ("#FBE9E7", "#420B06"),
    "amber": ("#B26A00", "#FFA726"),  # doubt and what is still missing
    "amber_ink": ("#7A4900", "#FFC166"),
    "amber_soft": ("#FFF5E3", "#3B2300"),
    "green": ("#1D5B2C", "#7BE495"),  # done
    "green_soft": ("#E6F2E8", "#06300F"),
    "info": ("#27406E", "#9CC7FF"),
    "info_soft": ("#E6ECF6", "#0A2550"),
}

PALETTES = {high: {name: pair[high] for name, pair in _COLOURS.items()} for high in (False, True)}
"""Whether contrast is high -> name -> colour. For pictures of paper there is ``printed``."""

COLOURS = dict(PALETTES[False])
"""The colours in force; ``apply`` exchanges them. Read them when painting, never at import."""

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

_sight = Sight()
_worn: bool | None = None  # whether the style that the application wears has the wide caret; None: not ours yet


def sight() -> Sight:
    """How everything is shown now."""
    return _sight


def points() -> float:
    """The base text size now in force."""
    return _sight.points


def px(units: float) -> int:
    """A length that grows with the text: 1 unit is 1 pixel at 16 pt; a positive length never vanishes."""
    return max(1, round(units * _sight.points / SMALLEST)) if units > 0 else 0


def ring(width: int = 2) -> int:
    """Width in pixels of the outline of what has the keyboard; twice as thick in 高对比."""
    return width * 2 if _sight.high_contrast else width


def caret() -> int:
    """Width in pixels of the caret in text boxes; of a wider one Qt would cut off the most at the end of a long line."""
    return 4 if _sight.large_pointer else 1


def size_dialog(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog a size in units of ``px``, but never more than its screen has."""
    room = dialog.screen().availableSize()
    dialog.resize(min(px(width), room.width() - 40), min(px(height), room.height() - 60))


def colour(name: str) -> QColor:
    return QColor(COLOURS[name])


def printed(name: str) -> QColor:
    """A colour as it is on paper: pictures of paper look the same in both palettes."""
    return QColor(PALETTES[False][name])


def font(size: str = "base", bold: bool = False) -> QFont:
    """A font of the program in one of SIZES."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPointSizeF(round(_sight.points * SIZES[size], 1))
    made.setBold(bold)
    return made


def _palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "white", QPalette.ColorRole.Base: "white",
        QPalette.ColorRole.AlternateBase: "paper", QPalette.ColorRole.Button: "white",
        QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink", QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.ToolTipBase: "white", QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "fill", QPalette.ColorRole.HighlightedText: "fill_ink",
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
    """resources/style.qss, in 高对比 with contrast.qss after it, their tokens replaced: ``@12`` a length, ``@name`` a
    colour or a text size."""
    high = _sight.high_contrast
    icons = resource("icons", "contrast") if high else resource("icons")
    tokens = {**COLOURS, **{name: f"{_sight.points * part:.1f}pt" for name, part in SIZES.items()},
              "icons": icons.as_posix()}

    def value(found: re.Match) -> str:
        token = found[1]
        return f"{px(int(token))}px" if token.isdigit() else tokens[token]

    sheets = ("style.qss", "contrast.qss") if high else ("style.qss",)
    return re.sub(r"@(\w+)", value, "\n".join(resource(sheet).read_text(encoding="utf-8") for sheet in sheets))


class _WideCaret(QProxyStyle):
    """Fusion with a caret that can be found. Only while it is wanted: every length a widget asks for passes here."""

    def __init__(self) -> None:
        super().__init__("Fusion")  # by name: given a style, it would take it away from the application

    def pixelMetric(self, metric: QStyle.PixelMetric, option: QStyleOption | None = None,
                    widget: QWidget | None = None) -> int:
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return caret()
        return super().pixelMetric(metric, option, widget)


def apply(app: QApplication, points: float = SMALLEST, high_contrast: bool = False, large_pointer: bool = False) -> None:
    """Dress the whole program; call again at any time to change something. What stands keeps its old lengths."""
    global _sight, _worn
    _sight = Sight(float(min(LARGEST, max(SMALLEST, points))), high_contrast, large_pointer)
    COLOURS.update(PALETTES[high_contrast])
    if _worn is not large_pointer:  # a style sheet hides the name of the style below it: the style cannot be asked
        app.setStyle(_WideCaret() if large_pointer else "Fusion")
        pointer.enlarge(app, large_pointer)
        _worn = large_pointer
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(style_sheet())


def install_translation(app: QApplication) -> bool:
    """Qt's own texts (dialogs, menus) in Chinese; False when the file is not there."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    found = translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(translator)
