"""The command line around its verbs: wrong use, bugs, the window it opens, the real process."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from db.database import open_store
from desktop_app import log, verbs
from tests.desktop_app.conftest import one_sentence

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.usefixtures("own_process")


class TestWrongUse:
    @pytest.mark.parametrize(("arguments", "word"), [
        (["说不清"], "说不清"),
        (["export", "--data", "x"], "--month"),
        (["export", "--month", "2022-13", "--out", "a.xlsx"], "2022-13"),
        (["export", "--month", "2022-09"], "--out"),
        (["parse"], "一句话"),
        (["parse", "甲", "--today", "昨天"], "昨天"),
        (["list", "--没有"], "--没有"),
        (["list", "--data"], "--data"),
        (["list", "--data", ""], "--data"),  # an unset variable of a script must not open the real book
        (["demo", " "], "文件夹"),
    ])
    def test_one_sentence_and_two(self, run, arguments, word):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert word in err and one_sentence(err) and err.startswith("命令写得不对")

    @pytest.mark.parametrize("verb", ["list", "check"])
    def test_a_folder_without_a_book_stays_empty(self, run, tmp_path, verb):
        code, out, err = run(verb, "--data", tmp_path)
        assert (code, out) == (1, "")
        assert one_sentence(err) and str(tmp_path) in err
        assert list(tmp_path.iterdir()) == []

    def test_a_book_in_use(self, run, data):
        with open_store(data):
            code, out, err = run("list", "--data", data)
        assert (code, out) == (1, "")
        assert "正在使用" in err and one_sentence(err)

    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["export", "--help"]])
    def test_help_is_chinese(self, run, arguments):
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        assert out.startswith("用法：")
        assert not {"usage", "options", "positional", "show this"} & set(out.split())

    def test_help_names_every_verb(self, run):
        out = run("--help")[1]
        for verb in ("demo", "export", "receipt", "print", "parse", "list", "check"):
            assert f"    {verb} " in out

    def test_options_before_or_after_the_verb(self, run, data):
        assert run("--data", data, "list")[1] == run("list", "--data", data)[1]
        before = run("--today", "2022-09-15", "parse", "八月十五 甲乙", "--json")[1]
        assert before == run("parse", "八月十五 甲乙", "--json", "--today", "2022-09-15")[1]
        assert json.loads(before)["date"] == "2022-09-10"


class TestBug:
    def test_a_sentence_and_a_log_without_values(self, run, data, monkeypatch):
        def broken(_args):
            raise ValueError("王建国 37108319580312011X")

        monkeypatch.setattr(verbs, "check", broken)
        code, out, err = run("check", "--data", data)
        assert (code, out) == (1, "")
        assert "ValueError" in err and "logs" in err and one_sentence(err)
        [file] = (data / "logs").iterdir()
        text = file.read_text(encoding="utf-8")
        assert "ValueError" in text and "desktop_app/cli.py:" in text.replace(os.sep, "/")
        assert "王建国" not in text + err and "37108319580312011X" not in text + err

    def test_the_cause_is_in_the_log(self, tmp_path):
        try:
            try:
                {}["证件号码"]
            except KeyError as cause:
                raise RuntimeError("住址") from cause
        except RuntimeError as error:
            file = log.note(error, tmp_path)
        text = file.read_text(encoding="utf-8")
        assert text.index("RuntimeError") < text.index("KeyError")
        assert "住址" not in text and "证件号码" not in text

    def test_a_log_that_cannot_be_written_goes_elsewhere(self, tmp_path, monkeypatch):
        (tmp_path / "logs").write_text("in the way", encoding="utf-8")
        monkeypatch.setattr(log.tempfile, "gettempdir", lambda: str(tmp_path / "temp"))
        assert log.note(ValueError(), tmp_path).is_relative_to(tmp_path / "temp")


class TestWindow:
    def test_without_a_display_it_says_so(self, run, tmp_path, monkeypatch):
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(sys, "platform", "linux")
        code, out, err = run("--data", tmp_path)
        assert (code, out) == (1, "")
        assert "图形" in err and one_sentence(err)

    def test_the_data_folder_and_the_day_reach_the_window(self, run, qapp, tmp_path, monkeypatch):
        import desktop_app.app

        seen = []

        def window(data, today):
            seen.append((data, today))
            return 0

        monkeypatch.setattr(desktop_app.app, "run_window", window)
        assert run("--data", tmp_path, "--today", "2022-09-15")[0] == 0
        assert seen == [(tmp_path, date(2022, 9, 15))]

    @pytest.mark.parametrize("known", [True, False])
    def test_a_failure_before_the_window_is_shown_and_said(self, run, qapp, tmp_path, monkeypatch, known):
        import desktop_app.app
        from db.errors import KnownError
        from desktop_app.ui import application

        error = KnownError("数据文件已损坏。", "请恢复备份。") if known else ZeroDivisionError("secret")
        shown = []

        def window(_data, _today):
            raise error

        def dialog(what, data):
            shown.append((what, data))

        monkeypatch.setattr(desktop_app.app, "run_window", window)
        monkeypatch.setattr(application, "last_words", dialog)
        code, _, err = run("--data", tmp_path)
        assert code == 1 and one_sentence(err) and "secret" not in err
        assert shown == [(error, tmp_path)]


class TestProcess:
    """The real program, in a terminal that claims to know only ASCII."""

    def start(self, *arguments: object) -> subprocess.CompletedProcess:
        environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
        return subprocess.run([sys.executable, "-m", "desktop_app", *map(str, arguments)], cwd=ROOT,
                              capture_output=True, env=environment, timeout=60, check=False)

    def test_output_is_utf8(self):
        done = self.start("parse", "张三 李四 地界 口头和解 赔500", "--json", "--today", "2022-09-15")
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout.decode("utf-8"))["parties"] == [["张三"], ["李四"]]

    def test_errors_are_utf8(self, tmp_path):
        done = self.start("list", "--data", tmp_path)
        assert (done.returncode, done.stdout) == (1, b"")
        assert one_sentence(done.stderr.decode("utf-8").replace("\r\n", "\n"))

    def test_a_reader_that_goes_away(self, data):
        pipe = subprocess.Popen([sys.executable, "-m", "desktop_app", "list", "--json", "--data", str(data)], cwd=ROOT,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        pipe.stdout.close()
        assert pipe.stderr.read() == b""
        pipe.stderr.close()
        pipe.wait(timeout=60)
