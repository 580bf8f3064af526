"""What is declared, what the migrations made, and what the code lists hold, agree."""

import json

import pytest

from db import codes
from db.items import BY_KEY, CASE, ITEMS, PARTY
from db.items.kinds import STAMPS, Kind
from db.resources import resource
from db.tables import storable

INTEGERS = {Kind.MONEY, Kind.NUMBER, Kind.FLAG}
LISTS = sorted(path.stem for path in resource("codes").glob("*.json"))
FIELDS = [(item, field) for item in BY_KEY.values() for field in item]


@pytest.mark.parametrize("item", BY_KEY.values(), ids=lambda item: item.key)
def test_the_table_has_exactly_the_declared_columns(store, item):
    made = {name: (kind, bool(not_null)) for _, name, kind, not_null, _, _ in
            store.rows(f"PRAGMA table_info({item.key})")}
    declared = {f.key: ("INTEGER" if f.kind in INTEGERS else "TEXT", False) for f in item if f.kind is not Kind.ROWS}
    own = ({"owner_id": ("INTEGER", True), "position": ("INTEGER", True)} if item.parent else
           {key: ("TEXT", key != "deleted_at") for key in STAMPS} | {"revision": ("INTEGER", True)})
    assert made == {"id": ("INTEGER", False), "uid": ("TEXT", True)} | own | declared


def test_the_models_speak_of_the_same_columns(store):
    for key, model in store.models.items():
        assert set(model._meta.columns) == {row[1] for row in store.rows(f"PRAGMA table_info({key})")}


@pytest.mark.parametrize(("item", "field"), FIELDS, ids=[f"{i.key}.{f.key}" for i, f in FIELDS])
def test_what_a_field_points_at_exists(item, field):
    assert bool(field.of) == (field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.LINK, Kind.ROWS))
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        assert field.of in LISTS
    elif field.kind is Kind.LINK:
        assert BY_KEY[field.of] in ITEMS
    elif field.kind is Kind.ROWS:
        assert BY_KEY[field.of].parent == item.key


def test_labels_and_keys_are_unique_within_an_item():
    for item in BY_KEY.values():
        declared = [f for section in item.sections for f in section.fields]
        assert len({f.key for f in declared}) == len(declared)
        assert len({f.label for f in declared}) == len(declared)
        assert not {f.key for f in declared} & {"id", *STAMPS, "owner_id", "position"}


@pytest.mark.parametrize("name", LISTS)
def test_a_code_list_is_used_and_unambiguous(name):
    assert any(field.of == name for _, field in FIELDS)
    raw = json.loads(resource("codes", f"{name}.json").read_text(encoding="utf-8"))
    assert raw["label"] and raw["source"]
    entries = codes.code_list(name)
    assert len({c.code for c in entries}) == len(entries)
    words = [word for c in entries for word in {c.label, c.brief, *c.also}]
    assert len(set(words)) == len(words)
    assert not {c.code for c in entries} & set(words)


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_leads_back_to_its_code(name):
    for code in codes.code_list(name):
        for word in (code.code, code.label, code.brief, *code.also, f" {code.label} "):
            assert codes.code_of(name, word) == code.code
        assert codes.label(name, code.code) == code.label
        assert codes.brief(name, code.code) == code.brief


def test_unknown_codes_stay_readable():
    assert codes.label("dispute_type", "没有这个") == "没有这个"
    assert codes.brief("dispute_type", None) == ""
    assert codes.code_of("dispute_type", "没有这个") is None


def test_a_retired_code_cannot_be_chosen_but_is_read(tmp_path, monkeypatch):
    (tmp_path / "old.json").write_text(json.dumps({"codes": [
        {"code": "1", "label": "现行"}, {"code": "2", "label": "旧称", "retired": True}]}), encoding="utf-8")
    monkeypatch.setattr(codes, "resource", lambda *parts: tmp_path / parts[-1])
    assert [c.code for c in codes.choices("old")] == ["1"]
    assert codes.label("old", "2") == "旧称"


@pytest.mark.parametrize(("item", "key", "value"), [
    (CASE, "amount", "300"), (CASE, "amount", 300.0), (CASE, "amount", True), (CASE, "cross_committee", 1),
    (CASE, "summary", 7), (PARTY, "phone", 13806310005), (CASE, "accept_date", "2022-9-5"),
    (CASE, "accept_date", "20220905"), (CASE, "accept_date", "2022-02-30")])
def test_a_value_of_the_wrong_kind_is_a_bug(item, key, value):
    with pytest.raises((TypeError, ValueError)):
        storable(item.fields[key], value)


@pytest.mark.parametrize(("value", "stored"), [
    ("", None), (" \n　", None), (None, None), ("一\x00二\x1b", "一二"), ("\ud840", None), ("行一\n\t行二", "行一\n\t行二"), ("𠮷\ufffe", "𠮷")])
def test_text_is_stored_without_what_would_choke_later(value, stored):
    assert storable(CASE.fields["summary"], value) == stored
