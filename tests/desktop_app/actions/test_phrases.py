"""Phrases of the office, and the life of phrase text in a stored case."""

import pytest

from db import repository
from db.errors import KnownError
from db.items import CASE, MEDIATOR, PHRASE
from db.items.phrase import CONFIRMED, EDITED, ORIGINS, PHRASE_TEXT, noted, origins_of
from desktop_app.actions import cases, phrases, settings
from desktop_app.entry.wording import shipped

TEXT = "赵永刚赔偿陈志强修理费3000元，九月底前付清。"


def own(session, text, place=None, kind="06", used_for="agreement_text"):
    return phrases.keep(session, PHRASE.blank() | {
        "dispute_type": kind, "used_for": used_for, "text": text, "place": place})


@pytest.fixture
def case(session):
    """A case with phrase text, as a form saves it."""
    new = cases.new_case(session)
    parties = [party | {"name": name} for party, name in zip(new["parties"], ("赵永刚", "陈志强"), strict=True)]
    return cases.save_case(session, new | {"parties": parties, "dispute_type": "06", "result": "success",
                                           "agreement_text": TEXT,
                                           ORIGINS: noted({"agreement_text": PHRASE_TEXT})}).record


def test_five_texts_of_a_case_have_phrases():
    assert [f.key for f in CASE if phrases.is_phrased(f.key)] == [
        "summary", "process_note", "fail_reason", "advised_remedy", "agreement_text"]
    assert [f.key for f in MEDIATOR if phrases.is_phrased(f.key)] == []


def test_the_office_s_own_come_first_and_a_number_keeps_its_digit(session):
    before = phrases.offered(session.store, "agreement_text", "06")
    assert before == shipped("06", "agreement_text")
    own(session, "第三位", place=3)
    own(session, "各类都用", kind=None)
    own(session, "本类")
    own(session, "别的类", kind="02")
    own(session, "别的格子", used_for="summary")
    assert phrases.offered(session.store, "agreement_text", "06") == ["本类", "各类都用", "第三位", *before]
    assert phrases.offered(session.store, "agreement_text", None)[:1] == ["各类都用"]
    own(session, "第一位", place=1)
    assert phrases.offered(session.store, "agreement_text", "06")[:4] == ["第一位", "本类", "第三位", "各类都用"]


def test_a_phrase_worded_like_a_shipped_one_is_offered_once(session):
    same = shipped("06", "summary")[1]
    own(session, same, place=1, used_for="summary")
    found = phrases.offered(session.store, "summary", "06")
    assert found[0] == same and len(found) == len(shipped("06", "summary"))


def test_a_phrase_is_an_entry_like_any_other(session):
    kept = own(session, "付清{金额}元")
    with pytest.raises(KnownError, match="已经有"):
        own(session, "付清{金额}元", place=2)
    with pytest.raises(KnownError, match="用在哪里"):
        own(session, "没有格子", used_for=None)
    with pytest.raises(KnownError, match="套话内容"):
        own(session, None)
    settings.delete_entry(session, PHRASE, kept["uid"])
    assert "付清{金额}元" not in phrases.offered(session.store, "agreement_text", "06")
    assert [(item, record["text"]) for item, record in settings.deleted(session.store)] == [(PHRASE, "付清{金额}元")]
    settings.restore(session, [(PHRASE, kept["uid"])])
    assert phrases.offered(session.store, "agreement_text", "06")[0] == "付清{金额}元"
    assert [c.action for c in repository.history(session.store, PHRASE, kept["uid"])] == ["add", "delete", "restore"]


def test_what_a_case_says_is_proposed_without_names(session, case):
    proposed = phrases.propose(case, "agreement_text")
    assert proposed == PHRASE.blank() | {"dispute_type": "06", "used_for": "agreement_text",
                                         "text": "{甲方}赔偿{乙方}修理费____元，____年____月____日前付清。"}


def test_a_saved_case_follows_the_word_of_the_form(session, case):
    assert origins_of(case) == {"agreement_text": PHRASE_TEXT}
    edited = cases.save_case(session, case | {
        "agreement_text": "改写", ORIGINS: noted({"agreement_text": EDITED})}).record
    assert origins_of(edited) == {"agreement_text": EDITED}
    emptied = cases.save_case(session, edited | {"agreement_text": None}).record
    assert emptied[ORIGINS] is None


def test_undo_brings_text_and_mark_back_together(session, case):
    cases.save_case(session, case | {"agreement_text": "改写", ORIGINS: noted({"agreement_text": EDITED})})
    cases.undo_last(session)
    back = repository.get(session.store, CASE, case["uid"])
    assert back["agreement_text"] == TEXT and origins_of(back) == {"agreement_text": PHRASE_TEXT}


@pytest.mark.parametrize("by_form", [False, True])
def test_confirming_is_a_note_and_no_change(session, case, by_form):
    repository.mark(session.store, CASE, [case["uid"]], {"report_state": "accepted", "accepted_rev": 1}, session.who)
    undoable = list(session.undoable)
    if by_form:
        stored = repository.get(session.store, CASE, case["uid"])
        cases.save_case(session, stored | {ORIGINS: noted({"agreement_text": CONFIRMED})})
    else:
        assert phrases.confirm(session, case["uid"]) == ["协议内容"]
        assert phrases.confirm(session, case["uid"]) == []
    after = repository.get(session.store, CASE, case["uid"])
    assert origins_of(after) == {"agreement_text": CONFIRMED}
    assert (after["revision"], after["report_state"]) == (case["revision"], "accepted")
    assert session.undoable == undoable
    assert repository.history(session.store, CASE, case["uid"])[-1].action == "mark"


def test_a_change_of_words_after_acceptance_is_a_change(session, case):
    repository.mark(session.store, CASE, [case["uid"]], {"report_state": "accepted"}, session.who)
    stored = repository.get(session.store, CASE, case["uid"])
    after = cases.save_case(session, stored | {
        "agreement_text": "改写", ORIGINS: noted({"agreement_text": EDITED})}).record
    assert after["report_state"] == "changed" and after["revision"] == stored["revision"] + 1


def test_no_mark_is_printed(session, case):
    from desktop_app.actions.printing import cases_to_print
    from desktop_app.printing.documents import DOCUMENTS
    from desktop_app.printing.page import Text

    printed = cases_to_print(session.store, [case["uid"]])
    marks = [mark.text for doc in DOCUMENTS.values() for page in doc.pages(printed) for mark in page.marks
             if isinstance(mark, Text)]
    words = "".join(marks)
    assert "修理费" in words and not any(bad in words for bad in ("套话", "phrase", "核对"))
