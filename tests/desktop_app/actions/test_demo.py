"""The sample office: every value of the standard cases, every report state, and never taken for a real one."""

from datetime import date

import pytest

from db import clock, repository
from db.database import FILE_NAME, Store, open_store
from db.errors import KnownError
from db.items import CASE, PERSON
from db.items.kinds import Record
from desktop_app.actions import cases, demo, office, reporting, transcribe
from desktop_app.actions.session import Session


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("sample")
    with open_store(place) as store:
        demo.fill(store, whole_year=False)
    return place


@pytest.fixture
def sample(folder):
    with open_store(folder) as store:
        yield store


def by_line(store: Store) -> dict[str, Record]:
    return {case["one_line"]: case for case in repository.page(
        store, CASE, repository.find(store, CASE, repository.Filter()))}


def standard_case(store: Store, name: str) -> Record:
    return by_line(store)[transcribe.entries()[name]["one_line"]]


CHANGED = {"S4": {"amount": 320000}}


@pytest.mark.parametrize("name", list(transcribe.entries()))
def test_every_stated_value_is_there_and_no_wrong_guess_survives(sample, name):
    stored = standard_case(sample, name)
    stated = transcribe.facts(Session(sample), transcribe.entries()[name]) | CHANGED.get(name, {})
    parties = stated.pop("parties")
    assert {key: stored[key] for key in stated} == stated
    assert [{key: have[key] for key in said} for have, said in zip(stored["parties"], parties, strict=True)] == parties
    for key in ("amount", "agreement_form", "perform_mode", "perform_due", "fail_reason"):
        if key not in stated:
            assert stored[key] is None, key


def test_the_other_lines_were_understood(sample):
    words = {line: ([p["name"] for p in case["parties"]], case["dispute_type"], case["result"], case["amount"])
             for line, case in by_line(sample).items()}
    assert words["孙玉芬 曲明亮 鸡啄了菜地 口头和解"][::2] == (["孙玉芬", "曲明亮"], "success")
    assert words["宋长江 吕福来 浇地排水 书面 赔800"][0] == ["宋长江", "吕福来"]
    assert words["宋长江 吕福来 浇地排水 书面 赔800"][3] == 80000
    assert words["曹立新 姜秀兰 老人赡养"] == (["曹立新", "姜秀兰"], "01", "ongoing", None)
    assert words["梁德胜 邹永平 门前堆柴草挡路"] == (["梁德胜", "邹永平"], "02", None, None)


def test_every_report_state_can_be_seen(sample):
    states = {case["report_state"] for case in by_line(sample).values()}
    assert states == {"new", "exported", "accepted", "returned", "changed"}


def test_the_corrected_and_the_returned_one(sample):
    corrected, returned = standard_case(sample, "S4"), standard_case(sample, "S7")
    assert (corrected["report_state"], corrected["accepted_rev"], corrected["revision"]) == ("changed", 1, 2)
    assert corrected["platform_no"]
    assert (returned["report_state"], returned["revision"]) == ("returned", 2)
    assert returned["report_reason"] == "当事人单位统一社会信用代码缺失"


def test_both_go_up_again_with_what_is_left(sample):
    with clock.pretending(demo.last_day()):
        found = reporting.outlook(Session(sample), reporting.Period.month("2022-09"))
    ready = {case["one_line"] for case in found.ready}
    assert {transcribe.entries()[name]["one_line"] for name in ("S4", "S7", "S3")} <= ready
    assert transcribe.entries()["S1"]["one_line"] not in ready
    assert len(found.not_ready) == 4
    assert found.accepted == 3


def test_it_is_september_2022_in_the_book_and_not_outside(sample):
    assert {case["created_at"][:7] for case in by_line(sample).values()} == {"2022-09"}
    assert not clock.pretended()


def test_known_persons_are_entered_once(sample):
    names = [person["name"] for person in repository.records(sample, PERSON)]
    assert len(names) == len(set(names))
    assert {person["name"] for person in transcribe.standard()["known_persons"]} <= set(names)


def test_the_pair_that_met_twice_is_one_pair(sample):
    first, second = standard_case(sample, "S2"), standard_case(sample, "S9")
    assert [p["person"] for p in first["parties"]] == [p["person"] for p in second["parties"]]


def test_written_papers_name_the_other_mediator(sample):
    assert standard_case(sample, "S4")["mediator"] != standard_case(sample, "S1")["mediator"]


def test_a_visitor_has_nothing_to_undo(sample):
    assert cases.undo_last(Session(sample)) == "没有可以撤销的操作"


def test_the_files_say_that_they_are_samples(folder):
    from python_calamine import CalamineWorkbook

    books = sorted((folder / "上报").glob("*.xlsx"))
    assert len(books) == 3
    for path in books:
        assert path.name.startswith("样例")
        if "回执" not in path.name:
            book = CalamineWorkbook.from_path(str(path))
            assert book.sheet_names[0].startswith("样例")
            said = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
            assert any("样例" in cell for cell in said)


def test_it_is_whole_or_not_at_all(tmp_path, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr(reporting, "apply_receipt", broken)
    with open_store(tmp_path) as store:
        with pytest.raises(RuntimeError):
            demo.fill(store, whole_year=False)
        assert office.is_new(store)
        assert by_line(store) == {}
    assert not clock.pretended()


class Papers:
    """Stands in for the PDF writer: remembers how many pages went into which file."""

    def __init__(self) -> None:
        self.pages: dict[str, int] = {}

    def __call__(self, pages, path):
        self.pages[path.name] = len(pages)
        path.write_bytes(b"%PDF")
        return path


def test_make_prints_every_slip_and_every_oral_agreement(tmp_path):
    papers = Papers()
    made = demo.make(tmp_path, papers)
    assert papers.pages == {"样例-案件登记单.pdf": 7, "样例-口头协议登记表.pdf": 6}
    assert all(path.exists() for _, path in made)
    assert (tmp_path / FILE_NAME) in [path for _, path in made]


def test_make_again_shows_the_same_office(tmp_path):
    demo.make(tmp_path, Papers())
    with open_store(tmp_path) as store:
        before = by_line(store)
    made = demo.make(tmp_path, Papers())
    with open_store(tmp_path) as store:
        assert by_line(store) == before
    assert len([path for _, path in made if path.suffix == ".xlsx"]) == 3


def test_a_real_office_is_refused_and_untouched(tmp_path):
    with open_store(tmp_path) as store:
        office.set_up(store, office.OfficeSetup("town", "某司法所", "某调委会", "某", ["甲"], "甲"))
    with pytest.raises(KnownError, match="真实"):
        demo.make(tmp_path, Papers())
    with open_store(tmp_path) as store:
        assert by_line(store) == {}
        assert Session(store).office["name"] == "某司法所"
    assert not (tmp_path / "打印").exists()


def test_the_last_day(sample):
    assert demo.last_day() == date(2022, 9, 30)


def test_the_sample_lies_apart_and_is_filled_once(tmp_path):
    with open_store(tmp_path) as real:
        office.set_up(real, office.OfficeSetup("town", "某所", "某调委会", "某", ["甲某"], "甲某"))
    with demo.open_sample(tmp_path) as sample:
        assert sample.folder != tmp_path
        assert Session(sample).office["sample"]
        count = sample.db.execute_sql("SELECT count(*) FROM mediation_case").fetchone()[0]
        assert count >= 10
    with demo.open_sample(tmp_path) as again:
        assert again.db.execute_sql("SELECT count(*) FROM mediation_case").fetchone()[0] == count
    with open_store(tmp_path) as real:
        assert real.db.execute_sql("SELECT count(*) FROM mediation_case").fetchone()[0] == 0


def test_a_sample_that_fails_is_not_left_open(tmp_path, monkeypatch):
    def broken(_store):
        raise RuntimeError("broken")

    monkeypatch.setattr(demo, "fill", broken)
    with pytest.raises(RuntimeError):
        demo.open_sample(tmp_path)
    with open_store(demo.sample_folder(tmp_path)) as free:
        assert office.is_new(free)
