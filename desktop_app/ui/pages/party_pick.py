"""Correcting one side of the one-line entry: names typed, people of the directory picked by digit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db import people
from db.items import CASE
from db.items.kinds import Record
from desktop_app.actions.session import Session
from desktop_app.entry.line import Guess
from desktop_app.ui.kit.editor import Editor, Sources
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.kit.popup import Popup
from desktop_app.ui.pages.sources import introduce

_SPLIT = "、，,；; "


class _NameLine(Line):
    """Hands digits and arrows to the list of candidates while it is open."""

    def __init__(self, owner: "PartyPick") -> None:
        super().__init__(owner)
        self._owner = owner

    def list_open(self) -> bool:
        return self._owner.list_open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or not self._owner.key(event):
            super().keyPressEvent(event)


class PartyPick(Editor):
    """Names of one side, separated by 、. ``value()`` is a tuple of Guess."""

    def __init__(self, session: Session, sources: Sources, side: tuple[Guess, ...],
                 parent: QWidget | None = None) -> None:
        super().__init__(CASE.fields["parties"], parent)
        self._session, self._sources = session, sources
        self._known: dict[str, Guess] = {guess.name: guess for guess in side}
        self._found: list[Record] = []
        self._popup: Popup | None = None
        self.line = _NameLine(self)
        self.line.setText("、".join(guess.name for guess in side))
        self.line.setPlaceholderText("姓名；几个人用顿号隔开；认识的打拼音首字母")
        self.line.selectAll()
        self.line.textEdited.connect(self._on_edit)
        self.line.entered.connect(self._on_enter)
        self._target = self.line
        tip = QLabel("打姓名或拼音首字母（如 wjg），再按数字选认识的人")
        tip.setProperty("look", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addWidget(tip)

    def value(self) -> tuple[Guess, ...]:
        names = self.line.text().translate(str.maketrans(dict.fromkeys(_SPLIT, "、"))).split("、")
        return tuple(self._known.get(name) or Guess(name, name, "natural") for name in filter(None, names))

    def set_value(self, value: object) -> None:
        self._known = {guess.name: guess for guess in value or ()}
        self.line.setText("、".join(self._known))

    def _last(self) -> str:
        return self.line.text().translate(str.maketrans(dict.fromkeys(_SPLIT, "、"))).rsplit("、", 1)[-1]

    def _on_edit(self) -> None:
        self._found = people.find(self._session.store, self._last(), self._session.sticky.get("village"))
        if self._popup is None:
            self._popup = Popup(self.line)
            self._popup.picked.connect(self._pick)
            self.destroyed.connect(self._popup.deleteLater)
        self._popup.show_rows([
            f"{n}　{introduce(person, self._sources)}" for n, person in enumerate(self._found, 1)], 0)
        self.changed.emit()

    def list_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def key(self, event: QKeyEvent) -> bool:
        """A digit or an arrow for the open list; False leaves the key to the box."""
        if not self.list_open():
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._popup.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
        elif event.text().isdigit() and 1 <= int(event.text()) <= len(self._found):
            self._pick(int(event.text()) - 1)
        else:
            return False
        return True

    def _pick(self, row: int) -> None:
        person = self._found[row]
        self._known[person["name"]] = Guess(person["name"], self._last(), person["kind"] or "natural", person["uid"])
        text = self.line.text()
        self.line.setText(text[:len(text) - len(self._last())] + person["name"])
        self._popup.hide()
        self.changed.emit()

    def _on_enter(self) -> None:
        """Initials alone are no name: Enter takes the highlighted person for them."""
        if self._popup is not None and self._popup.row() >= 0 and self._last().isascii():
            self._pick(self._popup.row())
        if self._popup is not None:
            self._popup.hide()
        self.committed.emit()
