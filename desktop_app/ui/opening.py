"""期初建账: take an empty table or choose a filled one, see what would go in and what would not, take it in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.errors import KnownError
from db.items import Item
from desktop_app.actions import opening
from desktop_app.actions.opening import Preview, Taken, Undone
from desktop_app.actions.progress import Cancelled
from desktop_app.actions.session import Session
from desktop_app.exchange.receipts import Rejected
from desktop_app.ui import messages
from desktop_app.ui.jobs import JobPanel, Jobs
from desktop_app.ui.kit.flow import Flow
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.options import Options
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.theme import Tone, px, size_dialog

GOOD, BAD, TWINS = range(3)
LEAVE, ADD = range(2)
_LEAD = ("把已有的名册一次读进来：写真实的过去日期，读入后算原有的，不算本期新增。\n"
         "先存一份空表填好，或者直接选单位原来的表格。")
_EMPTY = {GOOD: "没有可以读入的行。", BAD: "没有有问题的行。", TWINS: "没有重复的行。"}


class OpeningDialog(QDialog):
    """Opens one roster. ``changed``: records came or went. F2 空表, F9 选表格, Ctrl+S 读入, Esc 关闭."""

    changed = Signal()
    last_folder = ""  # where the last file of this sitting was

    def __init__(self, session: Session, item: Item, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._item, self._jobs = session, item, jobs
        self._preview: Preview | None = None
        self._running = False
        self.setObjectName("opening")
        self.setWindowTitle(f"期初建账：{item.label}")
        self.template = self._button("存一份空表　F2", self.ask_template)
        self.choose = self._button("选填好的表格　F9", self.ask_file)
        self.file = QLabel(self)
        self.villages = Options(["先不读", "加进村居名册"], self, erasable=False)
        self.villages.setAccessibleName("名册里没有的村居怎么办")
        self.groups = Options(["可以读入", "有问题", "已经有了"], self, erasable=False)
        self.groups.setAccessibleName("看哪些行")
        self.list = RowList(self)
        self.list.setAccessibleName("表格里的行")
        self.empty, self.remarks, self.result = QLabel(self), QLabel(self), QLabel(self)
        self.undo = self._button("撤销上次读入", self.undo_last, "quiet")
        self.take = self._button("读入　Ctrl+S", self.take_in, "primary")
        self.close_button = self._button("关闭　Esc", self.reject)
        self._build()
        self._connect()
        self._show()
        self.template.setFocus()
        size_dialog(self, 1120, 640)

    def _button(self, text: str, slot: object, look: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", look)
        button.setAutoDefault(True)  # Enter presses the one that has the keyboard
        button.setMinimumHeight(px(60))
        button.clicked.connect(slot)
        return button

    def _build(self) -> None:
        lead = QLabel(_LEAD, self)
        for label, look in ((lead, ""), (self.file, "small"), (self.remarks, "small"), (self.result, "done")):
            label.setProperty("look", look)
            label.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        deeds = Flow(gap=12)
        for widget in (self.template, self.choose, self.file):
            deeds.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(self.take)
        foot.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(14), px(20), px(14))
        box.setSpacing(px(10))
        box.addWidget(lead)
        box.addLayout(deeds)
        box.addWidget(self.villages)
        box.addWidget(self.groups)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.remarks)
        box.addWidget(self.result)
        box.addWidget(JobPanel(self._jobs, self))
        box.addLayout(foot)

    def _connect(self) -> None:
        self.villages.picked.connect(self._on_villages)
        self.groups.picked.connect(self._show_group)
        for keys, slot in (("F2", self.ask_template), ("F9", self.ask_file), ("Ctrl+S", self.take_in)):
            QShortcut(QKeySequence(keys), self, slot)

    # what the person does

    def ask_template(self) -> None:
        """F2: where the empty table goes."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, "空表存到哪里", str(Path(self._folder()) / opening.template_name(self._item)), "表格 (*.xlsx)")
        if chosen:
            self.write_template(Path(chosen).with_suffix(".xlsx"))

    def write_template(self, out: Path) -> None:
        """Write the empty table."""
        self._remember(out)
        session, item = self._session, self._item
        self._start(lambda progress: opening.template(session, item, out), self._on_template, "写空表")

    def ask_file(self) -> None:
        """F9: choose a filled table."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选填好的表格", self._folder(), "表格 (*.xlsx *.xls)")
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Show what a table would do."""
        self._remember(path)
        self._preview = None
        self.villages.choose(LEAVE)
        work = partial(opening.look, self._session, self._item, path, False)
        self._start(work, self._on_preview, f"核对 {path.name}")

    def take_in(self) -> None:
        """Ctrl+S: take in what is shown."""
        if self.take.isEnabled() and self._preview is not None:
            work = partial(opening.take_in, self._session, self._preview)
            self._start(work, self._on_taken, f"读入 {self._preview.path.name}")

    def undo_last(self) -> None:
        """Take the newest batch back, after asking."""
        batch = self._last_batch()
        if batch and messages.ask(self, "撤销上次读入的这一批吗？", "撤销这一批", "不撤",
                                  f"{batch.text}\n这些记录放进回收站；后来改过或者已经用到的不动。"):
            self._start(lambda progress: opening.undo_batch(self._session, batch.uid), self._on_undone, "撤销")

    def reject(self) -> None:
        """Esc stops what runs; a second one closes."""
        if self._running:
            self._jobs.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits of the groups count wherever they mean nothing else."""
        if event.text().isdecimal() and self.groups.isVisible():
            self.groups.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # what comes back

    def _on_template(self, out: Path) -> None:
        self._finish(f"空表已存好：{out}。填好以后按 F9 选它。")
        self.choose.setFocus()

    def _on_preview(self, found: Preview) -> None:
        self._preview = found
        if self.groups.index < 0 or not self._pile(self.groups.index):
            self.groups.choose(GOOD if found.good else BAD if found.bad else TWINS)
        self._finish(found.message, bool(found.bad or found.read_before))
        (self.take if self.take.isEnabled() else self.groups).setFocus()

    def _on_villages(self, answer: int) -> None:
        if self._preview is not None:
            work = partial(opening.judge_again, self._session, self._preview, answer == ADD)
            self._start(work, self._on_preview, "重新核对")

    def _on_taken(self, done: Taken) -> None:
        self._preview = None
        self._finish(done.message, bool(done.bad_rows or done.read_before))
        self.close_button.setFocus()
        self.changed.emit()

    def _on_undone(self, done: Undone) -> None:
        self._preview = None
        self._finish(done.message, bool(done.kept))
        self.choose.setFocus()
        self.changed.emit()

    # running and showing

    def _start(self, work: object, done: object, title: str) -> None:
        if self._running:
            return
        self._running = True
        self._say("")
        self._switch()
        self._jobs.run(work, partial(self._on_done, done), self._on_failed, title)

    def _on_done(self, then: object, result: object) -> None:
        if isValid(self):
            self._running = False
            then(result)

    def _on_failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._running = False
        self._show()
        self.choose.setFocus()
        if isinstance(error, Cancelled):
            self._say("已取消，什么都没有改动。", doubtful=True)
        elif isinstance(error, KnownError):
            self._say(error.what + error.todo, doubtful=True)
            messages.problem(self, error)
        else:
            raise error

    def _finish(self, message: str, doubtful: bool = False) -> None:
        self._show()
        self._say(message, doubtful)

    def _say(self, message: str, doubtful: bool = False) -> None:
        set_mark(self.result, "look", "label-missing" if doubtful else "done")
        self.result.setText(f"{'◇' if doubtful else '✓'} {message}" if message else "")
        self.result.setVisible(bool(message))

    def _switch(self) -> None:
        """What can be pressed now."""
        found = self._preview
        for widget in (self.template, self.choose, self.villages, self.undo):
            widget.setEnabled(not self._running)
        self.take.setEnabled(not self._running and found is not None and bool(found.good) and not found.read_before)
        self.close_button.setText("停下　Esc" if self._running else "关闭　Esc")

    def _show(self) -> None:
        found = self._preview
        batch = self._last_batch()
        self.undo.setToolTip(batch.text if batch else "")
        self.undo.setVisible(batch is not None)
        self.file.setText(found.path.name if found else "")
        self.file.setVisible(found is not None)
        self.villages.setVisible(found is not None and (found.add_missing or bool(found.new_villages)))
        if found:
            self.villages.set_words([f"{len(found.new_villages)} 个村名册里没有，先不读", "把它们加进村居名册"])
            self.groups.set_words([f"可以读入 {len(found.good)}", f"有问题 {len(found.bad)} 行",
                                   f"已经有了 {len(found.twins)}"])
        self.groups.setVisible(found is not None)
        self.remarks.setText("\n".join(found.remarks) if found else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        self._show_group()
        self._switch()

    def _show_group(self, *_: object) -> None:
        rows = self._pile(self.groups.index) if self._preview else []
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setText(_EMPTY[self.groups.index] if self._preview else "")
        self.empty.setVisible(not rows)

    def _pile(self, group: int) -> list[Row]:
        """The first rows of a group, as lines of the list."""
        found = self._preview
        if found is None:
            return []
        if group == BAD:
            rows = [_fault_row(fault, Tone.LATE, "有问题") for fault in found.problems]
        elif group == TWINS:
            rows = [_fault_row(row.twin, Tone.INFO, "已经有了") for row in found.twins]
        else:
            rows = [Row(Tone.DOUBT if row.lacks else Tone.GOOD, f"还差 {len(row.lacks)} 项" if row.lacks else "可以读入",
                        found.shown(row), f"第 {row.line.number} 行") for row in found.good]
        left = len(rows) - opening.SHOWN
        return rows[:opening.SHOWN] + ([Row(Tone.PLAIN, "没有全列", f"还有 {left} 条，这里不一一列出。", "")] if left > 0 else [])

    def _last_batch(self) -> opening.Batch | None:
        return next((batch for batch in opening.batches(self._session, self._item) if not batch.undone), None)

    def _folder(self) -> str:
        return self.last_folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    @staticmethod
    def _remember(path: Path) -> None:
        OpeningDialog.last_folder = str(path.parent)


def _fault_row(fault: Rejected, tone: Tone, word: str) -> Row:
    return Row(tone, word, fault.text, "")


def show_opening(session: Session, item: Item, jobs: Jobs, parent: QWidget | None, changed: object) -> None:
    """Open the dialog for a roster; ``changed()`` is called whenever records came or went."""
    dialog = OpeningDialog(session, item, jobs, parent)
    dialog.changed.connect(changed)
    dialog.exec()
    dialog.deleteLater()
