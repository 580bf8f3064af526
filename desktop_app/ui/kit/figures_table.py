"""A table of numbers to be read, dressed alike wherever one stands."""

from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QWidget

from desktop_app.ui.theme import px


class FiguresTable(QTableWidget):
    """Not to be edited; Tab leaves it, one cell or row at a time is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "figures")
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(44))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
