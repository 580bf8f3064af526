"""A few choices side by side, each with the digit that picks it; one stop of the keyboard, one widget."""

import unicodedata

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db import codes
from db.items.kinds import Field
from desktop_app.ui.kit.editor import Editor
from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.theme import colour, font, px, ring

ERASE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Options(QWidget):
    """Words in boxes that wrap like text. ``picked(index)``: by digit, arrow or mouse, -1 when erased."""

    picked = Signal(int)
    digit_picked = Signal()  # after ``picked``, when it was a digit: the hand is ready for the next field
    entered = Signal()

    def __init__(self, words: list[str], parent: QWidget | None = None, erasable: bool = True) -> None:
        super().__init__(parent)
        self.words = words
        self.index = -1
        self.erasable = erasable
        self._mark = ""
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def choose(self, index: int) -> None:
        """Show another choice, without a signal."""
        self.index = index
        self.setAccessibleDescription(self._spoken())
        self.update()

    def set_mark(self, mark: str) -> None:
        if mark != self._mark:
            self._mark = mark
            self.update()

    def set_words(self, words: list[str]) -> None:
        if words != self.words:
            self.words = words
            self.setMinimumHeight(self.heightForWidth(self.width()))
            self.updateGeometry()
            self.choose(min(self.index, len(words) - 1))

    def is_on(self, place: int) -> bool:
        """Whether a word is chosen."""
        return place == self.index

    def standing(self) -> int:
        """Where the focus ring is."""
        return max(self.index, 0)

    def sign(self, place: int) -> str:
        """What picks a word: its digit, 0 for the tenth; of a long list the number that is read aloud."""
        return "0" if place == 9 else str(place + 1)

    def _spoken(self) -> str:
        chosen = "、".join(word for n, word in enumerate(self.words) if self.is_on(n))
        chosen = f"已选 {chosen}" if chosen else "未选"
        return chosen + "；" + "，".join(f"{self.sign(n)} {word}" for n, word in enumerate(self.words))

    # geometry

    def _boxes(self, width: int) -> list[QRect]:
        """One rectangle a word, wrapped at ``width``."""
        metrics, gap, height = QFontMetrics(font()), px(6), px(44)
        digit = QFontMetrics(font("small")).horizontalAdvance("8") + px(6)
        boxes, x, y = [], 0, 0
        for word in self.words:
            wide = metrics.horizontalAdvance(word) + digit + px(22)
            if x and x + wide > width:
                x, y = 0, y + height + gap
            boxes.append(QRect(x, y, wide, height))
            x += wide + gap
        return boxes

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._boxes(width)[-1].bottom() + 1

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))  # what is short of room must not hide a row

    def one_row(self) -> int:
        """The width in which no word wraps."""
        return self._boxes(100_000)[-1].right() + 1

    def sizeHint(self) -> QSize:
        return QSize(self.one_row(), px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(box.width() for box in self._boxes(1)), px(44))

    def _at(self, place: QPoint) -> int:
        return next((n for n, box in enumerate(self._boxes(self.width())) if box.contains(place)), -1)

    # input

    def _by_digit(self, text: str) -> int:
        """The word that a typed digit means, 0 being the tenth; -1 for none."""
        place = (int(text) - 1) % 10 if text.isdecimal() else len(self.words)
        return place if place < len(self.words) else -1

    def _pick(self, index: int) -> None:
        if index != self.index:
            self.choose(index)
            self.picked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), unicodedata.normalize("NFKC", event.text())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif (place := self._by_digit(text)) >= 0:
            self._pick(place)
            self.digit_picked.emit()
        elif key in BACK:
            self._pick(max(self.index - 1, 0))
        elif key in FORTH:
            self._pick(min(self.index + 1, len(self.words) - 1))
        elif key in ERASE and self.erasable:
            self._pick(-1)
        elif key in ENTER:
            self.entered.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if index >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._pick(-1 if index == self.index and self.erasable else index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: object) -> None:
        self._set_hover(-1)

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.update()

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)
        if event.type() is event.Type.FontChange:
            self.updateGeometry()

    # picture

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes(self.width())
        standing = self.standing()
        for n, (word, box) in enumerate(zip(self.words, boxes, strict=True)):
            self._paint_word(painter, box, n, word, self.is_on(n), self.hasFocus() and n == standing)

    def _paint_word(self, painter: QPainter, box: QRect, place: int, word: str, on: bool, ringed: bool) -> None:
        edge = {"missing": "amber", "fault": "seal"}.get(self._mark, "primary" if self.hasFocus() else "edge")
        ground = ("fill" if on else "primary_soft" if ringed and self.index >= 0 or place == self._hover
                  else "amber_soft" if self._mark == "missing" else "white")
        thick = ring() if ringed else 1
        painter.setPen(QPen(colour("fill_edge" if on else edge), thick))
        painter.setBrush(colour(ground))
        half = thick / 2
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), px(8), px(8))
        if ringed and on:
            painter.setPen(QPen(colour("ring"), thick))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = 2 + half
            painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), px(6), px(6))
        inner = box.adjusted(px(11), 0, -px(8), 0)
        painter.setFont(font("small"))
        painter.setPen(colour("fill_ink" if on else "muted"))
        sign = self.sign(place)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, sign if len(sign) == 1 else "→")
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance("8") + px(6))
        painter.setFont(font())
        painter.setPen(colour("fill_ink" if on else "ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)


class OptionsEditor(Editor):
    """A field with at most six answers. A digit picks and goes on, as on a tick slip."""

    def __init__(self, field: Field, answers: dict[object, str], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._answers = answers
        self._values = list(answers)
        self.options = Options(list(answers.values()), self)
        self.wide = sum(len(word) + 2 for word in answers.values()) > 18
        self._target = self.options
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.options)
        self.options.picked.connect(self.changed)
        self.options.picked.connect(self.settled)
        self.options.digit_picked.connect(self.committed)
        self.options.entered.connect(self.committed)

    def value(self) -> object:
        return self._values[self.options.index] if self.options.index >= 0 else None

    def set_value(self, value: object) -> None:
        """Show an answer; a retired code that the record still has is shown as one more answer."""
        answers = dict(self._answers)
        if value is not None and value not in answers:
            answers[value] = f"{codes.label(self.field.of, value)}（停用）"
        self._values = list(answers)
        self.options.set_words(list(answers.values()))
        self.options.choose(-1 if value is None else self._values.index(value))

    def mark(self, state: str) -> None:
        self.options.set_mark(state)

    def name_it(self, name: str) -> None:
        self.options.setAccessibleName(name)
