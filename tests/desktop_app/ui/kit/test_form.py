"""The form of a whole case, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.check import check, circumstances
from db.items import BY_KEY, CASE, PARTY
from db.items.kinds import By, Kind
from desktop_app.ui import theme
from desktop_app.ui.kit.editor import Suggestion
from desktop_app.ui.kit.form import Form

SHORT = ["parties", "dispute_type", "summary", "agreement_form", "result", "amount", "mediation_date"]


@pytest.mark.parametrize("item", BY_KEY.values(), ids=lambda item: item.key)
def test_a_form_asks_for_all_that_a_person_fills_in_and_shows_nothing_of_the_program_s_own(hands, sources, item):
    shown = {key for key, *_ in hands.show(Form(item, sources), 1100, 600).cells()}
    assert {f.key for f in item if f.editable} <= shown <= {f.key for f in item if f.by is not By.INNER}


def a_case():
    one = {**PARTY.blank(), "uid": "p1", "role": "applicant", "kind": "natural", "name": "史国栋", "ethnicity": "01"}
    two = {**PARTY.blank(), "uid": "p2", "role": "respondent", "kind": "natural", "name": "陶金山"}
    return {**CASE.blank(), "uid": "c", "revision": 3, "case_no": "海人调口字〔2022〕第012号", "parties": [one, two],
            "dispute_type": "03", "summary": "山墙渗水", "accept_date": "2022-09-12", "report_state": "new",
            "mediator": "m2", "village": "v1", "result": "failure", "amount": 30000, "cross_committee": False}


@pytest.fixture
def form(hands, sources):
    made = hands.show(Form(CASE, sources), 1100, 600)
    made.set_record(a_case())
    made.enter()
    return made


@pytest.fixture
def short(hands, sources):
    made = hands.show(Form(CASE, sources, SHORT, row_keys={"parties": ("name", "phone")}), 1000, 600)
    made.set_record(a_case())
    made.enter()
    return made


def test_a_record_comes_out_as_it_went_in(form, short):
    assert form.record() == a_case()
    assert short.record() == a_case()


def test_an_edit_changes_that_value_only(hands, qtbot, form):
    form.focus_path(("parties", 1, "phone"))
    with qtbot.waitSignal(form.changed):
        hands.type("１３８ 0631 0011")
    expected = a_case()
    expected["parties"][1]["phone"] = "13806310011"
    assert form.record() == expected


def test_enter_walks_through_every_field_once_and_then_submits(hands, qtbot, form):
    seen = []
    targets = {cell.editor.target(): path for path, cell in form.cells().items()
               if cell.field.kind is not Kind.ROWS and cell.reachable}
    with qtbot.waitSignal(form.submitted):
        for _ in range(len(targets)):
            seen.append(targets[hands.focus])
            hands.press(Qt.Key.Key_Return)
    assert seen == list(targets.values())
    assert form.record() == a_case()


def test_tab_visits_every_control_and_comes_round(hands, form):
    stops = {id(stop) for section in form.sections for stop in section.grid.stops()} | {id(form.index)}
    start, seen = hands.focus, []
    while id(hands.focus) not in seen:
        seen.append(id(hands.focus))
        hands.press(Qt.Key.Key_Tab)
        assert len(seen) <= len(stops)
    assert hands.focus is start
    assert set(seen) == stops
    hands.press(Qt.Key.Key_Backtab)
    assert id(hands.focus) == seen[-1]


def test_tab_follows_the_eye_through_a_row_added_later(hands, form):
    form.focus_path(("parties", 0, "name"))
    hands.press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    added = form.cells()[("parties", 2, "role")].editor.target()
    assert hands.focus is added
    rows = form.cells()[("parties",)].editor.rows
    hands.press(Qt.Key.Key_Backtab)
    assert hands.focus is rows[1].remove


def test_every_control_has_a_name_and_names_differ_between_parties(form):
    names = [stop.accessibleName() for section in form.sections for stop in section.grid.stops()]
    assert all(names)
    assert {"甲方电话", "乙方电话", "去掉甲方", "去掉乙方"} <= set(names)


def test_ctrl_enter_submits_from_anywhere_but_not_while_composing(hands, qtbot, form):
    form.focus_path(("studio",))
    hands.compose("tiao")
    with qtbot.assertNotEmitted(form.submitted):
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.commit("调")
    for path in (("studio",), ("summary",), ("result",), ("dispute_type",), ("parties", 0, "name")):
        form.focus_path(path)
        with qtbot.waitSignal(form.submitted):
            hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_digit_goes_to_a_section(hands, form):
    for number, path in ((3, ("difficulty",)), (2, ("parties", 0, "role")), (6, ("title",)), (1, ("committee",))):
        hands.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        target = form.cells()[path].editor.target()
        assert hands.focus is target
        assert target.visibleRegion().boundingRect().height() >= 40
        assert form.index.index == number - 1


def test_the_first_missing_field_stands_out_and_says_it_is_not_in_the_way(form):
    problems = check(CASE, form.record(), circumstances())
    form.show_problems(problems)
    first = next(p for p in problems if p.missing)
    cell = form.cells()[first.path]
    assert cell.note.text() == f"◆ 还差：{first.message}，不影响保存"
    notes = [c.note.text() for c in form.cells().values() if c.note and c.note.text().startswith("◆")]
    assert len(notes) == 1
    missing = next(p for p in problems if p.missing and p is not first and p.path in form.cells())
    assert form.cells()[missing.path].label.text().startswith("◇")
    assert "差" in form.index.words[1]
    form.show_problems([])
    assert cell.label.text() == cell.field.label
    assert not cell.note.isVisible()


def test_what_is_wrong_says_why_with_sign_and_word(form):
    record = a_case()
    record["parties"][0]["id_no"] = "371083198204150371"
    form.set_record(record)
    form.show_problems(check(CASE, form.record(), circumstances()))
    cell = form.cells()[("parties", 0, "id_no")]
    assert cell.note.text().startswith("！") and "校验位" in cell.note.text()
    assert "错" in form.index.words[1]


def test_what_cannot_be_read_is_reported_with_its_place(hands, form):
    form.focus_path(("accept_date",))
    hands.type("9.45")
    hands.press(Qt.Key.Key_Return)
    assert [path for path, _ in form.faults()] == [("accept_date",)]
    cell = form.cells()[("accept_date",)]
    assert cell.note.text().startswith("！") and cell.note.isVisible()
    assert form.record()["accept_date"] is None
    form.focus_path(("accept_date",))
    hands.type("9.4")
    assert form.faults() == []
    assert not cell.note.isVisible()


def test_going_to_a_problem_opens_the_missing_row(hands, form):
    record = a_case()
    del record["parties"][1]
    form.set_record(record)
    assert form.focus_path(("parties", 1, "name"))
    assert hands.focus is form.cells()[("parties", 1, "name")].editor.target()
    assert len(form.record()["parties"]) == 2
    assert not form.focus_path(("report_state",))
    assert not form.focus_path(("nothing",))


def test_a_party_taken_away_can_be_put_back(hands, qtbot, form):
    rows = form.cells()[("parties",)].editor
    qtbot.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert [p["name"] for p in form.record()["parties"]] == ["陶金山"]
    assert hands.focus is rows.back and rows.back.text() == "放回甲方史国栋"
    hands.press(Qt.Key.Key_Space)
    assert form.record() == a_case()


def test_rows_of_another_record_replace_these(form):
    other = {**a_case(), "uid": "d", "parties": [{**PARTY.blank(), "uid": "p9", "name": "于海涛"}], "case_no": None}
    form.set_record(other)
    assert form.record() == other
    assert not form.cells()[("case_no",)].there


def test_a_suggestion_fills_the_row_and_keeps_what_has_no_field(hands, sources):
    class WithPeople(type(sources)):
        def suggests(self, field):
            return field is PARTY.fields["name"]

        def suggest(self, field, text):
            return [Suggestion("王建国", {"name": "王建国", "phone": "13800000001", "person": "u1", "sex": "1"})]

    form = hands.show(Form(CASE, WithPeople(), SHORT, row_keys={"parties": ("name", "phone")}), 900, 500)
    form.set_record(a_case())
    form.enter()
    hands.type("wjg")
    hands.press(Qt.Key.Key_Return)
    party = form.record()["parties"][0]
    assert {key: party[key] for key in ("name", "phone", "person", "sex", "uid")} == {
        "name": "王建国", "phone": "13800000001", "person": "u1", "sex": "1", "uid": "p1"}
    assert hands.focus is form.cells()[("parties", 0, "phone")].editor.target()


def test_values_follow_from_a_value_once_it_stands(hands, sources):
    asked = []

    class Deriving(type(sources)):
        def derive(self, item_key, record, key):
            asked.append((item_key, key))
            return {"sex": "2", "birth": "1982-04-15"} if key == "id_no" else {}

    form = hands.show(Form(CASE, Deriving()), 900, 500)
    form.set_record(a_case())
    form.focus_path(("parties", 1, "id_no"))
    hands.type("371083198204150388")
    assert asked == []
    hands.press(Qt.Key.Key_Return)
    assert asked == [("party", "id_no")]
    assert form.record()["parties"][1]["birth"] == "1982-04-15"
    assert form.record()["parties"][1]["sex"] == "2"


@pytest.mark.parametrize(("width", "points"), [(1280, 16), (1280, 30), (640, 16), (560, 24)])
def test_nothing_is_cut_off_at_any_zoom(hands, sources, width, points):
    theme.apply(QApplication.instance(), points)
    form = hands.show(Form(CASE, sources), width, 680)
    form.set_record(a_case())
    form.show_problems(check(CASE, form.record(), circumstances()))
    for number in range(len(form.sections)):
        form.go_to_section(number)
        QApplication.processEvents()
    canvas = form.scroll.widget()
    assert canvas.width() <= form.scroll.viewport().width()
    for path, cell in form.cells().items():
        if cell.there:
            assert cell.editor.mapTo(canvas, cell.editor.rect().topRight()).x() < canvas.width(), path
            if cell.editor.stops():
                assert cell.editor.width() >= theme.px(110), path
    theme.apply(QApplication.instance(), 16)


def test_two_columns_when_wide_one_when_narrow(hands, sources):
    form = hands.show(Form(CASE, sources), 1280, 600)
    form.set_record(a_case())

    def side_by_side():
        QApplication.processEvents()
        one, other = (form.cells()[(key,)] for key in ("studio", "source"))
        return one.y() == other.y() or form.cells()[("committee",)].y() == form.cells()[("case_no",)].y()

    assert side_by_side()
    form.resize(620, 600)
    assert not side_by_side()
