"""The command line: what each verb of the daily work does."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from db import clock
from db.database import FILE_NAME, open_store
from desktop_app.actions import office, transcribe
from tests.desktop_app.conftest import one_sentence

S1 = "海人调口字〔2022〕第001号"
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.usefixtures("own_process")


class TestParse:
    def said(self, run, *arguments: str) -> dict:
        code, out, err = run("parse", *arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def test_the_keys_and_their_forms(self, run):
        assert self.said(run, "高兴民 隋建波 树枝遮光 口头和解 赔300", "--today", "2022-09-15") == {
            "parties": [["高兴民"], ["隋建波"]], "type": "邻里纠纷", "form": "口头", "success": True, "amount": 300,
            "date": None, "rest": "", "doubtful": []}

    def test_a_date_is_counted_from_today(self, run):
        assert self.said(run, "八月十五 冯玉梅 陈永 噪音 口头 赔三百五", "--today", "2022-09-15")["date"] == "2022-09-10"

    def test_failure_and_nothing_said(self, run):
        said = self.said(run, "史国栋 陶金山 共用墙 谈不拢", "--today", "2022-09-15")
        assert (said["success"], said["form"], said["amount"], said["date"]) == (False, None, None, None)
        assert self.said(run, "", "--today", "2022-09-15")["parties"] == []

    def test_people_of_the_office_are_known_by_initials(self, run, data):
        line = ("wjg wjj 宅基地边界 口头和解", "--today", "2022-09-15")
        assert self.said(run, *line, "--data", str(data))["parties"] == [["王建国"], ["王建军"]]
        assert self.said(run, *line)["parties"] == []

    def test_fen_stay(self, run):
        assert self.said(run, "张三 李四 地界 口头和解 赔300.5元", "--today", "2022-09-15")["amount"] == 300.5

    def test_without_json_it_is_chinese(self, run):
        code, out, _ = run("parse", "高兴民 隋建波 树枝遮光 口头和解 赔300", "--today", "2022-09-15")
        assert code == 0
        assert "当事人：高兴民 与 隋建波\n类型：邻里纠纷\n形式：口头\n结果：成功\n金额：300 元\n日期：（没说）" in out


class TestList:
    def test_every_value_in_words(self, run, data):
        code, out, err = run("list", "--data", data, "--json")
        assert (code, err) == (0, "")
        found = {case["one_line"]: case for case in json.loads(out)}
        entry = transcribe.entries()["S8"]
        case = found[entry["one_line"]]
        assert {key: case[key] for key in ("dispute_type", "source", "result", "judicial_confirm", "summary",
                                           "amount")} == {
            key: entry[old] for key, old in (("dispute_type", "dispute_type"), ("source", "source"),
                                             ("result", "result"), ("judicial_confirm", "judicial_confirmation"),
                                             ("summary", "summary"), ("amount", "amount"))}
        assert [(p["name"], p["id_no"], p["phone"], p["village"]) for p in case["parties"]] == [
            (p["name"], p["id_no"], p["phone"], p["village"]) for p in entry["parties"]]
        assert (case["ready"], case["first_missing"], case["mediator"]) == (True, None, "于建国")

    def test_every_case_has_every_key(self, run, data):
        found = json.loads(run("list", "--data", data, "--json")[1])
        assert len({tuple(case) for case in found}) == 1
        assert len({tuple(party) for case in found for party in case["parties"]}) == 1
        unnumbered = next(case for case in found if case["one_line"] == "曹立新 姜秀兰 老人赡养")
        assert (unnumbered["case_no"], unnumbered["amount"], unnumbered["parties"][0]["id_no"]) == (None, None, None)

    def test_what_is_missing_first_is_named(self, run, data):
        _, out, _ = run("list", "--data", data, "--json")
        missing = {case["one_line"]: case["first_missing"] for case in json.loads(out)}
        assert missing["宋长江 吕福来 浇地排水 书面 赔800"] == "甲方证件号码"

    def test_for_people(self, run, data):
        code, out, _ = run("list", "--data", data)
        assert code == 0
        assert out.splitlines()[0].split() == ["案号", "日期", "当事人", "类型", "结果", "金额", "上报", "还差"]
        assert out.splitlines()[-1] == "共 14 件"
        assert f"{S1} 2022-09-05" in out

    def test_an_empty_office(self, run, tmp_path):
        open_store(tmp_path).close()
        assert run("list", "--data", tmp_path)[:2] == (0, "还没有案件。\n")
        assert json.loads(run("list", "--data", tmp_path, "--json")[1]) == []


class TestCheck:
    def test_a_sound_office(self, run, data):
        code, out, _ = run("check", "--data", data, "--today", "2022-10-08")
        assert code == 0
        assert "数据文件：完好" in out
        assert "案件：14 件，已接收 3 件，可以上报 7 件，还差材料 4 件" in out
        assert "空号：没有" in out
        assert "备份：还没有" in out

    def test_gaps_and_backups(self, run, data):
        from db import backup, repository
        from db.items import CASE

        with open_store(data) as store:
            found = repository.find(store, CASE, repository.Filter(equal={"case_no": S1}))
            repository.delete(store, CASE, repository.page(store, CASE, found)[0]["uid"], "刘淑芬")
            backup.make(store.db.connection(), data, "手工")
        code, out, _ = run("check", "--data", data, "--today", "2022-10-08")
        assert code == 0
        assert f"{S1}（案件在回收站）" in out
        assert "备份：1 份" in out

    def test_loose_rows_are_damage(self, run, data):
        with open_store(data) as store:
            store.db.execute_sql("PRAGMA foreign_keys = OFF")
            store.db.execute_sql("INSERT INTO party (uid, owner_id, position, name) VALUES ('x', 999999, 0, '无主')")
        code, out, _ = run("check", "--data", data)
        assert code == 1
        assert "损坏" in out and "party 有 1 行" in out

    def test_a_damaged_file(self, run, data):
        file = data / FILE_NAME
        file.write_bytes(b"not a database at all" * 1000)
        before = file.read_bytes()
        code, out, err = run("check", "--data", data)
        assert (code, out) == (1, "")
        assert "损坏" in err and one_sentence(err)
        assert file.read_bytes() == before


class TestExport:
    def arguments(self, data: Path, out: Path) -> list[object]:
        return ["export", "--data", data, "--month", "2022-09", "--today", "2022-10-08", "--out", out]

    @pytest.mark.parametrize("profile", ["platform25", "full"])
    def test_a_month(self, run, data, tmp_path, profile):
        from python_calamine import CalamineWorkbook

        out = tmp_path / "九月.xlsx"
        code, said, err = run(*self.arguments(data, out), "--profile", profile)
        assert (code, err) == (0, "")
        assert str(out) in said and "7 件" in said and "另有 4 件还差材料" in said
        rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
        assert len([row for row in rows[2:] if any(row)]) == 7

    def test_the_states_say_so(self, run, data, tmp_path):
        run(*self.arguments(data, tmp_path / "九月.xlsx"))
        states = [case["report_state"] for case in json.loads(run("list", "--data", data, "--json")[1])]
        assert (states.count("已导出"), states.count("已接收"), states.count("未报")) == (7, 3, 4)

    def test_a_folder_gets_a_file_with_the_usual_name(self, run, data, tmp_path):
        out = tmp_path / "出"
        out.mkdir()
        assert run(*self.arguments(data, out))[0] == 0
        [file] = out.iterdir()
        assert file.name.startswith("样例") and "含个人信息" in file.name

    def test_an_unknown_profile(self, run, data, tmp_path):
        code, out, err = run(*self.arguments(data, tmp_path / "a.xlsx"), "--profile", "没有的")
        assert (code, out) == (1, "")
        assert "没有的" in err and "platform25" in err
        assert list(tmp_path.glob("*.xlsx")) == []

    def test_a_month_without_cases(self, run, data, tmp_path):
        code, _, err = run("export", "--data", data, "--month", "2021-01", "--out", tmp_path / "a.xlsx")
        assert code == 1 and one_sentence(err)
        assert not (tmp_path / "a.xlsx").exists()

    def test_a_folder_that_is_not_there(self, run, data, tmp_path):
        code, _, err = run(*self.arguments(data, tmp_path / "没有" / "a.xlsx"))
        assert code == 1 and one_sentence(err) and "文件夹" in err


class TestReceipt:
    def write(self, data: Path, path: Path, *, returned: bool) -> str:
        from db import repository
        from db.items import CASE
        from desktop_app.exchange import receipts
        from desktop_app.exchange.receipts import Answer

        with open_store(data) as store:
            number = "海人调口字〔2022〕第002号"
            if not returned:
                number = "海人调口字〔2022〕第003号"
            found = repository.find(store, CASE, repository.Filter(equal={"case_no": number}))
            case = repository.page(store, CASE, found)[0]
        receipts.write(path, [Answer(0, case["uid"], case["revision"], not returned,
                                     "缺签名" if returned else None, None, number)])
        return number

    def states(self, run, data: Path) -> dict[str, dict]:
        return {case.get("case_no"): case for case in json.loads(run("list", "--data", data, "--json")[1])}

    def test_accepted(self, run, data, tmp_path):
        number = self.write(data, tmp_path / "回执.xlsx", returned=False)
        code, out, err = run("receipt", "--data", data, tmp_path / "回执.xlsx")
        assert (code, err) == (0, "")
        assert "接收 1 件" in out
        assert self.states(run, data)[number]["report_state"] == "已接收"

    def test_the_same_file_twice(self, run, data, tmp_path):
        self.write(data, tmp_path / "回执.xlsx", returned=False)
        run("receipt", "--data", data, tmp_path / "回执.xlsx")
        code, out, _ = run("receipt", "--data", data, tmp_path / "回执.xlsx")
        assert code == 0 and "已经读过" in out

    @pytest.mark.parametrize("content", [b"", b"not a workbook", b"<html><table></table></html>"])
    def test_not_a_workbook(self, run, data, tmp_path, content):
        (tmp_path / "坏.xlsx").write_bytes(content)
        code, out, err = run("receipt", "--data", data, tmp_path / "坏.xlsx")
        assert (code, out) == (1, "") and one_sentence(err)

    def test_a_file_that_is_not_there(self, run, data, tmp_path):
        code, _, err = run("receipt", "--data", data, tmp_path / "没有.xlsx")
        assert code == 1 and one_sentence(err)


class TestPrint:
    @pytest.mark.parametrize("doc", ["slip", "oral_agreement"])
    def test_a_paper(self, run, qapp, data, tmp_path, doc):
        out = tmp_path / "单.pdf"
        code, said, err = run("print", "--data", data, "--case", S1, "--doc", doc, "--out", out)
        assert (code, err) == (0, "")
        assert str(out) in said
        assert out.read_bytes().startswith(b"%PDF")

    @pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
    def test_several_at_once(self, run, qapp, data, tmp_path):
        out = tmp_path / "单.pdf"
        second = "海人调口字〔2022〕第002号"
        assert run("print", "--data", data, "--case", S1, "--case", second, "--doc", "slip", "--out", out)[0] == 0
        text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
        assert S1 in text and second in text and "高兴民" in text

    @pytest.mark.parametrize(("case", "doc", "word"), [("没有这个号", "slip", "没有这个号"), (S1, "没有的", "slip")])
    def test_what_there_is_not(self, run, qapp, data, tmp_path, case, doc, word):
        code, out, err = run("print", "--data", data, "--case", case, "--doc", doc, "--out", tmp_path / "a.pdf")
        assert (code, out) == (1, "")
        assert word in err and one_sentence(err)
        assert not (tmp_path / "a.pdf").exists()

    def test_a_folder_that_is_not_there(self, run, qapp, data, tmp_path):
        code, _, err = run("print", "--data", data, "--case", S1, "--doc", "slip", "--out", tmp_path / "没有" / "a.pdf")
        assert code == 1 and one_sentence(err)


class TestDemo:
    def test_everything_it_says_is_there(self, run, qapp, tmp_path):
        code, out, err = run("demo", tmp_path / "样例单位")
        assert (code, err) == (0, "")
        paths = [tmp_path / "样例单位" / line.split("  ")[-1] for line in out.splitlines()[1:-1]]
        assert len(paths) >= 10
        assert all(path.stat().st_size > 0 for path in paths)
        kinds = [path.suffix for path in paths]
        assert (kinds.count(".xlsx"), kinds.count(".pdf")) == (3, 2)
        assert kinds.count(".png") >= 5
        assert not clock.pretended()

    def test_a_real_office_is_refused(self, run, qapp, tmp_path):
        with open_store(tmp_path) as store:
            office.set_up(store, office.OfficeSetup("town", "某司法所", "某调委会", "某", ["甲"], "甲"))
        code, out, err = run("demo", tmp_path)
        assert (code, out) == (1, "")
        assert "真实" in err and one_sentence(err)
        assert not list(tmp_path.glob("*/*.xlsx"))
