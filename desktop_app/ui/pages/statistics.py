"""统计和报告: the summary of any period, the report in words, what was checked; to file, to paper, and closed."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db import closing as kept
from db import figures
from db.errors import KnownError
from db.figures import Span
from desktop_app.actions import closing, monthly, report_text
from desktop_app.actions.period import Period
from desktop_app.actions.progress import Cancelled, Progress
from desktop_app.actions.report_text import Report, Template
from desktop_app.actions.session import Session
from desktop_app.exchange import place
from desktop_app.exchange.summary import Line
from desktop_app.shown import show_moment
from desktop_app.ui import messages
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.kit.flow import Flow, Sheet, Wrapped
from desktop_app.ui.kit.options import Options
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.pages.period_chooser import PeriodChooser
from desktop_app.ui.pages.reporting import report_folder
from desktop_app.ui.pages.summary_table import SummaryTable
from desktop_app.ui.theme import Tone, colour, px

TABLE, TEXT, CHECKS = range(3)
_BESIDE = 640  # units of theme.px: in less width what is said of the period stands below the choice of views
_SPANS = ((1, "月"), (3, "季"), (6, "半年"), (12, "年"))


def _linked(words: str, key: str) -> str:
    """Words of the report as HTML; a number leads to the records of its figure."""
    return f'<a href="{key}" style="color:{colour("primary").name()}">{words}</a>' if key else escape(words)


class StatisticsPage(QWidget):
    """``open_records``: [(item key, ids)] behind a number; ``said``: a sentence for the status line."""

    said = Signal(str)
    open_records = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._templates: list[Template] = []
        self._lines: list[Line] = []
        self._changed: list[closing.Correction] = []
        self._left_at: QPushButton | None = None  # the button that had the keyboard when the work began
        self.period = PeriodChooser(self)
        self.spans = Options([word for _, word in _SPANS], self, erasable=False)
        self.spans.setAccessibleName("时段的长短")
        self.spans.choose(0)
        self.template = Options(["年度工作总结"], self, erasable=False)
        self.template.setAccessibleName("报告模板")
        self.template.choose(0)
        self.rounded = Options(["写准数", "写“余”"], self, erasable=False)
        self.rounded.setAccessibleName("数字的写法")
        self.rounded.choose(0)
        self.book = self._button("月报表 F8", self.write_book, "go")
        self.word = self._button("Word 文档", self.write_word)
        self.paper = self._button("打印 Ctrl+P", self.print_report)
        self.copy = self._button("复制文字", self.copy_text)
        self.close_month = self._button("结账", self.close_or_reopen)
        self.state = Wrapped("", self)
        self.state.setProperty("look", "small")
        self.views = Options(["汇总表", "报告文字", "校验"], self, erasable=False)
        self.views.setAccessibleName("看什么")
        self.views.choose(TABLE)
        self.table = SummaryTable(self)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("报告文字，数字上回车看记录")
        self.text.setOpenLinks(False)
        self.checks = RowList(self)
        self.checks.setAccessibleName("校验和更正")
        self._build()
        self._connect()

    def _button(self, text: str, slot: object, look: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", look)
        button.setMinimumHeight(px(44))
        button.clicked.connect(slot)
        return button

    def _build(self) -> None:
        sheet = Sheet(self)
        top = QVBoxLayout(sheet)
        top.setContentsMargins(px(16), px(10), px(16), px(10))
        top.setSpacing(px(8))
        row = Flow(gap=12)
        for widget in (self.period.month, self.period.any, self.spans, self.period.days, self.book, self.word, self.paper,
                       self.close_month):
            row.addWidget(widget)
        top.addLayout(row)
        words = Flow(gap=16)
        for widget in (self.template, self.rounded, self.copy):
            words.addWidget(widget)
        written = QWidget()
        inside = QVBoxLayout(written)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(8))
        inside.addLayout(words)
        inside.addWidget(self.text, 1)
        self._stack = QStackedWidget()
        for widget in (self.table, written, self.checks):
            self._stack.addWidget(widget)
        self._stack.setMinimumHeight(px(240))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(10), px(20), px(8))
        box.setSpacing(px(8))
        box.addWidget(sheet)
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told.addWidget(self.views)
        self._told.addWidget(self.state, 1)
        box.addLayout(self._told)
        box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.period.changed.connect(self.look)
        self.spans.picked.connect(self._on_span)
        self.template.picked.connect(self._show_text)
        self.rounded.picked.connect(self._show_text)
        self.views.picked.connect(self._on_view)
        self.views.entered.connect(self._to_view)
        self.table.wanted.connect(self._on_number)
        self.text.anchorClicked.connect(self._on_word)
        self.checks.itemActivated.connect(self._on_check)
        for keys, slot in (("F8", self.write_book), ("Ctrl+P", self.print_report), ("Alt+Left", self.period.back),
                           ("Alt+Right", self.period.forth)):
            QShortcut(QKeySequence(keys), self, slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(_BESIDE)
        self._told.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self.state.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    # what the window calls

    def refresh(self) -> None:
        """Read templates and figures anew."""
        self._templates, faults = report_text.templates(self._session)
        self.template.set_words([template.name for template in self._templates])
        if faults:
            self.said.emit(faults[0].what)
        self.look()

    def enter(self) -> None:
        self.views.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Count for the chosen period."""
        period = self.period.period()
        months = [months for months, _ in _SPANS]
        self.spans.choose(months.index(period.months) if period.months in months else -1)
        self._lines = monthly.summary_rows(self._session, period)
        self._changed = closing.corrections_within(self._session, period)
        self.table.show_lines(self._lines, period.word)
        self._show_text()
        self._show_checks()
        self._show_state()

    def _show_text(self, *_: object) -> None:
        """The report; every number is a link to its records."""
        report = self._report()
        parts = [f"<h3>{escape(report.title)}</h3>"]
        for heading, pieces in report.pieces:
            parts += [f"<p><b>{escape(heading)}</b></p>"] if heading else []
            parts.append(f'<p style="line-height:140%">{"".join(_linked(words, key) for words, key in pieces)}</p>')
        self.text.setHtml("".join([*parts, f"<p>{escape(report.about)}</p>"]))

    def _report(self) -> Report:
        return report_text.write(self._session, self._templates[max(self.template.index, 0)], self.period.period(),
                                 rounded=self.rounded.index == 1)

    def _show_checks(self) -> None:
        """What changed after the closing, with both figures; what has to add up."""
        rows = [Row(Tone.INFO if one.kind == closing.LATE else Tone.LATE, one.kind, one.text,
                    Period.month(one.month).label, what=one) for one in self._changed]
        for one in figures.identities(self._session.store, monthly.span_of(self.period.period(), "month")):
            tone = Tone.GOOD if one.holds else Tone.LATE if one.hard else Tone.DOUBT
            rows.append(Row(tone, "对上" if one.holds else "对不上", f"{one.label}：{one.text}", ""))
        self.checks.show_rows(rows)
        wrong = sum(row.tone in (Tone.LATE, Tone.DOUBT) for row in rows)
        self.views.set_words(["汇总表", "报告文字", f"校验（{wrong} 处要看）" if wrong else "校验"])

    def _show_state(self) -> None:
        """Whether the month is closed; the period and the day to which everything counts."""
        period = self.period.period()
        told = f"数据统计到 {period.cut_off}。"
        frozen = kept.snapshot(self._session.store, period.first_day[:7]) if period.is_month else None
        self.close_month.setVisible(period.is_month)
        self.close_month.setText("撤销结账" if frozen else "结账")
        if frozen:
            told += f"{show_moment(frozen[0])} 由{frozen[1]}结账" + (
                f"，以后有 {len(self._changed)} 项变了，见“校验”。" if self._changed else "，以后没有变动。")
        elif period.is_month:
            told += "还没有结账。"
        self.state.setText(told)

    # moving about

    def _on_span(self, place_of: int) -> None:
        self.period.choose_span(_SPANS[place_of][0])

    def _on_view(self, place_of: int) -> None:
        self._stack.setCurrentIndex(place_of)

    def _to_view(self) -> None:
        (self.table, self.text, self.checks)[self._stack.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_number(self, key: str, column: str) -> None:
        """A number was activated: to the records behind it."""
        self._open((key,), monthly.span_of(self.period.period(), column))

    def _on_word(self, link: QUrl) -> None:
        """A number in the text was activated."""
        key = link.path()
        self._open(report_text.SUMS.get(key, (key,)), monthly.span_of(self.period.period(), "month"))

    def _on_check(self, *_: object) -> None:
        """A line was activated: a changed figure leads to its records of that month, a sum is told in full."""
        row = self.checks.current()
        if row and not row.what:
            messages.tell(self, f"{row.word}：{row.text}")
        elif row:
            self._open((row.what.key,), monthly.span_of(Period.month(row.what.month), row.what.column))

    def _open(self, keys: Iterable[str], span: Span) -> None:
        """The records behind one or several figures."""
        found: dict[str, list[int]] = {}
        for key in keys:
            for item_key, ids in figures.records_of(self._session.store, key, span):
                found.setdefault(item_key, []).extend(ids)
        self.open_records.emit(list(found.items()))

    # to file and paper

    def _free(self, name: str) -> Path:
        folder = report_folder(self._session)
        with suppress(OSError):  # what is wrong with the folder is said when the file is written
            folder.mkdir(parents=True, exist_ok=True)
        return place.free_name(folder / name)

    def write_book(self) -> None:
        """F8: the workbook of the period, names hidden."""
        session, period = self._session, self.period.period()
        target = self._free(monthly.default_name(session, period, False))

        def work(progress: Progress) -> str:
            return monthly.export(session, period, target, progress=progress).message

        self._start(work, f"生成 {period.label} 月报")

    def write_word(self) -> None:
        """The report as a Word document."""
        from desktop_app.exchange import report_docx

        period, report, lines = self.period.period(), self._report(), self._lines
        target = self._free(monthly.default_name(self._session, period, False).replace("月报.xlsx", "工作情况.docx"))
        footer = monthly.footer(self._session, period)

        def work(progress: Progress) -> str:
            progress(0, "写入文档")
            out = report_docx.write(target, report.title, report.paragraphs, report.about, lines, period.word,
                                    footer)
            return f"已生成 Word 文档，在 {out}"

        self._start(work, f"生成 {period.label} Word 文档")

    def _start(self, work: Callable[[Progress], str], title: str) -> None:
        """Write one file after the other; ``work`` returns what is said in the end."""
        if not self.book.isEnabled():
            return
        here = self.window().focusWidget()
        self._left_at = here if here in (self.book, self.word) else None
        for button in (self.book, self.word):
            button.setEnabled(False)
        self._jobs.run(work, self._on_written, self._on_failed, title)

    def _ready_again(self) -> None:
        """A button that is switched off loses the keyboard to its neighbour: give it back."""
        for button in (self.book, self.word):
            button.setEnabled(True)
        if self._left_at and self.isVisible():
            self._left_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_written(self, message: str) -> None:
        if isValid(self):
            self._ready_again()
            self.said.emit(message)

    def _on_failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._ready_again()
        if isinstance(error, Cancelled):
            self.said.emit("已取消，没有留下文件")
        elif isinstance(error, KnownError):
            messages.problem(self, error)
        else:
            raise error

    def print_report(self) -> None:
        """Ctrl+P: text and summary, as they will be on paper."""
        from desktop_app.ui.papers import preview_report

        period = self.period.period()
        preview_report(self._report(), self._lines, period.word, monthly.footer(self._session, period), self)

    def copy_text(self) -> None:
        """The report's words to the clipboard."""
        QGuiApplication.clipboard().setText(self._report().text)
        self.said.emit("报告文字已复制")

    # closing

    def close_or_reopen(self) -> None:
        """结账, or take it back after a question."""
        period = self.period.period()
        month = period.first_day[:7]
        try:
            if kept.is_closed(self._session.store, month):
                if not messages.ask(self, f"撤销 {period.label} 的结账吗？", "撤销结账", "不撤",
                                    "撤销以后要重新结账，原来报的数不再拿来比较。"):
                    return
                closing.reopen(self._session, month)
                self.said.emit(f"{period.label}的结账已撤销")
            else:
                closing.close_month(self._session, month)
                self.said.emit(f"{period.label}已结账，以后的补录和更正会另外列出来")
        except KnownError as error:
            messages.problem(self, error)
        self.look()
