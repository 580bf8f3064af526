"""The strip of tabs, and below it the pages of the chosen tab where it has several."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QVBoxLayout, QWidget

from desktop_app.actions.tabs import Tab
from desktop_app.ui.kit.options import Options
from desktop_app.ui.theme import px


class Navigation(QWidget):
    """``chosen(page key)``: the person wants another page. What is shown is said by ``show_page``."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab], aside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = list(tabs)
        self._last: dict[str, str] = {}  # tab key -> the page last shown there
        self.bar = QTabBar()
        self.bar.setObjectName("tabs")
        self.bar.setAccessibleName("工作事项")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        for tab in self._tabs:
            self.bar.setTabData(self.bar.addTab(tab.label), tab.key)
        self.bar.currentChanged.connect(self._on_tab)
        strip = QWidget()
        strip.setObjectName("strip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(px(12), px(4), px(12), 0)
        row.addWidget(self.bar, 1)
        self.other = QPushButton("换页 F5")
        self.other.setProperty("look", "quiet")
        self.other.setAccessibleName("换到这一栏的下一页")
        self.other.clicked.connect(self.next_page)
        self.other.hide()
        row.addWidget(self.other)
        row.addWidget(aside)
        self.pages = Options(["页"], self, erasable=False)
        self.pages.setAccessibleName("这一栏的各页")
        self.pages.setToolTip("F5 换到下一页")
        self.pages.picked.connect(self._on_page)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(px(20), px(10), px(20), 0)
        below.addWidget(self.pages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(strip)
        box.addWidget(self._below)
        self._below.hide()
        self._tight = False
        self._apart = False  # what is shown is none of these pages

    def is_other(self, tabs: Sequence[Tab]) -> bool:
        """Whether other tabs are wanted than those shown."""
        return list(tabs) != self._tabs

    def tab(self) -> Tab:
        """The tab that is chosen."""
        return self._tabs[self.bar.currentIndex()]

    def page(self) -> str:
        """The page of the chosen tab that was shown last."""
        tab = self.tab()
        return self._last.get(tab.key, tab.pages[0][0])

    def show_page(self, key: str) -> None:
        """Mark where a page stands, without a signal; one that stands on no tab leaves the tabs as they are."""
        self._apart = all(key != page for tab in self._tabs for page, _ in tab.pages)
        self._fit()
        for place, tab in enumerate(self._tabs):
            keys = [page for page, _ in tab.pages]
            if key in keys:
                self._last[tab.key] = key
                self.bar.blockSignals(True)
                self.bar.setCurrentIndex(place)
                self.bar.blockSignals(False)
                self.pages.set_words([label for _, label in tab.pages])
                self.pages.choose(keys.index(key))
                self._fit()

    def set_tight(self, tight: bool) -> None:
        """A small window has a key for the next page in the place of their names."""
        self._tight = tight
        self._fit()

    def _fit(self) -> None:
        several = len(self.tab().pages) > 1 and not self._apart
        self._below.setVisible(several and not self._tight)
        self.other.setVisible(several and self._tight)
        self.other.setToolTip("、".join(label for _, label in self.tab().pages))

    def step(self, by: int) -> None:
        """To a neighbouring tab."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def next_page(self) -> None:
        """F5: to the next page of this tab."""
        keys = [key for key, _ in self.tab().pages]
        if len(keys) > 1:
            self.chosen.emit(keys[(keys.index(self.page()) + 1) % len(keys)])

    def _on_tab(self, _: int) -> None:
        self.chosen.emit(self.page())

    def _on_page(self, place: int) -> None:
        self.chosen.emit(self.tab().pages[place][0])
