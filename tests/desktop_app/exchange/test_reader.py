"""Strangers' workbooks: read right, or refused with a sentence and nothing used up."""

import importlib.util
import os
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import BadWorkbook, NotFound
from desktop_app.exchange import preflight, reader

_spec = importlib.util.spec_from_file_location("hostile", Path(__file__).with_name("hostile.py"))
hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(hostile)


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_files_are_refused_with_a_sentence(tmp_path, name):
    data, sentence = hostile.FILES[name]
    path = tmp_path / "回执.xlsx"
    path.write_bytes(data)
    start = time.monotonic()
    with pytest.raises(BadWorkbook) as caught:
        reader.read(path)
    assert sentence in caught.value.what
    assert caught.value.todo.endswith("。")
    assert time.monotonic() - start < 5
    assert path.read_bytes() == data


def test_a_small_honest_file_passes(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.book())
    assert reader.read(path).sheets == [reader.Grid("S", [["字"]])]


def test_whole_formatted_columns_are_no_offence(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.book(f'<row r="1">{hostile.cell("A1")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert reader.read(path).sheets[0].rows == [["字"]]


def test_kinds_of_cells(tmp_path):
    import datetime

    book = openpyxl.Workbook()
    book.active.append(["371083195506060317", 371083195506060317, 3, 2.5, True, datetime.date(2022, 9, 5), None, "x"])
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert reader.read(path).sheets[0].rows == [
        ["371083195506060317", 3.710831955060603e17, 3.0, 2.5, True, reader.DateCell("2022-09-05"), "", "x"]]


def test_an_old_workbook_whatever_its_name(make, office_program, tmp_path):
    old = office_program(make.write("full", make.case()), "xls")
    for name in ("x.xls", "x.xlsx", "x.et", "x"):
        (tmp_path / name).write_bytes(old.read_bytes())
        assert reader.read(tmp_path / name).sheets[0].rows[0][0] == "案号"


def test_a_password_of_the_office_program_is_named(tmp_path):
    data = hostile.OLE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(BadWorkbook, match="密码"):
        preflight.kind_of(data)


def test_missing_folder_and_unreadable(tmp_path, monkeypatch):
    with pytest.raises(NotFound, match="找不到文件"):
        reader.read(tmp_path / "没有.xlsx")
    with pytest.raises(BadWorkbook, match="是一个文件夹"):
        reader.read(tmp_path)
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.book())

    def refuse(*_args, **_more):
        raise PermissionError(13, "in use")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(BadWorkbook, match="正在 WPS 或 Excel 里打开着"):
        reader.read(path)


def test_too_large_a_file_is_not_even_looked_at(tmp_path):
    path = tmp_path / "x.xlsx"
    with open(path, "wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(preflight.FILE_LIMIT + 10)
    with pytest.raises(BadWorkbook, match="30 MB，太大了"):
        reader.read(path)


def test_the_child_is_stopped_by_the_clock(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.book())
    with pytest.raises(BadWorkbook, match="读了很久"):
        reader.read(path, seconds=0.0)


@pytest.mark.skipif(os.name != "posix", reason="memory limits are set on POSIX only")
def test_the_child_may_use_little_memory(tmp_path, monkeypatch):
    """The same 16,000-column sheet that aborts the library, let through the preflight on purpose."""
    monkeypatch.setattr(preflight, "COLUMN_LIMIT", 99_999)
    monkeypatch.setattr(preflight, "ROW_LIMIT", 9_999_999)
    path = tmp_path / "x.xlsx"
    path.write_bytes(hostile.book(f'<row r="1">{hostile.cell("A1")}</row><row r="1048576">{hostile.cell("XFD1048576")}</row>'))
    with pytest.raises(BadWorkbook, match="没有读入|读不出来"):
        reader.read(path)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | st.tuples(st.integers(0, 1500), st.binary(max_size=6)))
def test_any_bytes_pass_or_are_a_sentence(noise):
    """Random bytes, and honest files with a few bytes changed, never break the preflight itself."""
    if isinstance(noise, tuple):
        honest, (at, change) = hostile.book(), noise
        noise = honest[:at] + change + honest[at + len(change):]
    try:
        assert preflight.kind_of(noise) in ("xlsx", "xls")
    except BadWorkbook as refused:
        assert refused.what.endswith("。")
