"""设置: the office and its PIN, its registers, what eyes need and which tabs there are, limits, phrases, own words, people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db import numbering, repository
from db.errors import KnownError
from db.items import COMMITTEE, MEDIATOR, PHRASE, VILLAGE
from db.items.kinds import Field, Item, Kind, Record
from db.numbering import SERIES_LABELS, TEMPLATES
from desktop_app.actions import lock, pace, settings, tabs
from desktop_app.actions.entries import Entries, OwnWords
from desktop_app.actions.office import DESKS
from desktop_app.actions.session import Session
from desktop_app.ui import messages, theme
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.options import Options, OptionsEditor
from desktop_app.ui.kit.picker import Picker
from desktop_app.ui.kit.room import Stack, is_low
from desktop_app.ui.kit.texts import NumberEditor, TextEditor
from desktop_app.ui.pages.directory_panel import DirectoryPanel
from desktop_app.ui.pages.register_panel import RegisterPanel
from desktop_app.ui.pages.settings_panels import LimitsPanel, Panel, SightPanel
from desktop_app.ui.theme import px

_PARTS = ("单位和口令", "调委会和案号", "人员", "村居", "显示和标签", "期限", "套话", "词语", "人员库")
"""At most nine, so that a digit and Ctrl with the digit reach each; Ctrl+0 belongs to the text size."""

_GONE = {MEDIATOR.key: "left", VILLAGE.key: "closed"}
_ABOUT_PIN = "社区矫正、安置帮教、视频会见要写口令才打得开。它挡的是旁边的眼睛，不是加密；请另外看好这台电脑。"
_PIN = {"old": "现在的口令", "new": "新口令", "again": "新口令再写一遍"}
_PHRASES_COME = "也可以在案件里存：在写好的那一格按 F9，再按 +。没有自己的，就用程序自带的。"


class _Names(Sources):
    """People and committees to choose from, read each time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def names(self, item_key: str) -> dict[str, str]:
        item = {MEDIATOR.key: MEDIATOR, COMMITTEE.key: COMMITTEE}[item_key]
        return {row["uid"]: row["name"] for row in repository.records(self._session.store, item)
                if not row.get("left")}


class SettingsPage(QWidget):
    """``sight_wished(name, value)``: a field of Sight is to change; ``larger``, ``smaller``: the text. ``changed``: names
    or limits are new. ``left``: Esc. ``open_record(item key, uid)``: a case of somebody in the directory."""

    sight_wished = Signal(str, object)
    larger = Signal()
    smaller = Signal()
    changed = Signal()
    left = Signal()
    open_record = Signal(str, str)

    _last = 0  # the panel shown last, also after a zoom has built the page anew

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._back_to = -1
        self._inside = False  # whether the keyboard is in the panel shown
        self.index = Options(list(_PARTS), self, erasable=False)  # first in the order of Tab
        self.index.setAccessibleName("设置的各部分，Ctrl 加数字跳转")
        self.said = Wrapped(parent=self)
        self.said.setProperty("look", "done")
        self.office = self._make_office()
        self.registers = {item.key: self._make_register(item) for item in settings.REGISTERS}
        self.sight = self._make_sight()
        self.limits = LimitsPanel(self)
        self.limits.save.connect(self._save_limits)
        self.words = self._make_words()
        self.directory = DirectoryPanel(session, jobs, self)
        self.directory.said.connect(self._tell)
        self.directory.open_record.connect(self.open_record)
        self.stack = Stack(self)
        committees, mediators, villages, phrases = self.registers.values()
        for panel in (self.office, committees, mediators, villages, self.sight, self.limits, phrases, self.words,
                      self.directory):
            self.stack.addWidget(panel)
        self._build()
        self.index.picked.connect(self.show_panel)
        self.index.entered.connect(self._enter_panel)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def _build(self) -> None:
        self._title = QLabel("设置", self)
        self._title.setProperty("look", "title")
        self.hint = Wrapped("按数字选一部分，回车进去；在里面按 Ctrl 加数字换", self)
        self.hint.setProperty("look", "small")
        back = QPushButton("返回　Esc", self)
        back.clicked.connect(self.back)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addSpacing(px(20))
        top.addWidget(self.hint, 1)
        top.addWidget(self.said, 1)
        top.addWidget(back, 0, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(14), px(20), px(14))
        box.setSpacing(px(14))
        box.addLayout(top)
        box.addWidget(self.index)
        box.addWidget(self.stack, 1)
        QShortcut(QKeySequence("Esc"), self, self.back)
        QShortcut(QKeySequence("Ctrl+S"), self, self._save_shown)
        for place in range(len(_PARTS)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, self._on_jump)
            shortcut.setProperty("place", place)

    # panels

    def _make_office(self) -> Panel:
        panel = Panel(self)
        panel.lead.setText("这台电脑上的记录属于哪里，由谁录入。换人录入时，在这里换名字。\n"
                           f"数据和备份在 {self._session.store.folder}")
        for editor in (OptionsEditor(Field("desk", "这里是"), DESKS), TextEditor(Field("name", "单位名称")),
                       Picker(Field("me", "录入人", Kind.LINK, MEDIATOR.key), _Names(self._session)),
                       TextEditor(Field("mediation_place", "通常的调解地点")), TextEditor(Field("occupation", "当事人通常的职业")),
                       OptionsEditor(Field("party_signatures", "单子上印当事人签名行"), {True: "是", False: "否"}),
                       OptionsEditor(Field("pace", "登一件用多久"), {True: "在今日告诉我（只有您看得见）", False: "不记"})):
            panel.add(editor)
        for key, label in _PIN.items():
            panel.add(TextEditor(Field(key, label)), "口令", _ABOUT_PIN).editor.line.setEchoMode(QLineEdit.EchoMode.Password)
        panel.add(NumberEditor(Field("minutes", "没人动就锁（分钟）", Kind.NUMBER, hint="10")), "口令")
        panel.save.connect(self._save_office)
        return panel

    def _make_register(self, item: Item) -> RegisterPanel:
        entries = Entries(self._session, item, _GONE.get(item.key, ""))
        register = RegisterPanel(entries, _Names(self._session), _PHRASES_COME if item is PHRASE else "", self)
        register.said.connect(self._tell)
        if item is COMMITTEE:
            register.edited.connect(self._show_numbers)
        elif item is PHRASE:
            register.say("____ 是要填的空；{甲方}、{乙方} 写上双方姓名；{金额}、{期限}、{调解日期} 案件里填过的就写上。")
        return register

    def _make_words(self) -> RegisterPanel:
        register = RegisterPanel(OwnWords(self._session), Sources(), "例如这里的人说“争滩”，就写上它算生产经营纠纷。", self)
        register.say("一句话里常这么说、程序却听不懂的，写在这里；以后一听就懂。")
        register.said.connect(self._tell)
        return register

    def _make_sight(self) -> SightPanel:
        panel = SightPanel(self)
        panel.wished.connect(self.sight_wished)
        panel.switched.connect(self._switch_tab)
        panel.smaller.clicked.connect(self.smaller)
        panel.larger.clicked.connect(self.larger)
        return panel

    # showing

    def refresh(self) -> None:
        """Read everything anew."""
        self._show_office()
        for register in (*self.registers.values(), self.words):
            register.refresh()
        self.sight.show_sight(theme.sight(), {tab.key: tabs.is_shown(self._session, tab) for tab in tabs.TABS if not tab.fixed})
        self.limits.set_values(self._session.store.settings.get("limits", {}))
        self.show_panel(SettingsPage._last)

    def _show_office(self) -> None:
        office, store = self._session.office, self._session.store
        self.office.set_values({"desk": office.get("desk"), "name": office.get("name"), "me": office.get("me"),
                                **{key: settings.default(store, key) for key in settings.DEFAULTS},
                                "pace": pace.is_on(self._session), "minutes": store.settings.get(lock.MINUTES)})
        old = self.office.cells["old"]
        old.there = lock.is_set(store)  # the first PIN has none before it
        old.setVisible(old.there)

    def show_panel(self, place: int) -> None:
        SettingsPage._last = place
        self.index.choose(place)
        self.stack.setCurrentIndex(place)
        self._say("")
        if self.stack.currentWidget() is self.directory:  # not before it is seen: it looks through all people
            self.directory.refresh()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self.window() or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # another window has it for a while; what is being pressed must not move away
        self._inside = self.stack.isAncestorOf(now)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window a part of the settings stands alone while the keyboard is in it."""
        low = is_low(self)
        alone = low and self._inside
        if self.index.isHidden() != alone:
            self.index.setHidden(alone)
            self.said.setText("")
        self.said.setVisible(bool(self.said.text()))
        self.hint.setVisible(not self.said.text() and not low)
        self._title.setText(self.index.words[self.stack.currentIndex()] if alone else "设置")
        set_mark(self._title, "look", "name" if low else "title")
        gap = px(6 if low else 14)
        self.layout().setContentsMargins(px(20), gap, px(20), gap)
        self.layout().setSpacing(gap)

    def enter(self) -> None:
        self._inside = False
        self._fit()  # what is hidden takes no focus
        stop, self._back_to = self._back_to, -1
        (self.sight.stops()[stop] if stop >= 0 else self.index).setFocus(Qt.FocusReason.TabFocusReason)

    def back(self) -> None:
        """One step back: out of what the panel has opened, in a low window out of the panel, then out of 设置."""
        if not self.stack.currentWidget().back():
            if self.index.isHidden():
                self.enter()
            else:
                self.left.emit()

    def state(self) -> int:
        """Which control of 显示 has the keyboard, before a change there builds the page anew; -1 for none."""
        return self.sight.standing()

    def put_back(self, state: int) -> None:
        """The next ``enter`` goes there."""
        self._back_to = state

    def _enter_panel(self) -> None:
        self.stack.currentWidget().enter()

    def _on_jump(self) -> None:
        self.show_panel(self.sender().property("place"))
        self._enter_panel()

    def _show_numbers(self) -> None:
        """The next case numbers as the committee in the form would write them."""
        register = self.registers[COMMITTEE.key]
        record = register.form.record()
        faults = [f for s in TEMPLATES if (f := settings.template_fault(record, s))]
        numbers = settings.next_numbers(self._session.store, record)
        said = [f"下一件{SERIES_LABELS[series]}案：{number}" for series, number in numbers.items()]
        register.say(faults[0] if faults else "　".join(said + self._gaps(record)))

    def _gaps(self, committee: Record) -> list[str]:
        """Numbers of a stored committee that are not in use, the latest few by name."""
        found = numbering.gaps(self._session.store, committee) if committee.get("uid") else []
        named = "、".join(f"{gap.number}（{gap.reason}）" for gap in found[-3:])
        return [f"空号 {len(found)} 个：{named}{'等' if len(found) > 3 else ''}"] if found else []

    # saving

    def _tell(self, text: str) -> None:
        self._say(f"✓ {text}")
        self.changed.emit()

    def _say(self, text: str) -> None:
        """What was done, in place of how to go about; a low window has room for the first only."""
        self.said.setText(text)
        self._fit()

    def _save_shown(self) -> None:
        self.stack.currentWidget().keep_shown()

    def _save_office(self) -> None:
        said, me = self.office.values(), self._session.me
        try:
            if faults := self.office.faults():
                raise KnownError(faults[0], "改好再保存。")
            settings.save_office(self._session, said["desk"], said["name"], said["me"], said)
            lock.save_minutes(self._session.store, said["minutes"])
        except KnownError as error:
            messages.problem(self, error)
            return
        if me == self._session.me:  # the answer is that of the person who sat here
            pace.switch(self._session, said["pace"] is not False)
        self._tell("单位已保存")
        if said["new"] or said["again"]:
            self._save_pin(said)
        else:
            self._show_office()

    def _save_pin(self, said: Record) -> None:
        was_open = self._session.unlocked
        try:
            if said["new"] != said["again"]:
                raise KnownError("新口令两遍写得不一样。", "请再写一次。")
            lock.set_pin(self._session, said["new"], said["old"])
        except KnownError as error:
            messages.problem(self, error)
            return
        self._session.unlocked = was_open
        self._show_office()
        self._tell("单位和口令已保存")

    def _save_limits(self) -> None:
        try:
            if faults := self.limits.faults():
                raise KnownError(faults[0], "改好再保存。")
            settings.save_limits(self._session.store, self.limits.values())
        except KnownError as error:
            messages.problem(self, error)
            return
        self._tell("期限已保存")

    def _switch_tab(self, key: str, on: bool) -> None:
        tabs.save(self._session, {key: on})
        self.changed.emit()
