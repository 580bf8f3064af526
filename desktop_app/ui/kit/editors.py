"""make_editor: the one editor that belongs to each kind of field."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from db import codes
from db.items.kinds import Field, Kind
from desktop_app.ui.kit.editor import Editor, Sources, Suggestion
from desktop_app.ui.kit.options import OptionsEditor
from desktop_app.ui.kit.phrases import PhraseEditor
from desktop_app.ui.kit.picker import Picker
from desktop_app.ui.kit.suggest import SuggestEditor
from desktop_app.ui.kit.texts import DateEditor, LongEditor, MoneyEditor, NumberEditor, Shown, TextEditor
from desktop_app.ui.kit.ticks import TicksEditor

__all__ = ["Editor", "Sources", "Suggestion", "make_editor"]

MOST_OPTIONS = 6
"""A list up to this length is shown whole; a longer one opens under its box."""


def make_editor(field: Field, sources: Sources, parent: QWidget | None = None,
                row_keys: Sequence[str] | None = None) -> Editor:
    """The editor of a field, with its accessible name. ``row_keys`` narrows the rows of a ROWS field."""
    editor = _made(field, sources, parent, row_keys)
    editor.name_it(field.label)
    return editor


def _made(field: Field, sources: Sources, parent: QWidget | None, row_keys: Sequence[str] | None) -> Editor:
    if not field.editable:
        return Shown(field, parent)
    match field.kind:
        case Kind.TEXT if sources.suggests(field):
            return SuggestEditor(field, sources, parent)
        case Kind.TEXT:
            return TextEditor(field, parent)
        case Kind.LONG if sources.offers_texts(field):
            return PhraseEditor(field, parent)
        case Kind.LONG:
            return LongEditor(field, parent)
        case Kind.DATE:
            return DateEditor(field, parent)
        case Kind.MONEY:
            return MoneyEditor(field, parent)
        case Kind.NUMBER:
            return NumberEditor(field, parent)
        case Kind.FLAG:
            return OptionsEditor(field, {True: "是", False: "否"}, parent)
        case Kind.CHOICE if len(codes.choices(field.of)) <= MOST_OPTIONS:
            return OptionsEditor(field, {c.code: c.brief for c in codes.choices(field.of)}, parent)
        case Kind.CHOICES:
            return TicksEditor(field, parent)
        case Kind.CHOICE | Kind.LINK:
            return Picker(field, sources, parent)
        case Kind.ROWS:
            from desktop_app.ui.kit.rows import RowsEditor  # rows are made of editors: the circle closes here

            return RowsEditor(field, sources, parent, row_keys)
