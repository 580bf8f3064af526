"""From wherever somebody is to the record, or the records, that are asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.items import BY_KEY, CASE, Item
from desktop_app.actions import records, tabs

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow


class Ways(QObject):
    """Between the pages of a window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def to_record(self, item_key: str, uid: str, path: tuple = ()) -> None:
        """To one record, or to one of its fields; a register's entry opens on its person's page."""
        item = BY_KEY[item_key]
        if item.owner:
            uid, path = records.subject_of(self._window.session, item, uid), ()
        self._to_page_of(item, "show_one", uid, path)

    def to_case(self, uid: str, path: tuple) -> None:
        """To one field of one case."""
        self.to_record(CASE.key, uid, path)

    def to_records(self, groups: list) -> None:
        """From a number to the records behind it: (item key, ids) of one item, or of the first of several."""
        groups = [(BY_KEY[key], ids) for key, ids in groups if ids]
        if not groups:
            self._window.say("这个数是 0，没有记录")
            return
        item, ids = groups[0]
        if item.owner:
            ids = records.subject_ids(self._window.session, item, ids)
        self._to_page_of(item, "show_ids", ids)
        if rest := [f"{other.label} {len(more)} 条" for other, more in groups[1:]]:
            self._window.say(f"这里是{item.label} {len(ids)} 条；这个数还包括{'、'.join(rest)}，在各自的栏里看")

    def onward(self, onward: records.Onward) -> None:
        """To the record that comes next, filled in and ready to be gone on with."""
        self._to_page_of(onward.item, "open_new", onward.record)
        self._window.say(f"{onward.question}不要就按 Esc")

    def follow(self, wish: str, value: object) -> None:
        """A tile or number of 今日 was pressed."""
        if wish == "record":
            self.to_record(*value)
        elif wish == "page":
            self._window.go(value)
        elif wish == "reporting":
            self._window.go(wish)
        elif wish == "blank":
            self._window.print_blank()
        else:
            self._window.go("mediation")
            page = self._window.page("mediation")
            page.new() if wish == "enter" else page.filter_by(**value)

    def _to_page_of(self, item: Item, deed: str, *details: object) -> None:
        """Do something on the page of an item, unless its lock keeps it shut."""
        key = tabs.page_of(item)
        self._window.go(key)
        if self._window.current() == key:
            getattr(self._window.page(key), deed)(*details)
