"""The sample office: the standard cases of September 2022, exported, partly accepted, one returned, one corrected.

Everything goes through the actions a person at the window would use, on the day it would have happened.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from db import clock, people, repository
from db.database import FILE_NAME, Store, open_store
from db.errors import KnownError
from db.items import CASE
from db.items.kinds import Record
from db.resources import resource
from desktop_app.actions import cases, demo_year, office, reporting, transcribe
from desktop_app.actions.printing import pages_for
from desktop_app.actions.session import Session
from desktop_app.entry.parse import parse
from desktop_app.exchange import receipts
from desktop_app.exchange.receipts import Answer
from desktop_app.printing.page import Page

Made = tuple[str, Path]
"""What was made, in a few words, and where it lies."""


@cache
def _sample() -> Mapping[str, Any]:
    return json.loads(resource("demo", "sample_office.json").read_text(encoding="utf-8"))


def last_day() -> date:
    """The day on which the story of the sample office ends; its window shows this day."""
    return date.fromisoformat(_sample()["receipt_on"])


def sample_folder(data: Path) -> Path:
    """The sample office lives in a file of its own, beside the real one."""
    return data / "样例"


def open_sample(data: Path) -> Store:
    """Open the sample office, filling it on the first visit."""
    store = open_store(sample_folder(data))
    try:
        if office.is_new(store):
            fill(store)
    except BaseException:
        store.close()
        raise
    return store


def fill(store: Store, *, whole_year: bool = True) -> list[Made]:
    """Make the sample office in an empty record book, whole or not at all; returns the files written beside it.

    Without ``whole_year`` there is only the story of the standard cases.
    """
    standard, sample = transcribe.standard(), _sample()
    with store.writing():
        said = standard["office"]
        office.set_up(store, office.OfficeSetup(
            desk="town", office=said["name"], committee=said["committee"], abbr=sample["abbr"],
            mediators=list(said["mediators"]), me=said["registrar"], villages=list(sample["villages"]), sample=True))
        session = Session(store)
        for person in standard["known_persons"]:
            people.remember(store, transcribe.party_facts(session, person), session.who)
        if whole_year:
            demo_year.fill_cases(session)
        uids = {}
        for entry in _in_order(sample):
            with clock.pretending(date.fromisoformat(entry["entered_on"])):
                uids[entry["id"]] = _enter(session, entry)
        session.undoable.clear()  # the story is not the visitor's own sitting
        made = _report(session, said["month"])
        with clock.pretending(last_day()):
            made.append(_answer(session, uids))
            _correct(session, uids)
            if whole_year:
                demo_year.fill_year(session)
    return made


def _in_order(sample: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All cases of the office in the order in which they were settled, with what the standard cases do not say."""
    known = [dict(entry) | sample["given"].get(name, {}) | {"entered_on": entry["mediated_on"]}
             for name, entry in transcribe.entries().items()]
    more = [{"id": f"M{n}", "accepted_on": entry["entered_on"]} | entry for n, entry in enumerate(sample["more"], 1)]
    return sorted([*known, *more], key=lambda entry: entry["entered_on"])


def _enter(session: Session, entry: Mapping[str, Any]) -> str:
    """Type the line, then put what the entry states in the place of every guess; returns the uid of the case."""
    said = {key: value for key, value in entry.items() if key != "entered_on"}
    line = parse(said["one_line"], clock.today(), cases.finder(session))
    guessed = cases.from_line(session, line, cases.new_case(session))
    written = said.get("agreement_form") == "书面" or line.form == "written"
    said = {"mediator": _sample()["mediator_of"]["written" if written else "oral"]} | said
    stated = transcribe.facts(session, said)
    if "parties" in stated:
        stated["parties"] = [cases.new_party(session, p["role"], p["kind"]) | p for p in stated["parties"]]
    return cases.save_case(session, guessed | stated).record["uid"]


def _report(session: Session, month: str) -> list[Made]:
    """The month's workbook for the upper office, in every layout the program ships."""
    folder = session.store.folder / "上报"
    folder.mkdir(exist_ok=True)
    made = []
    period = reporting.Period.month(month)
    with clock.pretending(date.fromisoformat(_sample()["export_on"])):
        for profile in reporting.layouts(session).profiles:
            out = folder / reporting.default_name(session, period, profile, profile.with_names)
            done = reporting.export(session, period, profile, out)
            made.append((f"上报表（{profile.name}，{done.records} 件）", done.path))
    return made


def _answer(session: Session, uids: Mapping[str, str]) -> Made:
    """The upper office's receipt, written and read in."""
    receipt = _sample()["receipt"]
    reasons = {change["based_on"]: change["returned_because"] for change in transcribe.standard()["cases"]
               if "returned_because" in change}
    path = session.store.folder / "上报" / "样例-回执.xlsx"
    told = {name: (True, None, number) for name, number in receipt["accepted"].items()}
    told |= {name: (False, reasons[name], None) for name in receipt["returned"]}
    sent = {name: repository.get(session.store, CASE, uids[name]) for name in told}
    receipts.write(path, [Answer(0, sent[name]["uid"], sent[name]["exported_rev"], *words, sent[name]["case_no"])
                          for name, words in told.items()])
    result = reporting.apply_receipt(session, path)
    return f"回执（接收 {result.accepted} 件，退回 {result.returned} 件）", path


def _correct(session: Session, uids: Mapping[str, str]) -> None:
    """S11: an accepted case gets another amount; S12: a returned one is completed."""
    for change in transcribe.standard()["cases"]:
        if base := change.get("based_on"):
            stated = transcribe.facts(session, change["change"] | _sample()["completed"].get(base, {}))
            cases.save_case(session, repository.get(session.store, CASE, uids[base]) | stated)
    session.undoable.clear()


def make(folder: Path, write_pdf: Callable[[Sequence[Page], Path], Path]) -> list[Made]:
    """The sample office in ``folder`` with its workbooks, receipt and printed papers.

    An office that is there already is shown as it is; a real one is refused with KnownError.
    """
    with open_store(folder) as store:
        if not store.settings.get("office", {"sample": True})["sample"]:
            raise KnownError("这个文件夹里是真实的数据，不能用来做样例。", "请另外指定一个空文件夹。")
        made: list[Made] = [("样例数据", folder / FILE_NAME)]
        if office.is_new(store):
            made += fill(store)
        else:
            made += [("上次的文件", path) for path in sorted((folder / "上报").glob("*.xlsx"))]
        made += _papers(store, write_pdf)
    return made


def _papers(store: Store, write_pdf: Callable[[Sequence[Page], Path], Path]) -> list[Made]:
    """All slips of the month in one PDF, the forms of its oral agreements in another."""
    folder = store.folder / "打印"
    folder.mkdir(exist_ok=True)
    month = reporting.Period.month(transcribe.standard()["office"]["month"])
    ids = repository.find(store, CASE, repository.Filter(month.first_day, month.last_day), order="event_on, id")
    every: list[Record] = repository.page(store, CASE, ids)
    oral = [case for case in every if case["agreement_form"] == "oral" and case["result"] == "success"]
    papers = (("slip", "样例-案件登记单.pdf", every), ("oral_agreement", "样例-口头协议登记表.pdf", oral))
    return [(f"{len(chosen)} 件的{Path(name).stem.removeprefix('样例-')}",
             write_pdf(pages_for(store, [case["uid"] for case in chosen], doc), folder / name))
            for doc, name, chosen in papers]
