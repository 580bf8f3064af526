"""Searching finds exactly what a person would find by reading: pieces of words, whatever their width and case."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite

from db import repository, search
from db.items import CASE, VILLAGE
from db.repository import Filter
from desktop_app.actions import cases, transcribe

TEXT = st.text(st.one_of(st.sampled_from("王建国军0631ab AB１ａ　-，\"*()𠮷𫠠é"), st.characters(codec="utf-8")), max_size=12)


@pytest.fixture(scope="module")
def index():
    connection = sqlite.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii')")
    yield connection
    connection.close()


def runs(text):
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).upper())


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT, wanted=TEXT)
def test_a_query_finds_a_text_when_every_word_lies_in_one_of_its_words(index, text, wanted):
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t (rowid, tokens) VALUES (1, ?)", (search.tokens(text),))
    phrase = search.query(wanted)
    assert bool(phrase) == bool(runs(wanted))
    if phrase:
        found = index.execute("SELECT count(*) FROM t WHERE t MATCH ?", (phrase,)).fetchone()[0]
        assert bool(found) == all(any(word in run for run in runs(text)) for word in runs(wanted))


@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), data=st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_piece_of_a_word_finds_it(index, text, data):
    words = runs(text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    start = data.draw(st.integers(0, len(word) - 1))
    piece = word[start:data.draw(st.integers(start + 1, len(word)))]
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t (rowid, tokens) VALUES (1, ?)", (search.tokens(text),))
    if runs(piece) == [piece]:  # a few letters change again when they stand alone
        assert index.execute("SELECT count(*) FROM t WHERE t MATCH ?", (search.query(piece),)).fetchone()[0] == 1


class TestCases:
    @pytest.fixture
    def uids(self, session, known_people):
        return {key: cases.save_case(session, transcribe.full_record(session, entry)).record["uid"]
                for key, entry in transcribe.entries().items()}

    def found(self, session, uids, text, **kwargs):
        ids = repository.find(session.store, CASE, Filter(text=text, **kwargs))
        key_of = {uid: key for key, uid in uids.items()}
        return {key_of[r["uid"]] for r in repository.page(session.store, CASE, ids)}

    @pytest.mark.parametrize(("text", "keys"), [
        ("wjg", {"S2", "S9"}), ("WangJianGuo", {"S2", "S9"}), ("王建国", {"S2", "S9"}), ("建国", {"S2", "S9"}),
        ("13806310005", {"S1"}), ("0005", {"S1"}), ("371083195506060317", {"S1"}), ("杨树", {"S1"}),
        ("高兴民 隋建波", {"S1"}), ("高兴民 李四光", set()), ("白沙滩", {"S4"}), ("渔具有限", {"S7"}), ("宫本利", {"S7"}),
        ("人调口字〔2022〕第001号", {"S1"}), ("ｗｊｇ", {"S2", "S9"}), ("谈不拢", {"S5"}), ("没有这个词", set()),
        ("，。！", set())])
    def test_found_by(self, session, uids, text, keys):
        assert self.found(session, uids, text) == keys

    def test_a_change_moves_the_index(self, session, uids):
        case = repository.get(session.store, CASE, uids["S1"])
        cases.save_case(session, case | {"summary": "改成猪圈臭味"})
        assert self.found(session, uids, "猪圈") == {"S1"}
        assert self.found(session, uids, "杨树") == set()

    def test_deleted_cases_are_found_only_among_the_deleted(self, session, uids):
        cases.delete_case(session, uids["S1"])
        assert self.found(session, uids, "杨树") == set()
        assert self.found(session, uids, "杨树", deleted=True) == {"S1"}
        repository.restore(session.store, CASE, uids["S1"], "刘淑芬")
        assert self.found(session, uids, "杨树") == {"S1"}

    def test_what_a_receipt_notes_is_found(self, session, uids):
        repository.mark(session.store, CASE, [uids["S4"]], {"platform_no": "WH2022-7788"}, "刘淑芬")
        assert self.found(session, uids, "7788") == {"S4"}

    def test_a_filter_and_words_together(self, session, uids):
        assert self.found(session, uids, "王建国", first_day="2022-09-10", last_day="2022-09-30") == {"S9"}
        assert self.found(session, uids, "", equal={"result": "failure"}) == {"S5"}
        assert self.found(session, uids, "", equal={"platform_no": None}) == set(uids)

    def test_newest_first(self, session, uids):
        ids = repository.find(session.store, CASE, Filter())
        days = [r["event_on"] for r in repository.page(session.store, CASE, ids)]
        assert days == sorted(days, reverse=True) and len(days) == 10

    def test_a_renamed_village_is_found_by_its_new_name(self, session, uids):
        (entry,) = [r for r in repository.records(session.store, VILLAGE) if r["name"] == "北店村"]
        repository.save(session.store, VILLAGE, entry | {"name": "新港社区"}, "刘淑芬")
        assert self.found(session, uids, "新港") == {"S4"}
        assert self.found(session, uids, "北店村") == set()
