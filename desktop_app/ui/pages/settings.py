"""设置: the office, its registers, what eyes need, limits, tabs, the PIN, phrases, own words, the directory of people."""

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
from desktop_app.actions import lock, pace, settings, tabs, words
from desktop_app.actions.office import DESKS
from desktop_app.actions.session import Session
from desktop_app.ui import messages, theme
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.options import Options, OptionsEditor
from desktop_app.ui.kit.picker import Picker
from desktop_app.ui.kit.register import Register
from desktop_app.ui.kit.room import Stack, is_low
from desktop_app.ui.kit.texts import NumberEditor, TextEditor
from desktop_app.ui.pages.directory_panel import DirectoryPanel
from desktop_app.ui.pages.settings_panels import LimitsPanel, Panel, SightPanel
from desktop_app.ui.theme import px

_GONE = {MEDIATOR.key: "left", VILLAGE.key: "closed"}


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

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._back_to = -1
        self._inside = False  # whether the keyboard is in the panel shown
        self.index = Options(["单位", "调委会和案号", "人员", "村居", "显示", "期限", "标签", "口令", "套话", "词语", "人员库"], self,
                             erasable=False)
        self.index.setAccessibleName("设置的各部分，Ctrl 加数字跳转")
        self.said = QLabel(self)
        self.said.setProperty("look", "done")
        self.office = self._make_office()
        self.registers = {item.key: self._make_register(item) for item in settings.REGISTERS}
        self.sight = self._make_sight()
        self.limits = self._make_limits()
        self.tabs = self._make_tabs()
        self.pin = self._make_pin()
        self.words = self._make_words()
        self.directory = DirectoryPanel(session, self)
        self.directory.said.connect(self._tell)
        self.directory.open_record.connect(self.open_record)
        self.directory.left.connect(self.enter)
        self.stack = Stack(self)
        *registers, phrases = self.registers.values()
        for panel in (self.office, *registers, self.sight, self.limits, self.tabs, self.pin, phrases, self.words,
                      self.directory):
            self.stack.addWidget(panel)
        self._build()
        self.index.picked.connect(self.show_panel)
        self.index.entered.connect(self._enter_panel)

    def _build(self) -> None:
        self._title = QLabel("设置", self)
        self._title.setProperty("look", "title")
        back = QPushButton("返回　Esc", self)
        back.clicked.connect(self.back)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addSpacing(px(20))
        top.addWidget(self.said, 1)
        top.addWidget(back)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(14), px(20), px(14))
        box.setSpacing(px(14))
        box.addLayout(top)
        box.addWidget(self.index)
        box.addWidget(self.stack, 1)
        QShortcut(QKeySequence("Esc"), self, self.back)
        QApplication.instance().focusChanged.connect(self._on_focus)
        QShortcut(QKeySequence("Ctrl+S"), self, self._save_shown)
        for place in range(9):  # Ctrl+0 belongs to the text size
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, self._on_jump)
            shortcut.setProperty("place", place)

    # panels

    def _make_office(self) -> Panel:
        panel = Panel(self)
        panel.lead.setText("这台电脑上的记录属于哪里，由谁录入。换人录入时，在这里换名字。\n"
                           f"数据和备份在 {self._session.store.folder}")
        panel.grid.add(OptionsEditor(Field("desk", "这里是"), DESKS))
        panel.grid.add(TextEditor(Field("name", "单位名称")))
        panel.grid.add(Picker(Field("me", "录入人", Kind.LINK, MEDIATOR.key), _Names(self._session)))
        panel.grid.add(TextEditor(Field("mediation_place", "通常的调解地点")))
        panel.grid.add(TextEditor(Field("occupation", "当事人通常的职业")))
        panel.grid.add(OptionsEditor(Field("party_signatures", "单子上印当事人签名行"), {True: "是", False: "否"}))
        panel.grid.add(OptionsEditor(Field("pace", "登一件用多久"), {True: "在今日告诉我（只有您看得见）", False: "不记"}))
        self._name(panel)
        panel.save.connect(self._save_office)
        return panel

    def _make_register(self, item: Item) -> Register:
        register = Register(item, _Names(self._session), self)
        register.setProperty("item", item.key)
        register.save.connect(self._save_entry)
        register.delete.connect(self._delete_entry)
        if item is COMMITTEE:
            register.edited.connect(self._show_numbers)
        elif item is PHRASE:
            register.say("____ 是要填的空；{甲方}、{乙方} 写上双方姓名；{金额}、{期限}、{调解日期} 案件里填过的就写上。")
        return register

    def _make_words(self) -> Register:
        register = Register(words.WORD, Sources(), self)
        register.save.connect(self._save_entry)
        register.delete.connect(self._delete_entry)
        return register

    def _make_sight(self) -> SightPanel:
        panel = SightPanel(self)
        panel.wished.connect(self.sight_wished)
        panel.smaller.clicked.connect(self.smaller)
        panel.larger.clicked.connect(self.larger)
        return panel

    def _make_limits(self) -> LimitsPanel:
        panel = LimitsPanel(self)
        panel.lead.setText("到了期限只提醒，从不拦着保存。空着就用程序自带的数；依据没有核实的，请按本地现行规定改。")
        panel.save.connect(self._save_limits)
        return panel

    def _make_tabs(self) -> Panel:
        panel = Panel(self)
        panel.lead.setText("用不着的标签可以关掉，记过的东西都还在，再打开就看得见。今日、纠纷调解、上报统计总是开着。")
        for tab in tabs.TABS:
            if not tab.fixed:
                panel.grid.add(OptionsEditor(Field(tab.key, tab.label, Kind.FLAG), {True: "开", False: "关"}))
        self._name(panel)
        panel.save.connect(self._save_tabs)
        return panel

    def _make_pin(self) -> Panel:
        panel = Panel(self)
        panel.lead.setText("社区矫正、安置帮教、视频会见要写口令才打得开。它挡的是旁边的眼睛，不是加密；请另外看好这台电脑。")
        for key, label in (("old", "现在的口令"), ("new", "新口令"), ("again", "新口令再写一遍")):
            cell = panel.grid.add(TextEditor(Field(key, label)))
            cell.editor.line.setEchoMode(QLineEdit.EchoMode.Password)
        panel.grid.add(NumberEditor(Field("minutes", "没人动就锁（分钟）", Kind.NUMBER, hint="10")))
        self._name(panel)
        panel.save.connect(self._save_pin)
        return panel

    @staticmethod
    def _name(panel: Panel) -> None:
        for cell in panel.grid.cells.values():
            cell.editor.name_it(cell.field.label)
        QWidget.setTabOrder(panel.grid.stops()[-1], panel.keep)  # the button was made before the fields

    # showing

    def refresh(self) -> None:
        """Read everything anew."""
        self._show_office()
        for item in settings.REGISTERS:
            self._fill(item)
        self._fill(words.WORD)
        self.sight.show_sight(theme.sight())
        changed = self._session.store.settings.get("limits", {})
        self.limits.set_values(changed)
        self.tabs.grid.set_values({tab.key: tabs.is_shown(self._session, tab) for tab in tabs.TABS if not tab.fixed})
        self._show_pin()
        self.show_panel(SettingsPage._last)

    def _show_office(self) -> None:
        office = self._session.office
        self.office.grid.set_values({"desk": office.get("desk"), "name": office.get("name"), "me": office.get("me"),
                                     **{key: settings.default(self._session.store, key) for key in settings.DEFAULTS},
                                     "pace": pace.is_on(self._session)})

    def _fill(self, item: Item, current: str | None = None) -> None:
        if item is words.WORD:
            self.words.show_records(words.records(self._session.store), current)
            self.words.say("一句话里常这么说、程序却听不懂的，写在这里；以后一听就懂。")
            return
        self.registers[item.key].show_records(repository.records(self._session.store, item), current, _GONE.get(item.key, ""))

    def show_panel(self, place: int) -> None:
        SettingsPage._last = place
        self.index.choose(place)
        self.stack.setCurrentIndex(place)
        self.said.clear()
        self._fit()
        if self.stack.currentWidget() is self.directory:  # looking for pairs among 100,000 takes a second
            self.directory.refresh()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
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
        self.index.setVisible(not alone)
        self._title.setText(self.index.words[self.stack.currentIndex()] if alone else "设置")
        set_mark(self._title, "look", "name" if low else "title")
        gap = px(6 if low else 14)
        self.layout().setContentsMargins(px(20), gap, px(20), gap)
        self.layout().setSpacing(gap)

    def back(self) -> None:
        """Esc: from a part that stands alone to the choice of parts, else away."""
        if self.index.isHidden():
            self.enter()
        else:
            self.left.emit()

    def enter(self) -> None:
        self._inside = False
        self._fit()  # what is hidden takes no focus
        stop, self._back_to = self._back_to, -1
        (self.sight.stops()[stop] if stop >= 0 else self.index).setFocus(Qt.FocusReason.TabFocusReason)

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
        self.said.setText(f"✓ {text}")
        self.said.show()
        self.changed.emit()

    def _save_shown(self) -> None:
        panel = self.stack.currentWidget()
        if isinstance(panel, Register):
            self._store_entry(panel, panel.form.record())
        elif panel is self.office:
            self._save_office()
        elif panel is self.limits:
            self._save_limits()
        elif panel is self.tabs:
            self._save_tabs()
        elif panel is self.pin:
            self._save_pin()

    def _save_office(self) -> None:
        said, me = self.office.grid.values(), self._session.me
        try:
            settings.save_office(self._session, said["desk"], said["name"], said["me"], said)
        except KnownError as error:
            messages.problem(self, error)
            return
        if me == self._session.me:  # the answer is that of the person who sat here
            pace.switch(self._session, said["pace"] is not False)
        self._show_office()
        self._tell("单位已保存")

    def _save_limits(self) -> None:
        faults = [fault for cell in self.limits.cells() if (fault := cell.editor.fault())]
        try:
            if faults:
                raise KnownError(faults[0], "改好再保存。")
            settings.save_limits(self._session.store, self.limits.values())
        except KnownError as error:
            messages.problem(self, error)
            return
        self._tell("期限已保存")

    def _save_tabs(self) -> None:
        tabs.save(self._session, {key: bool(on) for key, on in self.tabs.grid.values().items()})
        self._tell("标签已保存")

    def _show_pin(self) -> None:
        minutes = self._session.store.settings.get(lock.MINUTES)
        self.pin.grid.set_values({"minutes": minutes})
        old = self.pin.grid.cells["old"]
        old.there = lock.is_set(self._session.store)  # the first PIN has none before it
        old.setVisible(old.there)

    def _save_pin(self) -> None:
        said = self.pin.grid.values()
        try:
            if fault := self.pin.grid.cells["minutes"].editor.fault():
                raise KnownError(fault, "改好再保存。")
            lock.save_minutes(self._session.store, said["minutes"])
            if said["new"] or said["again"]:
                if said["new"] != said["again"]:
                    raise KnownError("新口令两遍写得不一样。", "请再写一次。")
                was_open = self._session.unlocked
                lock.set_pin(self._session, said["new"], said["old"])
                self._session.unlocked = was_open
        except KnownError as error:
            messages.problem(self, error)
            return
        self._show_pin()
        self._tell("口令已保存")

    def _save_entry(self, record: Record) -> None:
        self._store_entry(self.sender(), record)

    def _store_entry(self, register: Register, record: Record) -> None:
        try:
            if faults := register.form.faults():
                raise KnownError(faults[0][1] + "。", "改好再保存。")
            stored = (words.save(self._session, record) if register is self.words
                      else settings.save_entry(self._session, register.item, record))
        except KnownError as error:
            messages.problem(self, error)
            return
        self._fill(register.item, stored["uid"])
        self._tell(f"{stored.get('name') or register.item.label} 已保存")
        register.enter()

    def _delete_entry(self, uid: str) -> None:
        register = self.sender()
        if register is self.words:
            words.delete(self._session, uid)
            self._fill(words.WORD)
            self._tell(f"“{uid}”不再认了")
            register.enter()
            return
        try:
            settings.delete_entry(self._session, register.item, uid)
        except KnownError as error:
            messages.problem(self, error)
            return
        self._fill(register.item)
        self._tell("已放进回收站，可以恢复")
        register.enter()
