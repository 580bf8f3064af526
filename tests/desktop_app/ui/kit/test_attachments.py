"""The files of a record: by button, by drop, by keyboard; what was taken off comes back."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog

from db import attachments, repository
from db.items import CONSULTATION
from desktop_app.ui.kit.attachments import AttachmentStrip


@pytest.fixture
def record(session):
    return repository.add(session.store, CONSULTATION, {"summary": "问工资"}, session.who)


@pytest.fixture
def strip(hands, session, record):
    made = hands.show(AttachmentStrip(session), 900, 200)
    made.show_for(CONSULTATION, record)
    return made


@pytest.fixture
def files(tmp_path):
    """A picture, a text and a program."""
    picture = tmp_path / "来访照片.png"
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(picture))
    text = tmp_path / "一份名字特别特别特别长的情况说明.txt"
    text.write_text("情况", encoding="utf-8")
    (tmp_path / "工具.exe").write_bytes(b"MZ")
    return [picture, text, tmp_path / "工具.exe"]


def kept(session, record):
    return [file.name for file in attachments.of(session.store, record["uid"])]


def test_nothing_can_be_added_to_what_is_not_stored(strip):
    strip.show_for(CONSULTATION, None)
    assert not strip.isVisible() and strip.files == []


def test_several_files_are_chosen_at_once(monkeypatch, strip, session, record, files):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file) for file in files[:2]], ""))
    strip.add.click()
    assert kept(session, record) == [file.name for file in files[:2]]
    assert [shown.open.text() for shown in strip.files] == ["来访照片.png", "一份名字特别特别特别长的….txt"]


def test_a_picture_is_shown_small_and_a_text_is_not(strip, files):
    strip.take(files[:2])
    picture, text = strip.files
    assert text.open.icon().isNull()
    assert max(picture.open.icon().actualSize(picture.open.iconSize()).toTuple()) == picture.open.iconSize().width()


def test_files_are_dropped_onto_it(strip, session, record, files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files[:2]])
    keys = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(5, 5).toPoint(), *keys)
    strip.dragEnterEvent(entering)
    assert entering.isAccepted()
    strip.dropEvent(QDropEvent(QPointF(5, 5), *keys))
    assert kept(session, record) == [file.name for file in files[:2]]


def test_one_that_cannot_be_added_keeps_no_other_out(strip, session, record, files, expect_message):
    strip.take([files[2], files[0]])
    assert kept(session, record) == [files[0].name]
    assert len(expect_message.said) == 1 and "是程序" in expect_message.said[0]


def test_enter_opens_the_stored_copy(monkeypatch, hands, strip, session, record, files):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    strip.take(files[:1])
    strip.files[0].open.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert opened == [str(attachments.path_of(session.store, attachments.of(session.store, record["uid"])[0]))]


def test_where_nothing_opens_it_the_place_is_told(monkeypatch, strip, files, expect_message):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    strip.take(files[:1])
    strip.files[0].open.click()
    assert "没有能打开这个文件的程序" in expect_message.said[0] and "attachments" in expect_message.said[0]


def test_a_copy_that_is_gone_is_said(strip, session, record, files, expect_message):
    strip.take(files[:1])
    attachments.path_of(session.store, attachments.of(session.store, record["uid"])[0]).unlink()
    strip.files[0].open.click()
    assert "不见了" in expect_message.said[0]
    strip.show_for(CONSULTATION, record)
    assert strip.files[0].open.icon().isNull()


@pytest.mark.parametrize("by_key", [True, False])
def test_what_is_taken_off_can_be_put_back(hands, strip, session, record, files, by_key):
    strip.take(files[:2])
    strip.files[0].open.setFocus()
    if by_key:
        hands.press(Qt.Key.Key_Delete)
    else:
        strip.files[0].drop.click()
    assert kept(session, record) == [files[1].name]
    assert hands.focus is strip.back and strip.back.text() == f"放回 {files[0].name}"
    strip.back.click()
    assert kept(session, record) == [file.name for file in files[:2]] and not strip.back.isVisible()


def test_another_record_has_nothing_to_put_back(strip, session, files):
    strip.take(files[:1])
    strip.files[0].drop.click()
    strip.show_for(CONSULTATION, repository.add(session.store, CONSULTATION, {"summary": "问地"}, session.who))
    assert not strip.back.isVisible() and strip.files == []


def test_everything_is_big_enough_named_and_reached_by_tab(hands, strip, files):
    strip.take(files[:2])
    strip.add.setFocus()
    seen = [strip.add]
    for _ in range(4):
        hands.press(Qt.Key.Key_Tab)
        seen.append(hands.focus)
    assert seen == [strip.add, *(button for shown in strip.files for button in (shown.open, shown.drop))]
    assert all(button.height() >= 44 and button.width() >= 44 and button.accessibleName() for button in seen)
