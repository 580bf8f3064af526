"""The clerk's month, from the first page to the second report, by key events alone: issue point 11.

The tests of this file are one story in order: each goes on where the one before left the program.
"""

import shutil
import subprocess
from collections.abc import Iterator
from types import SimpleNamespace

import openpyxl
import pytest

from db import codes, repository
from db.database import open_store
from db.items import BY_KEY, CASE, PARTY
from db.items.kinds import Kind
from desktop_app.actions import transcribe
from desktop_app.actions.session import Session
from desktop_app.actions.tabs import TABS
from desktop_app.exchange import receipts
from desktop_app.exchange.receipts import Answer
from tests.e2e.clerk import SHORT, Clerk
from tests.e2e.program import Program, wait_for

pytestmark = pytest.mark.e2e

OFFICE = transcribe.standard()["office"]
CODE = transcribe.entries()["S7"]["parties"][0]["credit_code"]
GIVEN = {"S3": {"perform_status": "未到期"}} | {
    key: {"perform_place": OFFICE["name"], "perform_status": "未到期"} for key in ("S4", "S7", "S8")} | {
    "S6": {"perform_place": OFFICE["name"]}, "S9": {"perform_status": "已履行"}}
"""What the report demands and the file does not say."""


def entry_of(key):
    entry = transcribe.entries()[key]
    village = next((party["village"] for party in entry["parties"] if party.get("village")), None)
    return {"village": village} | entry | GIVEN.get(key, {})


@pytest.fixture(scope="module")
def month(screen, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The program on a fresh folder; ``broken`` is set by the first test of the story that fails."""
    folder = tmp_path_factory.mktemp("month")
    program = Program(screen, folder / "data", folder / "pictures")
    clerk = Clerk(program)
    story = SimpleNamespace(program=program, clerk=clerk, folder=folder, broken="", tab="mediation",
                            home=program.home)
    yield story
    if program.process.poll() is None:
        program.kill()


@pytest.fixture(autouse=True)
def in_order(request, month) -> Iterator[None]:
    """A story that broke off is not told on."""
    if month.broken:
        pytest.skip(f"the story broke off at {month.broken}")
    month.broken = request.node.name
    yield
    if getattr(request.node, "passed", False):
        month.broken = ""
    else:
        month.program.look(request.node.name)


def saved(month, count):
    """Wait until so many cases are in the book."""
    month.program.wait_rows(f"{count} cases", "SELECT 1 WHERE (SELECT count(*) FROM mediation_case) = ?", count)


def test_first_page(month):
    program = month.program
    program.wait_window("第一次使用")
    program.type("2")  # 司法所; a digit goes on by itself
    villages = {party["village"] for key in transcribe.entries() for party in entry_of(key)["parties"]
                if party.get("village")}
    for answer in (OFFICE["name"], OFFICE["committee"], "海", OFFICE["registrar"], OFFICE["mediators"][0],
                   "、".join(sorted(villages))):
        program.type(answer)
        program.keys("Return")
    program.wait_window(OFFICE["name"])
    assert program.rows("SELECT name FROM committee") == [(OFFICE["committee"],)]
    assert {name for name, in program.rows("SELECT name FROM mediator")} == set(OFFICE["mediators"])
    assert {name for name, in program.rows("SELECT name FROM village")} == villages


def test_the_four_known_persons_come_from_earlier_cases(month):
    """Two cases of August, without a result yet: whoever has a number or a telephone is remembered."""
    known = transcribe.standard()["known_persons"]
    for pair in (known[:2], known[2:]):
        month.clerk.short({"parties": pair, "summary": "共用山墙渗水", "mediated_on": "2022-08-20",
                           "dispute_type": "邻里纠纷"})
        month.program.keys("F4")
        month.clerk.rest({"parties": pair, "accepted_on": "2022-08-20", "village": pair[0]["village"]},
                         done=("name", "id_no", "phone"))
        month.clerk.save()
        month.program.keys("F2")
    saved(month, 2)
    people = month.program.rows("SELECT name, id_no, phone FROM person ORDER BY id_no")
    assert people == sorted(((p["name"], p["id_no"], p["phone"]) for p in known), key=lambda p: p[1])
    month.clerk.known = {person["name"] for person in known}


def test_s1_by_one_line_and_completed_later(month):
    entry = entry_of("S1")
    month.program.type(entry["one_line"])
    month.program.keys("Return")
    saved(month, 3)
    month.clerk.find("高兴民")
    month.program.keys("F4")
    month.clerk.rest(entry, done=("name",))
    month.clerk.save()
    month.program.wait_rows("S1 completed", "SELECT 1 FROM mediation_case WHERE revision = 2")
    month.program.keys("F2")


@pytest.mark.parametrize("key", ["S2", "S3", "S6", "S7", "S9", "S10"])
def test_a_line_opened_in_full(month, key):
    """The line is heard and shown in the 全表, where the rest is added before it is saved."""
    before = len(month.program.rows("SELECT 1 FROM mediation_case"))
    entry = entry_of(key)
    month.program.type(entry["one_line"])
    month.program.keys("F4")
    month.clerk.rest(entry, done=("name",))
    month.clerk.save()
    saved(month, before + 1)
    month.program.keys("F2")


@pytest.mark.parametrize("key", ["S4", "S5"])
def test_short_form_then_the_rest(month, key):
    before = len(month.program.rows("SELECT 1 FROM mediation_case"))
    entry = entry_of(key)
    month.clerk.short(entry)
    month.program.keys("F4")
    month.clerk.rest(entry, done=("name", "id_no", "phone", *SHORT))
    month.clerk.save()
    saved(month, before + 1)
    month.program.keys("F2")


def test_s8_in_full_from_the_first_field(month):
    month.program.keys("F4")
    month.clerk.rest(entry_of("S8"))
    month.clerk.save()
    saved(month, 12)
    month.program.keys("F2")


def book(month, name):
    """A sitting at a copy of the book as it is now."""
    copy = month.folder / name
    shutil.copytree(month.program.data, copy, ignore=shutil.ignore_patterns("*.lock", "backup*"))
    return Session(open_store(copy))


def by_key(session):
    """id of the standard case -> its record."""
    found = {record["summary"]: record for record in repository.records(session.store, CASE)}
    return {key: found[entry["summary"]] for key, entry in transcribe.entries().items()}


def test_the_book_holds_what_the_file_says(month):
    session = book(month, "after entering")
    with session.store:
        stored = by_key(session)
        for key, case in stored.items():
            meant = transcribe.facts(session, entry_of(key))
            for said, value in meant.items():
                if said != "parties":
                    assert case[said] == value, (key, said)
            for party, person in zip(case["parties"], meant["parties"], strict=True):
                if person["kind"] == "legal":
                    person |= {"id_no": None, "id_type": None}  # comes below, when the program asks for it
                assert {k: party[k] for k in person} == person, (key, person["name"])
    line = transcribe.entries()["S1"]["one_line"]
    assert stored["S1"]["one_line"] == line
    assert stored["S1"]["parties"][0]["birth"] == "1955-06-06", "from the id number"


def test_what_is_missing_is_one_key_away(month):
    """上报统计 lists S7 last among those not ready; Enter leads to the field."""
    program = month.program
    show(month, "reporting")
    program.keys("Tab Tab Tab")
    program.type("2")
    program.keys("End", "Return")
    month.tab = "mediation"
    program.type(CODE)
    program.keys("ctrl+s")
    program.wait_rows("the credit code", "SELECT 1 FROM party WHERE id_no = ? AND id_type = 'uscc'", CODE)


def show(month, tab):
    """To another tab by Ctrl+PageDown or Ctrl+PageUp, as often as it takes."""
    tabs = [one.key for one in TABS if "town" in one.desks]
    steps = (tabs.index(tab) - tabs.index(month.tab)) % len(tabs)
    back = len(tabs) - steps
    month.program.keys(*["ctrl+Next"] * steps if steps <= back else ["ctrl+Prior"] * back)
    month.tab = tab


def reports(month):
    """Workbooks written so far, oldest first."""
    return sorted(month.home.glob("Documents/**/*.xlsx"), key=lambda file: file.stat().st_mtime_ns)


def report(month, *keys):
    """上报统计: press these keys, then F8; the file, once the book says that it was written."""
    before = len(reports(month))
    show(month, "reporting")
    month.program.keys(*keys, "F8")
    month.program.wait_rows("the batch", "SELECT 1 WHERE (SELECT count(*) FROM batch) = ?", before + 1)
    return wait_for("the workbook", lambda: (found := reports(month))[before:] and found[-1])


def saved_again(month, file):
    """The sheets of a workbook after LibreOffice opened it and wrote it anew: name -> rows of cells."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("这台机器没有 LibreOffice")
    out = month.folder / "saved again"
    subprocess.run([office, "--headless", f"-env:UserInstallation=file://{month.folder}/office", "--convert-to",
                    "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(file)],
                   check=True, capture_output=True, timeout=100)
    read = openpyxl.load_workbook(out / file.name)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in read}


def table(rows, first):
    """Rows of a sheet as dicts by header, which begins with ``first``; the row of keys under it is left out."""
    head = next(n for n, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1:] if any(row) and row[0] != "case_no"]


def cell(session, field, value):
    """A value of the book as a workbook shows it."""
    if value is not None and field.kind is Kind.CHOICE:
        return codes.label(field.of, value)
    if value is not None and field.kind is Kind.LINK:
        return repository.names(session.store, BY_KEY[field.of])[value]
    return value / 100 if value and field.kind is Kind.MONEY else value


def test_the_25_columns(month):
    rows = table(saved_again(month, report(month))["案件"], "案件编码")
    assert len(rows[0]) == 25
    found = {row["纠纷简要情况"]: row for row in rows}
    assert len(rows) == len(found) == 10, "the two cases of August have no result yet"
    for key in transcribe.entries():
        entry, row = entry_of(key), found[entry_of(key)["summary"]]
        form = entry["agreement_form"]
        said = {
            "调委会": OFFICE["committee"], "受理员": OFFICE["registrar"], "受理时间": entry["accepted_on"],
            "案件来源": entry["source"], "纠纷类别": entry["dispute_type"], "行政划分": entry["village"],
            "主办调解员": OFFICE["registrar"], "调解时间": entry["mediated_on"], "调解结果": entry["result"],
            "调解协议金(元)": entry["amount"], "当事人": ",".join(party["name"] for party in entry["parties"]),
            "协议形式": form and f"{form}协议", "调解书编号": row["案件编码"] if form else None}
        assert {header: row[header] for header in said} == said, key


def test_the_full_layout(month):
    """The second layout and names in the clear, both by their digits; every value that the file states."""
    rows = saved_again(month, report(month, "shift+Tab shift+Tab", "2", "Tab", "2"))
    cases = {row["纠纷简要情况"]: row for row in table(rows["案件"], "案号")}
    parties = table(rows["当事人"], "案号")
    session = book(month, "after the full layout")
    with session.store:
        for key, case in by_key(session).items():
            meant, row = transcribe.facts(session, entry_of(key)), cases[case["summary"]]
            said = {CASE.fields[name].label: cell(session, CASE.fields[name], value) for name, value in meant.items()
                    if name != "parties"}
            assert {label: row[label] for label in said} == said, key
            assert (row["案号"], row["记录号"], row["版本"]) == (case["case_no"], case["uid"], str(case["revision"]))
            people = [party for party in parties if party["案件记录号"] == case["uid"]]
            for person, shown in zip(meant["parties"], people, strict=True):
                said = {PARTY.fields[name].label: cell(session, PARTY.fields[name], value)
                        for name, value in person.items()}
                assert {label: shown[label] for label in said} == said, (key, person["name"])


def test_the_receipt_moves_the_states(month):
    program, file = month.program, month.folder / "receipt.xlsx"
    returned = next(case["returned_because"] for case in transcribe.standard()["cases"] if case["id"] == "S12")
    session = book(month, "before the receipt")
    with session.store:
        sent = by_key(session)
    receipts.write(file, [Answer(0, sent[key]["uid"], sent[key]["exported_rev"], key != "S7",
                                 returned if key == "S7" else None, None if key == "S7" else f"RS{key}",
                                 sent[key]["case_no"]) for key in ("S1", "S2", "S4", "S7", "S9")])
    show(month, "reporting")
    program.keys("F9")
    program.wait_window("回执")
    program.type(str(file))
    program.keys("Return")
    program.wait_rows("the receipt", "SELECT 1 FROM mediation_case WHERE report_state = 'returned'")
    states = dict(program.rows("SELECT summary, report_state FROM mediation_case WHERE event_on >= '2022-09-01'"))
    accepted = {key for key, entry in transcribe.entries().items() if states[entry["summary"]] == "accepted"}
    assert accepted == {"S1", "S2", "S4", "S9"}
    assert program.rows("SELECT summary, report_reason FROM mediation_case WHERE report_state = 'returned'") == [
        (sent["S7"]["summary"], returned)]


def test_s11_an_accepted_case_is_corrected(month):
    show(month, "mediation")
    month.clerk.find("赵永刚")
    month.program.keys("F4")
    month.clerk.fill("amount", 3200)
    month.program.keys("ctrl+s")
    month.program.wait_rows("S11", "SELECT 1 FROM mediation_case WHERE amount = 320000 AND report_state = 'changed'")


def test_s12_a_returned_case_is_completed(month):
    month.clerk.find("丛培林")
    month.program.keys("F4")
    month.clerk.fill("process_note", "补充：营业执照已核对。")
    month.program.keys("ctrl+s")
    month.program.wait_rows("S12", "SELECT 1 FROM mediation_case WHERE process_note IS NOT NULL")


def test_the_next_report_holds_what_was_not_acknowledged(month):
    """What was accepted stays away; what was corrected, completed or never answered goes up again."""
    rows = table(saved_again(month, report(month))["案件"], "案号")
    found = {row["纠纷简要情况"]: row for row in rows}
    expected = {entry["summary"] for key, entry in transcribe.entries().items() if key not in ("S1", "S2", "S9")}
    assert set(found) == expected and len(rows) == len(expected)
    again = found[transcribe.entries()["S4"]["summary"]]
    assert (again["协议金额"], again["上级已有版本"]) == (3200, str(int(again["版本"]) - 1))


def pdf_text(file):
    if not shutil.which("pdftotext"):
        pytest.skip("这台机器没有 pdftotext")
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True)
    return "".join(done.stdout.split())


def to_pdf(month, name, *keys):
    """From the chosen cases to a PDF, through the preview."""
    program, file = month.program, month.folder / name
    program.keys("ctrl+p")
    program.wait_window("打印预览")
    program.keys(*keys, "ctrl+s")
    program.wait_window("存为 PDF")
    program.keys("ctrl+a")
    program.type(str(file))
    program.keys("Return")
    wait_for("the PDF", file.exists)
    program.wait_window("打印预览")
    program.keys("Escape")
    program.wait_window(OFFICE["name"])
    return pdf_text(file)


def test_slips_and_the_oral_agreement_are_printed(month):
    """本月的案件 of 今日, down into the list to its end: S1, and with Shift S2 and S3."""
    show(month, "today")
    month.program.keys("3")
    month.tab = "mediation"
    month.program.keys("ctrl+f", "Down", "End", "shift+Up shift+Up")
    slips = to_pdf(month, "slips.pdf", "1")
    numbers = dict(month.program.rows("SELECT summary, case_no FROM mediation_case"))
    for key in ("S1", "S2", "S3"):
        entry = transcribe.entries()[key]
        for text in (numbers[entry["summary"]], entry["summary"], entry["agreement"],
                     *(party["name"] for party in entry["parties"])):
            assert text in slips, (key, text)
    month.program.keys("End")
    oral = to_pdf(month, "oral.pdf", "2")
    entry = transcribe.entries()["S1"]
    assert "人民调解口头协议登记表" in oral and "王建国" not in oral
    for text in (entry["agreement"], *(party["phone"] for party in entry["parties"])):
        assert text in oral


def test_the_window_is_closed_and_the_book_is_whole(month):
    month.program.look("before closing")
    assert month.program.close() == 0
    with open_store(month.program.data) as store:
        assert len(repository.find(store, CASE, repository.Filter())) == 12
    assert (month.folder / "pictures" / "program.log").read_text() == ""
