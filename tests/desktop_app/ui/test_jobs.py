"""Slow work: results on the window's thread, progress, cancel, one after the other."""

import threading

import pytest

from desktop_app.ui.jobs import Cancelled, JobPanel, Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_the_result_arrives_on_the_thread_of_the_window(qtbot, jobs):
    seen = {}
    jobs.run(lambda progress: threading.current_thread().name, lambda name: seen.update(
        worker=name, here=threading.current_thread().name), title="做表")
    assert jobs.busy()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert seen == {"worker": "suilu-jobs", "here": threading.main_thread().name}


def test_an_error_goes_to_failed(qtbot, jobs):
    errors = []

    def work(progress):
        raise KeyError("没有")

    jobs.run(work, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], KeyError)


def test_jobs_run_in_turn_and_each_closes_its_connection(qtbot, qapp):
    order = []
    jobs = Jobs(finish=lambda: order.append("closed"))
    for name in "甲乙丙":
        jobs.run(lambda progress, name=name: order.append(name))
    qtbot.waitUntil(lambda: not jobs.busy())
    jobs.close()
    assert order == ["甲", "closed", "乙", "closed", "丙", "closed"]


def test_cancel_stops_the_running_job_only(qtbot, jobs):
    started, ended = threading.Event(), []

    def endless(progress):
        while True:
            started.set()
            progress(0.5, "第5件")

    jobs.run(endless, failed=ended.append)
    jobs.run(lambda progress: "后面的", ended.append)
    started.wait(5)
    jobs.cancel()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert isinstance(ended[0], Cancelled)
    assert ended[1] == "后面的"


def test_the_panel_shows_title_progress_and_goes_away(qtbot, jobs):
    panel = JobPanel(jobs)
    qtbot.addWidget(panel)
    go_on = threading.Event()

    def work(progress):
        progress(0.5, "500 / 1000 件")
        go_on.wait(5)

    jobs.run(work, title="生成上报表")
    qtbot.waitUntil(lambda: panel.text.text() == "500 / 1000 件")
    assert not panel.isHidden()
    assert panel.title.text() == "生成上报表"
    assert panel.bar.value() == 500
    go_on.set()
    qtbot.waitUntil(panel.isHidden)


def test_the_cancel_button(qtbot, jobs):
    panel = JobPanel(jobs)
    qtbot.addWidget(panel)
    ended, started = [], threading.Event()

    def endless(progress):
        while True:
            started.set()
            progress.check()

    jobs.run(endless, failed=ended.append, title="打印")
    started.wait(5)
    panel.stop.click()
    assert panel.text.text() == "正在停下"
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)


def test_closing_stops_what_runs(qtbot, qapp):
    jobs, started = Jobs(), threading.Event()

    def endless(progress):
        while True:
            started.set()
            progress.check()

    told = []
    jobs.run(endless, told.append, told.append)
    started.wait(5)
    jobs.close()
    qtbot.wait(20)
    assert told == [] and not jobs.busy(), "the book is closed: nobody may look into it now"
    assert not [t for t in threading.enumerate() if t.name == "suilu-jobs"]
