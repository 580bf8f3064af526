"""The list under the one-line box while it ends in letters: 1 王建国　东村, 2 王金刚　西村; a digit takes one."""

import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.entry import completion
from desktop_app.entry.completion import Offer
from desktop_app.entry.cutting import Find
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.kit.popup import Popup

_REST_OF_MOBILE = re.compile("[3-9][0-9]{9}")


class LineOffers(QObject):
    """Offers for the letters before the cursor of ``box``. ``taken(Offer, text, cursor)`` asks for the text with an offer in
    place of its letters."""

    taken = Signal(object, str, int)
    telephone = Signal(str, str, int)  # (name, text, cursor): the 1 that took this name began a number

    def __init__(self, box: Line) -> None:
        super().__init__(box)
        self._box = box
        self._offers: list[Offer] = []
        self._letters = ""
        self._end = 0  # of the letters
        self._popup: Popup | None = None
        self._began: tuple[str, int] | None = None  # a name that a 1 took, and where it ends
        box.cursorPositionChanged.connect(self._on_cursor)

    def is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def show_for(self, find: Find) -> None:
        """Ask anew what the letters before the cursor may stand for."""
        self._see_telephone()
        self._end = self._box.cursorPosition()
        self._letters = completion.letters_before(self._box.text()[:self._end])
        self._offers = completion.offers(self._letters, find) if self._letters and self._box.hasFocus() else []
        if self._offers and self._popup is None:
            self._popup = Popup(self._box)
            self._popup.picked.connect(self.take)
        if self._popup is not None:
            self._popup.show_rows([_row(n, offer) for n, offer in enumerate(self._offers, 1)],
                                  foot="按数字就写上；不用就接着打")

    def close(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key while the list is open; False leaves it to the box."""
        if not self.is_open() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        place = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif 0 <= place < len(self._offers):
            self.take(place)
        else:
            return False
        event.accept()
        return True

    def _see_telephone(self) -> None:
        """wjg13800000002: where ten digits follow the name, its 1 was the first of a telephone number."""
        if self._began is None:
            return
        (name, end), text, cursor = self._began, self._box.text(), self._box.cursorPosition()
        digits = text[end:cursor]
        if _REST_OF_MOBILE.fullmatch(digits):
            self._began = None
            self.telephone.emit(name, f"{text[:end]}1{text[end:]}", cursor + 1)
        elif digits and not digits.isdecimal():
            self._began = None

    def _on_cursor(self, _: int, now: int) -> None:
        if now != self._end:  # another place: the letters are not those before the cursor any more
            self.close()

    def take(self, place: int) -> None:
        """Put an offer in place of its letters, ready for the next word."""
        offer, text = self._offers[place], self._box.text()
        self.close()
        before = text[:self._end - len(self._letters)] + offer.text + " "
        self._began = (offer.text, len(before)) if offer.known and place == 0 else None
        self.taken.emit(offer, before + text[self._end:].lstrip(" "), len(before))


def _row(digit: int, offer: Offer) -> str:
    return "　".join(filter(None, (str(digit), offer.text, offer.known.about if offer.known else "")))
