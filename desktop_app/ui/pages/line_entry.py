"""一句话: one box, what was understood shown as chips while it is typed, Enter saves."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db import clock, codes
from db.errors import KnownError
from db.items import CASE, VILLAGE
from db.items.kinds import Record
from db.items.mediation_rules import party_names
from desktop_app.actions import cases, same_case, words
from desktop_app.actions.session import Session
from desktop_app.entry import completion
from desktop_app.entry.completion import Offer
from desktop_app.entry.cutting import picking
from desktop_app.entry.line import Guess, Known
from desktop_app.entry.line_form import CAPTIONS, KEYS, PARTIES, LineForm, State
from desktop_app.shown import show_date, shown
from desktop_app.ui.kit.chips import Chip
from desktop_app.ui.kit.edit_sheet import EditSheet
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.editors import make_editor
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.keys import inside
from desktop_app.ui.kit.lines import ENTER, PageLine
from desktop_app.ui.pages.line_offers import LineOffers
from desktop_app.ui.pages.party_pick import PartyPick
from desktop_app.ui.theme import px

HINT = "例如：高兴民 隋建波 树枝遮光 口头和解 赔300"
_SWAPS = " ⇄0"
_NOT_HEARD = {"amount": "没有说", "agreement_form": "没有说", "result": "没有说", "village": "没有填"}


class _Box(PageLine):
    """The box itself: ↓ goes to the chips, Ctrl+Z in an empty box takes back the last save."""

    down = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offers = LineOffers(self)

    def list_open(self) -> bool:
        return self.offers.is_open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.deselect()  # coming back from a chip, the next key goes on with the line and does not replace it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.offers.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.composing and self.offers.key(event):
            return
        if event.key() == Qt.Key.Key_Down and not self.composing:
            self.down.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)


class LineEntry(QWidget):
    """The one-line entry. ``submitted(record)`` when it may be saved; ``changed`` on every keystroke; ``list_wanted``:
    ↓ in the empty line."""

    submitted = Signal(dict)
    changed = Signal()
    undo_wanted = Signal()
    list_wanted = Signal()
    f9_free = Signal(bool)  # False while F9 means something here

    def __init__(self, session: Session, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources = session, sources
        self.form = LineForm()
        self._record: Record = {}
        self._room = False, False
        self._offer: tuple[str, str] | None = None  # words that may be remembered, and the kind that they would tell
        self._offered: set[str] = set()
        self.box = _Box()
        self.box.setProperty("look", "line")
        self.box.setPlaceholderText(HINT)
        self.box.setAccessibleName("一句话登记")
        self.box.textChanged.connect(self._on_text)
        self.box.entered.connect(self.submit)
        self.box.down.connect(self.enter_chips)
        self.box.undo_wanted.connect(self.undo_wanted)
        self.box.offers.taken.connect(self._on_taken)
        self.box.offers.telephone.connect(self._on_telephone)
        self.save = QPushButton("保存 回车")
        self.save.setProperty("look", "primary")
        self.save.setAccessibleName("保存")
        self.save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save.clicked.connect(self.submit)
        self.chips = {key: Chip(n, CAPTIONS[key]) for n, key in enumerate(KEYS, 1)}
        self._chips = Rows()
        for chip in self.chips.values():
            self._chips.add(chip)
            chip.clicked.connect(self._on_chip)
            chip.installEventFilter(self)
        self.hint = Wrapped()
        self.hint.setProperty("look", "small")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.notice = Wrapped()
        self.notice.setProperty("look", "notice")
        self.notice.hide()
        self._under = QWidget()
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(px(12))
        under.addWidget(self._chips, 1)
        under.addWidget(self.hint)
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self.box, 1)
        top.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self._under)
        layout.addStretch()
        for digit in range(1, len(KEYS) + 1):
            QShortcut(QKeySequence(f"Alt+{digit}"), self, self.chips[KEYS[digit - 1]].click)
        QShortcut(QKeySequence("Alt+0"), self, self.swap)
        self._remember_key = inside(self, "F9", self.remember)
        completion.warm()
        self.reset()

    # what was typed

    def set_room(self, snug: bool, low: bool) -> None:
        """``snug``: chips appear only while there is something to show; ``low``: the hint gives way as well."""
        self._room = snug, low
        self.hint.setVisible(not low)
        self._under.setVisible(not (snug or low) or bool(self.box.text()))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self.hint.setFixedWidth(px(400 if self.width() >= px(1300) else 230))

    def is_typing(self) -> bool:
        return bool(self.box.text())

    def reset(self) -> None:
        """Empty, ready for the next case; carried values stay in their chips."""
        self.form = LineForm()
        self._begin()
        self.box.clear()
        self._understand()

    def _begin(self) -> None:
        """Where a line starts from: by its first letter it may be another day, or another person sits here."""
        self._base = cases.new_case(self._session)
        self._find = cases.finder(self._session)
        self._village = cases.village_finder(self._session)
        self._vocabulary = words.vocabulary(self._session.store)
        self._set_offer(None)

    def text(self) -> str:
        return self.box.text()

    def set_text(self, text: str) -> None:
        self.box.setText(text)

    def record(self) -> Record:
        """The case the line states now, doubts included."""
        return self._record

    def _on_text(self, _: str) -> None:
        if not self.form.line.text:
            self._begin()
        self._understand()
        self.set_room(*self._room)
        self.box.offers.show_for(self._find)
        self.changed.emit()

    def _on_taken(self, offer: Offer, text: str, cursor: int) -> None:
        if offer.known:
            self.form.picked[offer.known.name] = offer.known.uid
        self.form.line = replace(self.form.line, text=text)  # the same line, said otherwise
        self.box.setText(text)
        self.box.setCursorPosition(cursor)

    def _on_telephone(self, name: str, text: str, cursor: int) -> None:
        self.form.picked.pop(name, None)  # nobody picked: the number was meant
        self.box.setText(text)
        self.box.setCursorPosition(cursor)

    def people(self, key: str) -> Sequence[Known]:
        """Who is meant by a name or letters of this line."""
        return picking(self._find, self.form.picked)(key)

    def _understand(self) -> None:
        from desktop_app.entry.parse import parse

        self.form.read(parse(self.box.text(), clock.today(), self.people, self._vocabulary))
        self._show()

    def _show(self) -> None:
        line = self.form.understood()
        self._record = cases.from_line(self._session, line, self._base) | self._village(line) | self.form.overlay()
        typing = bool(self.box.text().strip())
        for key, chip in self.chips.items():
            value, text = self._value(key)
            empty = _NOT_HEARD.get(key, "没听出") if typing else "　"
            state = self.form.state(key, value)
            if state is State.STICKY and (text.startswith("今天") or key == "village" and value != self._base["village"]):
                state = State.CERTAIN  # neither today nor a village of the line is carried over
            chip.show_value(text, state, empty)
        village = self._value("village")[1]  # heard, though the parser knows no villages
        rest = " ".join(word for word in line.rest.split() if word != village)
        self.hint.setText(self._say(line.date_note, rest if typing else ""))
        self.tell(f"以后“{self._offer[0]}”都算{codes.brief('dispute_type', self._offer[1])}？按 F9 记住" if self._offer else "")

    def _value(self, key: str) -> tuple[object, str]:
        if key in PARTIES:
            side = self.form.side(key)
            swaps = key == PARTIES[0] and side and self.form.other_reading()
            return side, "、".join(map(self._called, side)) + (_SWAPS if swaps else "")
        value = self._record.get(key)
        if key == "mediation_date":
            text = show_date(value)
            if lunar := self.form.lunar():
                return value, f"{text}（{lunar}）"
            return value, f"今天 {text}" if value == clock.today().isoformat() else text
        field = CASE.fields[key]
        if key in ("dispute_type", "agreement_form", "result"):
            return value, codes.brief(field.of, value)
        return value, shown(field, value, self._sources.names(VILLAGE.key) if key == "village" else {})

    def _called(self, guess: Guess) -> str:
        """A name; where the directory has several of it, with what tells them apart."""
        known = [known for known in self._find(guess.name) if known.name == guess.name] if guess.person_uid else []
        about = next((one.about.split("　")[0] for one in known if one.uid == guess.person_uid and len(known) > 1), "")
        return f"{guess.name}（{about}）" if about else guess.name

    def _say(self, note: str, rest: str) -> str:
        other = self.form.other_reading()
        said = [f"甲乙方也可能是：{other}　按 Alt+0 换" if other else "", note, f"没听懂的话会原样留着：{rest}" if rest else "",
                "回车保存　↓ 改格子　F3 简表　F4 全表"]
        return "\n".join(filter(None, said))

    def tell(self, text: str) -> None:
        """One thing to look at now, over the chips; '' takes it away."""
        self.notice.setText(f"◆ {text}" if text else "")
        self.notice.setVisible(bool(text))

    def _tell_doubt(self, key: str) -> None:
        """That a chip is a guess, and what the keys do; both sides are one guess."""
        keys = PARTIES if key in PARTIES else (key,)
        said = {CAPTIONS[one]: self._value(one)[1].removesuffix(_SWAPS) for one in keys}
        guessed, words = "、".join(one for one in said if said[one]), "，".join(filter(None, said.values()))
        self.tell(f"“{guessed}”是猜的：{words}。对就按回车，不对就按空格改")

    # saving

    def submit(self) -> None:
        """Enter: first to what is in doubt, one by one; then save."""
        if not self.box.text().strip() and not self.form.fixed:
            return
        if doubts := self.form.doubts():
            self.chips[doubts[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell_doubt(doubts[0])
            return
        met = [problem.message for problem in same_case.doubts(self._session, self._record)]
        if new := next((message for message in met if message not in self.form.told), ""):
            self.form.told.add(new)
            self.tell(f"{new}。要照这样存，再按一次回车")
            return
        self.submitted.emit(self._record)

    def record_without_doubts(self) -> Record:
        """For leaving to a form: what is in doubt is left empty there, but for names, which are told to be a guess."""
        guessed = party_names(self._record) if PARTIES[0] in self.form.doubts() else []
        return self._record | self.form.unconfirmed() | {"guessed": guessed}

    # chips

    def enter_chips(self) -> None:
        """Go to the first chip that is in doubt, else to the first; below an empty line stands the list."""
        if self.is_typing():
            self.chips[(self.form.doubts() or KEYS)[0]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.list_wanted.emit()

    def eventFilter(self, watched: object, event: object) -> bool:
        if event.type() is event.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # or the page takes it and goes to its list
            return True
        if event.type() is event.Type.FocusIn:
            key = next(key for key, chip in self.chips.items() if chip is watched)
            if key in self.form.doubts():
                self._tell_doubt(key)
        if event.type() is not event.Type.KeyPress:
            return False
        key, keys = event.key(), list(self.chips)
        place = next((i for i, chip in enumerate(self.chips.values()) if chip is watched), 0)
        if key == Qt.Key.Key_0:
            self.swap()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_8:
            self.chips[keys[key - Qt.Key.Key_1]].click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.chips[keys[(place + step) % len(keys)]].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Escape):
            self.focus_box()
        elif key in ENTER:
            self._confirm(keys[place])
        else:
            return False
        return True

    def _confirm(self, key: str) -> None:
        """Enter on a chip: a doubt is confirmed and the next one follows; otherwise the chip opens."""
        if key not in self.form.doubts():
            self.chips[key].click()
            return
        self.form.confirmed.update(PARTIES if key in PARTIES else (key,))
        self._show()
        self.focus_box()
        self.submit()

    def swap(self) -> None:
        """Alt+0: the other reading of the parties, or the two sides changed."""
        if self.form.line.parties:
            self.form.swap()
            self._show()
            self.changed.emit()

    def _ask_to_remember(self, code: str | None) -> None:
        """A kind that was not heard may be told by these words from now on; asked once for each."""
        word = words.offer(self._session, self.form.line, code)
        self._set_offer((word, code) if word and word not in self._offered else None)
        self._offered.add(word)

    def _set_offer(self, offer: tuple[str, str] | None) -> None:
        self._offer = offer
        self._remember_key.setEnabled(offer is not None)
        self.f9_free.emit(offer is None)

    def remember(self) -> None:
        """F9: the offered words tell this kind of dispute from now on."""
        word, code = self._offer
        self._set_offer(None)
        try:
            words.remember(self._session, word, code)
        except KnownError as error:
            self.tell(str(error))
            return
        self._vocabulary = words.vocabulary(self._session.store)
        self._understand()
        self.tell(f"记住了：“{word}”算{codes.brief('dispute_type', code)}。要改，到 设置 → 词语。")

    def _on_chip(self) -> None:
        self.open_chip(next(key for key, chip in self.chips.items() if chip is self.sender()))

    def open_chip(self, key: str) -> None:
        """Correct one chip in a small sheet below it; while nothing is typed there is nothing to correct."""
        if not self.is_typing():
            self.tell("先写一句话，再改格子")
            self.focus_box()
            return
        if key in PARTIES:
            editor = PartyPick(self._session, self._sources, self.form.side(key))
        else:
            editor = make_editor(CASE.fields[key], self._sources, None)
            editor.set_value(self._record.get(key))
        sheet = EditSheet(CAPTIONS[key], editor, self.chips[key])
        sheet.done.connect(partial(self._on_done, key))
        sheet.closed.connect(self._on_closed)

    def _on_done(self, key: str, value: object) -> None:
        self.form.fix(key, value)
        if key == "dispute_type":
            self._ask_to_remember(value)
        self._show()
        self.changed.emit()

    def _on_closed(self, ours: bool) -> None:
        if ours:
            self.focus_box()

    def focus_box(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

