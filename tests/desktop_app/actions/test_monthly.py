"""The monthly workbook: its sheets, its numbers, and what never stands in it."""

import zipfile
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from db import clock, repository
from db.errors import KnownError
from db.figures import FIGURES
from db.items import CONSULTATION, CORRECTION, LEGAL_AID, LEGAL_REVIEW, PUBLICITY, RESETTLEMENT, VILLAGE
from desktop_app.actions import monthly, records, tabs
from desktop_app.actions.period import Period

SEPTEMBER = Period.month("2022-09")
ID = "11010519491231002X"


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 28))
    return session


def saved(session, item, **said):
    return records.save(session, item, records.new(session, item, **said)).record


def book(session, tmp_path, **how):
    """Sheet name -> rows, and the raw text of every part."""
    out = tmp_path / "月报.xlsx"
    monthly.export(session, SEPTEMBER, out, **how)
    read = CalamineWorkbook.from_path(str(out))
    with zipfile.ZipFile(out) as parts:
        raw = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return {name: read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in read.sheet_names}, raw


def lines(session, period=SEPTEMBER):
    return {line.key: line for line in monthly.summary_rows(session, period)}


def test_a_sheet_for_every_page_between_summary_and_checks(session, tmp_path):
    sheets, _ = book(session, tmp_path)
    wanted = [label for tab in tabs.TABS for key, label in tab.pages if tabs.item_of(key)]
    assert [name for name in sheets if name != "码表"] == ["汇总表", *wanted, "校验"]
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
