"""The monthly workbook: its sheets, its numbers, and what never stands in it."""

import zipfile
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from python_calamine import CalamineWorkbook

from db import clock, repository
from db.errors import KnownError
from db.figures import FIGURES
from db.items import (
    CONSULTATION,
    CORRECTION,
    COUNSEL,
    FACILITY,
    LEGAL_AID,
    LEGAL_REVIEW,
    PUBLICITY,
    RESETTLEMENT,
    VIDEO_VISIT,
    VILLAGE,
)
from desktop_app.actions import cases, monthly, records, tabs
from desktop_app.actions.period import Period
from tests.conftest import saved

SEPTEMBER = Period.month("2022-09")
ID = "11010519491231002X"


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 30))
    return session


def book(session, tmp_path, **how):
    """Sheet name -> rows, and the raw text of every part."""
    out = tmp_path / "月报.xlsx"
    monthly.export(session, SEPTEMBER, out, **how)
    read = CalamineWorkbook.from_path(str(out))
    with zipfile.ZipFile(out) as parts:
        raw = unescape("".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist()))
    return {name: read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in read.sheet_names}, raw


def lines(session, period=SEPTEMBER):
    return {line.key: line for line in monthly.summary_rows(session, period)}


def test_a_sheet_for_every_page_between_summary_and_checks(session, tmp_path):
    sheets, _ = book(session, tmp_path)
    wanted = [label for tab in tabs.TABS for key, label in tab.pages if tabs.item_of(key)]
    assert wanted[0] == "调解案件"
    assert [name for name in sheets if name != "码表"] == ["汇总表", wanted[0], "当事人", *wanted[1:], "校验"]
    assert sheets["汇总表"][0][:4] == ["序号", "项目", "指标", "单位"] and sheets["汇总表"][1][0] == "number"


def test_a_tab_that_is_off_has_neither_sheet_nor_lines(session, tmp_path):
    tabs.save(session, {"video_visit": False})
    sheets, _ = book(session, tmp_path)
    assert "视频会见" not in sheets and not any(key.startswith("video_") for key in lines(session))


def test_month_year_and_last_year(session):
    for day in ("2022-09-05", "2022-09-30", "2022-03-01", "2021-09-30", "2021-10-01", "2022-10-01"):
        saved(session, PUBLICITY, title="送法", event_on=day, leaflet_n=10)
    told = lines(session)
    assert (told["publicity"].month, told["publicity"].year, told["publicity"].last_year) == (2, 3, 1)
    assert told["publicity"].end is None and told["publicity_leaflets"].year == 30


def test_stocks_stand_in_the_last_column_only_and_nothing_is_no_percentage(session):
    saved(session, CORRECTION, name="乙某", category="02", reported_on="2022-01-05")
    told = lines(session)
    assert (told["correction"].end, told["correction"].month) == (1, None)
    assert told["correction_02"].child and told["correction_01"].end == 0
    assert told["mediation_rate"].month is None


def test_shares_and_sums_are_plain_numbers(session, tmp_path):
    for chosen in ("yes", "no", "no"):
        saved(session, CONSULTATION, summary="问", is_review=True, review_chosen=chosen)
    saved(session, LEGAL_AID, name="甲某", decided_on="2022-09-01", result="granted", saved=1_234_500)
    told = lines(session)
    assert told["review_resolved"].month == Decimal("66.7") and told["aid_saved"].month == Decimal("1.23")
    sheets, _ = book(session, tmp_path)
    row = next(row for row in sheets["汇总表"] if "化解率" in str(row[2]))
    assert row[4] == 66.7


@pytest.mark.parametrize(("day", "before"), [("2022-02-28", "2021-02-28"), ("2024-02-29", "2023-02-28"),
                                             ("2025-02-28", "2024-02-29"), ("2022-12-31", "2021-12-31")])
def test_the_end_of_a_month_last_year_is_its_end(day, before):
    assert monthly._year_before(day) == before


def test_the_footer_has_period_cut_off_signature_and_seal(session, tmp_path):
    text = str(book(session, tmp_path)[0]["汇总表"])
    for word in ("2022年9月，统计到 2022-09-30", "填表人", "负责人", "盖章处"):
        assert word in text


def test_people_are_masked_unless_asked_for(session, tmp_path):
    saved(session, LEGAL_AID, name="欧阳明", id_no=ID, phone="13806310005", facts="欧阳明的工资没有发")
    sheets, raw = book(session, tmp_path)
    assert "欧阳某" in str(sheets["法援转交"])
    assert not [hidden for hidden in ("欧阳明", ID, "13806310005") if hidden in raw]
    session.unlocked = True
    shown = book(session, tmp_path, with_names=True)[1]
    assert "欧阳明" in shown and ID in shown


def test_what_is_secret_stays_out_of_a_masked_ledger(session, tmp_path):
    saved(session, CORRECTION, name="乙某某", crime="盗窃罪", category="02", reported_on="2022-09-05", health="6")
    sheets, raw = book(session, tmp_path)
    assert "SJ-2022-0001" in str(sheets["社区矫正"])
    assert "盗窃罪" not in raw and "乙某某" not in str(sheets["安置帮教"])


def test_the_files_of_juveniles_are_counted_and_never_written(session, tmp_path):
    file = saved(session, CORRECTION, name="滕小军", id_no=ID, juvenile=True, guardian="滕大军", category="02",
                 reported_on="2021-09-05", end_kind="expired", end_on="2022-09-10")
    records.save(session, RESETTLEMENT, records.onward(session, CORRECTION, file).record)
    saved(session, CORRECTION, name="滕小红", juvenile=True, guardian="滕大红", category="02", reported_on="2022-09-05")
    session.unlocked = True
    for how in ({}, {"with_names": True}):
        sheets, raw = book(session, tmp_path, **how)
        assert not [hidden for hidden in ("滕小军", "滕大军", "滕小红", "滕大红", ID, file["record_no"]) if hidden in raw]
        row = next(row for row in sheets["汇总表"] if "未成年社区矫正对象" in str(row[2]))
        assert row[7] == 1 and "内部" in row[8]


def test_names_need_an_open_lock(session, tmp_path):
    with pytest.raises(KnownError, match="社区矫正、安置帮教、视频会见还锁着"):
        monthly.export(session, SEPTEMBER, tmp_path / "x.xlsx", with_names=True)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_rows_and_links_are_told_in_words(session, tmp_path):
    village = repository.add(session.store, VILLAGE, {"name": "东村"}, "某人")["uid"]
    saved(session, LEGAL_REVIEW, title="=1+1", kind="contract", submit_on="2022-09-05", village=village,
          opinion_on="2022-09-08", issues=[{"kind": "price", "text": "大小写不一致"}])
    row = next(row for row in book(session, tmp_path)[0]["合法审查"] if row[0] == "SH-2022-0001")
    assert "=1+1" in row and "东村" in row and "合同协议" in row
    assert any("标的与价款，大小写不一致" in str(cell) for cell in row)


def test_persons_present_or_gone_within_the_period(session, tmp_path):
    for name, came, went in (("甲某", "2021-01-01", "2022-08-31"), ("乙某", "2021-01-01", "2022-09-01"),
                             ("丙某", "2021-01-01", None), ("丁某", "2022-10-01", None)):
        saved(session, CORRECTION, name=name, reported_on=came, end_on=went, end_kind="expired" if went else None)
    rows = book(session, tmp_path)[0]["社区矫正"][2:]
    assert sorted(row[0] for row in rows if row[0]) == ["SJ-2021-0002", "SJ-2021-0003"]


def test_checks_name_gaps_late_entries_and_sums(session, tmp_path):
    saved(session, CONSULTATION, summary="问")
    session.store.db.execute_sql("INSERT INTO closed_month (month, at, who, figures) VALUES ('2022-09', '', '', '{}')")
    saved(session, PUBLICITY, title="送法", event_on="2022-09-05")
    text = "\n".join("　".join(map(str, row)) for row in book(session, tmp_path)[0]["校验"])
    assert "还差材料　咨询接待　ZX-2022-0001　还差：类别" in text
    assert "补录　法治宣传　PF-2022-0001 在结账后录入" in text and "对上" in text and "待上报" in text


def test_the_name_of_the_file(session):
    assert monthly.default_name(session, SEPTEMBER, False) == "海阳所镇司法所_2022年9月_月报.xlsx"
    session.store.settings.set("office", session.office | {"sample": True})
    assert monthly.default_name(session, SEPTEMBER, True) == "样例_海阳所镇司法所_2022年9月_月报_含个人信息.xlsx"


def test_every_line_has_its_figure(session):
    assert [line.key for line in monthly.summary_rows(session, SEPTEMBER)] == list(FIGURES)


def test_a_juvenile_is_not_named_by_anybody_elses_record(session, tmp_path):
    who = {"name": "滕小军", "used_name": "滕石头", "guardian": "滕大军", "id_no": ID, "phone": "13806310005"}
    file = saved(session, CORRECTION, **who, juvenile=True, category="02", reported_on="2021-09-05")
    gone = saved(session, CORRECTION, name="邹小红", juvenile=True, category="02", reported_on="2021-09-05")
    records.delete(session, CORRECTION, [gone["uid"]])
    said = f"滕大军来问滕小军（小名滕石头，身份证{ID.lower()}，电话13806310005）和邹小红的事"
    saved(session, CONSULTATION, summary=said, name="滕大军", phone="13806310005")
    saved(session, PUBLICITY, title="进校园", remark=said)
    saved(session, LEGAL_REVIEW, title="合同", submit_on="2022-09-05", opinion_on="2022-09-08", issues=[{"text": said}])
    saved(session, RESETTLEMENT, name="滕 小军", origin=file["uid"], join_on="2022-09-05")  # flag and name got lost
    case = cases.new_case(session)
    case |= {"summary": said, "one_line": said}
    case["parties"] = [case["parties"][0] | {"name": "滕小军", "id_no": ID, "phone": "13806310005"}]
    cases.save_case(session, case)
    session.unlocked = True
    for how in ({}, {"with_names": True}):
        sheets, raw = book(session, tmp_path, **how)
        hidden = ("滕小军", "滕石头", "滕大军", "滕 小军", "邹小红", "小军", ID, ID.lower(), "13806310005", file["uid"])
        assert [word for word in hidden if word in raw] == []
        assert "某某来问某某" in str(sheets["咨询接待"]) and len(sheets["安置帮教"]) == 2
        assert "进校园" in raw and "SJ-2021" not in raw


def test_secrets_need_names_and_an_open_lock(session, tmp_path):
    saved(session, LEGAL_AID, name="甲某", hardship="minor_support")
    tabs.save(session, {"correction": False, "resettlement": False, "video_visit": False})
    column = [row[0] for row in session.store.rows("SELECT hardship FROM legal_aid")]
    assert column == ["minor_support"]

    def told(**how):
        head, _, row = book(session, tmp_path, **how)[0]["法援转交"][:3]
        return row[head.index("经济困难核查")]

    assert told() == "" and told(with_names=True) == ""
    session.unlocked = True
    assert told() == "" and told(with_names=True) != ""


def test_a_case_without_a_number_is_not_told_by_its_people(session, tmp_path):
    case = cases.new_case(session)
    case |= {"parties": [case["parties"][0] | {"name": "曹立新"}], "summary": "曹立新家漏水"}
    case = cases.save_case(session, case).record
    assert case["case_no"] is None
    sheets, raw = book(session, tmp_path)
    assert "还没有编号的（2022-09-30）" in str(sheets["校验"]) and "曹立新" not in raw


def test_a_locked_item_is_in_the_checks_by_number_only(session, tmp_path):
    saved(session, VIDEO_VISIT, inmate="乙某某", prison="某监狱")
    rows = [row for row in book(session, tmp_path)[0]["校验"] if row[1] == "视频会见"]
    assert [row[2] for row in rows] == ["HJ-2022-0001　没有填齐，请进这一栏看"]


def test_an_empty_month_gives_noughts(session, tmp_path):
    sheets, _ = book(session, tmp_path)
    flows = [row for row in sheets["汇总表"][2:] if row[0].isdigit() and row[7] == "" and row[3] != "%"]
    assert flows and all(row[4:7] == [0, 0, 0] for row in flows)
    assert sheets["咨询接待"][2:] == [] and "本期的记录都填齐了" in str(sheets["校验"])


def test_whatever_looks_like_a_formula_is_text(session, tmp_path):
    from openpyxl import load_workbook

    saved(session, CONSULTATION, summary='=HYPERLINK("x")', answer="+1", name="@x", remark="_x0041_ <&>\n第二行")
    sheets, _ = book(session, tmp_path)
    assert {'=HYPERLINK("x")', "+1", "_x0041_ <&>\n第二行"} <= set(sheets["咨询接待"][2])
    written = load_workbook(tmp_path / "月报.xlsx")
    for sheet in written:
        assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    assert {"schema_version", "batch_id", "org_code", "period", "app_version"} == set(written.defined_names)
    told = written["咨询接待"]
    assert told.row_dimensions[2].hidden and told["A3"].number_format == "@" and told["A3"].quotePrefix
    assert told.data_validations.dataValidation
    assert all(len(sheet.title) <= 31 for sheet in written)


def test_notes_for_the_program_are_not_printed(session, tmp_path):
    from openpyxl import load_workbook

    saved(session, CONSULTATION, summary="问")
    heads = [cell for cell in book(session, tmp_path)[0]["咨询接待"][1] if cell]
    sheet = load_workbook(tmp_path / "月报.xlsx")["咨询接待"]
    assert heads[-3:] == ["uid", "rev", "hash"]
    last = sheet.cell(3, len(heads) - 3).column_letter
    assert sheet.print_area == f"'咨询接待'!$A$1:${last}$3"


def test_rosters_hold_what_is_valid_at_the_end(session, tmp_path):
    for name, said in (("早撤村", {"valid_to": "2022-09-30"}), ("在册村", {"valid_to": "2022-10-01"}),
                       ("没有了村", {"closed": True}), ("将来村", {"valid_from": "2022-10-01"})):
        repository.add(session.store, VILLAGE, {"name": name} | said, "某人")
    for name, last in (("到期", "2022-09-29"), ("月底到期", "2022-09-30")):
        repository.add(session.store, COUNSEL, {"name": name, "contract_from": "2021-10-01", "contract_to": last}, "某人")
    repository.add(session.store, COUNSEL, {"name": "解聘", "contract_to": "2030-01-01", "ended": True}, "某人")
    repository.add(session.store, FACILITY, {"name": "工作站", "set_on": "2022-01-01"}, "某人")
    sheets, _ = book(session, tmp_path)
    assert [row[0] for row in sheets["村居"][2:]] == ["在册村"]
    assert [row[0] for row in sheets["法律顾问"][2:]] == ["月底到期"] and len(sheets["机构站点"]) == 3


def test_whoever_is_helped_stands_until_the_years_are_over(session, tmp_path):
    for name, said in (("期满早", {"release_on": "2017-08-31", "period_years": 5}),
                       ("本月期满", {"release_on": "2017-09-05", "period_years": 5}),
                       ("失联", {"release_on": "2021-01-01", "ended_as": "lost", "ended_on": "2021-05-01"}),
                       ("早迁出", {"release_on": "2021-01-01", "ended_as": "moved", "ended_on": "2021-05-01"})):
        saved(session, RESETTLEMENT, name=name, join_on=said["release_on"], **said)
    session.unlocked = True
    rows = book(session, tmp_path, with_names=True)[0]["安置帮教"]
    at = rows[0].index("姓名")
    assert sorted(row[at] for row in rows[2:]) == sorted(["本月期满", "失联"])


def test_late_entries_are_told_once(session, tmp_path):
    with session.store.writing():
        session.store.db.execute_sql("INSERT INTO closed_month (month, at, who, figures) VALUES ('2022-07', '', '', '{}')")
    saved(session, CORRECTION, name="甲某", reported_on="2022-07-05")
    assert not any(one.kind == "补录" and one.state != "没有" for one in monthly.checks(session, SEPTEMBER))
    assert any(one.kind == "补录" and "SJ-2022-0001" in one.text for one in monthly.checks(session, Period.month("2022-07")))


def test_a_cancelled_workbook_leaves_the_old_one(session, tmp_path):
    from desktop_app.actions.progress import Cancelled

    out = tmp_path / "月报.xlsx"
    out.write_bytes(b"old")

    def stop(part, _text):
        if part >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        monthly.export(session, SEPTEMBER, out, progress=stop)
    assert out.read_bytes() == b"old" and [path.name for path in tmp_path.iterdir() if path.name != "book"] == ["月报.xlsx"]
