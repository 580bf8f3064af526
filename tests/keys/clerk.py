"""How a clerk who knows the program enters the standard cases: the shortest way that the window shows her."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db import codes
from db.items import CASE, PARTY
from db.items.kinds import Kind
from db.pinyin import initials
from desktop_app.entry import completion
from tests.keys import charge
from tests.keys.hands import Hands

Entry = Mapping[str, Any]
"""One case of resources/demo/standard_cases.json."""

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

BRIEF = {
    "S1": ("树枝遮光", "修剪树枝，赔300元"), "S2": ("宅基地边界", "退回界石以内重砌"), "S3": ("夫妻吵架", "和好，每月给500"),
    "S4": ("倒车撞坏大门", "赔3000元，九月底付清"), "S5": ("共用墙", ""), "S6": ("地界", "重新埋桩，补偿1200"),
    "S7": ("工伤", "一次付清18000元"), "S8": ("借款", "分三期还清"), "S9": ("滴水檐", "加装檐沟"),
    "S10": ("噪音", "夜里不施工，赔350元"),
}
"""纠纷简要情况 (the words of the one line) and 协议内容 as a clerk writes them in the 简表."""


class Worded(NamedTuple):
    """How a ready phrase says a text of the full form."""

    digit: int
    blanks: tuple[str, ...]  # what goes into its blanks
    stored: str  # the whole, as it is kept
    turned: bool = False  # taken with the two sides exchanged
    then: str = ""  # written after it


WORDED = {
    ("S1", "summary"): Worded(1, ("树枝",), "高兴民家的树枝影响隋建波家采光，双方发生口角。"),
    ("S1", "agreement"): Worded(2, ("7",), "高兴民7日内修剪树枝，今后不再影响隋建波。补偿隋建波300元。", then="补偿隋建波300元。"),
    ("S2", "summary"): Worded(1, ("院墙",), "王建国翻建院墙越过界线，王建军不同意施工。"),
    ("S3", "summary"): Worded(1, ("赡养老人",), "于海涛与李秀英因赡养老人发生争吵，李秀英离家居住。", turned=True),
    ("S4", "summary"): Worded(1, ("倒车", "大门及门柱"), "赵永刚倒车撞坏陈志强家大门及门柱。"),
    ("S4", "agreement"): Worded(1, ("修理", "3000", "9.30"), "赵永刚赔偿陈志强修理费3000元，2022年9月30日前付清。"),
    ("S5", "summary"): Worded(3, ("山墙",), "两家共用的山墙损坏，对维修责任各执一词。"),
    ("S5", "fail_reason"): Worded(1, (), "双方对责任分担分歧较大，未能达成一致。"),
    ("S5", "advised_remedy"): Worded(1, (), "告知可向人民法院起诉。"),
    ("S6", "summary"): Worded(2, ("桩被推平",), "李四光与张三丰、王五承包地相邻，地界桩被推平，双方对占地多少各执一词。"),
    ("S6", "agreement"): Worded(2, ("各600",), "按土地台账重新埋设界桩，李四光补偿张三丰、王五各600元。"),
    ("S7", "summary"): Worded(1, ("手部",), "丛培林在乳山市宏达渔具有限公司处上班时手部受伤，双方对赔偿数额有争议。"),
    ("S7", "agreement"): Worded(1, ("18000",), "乳山市宏达渔具有限公司一次性支付丛培林医疗费、误工费共18000元。"),
    ("S8", "summary"): Worded(1, ("15000",), "钱多多向万大成借款15000元，到期未还。"),
    ("S10", "summary"): Worded(4, ("夜间切割石材",), "陈永家的夜间切割石材噪音影响冯玉梅休息。", turned=True),
    ("S10", "agreement"): Worded(5, ("8", "施工"), "陈永8点以后不再施工，以免影响冯玉梅休息。补偿冯玉梅350元。", turned=True,
                                 then="补偿冯玉梅350元。"),
}
"""Texts of the full form that a ready phrase says as well as the file does."""


def day_words(iso: str) -> str:
    """A date as it is typed: 9.5."""
    day = date.fromisoformat(iso)
    return f"{day.month}.{day.day}"


def names_of(entry: Entry) -> list[str]:
    return [party["name"] for party in entry["parties"]]


class Clerk:
    """Enters one case after the other. ``known``: names that the people directory already has."""

    def __init__(self, window, known: set[str]) -> None:
        self.hands = Hands(window)
        self.page = window.page("mediation")
        self.known = known

    @property
    def form(self):
        return self.page.editor.form()

    # 一句话

    def one_line(self, entry: Entry) -> None:
        """The line as it stands in the file. Enter confirms what is in doubt, then saves."""
        self._write_line(entry["one_line"].split())
        self._save_line()

    def shortest_line(self, entry: Entry) -> None:
        """The line in the fewest keys: the matter by its initials and the digit of the list below, where that is
        shorter; without the words about form and result, which the digit of the chip 形式 says."""
        pieces = entry["one_line"].split()
        said = next((piece for piece in pieces if piece[:2] in ("口头", "书面")), None)
        self._write_line([piece for piece in pieces if piece != said], names_of(entry))
        if said:
            self.hands.press(Qt.Key.Key_4, ALT)
            self.hands.digit(self._place("agreement_form", said[:2]))
        self._save_line()

    def _write_line(self, pieces: list[str], names: list[str] | None = None) -> None:
        """``names``: of the parties, which have no short way; None: every piece as it stands."""
        for n, piece in enumerate(pieces):
            if n and not self.page.entry.text().endswith(" "):
                self.hands.press(Qt.Key.Key_Space)
            if names is None or piece.isascii() or piece in names or not self._by_initials(piece):
                self.hands.write(piece)

    def _by_initials(self, word: str) -> bool:
        """Write a word of the lists by its initials; False where it is not offered or would take no fewer keys."""
        letters = initials(word)
        offered = [offer.text for offer in completion.offers(letters, self.page.entry.people)]
        if word not in offered or charge.keys(letters) + 1 >= sum(map(charge.keys, charge.runs(word))):
            return False
        self.hands.write(letters)
        self.hands.digit(offered.index(word) + 1)
        return True

    def _save_line(self) -> None:
        self.hands.look_over()
        for _ in range(1 + len(self.page.entry.form.doubts())):
            self.hands.enter()

    # 简表 and 全表

    def short(self, entry: Entry) -> None:
        """The eight fields in few words, without numbers and telephones."""
        self.hands.press(Qt.Key.Key_F3)
        self._short_fields(entry, *BRIEF[entry["id"]], numbers=False)
        self.hands.look_over()
        self.hands.enter()

    def full(self, entry: Entry) -> None:
        """Everything that the file states: the eight fields first, then F4. The credit code of S7 comes with S12."""
        self.hands.press(Qt.Key.Key_F3)
        self._short_fields(entry, entry["summary"], entry.get("agreement"), numbers=True, worded=True)
        self.hands.press(Qt.Key.Key_F4)
        self._acceptance(entry)
        self._parties(entry)
        self._outcome(entry)
        self.hands.look_over()
        self.hands.press(Qt.Key.Key_Return, CTRL)

    def _short_fields(self, entry: Entry, summary: str, agreement: str | None, numbers: bool,
                      worded: bool = False) -> None:
        hands = self.hands
        for place, party in enumerate(entry["parties"]):
            if place == 2:
                hands.press(Qt.Key.Key_J, ALT)
            self._at("parties", place, "name")
            known = party["name"] in self.known
            hands.write(initials(party["name"]) if known else party["name"])
            hands.enter()
            for key in ("id_no", "phone"):
                if numbers and not known and key in party:
                    hands.write(party[key].lower())
                hands.enter()
        self._pick("dispute_type", entry["dispute_type"])
        self._words(entry, "summary", "summary", summary, worded)
        hands.digit(self._place("result", entry["result"]))
        if entry["result"] == "调解成功":
            hands.digit(self._place("agreement_form", entry["agreement_form"]))
            self._words(entry, "agreement", "agreement_text", agreement, worded)
            if self.form.record()["amount"] != entry["amount"] * 100:  # else the wording of the agreement has said it
                hands.write(str(entry["amount"]))
            hands.enter()
        else:
            hands.enter(3)
        self._at("mediation_date")
        self._date("mediation_date", entry["mediated_on"])

    def _acceptance(self, entry: Entry) -> None:
        """Source and date are two steps away from where 全表 begins; then the village of the case."""
        hands = self.hands
        if not self._says("source", entry["source"]) or not self._says("accept_date", entry["accepted_on"]):
            hands.enter(2)
            if not self._says("source", entry["source"]):
                self._pick("source", entry["source"])
            elif not self._says("accept_date", entry["accepted_on"]):
                hands.enter()
            if not self._says("accept_date", entry["accepted_on"]):
                self._at("accept_date")
                self._date("accept_date", entry["accepted_on"])
        village = next((party["village"] for party in entry["parties"] if party.get("village")), None)
        if village and not self._says("village", village):
            if self.form.record().get("village"):  # the last case's stands there: not missing, so F8 passes it by
                self._go("village")
            else:
                self._next_missing("village")
            self._link(village)

    def _parties(self, entry: Entry) -> None:
        for place, party in enumerate(entry["parties"]):
            if party["name"] in self.known:
                continue
            if party.get("kind"):
                self._go("parties", place, "kind")
                self.hands.digit(self._place("party_kind", party["kind"]))
                self._next_missing("parties", place, "address")
                self.hands.write(party["address"])
                self.hands.enter()
                self.hands.write(party["legal_rep"])
            else:
                self._next_missing("parties", place, "village")
                self._link(party["village"])

    def _outcome(self, entry: Entry) -> None:
        hands = self.hands
        if entry["result"] != "调解成功":
            for key in ("fail_reason", "advised_remedy"):
                self._next_missing(key)
                self._words(entry, key, key, entry[key], worded=True)
            return
        self._next_missing("perform_mode")
        hands.digit(self._place("perform_mode", entry["performance"]))
        if entry.get("performance_due"):
            self._at("perform_due")
            hands.write(day_words(entry["performance_due"]))
        if entry.get("judicial_confirmation"):
            hands.enter(2)
            self._at("judicial_confirm")
            hands.digit(self._place("judicial_confirm", entry["judicial_confirmation"]))

    # later corrections

    def correct_amount(self, name: str, amount: int) -> None:
        """S11: find the case, go to the agreement, change the amount, save."""
        self._find(name)
        self.hands.press(Qt.Key.Key_4, CTRL)
        self.hands.enter(4)
        self._at("amount")
        self.hands.write(str(amount))
        self.hands.look_over()
        self.hands.press(Qt.Key.Key_S, CTRL)
        self.hands.press(Qt.Key.Key_Escape)

    def complete_number(self, name: str, number: str) -> None:
        """S12: find the returned case, go to what is missing, write it, save."""
        self._find(name)
        self._next_missing("parties", 0, "id_no")
        self.hands.write(number.lower())
        self.hands.look_over()
        self.hands.press(Qt.Key.Key_S, CTRL)
        self.hands.press(Qt.Key.Key_Escape)

    def _find(self, name: str) -> None:
        self.hands.press(Qt.Key.Key_F, CTRL)
        self.hands.write(name)
        self.hands.press(Qt.Key.Key_Down)
        self.hands.press(Qt.Key.Key_F4)

    # fields

    def _at(self, *path: str | int) -> None:
        """The keyboard must be at this field now, else the script has lost its way."""
        cell = self.form.cells()[path]
        focus = QApplication.focusWidget()
        assert cell.isAncestorOf(focus), f"expected {path}, the keyboard is at {focus.accessibleName()}"

    def _next_missing(self, *path: str | int) -> None:
        """F8 until the keyboard is at this field."""
        for _ in range(6):
            self.hands.press(Qt.Key.Key_F8)
            if self.form.cells()[path].isAncestorOf(QApplication.focusWidget()):
                return
        self._at(*path)

    def _go(self, *path: str | int) -> None:
        """To a field that is filled already: to its section by digit, then Enter."""
        section = next(n for n, section in enumerate(CASE.sections) if path[0] in {f.key for f in section.fields})
        self.hands.press(Qt.Key(Qt.Key.Key_1 + section), CTRL)
        for _ in range(20):
            if self.form.cells()[path].isAncestorOf(QApplication.focusWidget()):
                return
            self.hands.enter()
        self._at(*path)

    def _says(self, key: str, value: str) -> bool:
        """Whether a field already shows a value of the file."""
        field, shown = CASE.fields[key], self.form.record().get(key)
        if field.kind is Kind.CHOICE:
            return shown == codes.code_of(field.of, value)
        return (self.page.editor._sources.name_of(field.of, shown) if field.kind is Kind.LINK else shown) == value

    @staticmethod
    def _place(key: str, term: str) -> int:
        """The digit printed before a choice."""
        of = CASE.fields[key].of if key in CASE.fields else PARTY.fields[key.removeprefix("party_")].of
        return [code.code for code in codes.choices(of)].index(codes.code_of(of, term)) + 1

    def _pick(self, key: str, term: str) -> None:
        """A choice of a long list by the number printed before it."""
        self._at(key)
        self.hands.write(str(self._place(key, term)))
        self.hands.enter()

    def _link(self, name: str) -> None:
        """An entry of a register by its initials."""
        self.hands.write(initials(name))
        self.hands.enter()

    def _date(self, key: str, iso: str) -> None:
        if not self._says(key, iso):
            self.hands.write(day_words(iso))

    def _words(self, entry: Entry, told: str, key: str, text: str, worded: bool) -> None:
        """A text: by a phrase and its blanks where there is one, else as it stands."""
        hands, phrase, names = self.hands, WORDED.get((entry["id"], told)), names_of(entry)
        if not worded or phrase is None:
            self._text(key, text, names)
            return
        self._at(key)
        if phrase.turned:
            hands.press(Qt.Key.Key_Right)
        hands.digit(phrase.digit)
        for piece in phrase.blanks[:-1]:
            hands.write(piece)
            hands.enter()
        for piece in phrase.blanks[-1:]:
            hands.write(piece)
        if phrase.then:
            hands.press(Qt.Key.Key_End, CTRL)
            self._write_text(phrase.then, names)
        hands.enter()

    def _text(self, key: str, text: str, names: list[str]) -> None:
        self._at(key)
        self._write_text(text, names)
        self.hands.enter()

    def _write_text(self, text: str, names: list[str]) -> None:
        """A text; the names of the parties come by Alt and their number."""
        parts, hands = [text], self.hands
        for name in names:
            parts = [part for whole in parts for part in _split_keeping(whole, name)]
        thoughts = hands.thoughts
        for part in parts:
            if part in names:
                hands.press(Qt.Key(Qt.Key.Key_1 + names.index(part)), ALT)
            else:
                hands.write(part)
        hands.thoughts = thoughts + 1  # one text, however many pieces


def _split_keeping(text: str, name: str) -> list[str]:
    """The text cut at every occurrence of the name, the name itself kept."""
    parts = text.split(name)
    return [piece for n, part in enumerate(parts) for piece in ([name] if n else []) + [part] if piece]
