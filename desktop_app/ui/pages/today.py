"""今日: the four things people come for, the numbers of the month, and what is due."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db import clock, repository
from db.items import CASE, MEDIATOR
from desktop_app.actions import cases, pace, todo, training
from desktop_app.actions.session import Session
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.kit.tile import Tile
from desktop_app.ui.kit.urgency import urgency
from desktop_app.ui.pages.sitting_button import SittingButton
from desktop_app.ui.theme import Tone, px

_SHOWN = 50  # rows of the to-do list; the rest is said in a line


def _brief(basis: str) -> str:
    """The ground of a due date in a few words; the settings page has it whole."""
    return basis if len(basis) <= 16 else basis[:15] + "…"


class TodayPage(QWidget):
    """The first page. ``wished(wish, value)``: enter | reporting | blank | filter {month, state} | record (item key, uid, path) |
    page (key). ``lesson_wanted``: 跟着填."""

    wished = Signal(str, object)
    lesson_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tiles = QGridLayout()
        self._tiles.setSpacing(px(14))
        self.tiles: list[Tile] = []
        for n, (title, wish) in enumerate((("登记一件纠纷", "enter"), ("做本月上报表", "reporting"),
                                           ("看本月案件", "filter"), ("打印空白单", "blank")), 1):
            tile = Tile(main=n == 1)
            tile.setProperty("wish", wish)
            tile.setProperty("title", title)
            tile.clicked.connect(self._on_tile)
            self.tiles.append(tile)
        self.figures: list[Tile] = []
        for _ in range(3):
            figure = Tile(figure=True)
            figure.clicked.connect(self._on_figure)
            self.figures.append(figure)
        for column in range(12):
            self._tiles.setColumnStretch(column, 1)
        self.heading = Wrapped()
        self.heading.setProperty("look", "heading")
        self.slips = SittingButton(session)
        self.slips.clicked.connect(self._on_slips)
        above = QHBoxLayout()
        above.addWidget(self.heading, 1)
        above.addWidget(self.slips)
        self.list = RowList()
        self.list.setAccessibleName("今天要做的事")
        self.list.itemActivated.connect(self._on_todo)
        self.lesson = QPushButton("第一次用？跟着填：照三张单子练一练　按 5")
        self.lesson.clicked.connect(self.lesson_wanted)
        self.pace = Wrapped()
        self.pace.setProperty("look", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(12))
        layout.setSpacing(px(14))
        layout.addLayout(self._tiles)
        layout.addLayout(above)
        layout.addWidget(self.lesson, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        layout.addWidget(self.pace)
        self._arrange()

    def _arrange(self) -> None:
        """Four tiles in a row when there is room, else two by two; the numbers below."""
        across = 4 if self.width() >= px(900) else 2
        span = 12 // across
        for place, tile in enumerate(self.tiles):
            self._tiles.addWidget(tile, place // across, place % across * span, 1, span)
        for place, figure in enumerate(self.figures):
            self._tiles.addWidget(figure, 4 // across, place * 4, 1, 4)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Count anew."""
        today = clock.today().isoformat()
        month, waiting = cases.counts(self._session, today)
        returned = len(repository.find(self._session.store, CASE,
                                       repository.Filter(equal={"report_state": "returned"})))
        subtitles = ("一句话就行", f"待上报 {waiting} 件", f"打印、修改 {month} 件", "带下村，用笔写")
        for n, (tile, subtitle) in enumerate(zip(self.tiles, subtitles, strict=True), 1):
            tile.say(tile.property("title"), subtitle, f"按 {n}")
        said = ((month, "本月登记的纠纷", {"month": today[:7]}), (waiting, "待上报，上级还没接收", {"state": "waiting"}),
                (returned, "被退回，要改", {"state": "returned"}))
        for figure, (number, text, wanted) in zip(self.figures, said, strict=True):
            figure.say(f"{number} 件", text)
            figure.setProperty("wanted", wanted)
        self.slips.refresh()
        self._show_todos()
        self.lesson.setVisible(training.offered(self._session))
        self.pace.setText(pace.words(self._session))
        self.pace.setVisible(bool(self.pace.text()))

    def _show_todos(self) -> None:
        found = todo.todo_list(self._session)
        names = repository.names(self._session.store, MEDIATOR)
        self.heading.setText(f"要做的 {len(found)} 件事　回车去办" if found else
                             "今天没有到期的事。被退回的、该回访的、快到期限的，到时候会列在这里。")
        rows = [Row(*(urgency(item.due) if item.due else (Tone.LATE, "退回")), item.what,
                    "　".join(filter(None, (names.get(item.who, ""), _brief(item.basis)))), item.uid, item.path,
                    item.item) for item in found[:_SHOWN]]
        if len(found) > _SHOWN:
            rows.append(Row(Tone.PLAIN, "以后", f"还有 {len(found) - _SHOWN} 件，办完前面的就会出现", ""))
        self.list.show_rows(rows)
        self.list.setVisible(bool(found))

    def enter(self) -> None:
        self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.tiles) and not event.modifiers():
            self.tiles[place].click()
        elif place == len(self.tiles) and not event.modifiers() and self.lesson.isVisibleTo(self):
            self.lesson.click()
        else:
            super().keyPressEvent(event)

    def _on_tile(self) -> None:
        wish = self.sender().property("wish")
        self.wished.emit(wish, {"month": clock.today().isoformat()[:7]} if wish == "filter" else None)

    def _on_slips(self) -> None:
        self.wished.emit("page", "sitting")

    def _on_figure(self) -> None:
        self.wished.emit("filter", self.sender().property("wanted"))

    def _on_todo(self) -> None:
        row = self.list.current()
        if row is not None and row.what:
            self.wished.emit(*(("record", (row.what, row.uid, row.path)) if row.uid else ("page", row.what)))
