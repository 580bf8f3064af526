"""Editors of what is typed: text, long text, date, money, number; and the field that is only shown."""

import unicodedata
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db import clock
from db.identity import clean
from db.items.kinds import Field, Kind
from desktop_app.shown import show_date, show_full_date, show_money, shown
from desktop_app.ui.kit.editor import Editor
from desktop_app.ui.kit.lines import Growing, Line, set_mark
from desktop_app.ui.theme import px


class LineEditor(Editor):
    """What all editors of one line share. Subclasses say how the text is read and shown."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = self._make_line()
        self.line.setPlaceholderText(self.placeholder())
        self._target = self.line
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self.line)
        self.line.textEdited.connect(self._on_edit)
        self.line.entered.connect(self._on_enter)
        self.line.left.connect(self.settle)

    def _make_line(self) -> Line:
        return Line(self)

    def placeholder(self) -> str:
        return self.field.hint

    def enter(self) -> None:
        super().enter()
        self.line.selectAll()

    def set_placeholder(self, text: str) -> None:
        self.line.setPlaceholderText(text)

    def mark(self, state: str) -> None:
        set_mark(self.line, "mark", state)

    def settle(self) -> None:
        """Show what was understood in its usual form; what cannot be read stays as typed."""
        if not self.fault():
            self.set_value(self.value())
        self.settled.emit()

    def _on_edit(self) -> None:
        self.changed.emit()

    def _on_enter(self) -> None:
        self.settle()
        self.committed.emit()


class TextEditor(LineEditor):
    """Text; numbers that identify are put into half width without spaces when the field is left."""

    LONG_LIMIT, LONG_HINT = 100, 18  # characters: such a text needs the whole width

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.wide = field.limit >= self.LONG_LIMIT or len(field.hint) > self.LONG_HINT

    def value(self) -> str | None:
        text = self.line.text()
        return (clean(text) if self.field.mask in ("id", "phone") else text.strip()) or None

    def set_value(self, value: str | None) -> None:
        self.line.show_text(value or "")


def read_day(text: str, ahead: bool) -> str | None:
    """ISO date of the last such day, or of the nearest one where the future is meant as often as the past (``ahead``)."""
    from desktop_app.entry.dates import read_date

    today = clock.today()
    guesses = [read_date(text, today, onward) for onward in ((False, True) if ahead else (False,))]
    days = [date.fromisoformat(guess.date) for guess in guesses if guess]
    return min(days, key=lambda day: abs(day - today)).isoformat() if days else None


class DateEditor(LineEditor):
    """A date typed in any of its usual forms; empty is empty."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._shown: tuple[str, str | None] = ("", None)  # the text last shown and the date it stands for
        self.line.setMinimumWidth(px(120))

    def placeholder(self) -> str:
        return self.field.hint or "如 9.5、昨天"

    def value(self) -> str | None:
        text = self.line.text().strip()
        if text == self._shown[0]:
            return self._shown[1]
        return read_day(text, self.field.ahead) if text else None

    def set_value(self, value: str | None) -> None:
        self._shown = (show_date(value), value)
        self.line.show_text(self._shown[0])
        self.line.setToolTip(show_full_date(value))

    def fault(self) -> str:
        text = self.line.text().strip()
        if not text or self.value():
            return ""
        return f"“{text}”看不出是哪一天，请写成 9月5日、2022.9.5 或 昨天"


class MoneyEditor(LineEditor):
    """元 on the screen, 分 in the record."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        unit = QLabel("元", self)
        self.box.setSpacing(px(8))
        self.box.addWidget(unit)

    def placeholder(self) -> str:
        return self.field.hint or "如 1200、1.2万"

    def value(self) -> int | None:
        from desktop_app.entry.money import read_money

        text = self.line.text().strip()
        return read_money(text) if text else None

    def set_value(self, value: int | None) -> None:
        self.line.show_text(show_money(value))

    def fault(self) -> str:
        text = self.line.text().strip()
        return f"“{text}”看不出是多少钱，请写成 1200 或 1.2万" if text and self.value() is None else ""


class NumberEditor(LineEditor):
    """A whole number, zero or more."""

    def value(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.line.text()).strip()
        return int(text) if text.isdecimal() and len(text) < 10 else None

    def set_value(self, value: int | None) -> None:
        self.line.show_text("" if value is None else str(value))

    def fault(self) -> str:
        text = self.line.text().strip()
        return f"“{text}”不是数，请只写数字" if text and self.value() is None else ""


class LongEditor(Editor):
    """Several lines; Enter goes on, Shift+Enter starts a new line."""

    wide = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.text = self._make_text()
        self.text.setPlaceholderText("　".join(filter(None, (field.hint, "换行按 Shift+回车"))))
        self._target = self.text
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        self.text.edited.connect(self.changed)
        self.text.left.connect(self.settled)
        self.text.entered.connect(self.committed)

    def _make_text(self) -> Growing:
        return Growing(self)

    def value(self) -> str | None:
        return self.text.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        self.text.show_text(value or "")

    def mark(self, state: str) -> None:
        set_mark(self.text, "mark", state)


class Shown(Editor):
    """A field that the program sets: to be read and copied, never a stop of the keyboard."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._value = None
        self.label = QLabel(self)
        self.label.setWordWrap(field.kind in (Kind.TEXT, Kind.LONG))
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setMinimumHeight(px(44))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.label)

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        self._value = value
        self.label.setText(shown(self.field, value) or "—")

    def target(self) -> None:
        return None

    def name_it(self, name: str) -> None:
        self.label.setAccessibleName(name)
