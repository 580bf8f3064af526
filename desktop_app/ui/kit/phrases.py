"""Long text that may begin with a ready phrase: a numbered list under the field, and blanks to go through."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from db.items.kinds import Field
from db.items.phrase import BLANK, CONFIRMED, PHRASE_TEXT, blanks, origin_after
from desktop_app.ui.kit.editor import Offer
from desktop_app.ui.kit.lines import ENTER, Growing
from desktop_app.ui.kit.popup import Popup
from desktop_app.ui.kit.texts import LongEditor, read_day

OPEN = Qt.Key.Key_F9
AT_ONCE = 9  # phrases that a digit reaches

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TURNS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_KEEP = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MouseFocusReason)
_LONGEST_DAY = 16  # characters of a date as typed
_ANY_BLANK = QRegularExpression(BLANK)


def _plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed alone; a plus sign needs Shift on most keyboards."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not held or (held == Qt.KeyboardModifier.ShiftModifier and event.key() in _KEEP)


class _PhraseText(Growing):
    """A text box that hands the keys of the list and of the blanks to its editor first."""

    def __init__(self, editor: "PhraseEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self._covered = ""  # the blank that a composition has taken away, until something takes its place
        self._day: QTextCursor | None = None  # where the blank of a date began

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self._editor.list_open():
            event.accept()
            return True
        # Tab is looked at here because it never reaches keyPressEvent
        if (event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and _plain(event)
                and (self.composing or self.to_next_blank())):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or not self._editor.key(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt takes the selected blank away as soon as letters are composed; a composition given up brings it back."""
        begins, self.composing = not self.composing, bool(event.preeditString())
        if self.composing and begins:
            self._covered = self.textCursor().selectedText() if self.on_blank() else ""
            self._editor.close_list()
        super().inputMethodEvent(event)
        if not self.composing and self._covered:
            if not event.commitString():
                self.textCursor().insertText(self._covered)
                self._select_back(len(self._covered))
            self._covered = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING:
            self.arrive()

    def arrive(self) -> None:
        """The keyboard comes here: to the phrases of an empty field, or to the first blank."""
        if not self.toPlainText():
            self._editor.wanted.emit()
        else:
            self._find_blank(QTextCursor(self.document()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._editor.close_list()
        if event.reason() not in _PASSING and self.on_blank():  # else it looks as if the keyboard were still here
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def put_in(self, text: str) -> None:
        """Put a phrase in the place of what is selected, else behind what is there, and select its first blank."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self.on_blank():
            cursor.movePosition(QTextCursor.MoveOperation.End)
        start = cursor.selectionStart()
        self._quiet = True
        cursor.insertText(text)
        self._quiet = False
        self.setTextCursor(cursor)
        begin = QTextCursor(self.document())
        begin.setPosition(start)
        self._find_blank(begin)

    # blanks

    def on_blank(self) -> bool:
        """Whether a blank, and nothing else, is selected."""
        return bool(re.fullmatch(BLANK, self.textCursor().selectedText()))

    def to_next_blank(self) -> bool:
        """Select the next blank after the cursor; False when there is none."""
        self._settle_day()
        return self._find_blank(self.textCursor())

    def _find_blank(self, after: QTextCursor) -> bool:
        found = self.document().find(_ANY_BLANK, after)
        if found.isNull():
            return False
        self._take_blank(found)
        return True

    def _select_back(self, length: int) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, length)
        self._take_blank(cursor)

    def _take_blank(self, blank: QTextCursor) -> None:
        self.setTextCursor(blank)
        self.ensureCursorVisible()
        self._day = None
        if "年" in blank.selectedText():
            self._day = QTextCursor(self.document())
            self._day.setPosition(blank.selectionStart())
            self._day.setKeepPositionOnInsert(True)

    def _settle_day(self) -> None:
        """9.30 in the blank of a date becomes 2022年9月30日; what is no date stays as typed."""
        start, self._day = self._day, None
        end = self.textCursor().position()
        if start is None or not 0 < end - start.position() <= _LONGEST_DAY:
            return
        start.setPosition(start.position())  # its anchor went along with what was typed
        start.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        if day := read_day(start.selectedText(), self._editor.field.ahead):
            year, month, date = map(int, day.split("-"))
            start.insertText(f"{year}年{month}月{date}日")


class PhraseEditor(LongEditor):
    """Long text with phrases. While it is empty, and on F9, ``wanted`` asks for them; the form answers with ``offer``.

    A digit puts a phrase in; typing and compositions go on as text and close the list. ``origin`` says whether the
    text is still the phrase.
    """

    wanted = Signal()
    keeping = Signal()  # keep what is written as a phrase of the office

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._popup: Popup | None = None
        self._offers: list[Offer] = []
        self._from, self._turned = 0, False  # the first phrase shown, and whether the sides are exchanged
        self._deeds: list[Callable[[], None]] = []  # what each row of the list does
        self._first = 0  # the row of the first phrase
        self._origin, self._before = "", ""
        super().__init__(field, parent)
        self.text.setPlaceholderText("　".join(filter(None, (field.hint, "套话按 F9", "换行按 Shift+回车"))))
        self.text.edited.connect(self.close_list)

    def _make_text(self) -> Growing:
        return _PhraseText(self)

    def set_value(self, value: str | None) -> None:
        super().set_value(value)
        self.set_origin("")
        self.close_list()

    def enter(self) -> None:
        if self.text.hasFocus():
            self.text.arrive()
        super().enter()

    # where the text came from

    def origin(self) -> str:
        """'' for what a person typed, else a word of db.items.phrase."""
        return origin_after(self._origin, self._before, self.value() or "")

    def set_origin(self, origin: str) -> None:
        """Where the text that stands here now came from."""
        self._origin, self._before = origin, self.value() or ""

    def advice(self) -> str:
        if blanks(self.value()):
            return "，写好一处按 Tab，到下一处"
        return "，看过没错就按两下 F9，不对就改" if self.origin() == PHRASE_TEXT else ""

    def _note(self, origin: str) -> None:
        self.set_origin(origin)
        self.close_list()
        self.changed.emit()

    # list

    def offer(self, offers: list[Offer]) -> None:
        """Show these phrases under the field, numbered."""
        self._offers, self._from, self._turned = offers, 0, False
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = Popup(self.text, AT_ONCE + 3)
            self._popup.picked.connect(self._on_row)
            self.destroyed.connect(self._popup.deleteLater)
        self._show_list()

    def _show_list(self) -> None:
        shown = self._offers[self._from:self._from + AT_ONCE]
        texts = [offer.turned if self._turned else offer.text for offer in shown]
        rows: list[tuple[str, Callable[[], None]]] = []
        if self.origin() == PHRASE_TEXT:
            rows.append(("F9　核对过了，不再提醒", partial(self._note, CONFIRMED)))
        if self.value():
            rows.append(("＋　把这段文字存为套话", self._keep))
        self._first = len(rows)  # what concerns the text that is there comes first: a low window shows few rows
        rows += [(f"{n}　{_short(text)}", partial(self._put_in, text)) for n, text in enumerate(texts, 1)]
        if len(self._offers) > AT_ONCE:
            rows.append(("0　还有别的", self._show_more))
        self._deeds = [deed for _, deed in rows]
        turn = "　← → 两方对调" if any(offer.turned != offer.text for offer in shown) else ""
        self._popup.show_rows([label for label, _ in rows], -1, f"按数字用一条　↓ 往下看{turn}　Esc 不用")

    def close_list(self) -> None:
        if self._popup:
            self._popup.hide()

    def list_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _on_row(self, row: int) -> None:
        self.close_list()
        self._deeds[row]()

    def _put_in(self, text: str) -> None:
        self.text.put_in(text)
        self._note(PHRASE_TEXT)

    def _show_more(self) -> None:
        self._from = (self._from + AT_ONCE) % (-(-len(self._offers) // AT_ONCE) * AT_ONCE)
        self._show_list()

    def _keep(self) -> None:
        self.close_list()
        self.keeping.emit()

    # keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key of the list or of the blanks; False leaves it to the text box."""
        if not _plain(event):
            return False
        done = self.list_open() and self._list_key(event.key())
        if not done and event.key() == OPEN:
            self.wanted.emit()
            done = True
        if not done and event.key() in ENTER:
            done = self.text.to_next_blank()
        if done:
            event.accept()
        return done

    def _list_key(self, key: int) -> bool:
        place = key - Qt.Key.Key_1
        row = self._popup.row()
        if 0 <= place < min(AT_ONCE, len(self._offers) - self._from):
            self._on_row(self._first + place)
        elif key == Qt.Key.Key_0 and len(self._offers) > AT_ONCE:
            self._show_more()
        elif key in _STEPS:
            self._popup.step(_STEPS[key])
        elif key in _TURNS:
            self._turned = not self._turned
            self._show_list()
        elif key in ENTER and row >= 0:
            self._on_row(row)
        elif key in _KEEP and self.value():
            self._keep()
        elif key == OPEN and self.origin() == PHRASE_TEXT:
            self._note(CONFIRMED)
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        else:
            return key == OPEN  # who presses it wants to see the list, and there it is
        return True


def _short(text: str) -> str:
    """A phrase in a list: its blanks short, so that more of it is seen."""
    return re.sub("_{3,}", "__", text)
