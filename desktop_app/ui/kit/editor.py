"""What every editor of the kit promises to the form around it."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.items import BY_KEY
from db.items.kinds import Field, Record
from desktop_app.ui.kit.scroll import reveal


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer under a text box: what it says, and the values it puts into the fields around."""

    label: str
    values: Record


@dataclass(frozen=True, slots=True)
class Offer:
    """A ready text with blanks, and the same with the two sides exchanged."""

    text: str
    turned: str


class Sources:
    """What editors ask of the rest of the program. A page subclasses it; by itself it knows nothing."""

    def names(self, item_key: str) -> dict[str, str]:
        """uid -> name of everything a LINK to that item may choose, in the order to show."""
        return {}

    def name_of(self, item_key: str, uid: str) -> str:
        """The name behind a uid, also of what can no longer be chosen; '' when there is none."""
        return self.names(item_key).get(uid, "")

    def can_add(self, item_key: str) -> bool:
        """Whether a LINK to that item offers to add a name that is not there yet."""
        return False

    def add_new(self, item_key: str, name: str) -> str | None:
        """Add a record with that name and return its uid; None when it was not added."""
        return None

    def suggest(self, field: Field, text: str) -> list["Suggestion"]:
        """What the typed beginning of a text may become, such as people met before; the likeliest first."""
        return []

    def suggests(self, field: Field) -> bool:
        """Whether ``suggest`` ever has anything to say about that field."""
        return False

    def offers_texts(self, field: Field) -> bool:
        """Whether a long text may begin with a ready one, so that ``texts`` is worth asking."""
        return False

    def texts(self, field: Field, record: Record) -> list["Offer"]:
        """Ready texts for a field of a record, the most used first."""
        return []

    def derive(self, item_key: str, record: Record, key: str) -> Record:
        """Values that follow from the new value of ``key``, such as sex from an id number; {} for none."""
        return {}

    def new_row(self, item_key: str, rows: list[Record]) -> Record:
        """The next row of a ROWS field, given the rows already there."""
        return BY_KEY[item_key].blank()


class Editor(QWidget):
    """One field being edited.

    ``value()`` is always what the screen says now, None when it says nothing or cannot be read; then ``fault()``
    is a Chinese sentence. ``set_value`` never emits ``changed``. ``committed`` means: go to the next field.
    """

    changed = Signal()
    settled = Signal()  # the field was left, or answered in one stroke: its value stands for now
    committed = Signal()
    offered = Signal(object)  # values for fields around, from a suggestion
    wide = False  # takes the whole width of the form even when there is room for two columns

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._target: QWidget | None = None  # no focus proxy: Qt would stop at both when Tab goes round

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def fault(self) -> str:
        return ""

    def target(self) -> QWidget | None:
        """The widget that takes the keyboard; None when the field is only shown."""
        return self._target

    def stops(self) -> list[QWidget]:
        """Every stop of the Tab key in this editor, in order."""
        return [self.target()] if self.target() else []

    def origin(self) -> str | None:
        """Where the value came from: '' = typed, else a word of db.items.phrase; None where nobody asks."""
        return None

    def set_origin(self, origin: str) -> None:
        """Where the value that stands here now came from."""

    def advice(self) -> str:
        """What to press about a doubt that is told of this field, '' for nothing."""
        return ""

    def set_placeholder(self, text: str) -> None:
        """What an empty field says, in place of its hint."""

    def mark(self, state: str) -> None:
        """Dress the editor as '' | 'missing' | 'fault'."""

    def name_it(self, name: str) -> None:
        """Give the keyboard target its accessible name."""
        if self.target():
            self.target().setAccessibleName(name)
            self.target().setAccessibleDescription(self.field.hint)

    def enter(self) -> None:
        """Take the keyboard, scrolled into view, with the text selected."""
        reveal(self)
        self.target().setFocus(Qt.FocusReason.TabFocusReason)
