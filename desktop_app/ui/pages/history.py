"""F7: the life of a record, newest first: when, who, what."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from db import repository
from db.items import Item
from db.items.common import DAY
from db.items.kinds import By, Kind, Record
from db.items.phrase import CONFIRMED, EDITED, ORIGINS, PHRASE_TEXT
from db.repository import Change
from desktop_app.actions.session import Session
from desktop_app.shown import show_moment, shown
from desktop_app.ui.theme import size_dialog

_ACTIONS = {"add": "登记", "change": "修改", "delete": "放进回收站", "restore": "从回收站恢复", "mark": "标记"}
_CHECKED = "核对"
_REPORTED = "上报"  # what a mark is, of an item that goes up case by case
_ORIGINS = {PHRASE_TEXT: "用了套话", EDITED: "改写了套话", CONFIRMED: "套话核对过了"}


def _texts(item: Item, change: Change) -> list[str]:
    """What became of the phrase texts of a record: 协议内容套话核对过了."""
    if ORIGINS not in change.after or change.action == "add":
        return []
    before, after = (json.loads(side.get(ORIGINS) or "{}") for side in (change.before, change.after))
    return [f"{item.fields[key].label}{_ORIGINS[origin]}" for key, origin in after.items() if before.get(key) != origin]


def sentence(item: Item, change: Change, names: dict[str, str], restricted: bool = False) -> str:
    """One line of history: 9月20日 10:32　刘淑芬　修改：协议金额 3,000 元 → 3,200 元.

    ``restricted``: of what says who somebody is, only that it was changed.
    """
    said = []
    for key, after in change.after.items():
        field = item.fields.get(key)
        if field is None or field.by is By.INNER or change.action == "add":
            continue
        if key == DAY and not field.editable:  # told by the day that it follows from
            continue
        if field.kind is Kind.ROWS or (restricted and field.mask):
            said.append(f"{field.label}有改动")
        else:
            before = shown(field, change.before.get(key), names) or "空"
            said.append(f"{field.label} {before} → {shown(field, after, names) or '空'}")
    said += _texts(item, change)
    for verb, side in (("添附件", change.after), ("去掉附件", change.before)):
        if side.get("attachment"):
            said.append(f"{verb} {side['attachment']}")
    when = show_moment(change.at)
    action = _ACTIONS[change.action]
    if change.action == "mark" and "report_state" in item.fields:
        action = _CHECKED if list(change.after) == [ORIGINS] else _REPORTED
    what = action + (f"：{'；'.join(said)}" if said else "")
    return f"{when}　{change.who}　{what}"


def show_history(session: Session, item: Item, record: Record, names: dict[str, str], parent: QWidget) -> None:
    """A plain dialog; Esc closes it."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("历史")
    restricted = item.restricted(record)
    name = item.label if restricted else item.name_of(record)
    title = QLabel(f"{name}　{record.get('case_no') or record.get('record_no') or ''}")
    title.setProperty("look", "heading")
    lines = QListWidget()
    lines.setProperty("look", "rows")
    lines.setWordWrap(True)
    lines.setAccessibleName("历史记录")
    for change in reversed(repository.history(session.store, item, record["uid"])):
        lines.addItem(sentence(item, change, names, restricted))
    close = QPushButton("关闭　Esc")
    close.setAccessibleName("关闭")
    close.clicked.connect(dialog.accept)
    layout = QVBoxLayout(dialog)
    layout.addWidget(title)
    layout.addWidget(lines)
    layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    size_dialog(dialog, 900, 520)
    lines.setCurrentRow(0)
    dialog.exec()
