"""简表 and 全表 of a case: the short form has one line a party, and a key writes a party's name into a text."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from db.items import CASE
from db.items.kinds import Gate, Problem, Record
from db.items.mediation_rules import party_names
from desktop_app.actions import agreed, cases, same_case
from desktop_app.actions.session import Session
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.lines import Growing
from desktop_app.ui.pages.phrase_keep import keep_phrase
from desktop_app.ui.pages.record_editor import RecordEditor

_MARKS = ("name", "village", "id_no", "phone", "birth", "sex", "kind", "person")
"""What tells one party from another."""
NAMED = 4  # parties whose names a key writes into a text


class CaseEditor(RecordEditor):
    """Editing one case."""

    NEXT = "保存，登下一件 Ctrl+回车"

    def __init__(self, session: Session, sources: Sources, parent: QWidget | None = None) -> None:
        self._asked: list[object] = []
        self._answer: list[Problem] = []
        super().__init__(session, sources, CASE, parent)
        for place in range(1, NAMED + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{place}"), self, self._on_name)
            shortcut.setProperty("place", place - 1)

    def caption(self) -> str:
        return self.depth

    def make_form(self, short: bool) -> Form:
        form = Form(CASE, self._sources, CASE.quick if short else None,
                    row_keys={"parties": cases.SHORT_PARTY_FIELDS} if short else None)
        form.keeping.connect(self._on_keeping)
        return form

    def problems(self, record: Record) -> list[Problem]:
        return [*self._met(record), *agreed.doubts(record), *cases.problems_of(self._session, cases.complete(record))]

    def _met(self, record: Record) -> list[Problem]:
        """What seems to have been entered before; asked anew only when what it depends on was changed."""
        asked = [record.get(key) for key in ("uid", "dispute_type", "mediation_date", "accept_date")] + [
            party.get(key) for party in record["parties"] for key in _MARKS]
        if asked != self._asked:
            self._asked, self._answer = asked, same_case.doubts(self._session, record)
        if record.get("guessed") and record["guessed"] == party_names(record):
            return [*self._answer, Problem(("parties", 0, "name"), "姓名是从那一句话里猜的，请核对", Gate.SAVE, hard=False)]
        return self._answer

    def store(self, record: Record) -> cases.Saved:
        return cases.save_case(self._session, record)

    def differences(self, before: Record, after: Record) -> list[str]:
        return cases.differences(before, after)

    def _on_keeping(self, key: str) -> None:
        if keep_phrase(self._session, self.record(), key, self):
            self._tell("已存为套话，下次按 F9 就看得见", "done")

    def _on_name(self) -> None:
        self.write_name(self.sender().property("place"))

    def write_name(self, place: int) -> None:
        """Alt+1, Alt+2 … in a text: the name of that party, so that nobody has to type it again."""
        text = QApplication.focusWidget()
        names = party_names(self.record())
        if isinstance(text, Growing) and place < len(names):
            text.insertPlainText(names[place])
