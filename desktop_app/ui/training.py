"""跟着填: the window with a panel beside the page: the slip as a picture of paper, one instruction at a time, a word of praise."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.items.kinds import Record
from desktop_app.actions.session import Session
from desktop_app.actions.training import Lesson, Slip, told
from desktop_app.ui import messages
from desktop_app.ui.kit.flow import Flow
from desktop_app.ui.pages.mediation import MediationPage
from desktop_app.ui.theme import FAMILIES, font, printed, px
from desktop_app.ui.window import MainWindow

WIDTH = 490  # of the panel beside the page, units of theme.px
LEAST = (1000, 660)  # of the window, so that there is room for a picture beside the page
PEN = ("KaiTi", "STKaiti", "Kaiti SC", "AR PL UKai CN", "LXGW WenKai", *FAMILIES)
_LABEL, _ROW, _HEAD, _EDGE = 84, 46, 58, 18  # of the painted slip, units of theme.px


class SlipPicture(QWidget):
    """One slip, printed in black and filled in by pen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[tuple[str, str]]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_slip(self, slip: Slip) -> None:
        self._rows = slip.paper()
        self.setAccessibleName("单子")
        self.setAccessibleDescription("；".join(f"{label} {value}" for row in self._rows for label, value in row))
        self.updateGeometry()
        self.update()

    def _heights(self) -> list[int]:
        """A value that stands alone in its row may need two lines."""
        return [px(_ROW + 28 if len(row) == 1 else _ROW) for row in self._rows]

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(_HEAD + _EDGE) + sum(self._heights()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(1, 1, -px(4), -px(4))
        painter.fillRect(sheet.translated(px(3), px(3)), printed("line"))
        painter.fillRect(sheet, printed("white"))
        painter.setPen(QPen(printed("edge"), 1))
        painter.drawRect(sheet)
        painter.setPen(printed("ink"))
        painter.setFont(font("large", bold=True))
        painter.drawText(sheet.adjusted(0, px(10), 0, 0), Qt.AlignmentFlag.AlignHCenter, "人民调解案件登记单")
        table = sheet.adjusted(px(_EDGE), px(_HEAD - 4), -px(_EDGE), 0)
        top = table.top()
        for row, height in zip(self._rows, self._heights(), strict=True):
            wide = table.width() / len(row)
            for place, (label, value) in enumerate(row):
                self._paint_cell(painter, QRectF(table.left() + place * wide, top, wide, height), label, value)
            top += height

    @staticmethod
    def _paint_cell(painter: QPainter, cell: QRectF, label: str, value: str) -> None:
        painter.setPen(QPen(printed("ink"), 1))
        painter.drawRect(cell)
        name = QRectF(cell.left(), cell.top(), px(_LABEL), cell.height())
        painter.drawLine(name.topRight(), name.bottomRight())
        painter.setFont(font("small"))
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, label)
        pen = QFont(font())
        pen.setFamilies(PEN)
        painter.setFont(pen)
        painter.setPen(printed("info"))
        painter.drawText(cell.adjusted(px(_LABEL + 8), 0, -px(4), 0),
                         Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, value)


class TrainingPanel(QWidget):
    """Follows one page through a lesson. ``left``: back to the person's own book. Esc, digits, Enter."""

    left = Signal()

    def __init__(self, lesson: Lesson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._page: MediationPage | None = None
        self._beside = True
        self.setObjectName("training")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("look", "paper")
        self.count = QLabel()
        self.count.setProperty("look", "heading")
        self.leave_button = QPushButton("离开练习　Esc")
        self.leave_button.setAccessibleName("离开练习")
        self.leave_button.setProperty("look", "compact")
        self.leave_button.clicked.connect(self.leave)
        self.picture = SlipPicture()
        self.brief, self.praise, self.told = QLabel(), QLabel(), QLabel()
        self.praise.setProperty("look", "done")
        self.told.setProperty("look", "name")
        self.told.setAccessibleName("下一步")
        for label in (self.brief, self.praise, self.told):
            label.setWordWrap(True)
        self.buttons = [QPushButton() for _ in range(3)]
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addWidget(self.brief, 1)
        head.addStretch()
        head.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        deeds = Flow()
        for place, button in enumerate(self.buttons):
            button.setProperty("look", "go" if place == 0 else "compact")
            button.setAutoDefault(True)
            deeds.addWidget(button)
        self.buttons[0].clicked.connect(self._on_first)
        self.buttons[1].clicked.connect(self._on_again)
        self.buttons[2].clicked.connect(self._on_open)
        box = QVBoxLayout(self)
        box.addLayout(head)
        for widget in (self.picture, self.praise, self.told):
            box.addWidget(widget)
        box.addLayout(deeds)
        box.addStretch(1)
        self.show_lesson()

    # the page

    def attend(self, page: MediationPage) -> None:
        """From now on this page is followed."""
        self._page = page
        page.entry.box.setPlaceholderText("照着单子写在这里")
        page.entry.changed.connect(self.show_lesson)
        page.stopwatch.timed.connect(self._on_timed)
        for widget in (page.entry.box, page.list):
            widget.installEventFilter(self)
        self.show_lesson()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc on the page leaves the practice; on a chip, a sheet or a list below the box it first closes that."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and event.key() == Qt.Key.Key_Escape \
                and not self._page.entry.box.list_open():
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                self.leave()
            return True
        return False

    def set_beside(self, beside: bool, tight: bool) -> None:
        """Beside the page there is room for the picture; above it the slip is told in a line."""
        self._beside = beside
        self.layout().setContentsMargins(px(20), px(4 if tight else 10), px(14), px(4 if tight else 10))
        self.layout().setSpacing(px(4 if tight else 8))
        self.told.setMinimumHeight(0 if beside else 2 * self.told.fontMetrics().lineSpacing())  # the box keeps its place
        self.setMinimumWidth(px(WIDTH) if beside else 0)
        self.setMaximumWidth(px(WIDTH) if beside else 16777215)  # what Qt calls no limit
        self.show_lesson()

    # what is said

    def show_lesson(self) -> None:
        """Say what comes next for what stands in the box, or for what was saved."""
        lesson = self._lesson
        self.picture.setVisible(self._beside and not lesson.finished)
        self.brief.setVisible(not self._beside and not lesson.finished and lesson.record is None)
        self.count.setVisible(self.brief.isHidden())
        if lesson.finished:
            self.count.setText("跟着填　三张都录完了")
            self._say("三张都录完了。您已经会了。", lesson.times(), "回到自己的记录本", "再练一次")
            return
        number = f"第 {lesson.place + 1} 张，共 {len(lesson.slips)} 张"
        self.count.setText(f"跟着填　{number}")
        self.picture.show_slip(lesson.slip)
        self.brief.setText(f"第 {lesson.place + 1} 张：{lesson.slip.in_brief()}")
        if lesson.record is None:
            self._say(*self._next())
        else:
            more = ("接着下一张" if lesson.place + 1 < len(lesson.slips) else "三张都好了", "再来一次",
                    *(("改一改",) if lesson.differs() else ()))
            self._say(*lesson.verdict(), *more)

    def _next(self) -> tuple[str, str]:
        where = "右边" if self._beside else "下面"
        if self._page is None:
            return told(self._lesson.slip, {}, (), where)
        entry = self._page.entry
        record: Record = entry.record() if entry.is_typing() else {}
        return told(self._lesson.slip, record, entry.form.doubts() if record else (), where)

    def _say(self, praise: str, text: str, *deeds: str) -> None:
        praise = f"✓ {praise}" if praise else ""
        if text and not self._beside:  # one place for both
            praise, text = "", f"{praise}　{text}".strip("　")
        for label, said in ((self.praise, praise), (self.told, text)):
            label.setText(said)
            label.setVisible(bool(said))
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(deeds))
            if place < len(deeds):
                button.setText(f"{place + 1} {deeds[place]}" + ("　回车" if place == 0 and len(deeds) < 3 else ""))
                button.setAccessibleName(deeds[place])

    # what the person does

    def _on_timed(self, record: Record, seconds: float | None) -> None:
        self._lesson.note(record, seconds)
        self.show_lesson()
        QTimer.singleShot(0, self, self._take_keyboard)  # after the page has put it where it belongs in earnest

    def _take_keyboard(self) -> None:
        if self.buttons[0].isVisible():
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first(self) -> None:
        if self._lesson.finished:
            self.left.emit()
            return
        self._lesson.go_on()
        self._begin()

    def _on_again(self) -> None:
        (self._lesson.restart if self._lesson.finished else self._lesson.again)()
        self._page.refresh()
        self._page.changed.emit()
        self._begin()

    def _on_open(self) -> None:
        self._page.edit()

    def _begin(self) -> None:
        """The next slip, or the end."""
        self._page.browse()
        self.show_lesson()
        if self._lesson.finished:
            self._take_keyboard()
        else:
            self._page.entry.focus_box()

    def leave(self) -> None:
        """Back to the person's own book; asked first in the middle of it, since it begins anew the next time."""
        midway = self._lesson.place or self._lesson.record or (self._page and self._page.entry.is_typing())
        if self._lesson.finished or not midway or messages.ask(
                self, "现在离开练习吗？", "离开", "接着练", "这里写的都是练习，不会记到自己的记录本里。"):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif 0 <= place < len(self.buttons) and self.buttons[place].isVisible() and not event.modifiers():
            self.buttons[place].click()
        else:
            super().keyPressEvent(event)


class TrainingWindow(MainWindow):
    """The window on a practice book: the very same, with the panel beside its pages."""

    SAMPLE = "练习"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.lesson = Lesson(session)
        super().__init__(session, parent)

    def _build(self) -> None:
        super()._build()
        self.training = TrainingPanel(self.lesson)
        self.training.left.connect(self.switching)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(0)
        whole = self.centralWidget().layout()
        place = whole.indexOf(self.stack)
        whole.removeWidget(self.stack)
        self._middle.addWidget(self.training)
        self._middle.addWidget(self.stack, 1)
        whole.insertLayout(place, self._middle, 1)

    def page(self, key: str) -> QWidget:
        is_new = key not in self.pages
        page = super().page(key)
        if is_new and key == "mediation":
            self.training.attend(page)
        return page

    def _chores(self) -> tuple:
        return (("离开练习", "离开练习，回到自己的记录本", self.switch_book), *super()._chores()[2:])

    def _fit(self) -> None:
        """Where there is no room beside the page the panel stands above it; in a small window the tabs give way."""
        super()._fit()
        beside = self.width() >= px(LEAST[0]) and self.height() >= px(LEAST[1])
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        tight = self.header.isHidden()
        self.navigation.setVisible(not tight)
        self.training.set_beside(beside, tight)

