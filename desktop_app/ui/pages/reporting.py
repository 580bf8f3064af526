"""上报统计: what goes up, what is not ready and why, the file, the receipt, the batches."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db import repository
from db.errors import KnownError
from db.items import CASE
from desktop_app.actions import cases, reporting
from desktop_app.actions.progress import Cancelled
from desktop_app.actions.reporting import Exported, Outlook, ReceiptResult
from desktop_app.actions.session import Session
from desktop_app.exchange import place
from desktop_app.exchange.profiles import Profile
from desktop_app.ui import messages
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.kit.flow import Flow, Sheet, Wrapped
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.options import Options
from desktop_app.ui.kit.room import seen_height
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.kit.scroll import reveal
from desktop_app.ui.pages.period_chooser import PeriodChooser
from desktop_app.ui.pages.reporting_rows import accepted_row, batch_row, missing_row, ready_row
from desktop_app.ui.theme import px

AT_ONCE = 300
"""So many waiting cases are looked through while the page opens; more of them on the worker."""

READY, MISSING, ACCEPTED, BATCHES = range(4)
_FOLDER, _PROFILE = "report_folder", "report_profile"  # settings
_EMPTY = {
    READY: "这段时间没有可以上报的案件。\n登记好的案件，材料齐了就会出现在这里。",
    MISSING: "没有还差材料的案件。",
    ACCEPTED: "这段时间还没有案件被接收。\n把上级发回的回执读进来（F9），接收了的就会出现在这里。",
    BATCHES: "还没有生成过上报表。\n按 F8 生成第一份。",
}
_HINTS = {READY: "回车看这件案件", MISSING: "回车去填差的那一项", ACCEPTED: "回车看这件案件",
          BATCHES: "回车打开文件所在的文件夹"}


def _usual_folder() -> Path:
    """Made when it is first needed; a folder the person chose is never made anew, it may be a stick not plugged in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "随录上报"


def report_folder(session: Session) -> Path:
    """Where files for the upper office go: as chosen, else the usual place."""
    chosen = session.store.settings.get(_FOLDER)
    return Path(chosen) if chosen else _usual_folder()


class ReportingPage(QWidget):
    """``open_field(uid, path)``: go to a case, or to one of its fields. ``changed``: states moved."""

    open_field = Signal(str, tuple)
    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._outlook: Outlook | None = None
        self._profiles: tuple[Profile, ...] = ()
        self._asked = 0  # counts the requests, so that a late answer is not shown for another period
        self._written: Path | None = None
        self._left_at: QPushButton | None = None  # the button that had the keyboard when the work began
        self.period = PeriodChooser(self)
        self.profile = Options(["平台 25 列"], self, erasable=False)
        self.profile.setAccessibleName("上报格式")
        self.names = Options(["隐去姓名", "写明姓名"], self, erasable=False)
        self.names.setAccessibleName("姓名、证件号、电话")
        self.profile_fault = Wrapped("", self)
        self.generate = self._button("生成上报表　F8", self.write_file, "primary")
        self.receipt = self._button("读入回执　F9", self.ask_receipt)
        self.folder = self._button("换文件夹", self.ask_folder, "quiet")
        self.folder_label = Wrapped("", self)
        self.result = Wrapped("", self)
        self.show_folder = self._button("打开所在文件夹", self.open_folder)
        self.groups = Options(["可上报", "还差材料", "已接收", "上报表"], self, erasable=False)
        self.groups.setAccessibleName("看哪些案件")
        self.list = RowList(self)
        self.empty = Wrapped("", self)
        self.hint = Wrapped("", self)
        self.undo = self._button("撤销这一批", self.undo_batch)
        self._build()
        self._connect()

    def _button(self, text: str, slot: object, look: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", look)
        button.setAutoDefault(False)
        button.setMinimumHeight(px(44))
        button.clicked.connect(slot)
        return button

    def _build(self) -> None:
        for label, look in ((self.profile_fault, "missing"), (self.result, "done"), (self.hint, "small"),
                            (self.folder_label, "small")):
            label.setProperty("look", look)
        self.profile_fault.hide()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list.setAccessibleName("案件")
        sheet = Sheet(self)
        choices, deeds = Flow(gap=16), Flow(gap=12)
        for widget in (self.period.month, self.period.any, self.period.days, self.profile, self.names):
            choices.addWidget(widget)
        for widget in (self.generate, self.receipt, self.folder):
            deeds.addWidget(widget)
        top = QVBoxLayout(sheet)
        top.setContentsMargins(px(16), px(10), px(16), px(10))
        top.setSpacing(px(8))
        top.addLayout(choices)
        top.addWidget(self.profile_fault)
        top.addLayout(deeds)
        top.addWidget(self.folder_label)
        said = QHBoxLayout()
        said.addWidget(self.result, 1)
        said.addWidget(self.show_folder)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.undo)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(12), px(20), px(8))
        box.setSpacing(px(8))
        box.addWidget(sheet)
        box.addLayout(said)
        box.addWidget(self.groups)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)
        box.addLayout(foot)
        self.list.setMinimumHeight(self.list.sizeHint().height())
        self._say("")

    def _connect(self) -> None:
        self.period.changed.connect(self.look)
        self._jobs.ended.connect(self._on_free)
        self.profile.picked.connect(self._on_profile)
        self.groups.picked.connect(self._show_group)
        self.groups.entered.connect(self._to_list)
        self.groups.digit_picked.connect(self._to_list)
        self.list.itemActivated.connect(self._on_row)
        for keys, slot in (("F8", self.write_file), ("F9", self.ask_receipt), ("Alt+Left", self.period.back),
                           ("Alt+Right", self.period.forth), ("Ctrl+Z", self.undo_batch)):
            QShortcut(QKeySequence(keys), self, slot)

    # what the window calls

    def refresh(self) -> None:
        """Read the layouts and the cases anew."""
        shelf = reporting.layouts(self._session)
        chosen = self._session.store.settings.get(_PROFILE)
        self._profiles = shelf.profiles
        self.profile.set_words([profile.name for profile in self._profiles])
        stems = [profile.stem for profile in self._profiles]
        self.profile.choose(stems.index(chosen) if chosen in stems else 0)
        self.profile.setToolTip(self._profile().about)
        if self.names.index < 0:
            self.names.choose(int(self._profile().with_names))
        self.profile_fault.setText("\n".join(fault.what + fault.todo for fault in shelf.faults))
        self.profile_fault.setVisible(bool(shelf.faults))
        self.folder_label.setText(f"存到 {self._folder()}")
        self.look()

    def resizeEvent(self, event: object) -> None:
        """A small window does without the remarks."""
        super().resizeEvent(event)
        roomy = seen_height(self) >= px(440)
        self.folder_label.setVisible(roomy)
        self.hint.setVisible(roomy)

    def enter(self) -> None:
        """The keyboard where the work begins."""
        self.generate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        self.list.setFocus()
        reveal(self.list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits of the groups count wherever they mean nothing else."""
        if event.text().isdecimal():
            self.groups.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # looking

    def look(self) -> None:
        """What the file of the chosen period would hold."""
        self._asked += 1
        period, session = self.period.period(), self._session
        waiting = cases.counts(session, period.last_day)[1]
        if waiting <= AT_ONCE:
            self._on_outlook(self._asked, reporting.outlook(session, period))
        else:
            self.generate.setEnabled(False)
            self._jobs.run(partial(reporting.outlook, session, period), partial(self._on_outlook, self._asked),
                           self._on_failed, "核对案件")

    def _on_outlook(self, asked: int, found: Outlook) -> None:
        if not isValid(self) or asked != self._asked:
            return
        first_time = self._outlook is None
        self._outlook = found
        late = f"（补报 {found.late}）" if found.late else ""
        written = len(reporting.batches(self._session))
        self.groups.set_words([f"可上报 {len(found.ready)} 件{late}", f"还差材料 {len(found.not_ready)} 件",
                               f"已接收 {found.accepted} 件", f"上报表 {written} 份"])
        self.generate.setEnabled(not self._jobs.busy())
        if first_time:
            self.groups.choose(MISSING if found.not_ready and not found.ready else READY)
        self._show_group()

    def _on_free(self) -> None:
        """Work of another page is done: now this one's may begin."""
        self.generate.setEnabled(self._outlook is not None and not self._jobs.busy())

    def _show_group(self, *_: object) -> None:
        if self._outlook is None:
            return  # the cases are still being looked through
        group = self.groups.index
        rows = self._rows(group)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setText(_EMPTY[group])
        self.empty.setVisible(not rows)
        self.hint.setText(_HINTS[group] if rows else "")
        self.undo.setVisible(group == BATCHES and any(row.what and not row.what.undone for row in rows))

    def _rows(self, group: int) -> list[Row]:
        found = self._outlook
        if group == READY:
            return [ready_row(found, record) for record in found.ready]
        if group == MISSING:
            return [missing_row(record, problem) for record, problem in found.not_ready]
        if group == ACCEPTED:
            wanted = repository.Filter(found.period.first_day, found.period.last_day, {"report_state": "accepted"})
            store = self._session.store
            return [accepted_row(record) for record in repository.page(store, CASE, repository.find(store, CASE, wanted))]
        return [batch_row(batch) for batch in reporting.batches(self._session)]

    def _on_row(self, *_: object) -> None:
        row = self.list.current()
        if row and row.what:
            self._show_in_folder(Path(row.what.file))
        elif row:
            self.open_field.emit(row.uid, row.path)

    # writing

    def _profile(self) -> Profile:
        return self._profiles[self.profile.index]

    def _on_profile(self, _: int) -> None:
        """Each layout has its own habit about names."""
        self.names.choose(int(self._profile().with_names))
        self.profile.setToolTip(self._profile().about)
        self._session.store.settings.set(_PROFILE, self._profile().stem)

    def _folder(self) -> Path:
        return report_folder(self._session)

    def ask_folder(self) -> None:
        """Where the files go from now on."""
        chosen = QFileDialog.getExistingDirectory(self, "上报表存到哪个文件夹", str(self._folder()))
        if chosen:
            self._session.store.settings.set(_FOLDER, chosen)
            self.folder_label.setText(f"存到 {chosen}")

    def write_file(self) -> None:
        """F8: one key for the month's workbook. An earlier file is never written over."""
        if not self.generate.isEnabled():
            return
        session, period, profile = self._session, self.period.period(), self._profile()
        with_names, folder = self.names.index == 1, self._folder()
        target = folder / reporting.default_name(session, period, profile, with_names)

        def work(progress: object) -> Exported:
            with suppress(OSError):  # then the export says what is wrong with the folder
                if folder == _usual_folder():
                    folder.mkdir(parents=True, exist_ok=True)
            free = place.free_name(target)
            return reporting.export(session, period, profile, free, with_names=with_names, progress=progress)

        self._start(work, self._on_written, f"生成 {period.label} 上报表")

    def _on_written(self, done: Exported) -> None:
        if isValid(self):
            self._written = done.path
            self._finish(done.message)
            self.show_folder.show()

    def open_folder(self) -> None:
        """Show the file just written to the person."""
        self._show_in_folder(self._written)

    def _show_in_folder(self, file: Path) -> None:
        if not file.parent.is_dir():
            messages.tell(self, f"文件夹不见了：{file.parent}。", "如果在 U 盘上，请重新插好再试。")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent))):
            messages.tell(self, "没有能打开文件夹的程序。", f"文件在 {file}")

    # receipts

    def ask_receipt(self) -> None:
        """F9: choose the bureau's answer."""
        if not self.receipt.isEnabled():
            return
        chosen, _ = QFileDialog.getOpenFileName(self, "选上级发回的回执", str(self._folder()), "表格 (*.xlsx *.xls)")
        if chosen:
            self.read_receipt(Path(chosen))

    def read_receipt(self, path: Path) -> None:
        """Move the states as the receipt says."""
        session = self._session
        self._start(lambda progress: reporting.apply_receipt(session, path), self._on_receipt, f"读入回执 {path.name}")

    def _on_receipt(self, result: ReceiptResult) -> None:
        if not isValid(self):
            return
        self._finish(result.message, doubtful=bool(result.rejected or result.read_before))
        if result.rejected:
            shown = [fault.text for fault in result.rejected[:12]]
            more = len(result.rejected) - len(shown)
            messages.tell(self, result.message, "\n".join(shown + ([f"还有 {more} 处"] if more else []))
                          + "\n\n请让上级改好这几行再发一次，其余的已经读入。")

    # batches

    def undo_batch(self) -> None:
        """Take the chosen batch back, after asking."""
        row = self.list.current()
        if self.groups.index != BATCHES or row is None or row.what is None or row.what.undone:
            return
        batch = row.what
        if not messages.ask(self, f"撤销 {batch.period.label} 这一批（{batch.records} 件）吗？", "撤销这一批", "不撤",
                            "案件回到导出以前的状态；文件留在原处，已经有回执的案件不变。"):
            return
        try:
            count = reporting.undo_export(self._session, batch.uid)
        except KnownError as error:
            messages.problem(self, error)
            return
        self._finish(f"已撤销这一批，{count} 件案件回到导出以前的状态。")

    # running and saying

    def _start(self, work: object, done: object, title: str) -> None:
        here = self.window().focusWidget()  # not hasFocus: after a file dialog the window is not active again yet
        self._left_at = here if here in (self.generate, self.receipt) else None
        for button in (self.generate, self.receipt):
            button.setEnabled(False)
        self._say("")
        self._jobs.run(work, done, self._on_failed, title)

    def _ready_again(self) -> None:
        """A button that is switched off loses the keyboard to its neighbour: give it back."""
        for button in (self.generate, self.receipt):
            button.setEnabled(True)
        if self._left_at and self.isVisible():
            self._left_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self, message: str, doubtful: bool = False) -> None:
        self._ready_again()
        self._say(message, doubtful)
        self.look()
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._ready_again()
        if isinstance(error, Cancelled):
            self._say("已取消，没有留下文件，状态没有改动。", doubtful=True)
        elif isinstance(error, KnownError):
            self._say(error.what, doubtful=True)
            messages.problem(self, error)
        else:
            raise error

    def _say(self, message: str, doubtful: bool = False) -> None:
        set_mark(self.result, "look", "label-missing" if doubtful else "done")
        self.result.setText(f"{'◇' if doubtful else '✓'} {message}" if message else "")
        self.result.setVisible(bool(message))
        self.show_folder.hide()
