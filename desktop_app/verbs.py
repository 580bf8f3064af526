"""What each verb of the command line does. Every function takes the parsed arguments and returns the exit code."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from db import clock
from db.errors import KnownError, NotFound
from desktop_app.display import can_show
from desktop_app.paths import data_folder

if TYPE_CHECKING:
    from desktop_app.actions.session import Session


def _say(*lines: str) -> None:
    if sys.stdout is not None:
        print(*lines, sep="\n")


def _secret(what: str) -> str:
    """What must not stay in the history of the shell: typed unseen at the keyboard, or one line of the input."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(what)
    return sys.stdin.readline().rstrip("\r\n")


def _unlock(session: "Session") -> None:
    """Ask for the second PIN where there is one. Raises KnownError."""
    from desktop_app.actions import lock

    if lock.is_set(session.store):
        lock.open_lock(session, _secret("上锁的栏的口令："))


def window(args: Namespace) -> int:
    """Open the window. Whatever fails before it stands is said in a dialog, and on the error output as well."""
    if not can_show():
        raise KnownError("这里没有图形桌面，或者连不上，打不开窗口。", "请在桌面上打开，或写 suilu --help 看不用窗口能做的事。")
    data = data_folder(args.data)
    try:
        from desktop_app.ui.input_method import prepare_environment

        prepare_environment()  # before Qt is loaded
        from desktop_app.app import run_window

        return run_window(data, clock.today())
    except Exception as error:
        _show(error, data)
        raise


def _show(error: Exception, data: Path) -> None:
    """The dialog of a failure; where even Qt cannot be loaded, that of the system."""
    try:
        from desktop_app.ui.application import last_words
    except ImportError:
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, f"窗口的部件装不上：{error}。请重新安装本程序。", "随录", 0x10)
        return
    last_words(error, data)


def _without_window() -> None:
    """Let Qt draw pages and pictures without a display; elsewhere than on Linux it can anyway."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # it complains of every window
    from desktop_app.ui.application import application

    application()


def _session(args: Namespace):
    """The sitting at an existing record book. Raises NotFound where there is none."""
    from db.database import FILE_NAME, open_store
    from desktop_app.actions.session import Session

    folder = data_folder(args.data)
    try:
        os.stat(folder / FILE_NAME)
    except PermissionError:
        pass  # opening it says why
    except OSError:
        raise NotFound(f"{folder} 里没有随录的数据。", "请用 --data 写明数据文件夹。") from None
    return Session(open_store(folder, wait=2))


def demo(args: Namespace) -> int:
    from desktop_app.actions import demo

    _without_window()
    from desktop_app.ui.printer import write_pdf

    folder = data_folder(args.data)
    with clock.pretending(demo.last_day()):
        made = demo.make(folder, write_pdf)
        from desktop_app.app import save_screenshots

        made += [("截图", path) for path in save_screenshots(folder, folder / "截图")]
    _say(f"样例单位已做好，在 {folder}：", *(f"  {what}  {path.relative_to(folder)}" for what, path in made),
         f"打开窗口看：suilu --data {folder}")
    return 0


def export(args: Namespace) -> int:
    from desktop_app.actions import reporting

    session = _session(args)
    with session.store:
        period = reporting.Period.month(args.month)
        profile = reporting.layouts(session).named(args.profile)
        out = args.out
        if os.path.isdir(out):  # a name too long or a locked folder is for the export to say
            out = out / reporting.default_name(session, period, profile, profile.with_names)
        left = len(reporting.outlook(session, period).not_ready)
        done = reporting.export(session, period, profile, out)
    _say(done.message)
    if left:
        _say(f"另有 {left} 件还差材料，没有放进去；写 suilu check 看缺什么。")
    if profile.with_names:
        _say("这张表里有姓名，含个人信息，请注意保管。")
    return 0


def receipt(args: Namespace) -> int:
    from desktop_app.actions import reporting

    session = _session(args)
    with session.store:
        result = reporting.apply_receipt(session, args.file)
    _say(result.message, *(fault.text for fault in result.rejected))
    return 1 if result.rejected else 0


def opening(args: Namespace) -> int:
    from desktop_app.actions import opening

    item = next((item for item in opening.OPENED if args.item in (item.key, item.label)), None)
    if item is None:
        known = "、".join(f"{item.key}（{item.label}）" for item in opening.OPENED)
        raise NotFound(f"没有叫“{args.item}”的名册。", f"可以写：{known}。")
    if args.template:
        out = args.out or Path(opening.template_name(item))
        if args.data:
            session = _session(args)
            with session.store:
                opening.template(session, item, out)
        else:
            opening.template(None, item, out)
        _say(f"空表已写好：{out}")
        return 0
    if args.file is None:
        raise KnownError("没有写要读入哪个表格。", "请写上文件名，或加 --template 先要一份空表。")
    session = _session(args)
    with session.store:
        if item.locked:
            _unlock(session)
        seen = opening.look(session, item, args.file, args.add_villages)
        done = opening.take_in(session, seen)
    _say(done.message, *(fault.text for fault in (*done.problems, *done.twins)))
    return 1 if done.problems or done.not_returned else 0


def print_(args: Namespace) -> int:
    from desktop_app.actions.printing import doubts_for, pages_for

    session = _session(args)
    with session.store:
        uids = [_case_named(session.store, number) for number in args.case]
        pages = pages_for(session.store, uids, args.doc)
        doubts = doubts_for(session.store, uids, args.doc)
    _without_window()
    from desktop_app.ui.printer import write_pdf

    _say(f"已存为 PDF，{len(pages)} 页：{write_pdf(pages, args.out)}", *(f"请核对：{doubt}" for doubt in doubts))
    return 0


def _case_named(store, number: str) -> str:
    """uid of the case with this number."""
    from db import repository
    from db.items import CASE

    found = repository.find(store, CASE, repository.Filter(equal={"case_no": number}))
    if not found:
        raise NotFound(f"没有案号是“{number}”的案件。", "请用 list 看有哪些案号。")
    return repository.page(store, CASE, found[:1])[0]["uid"]


def parse(args: Namespace) -> int:
    from db import codes
    from desktop_app.actions.inspection import yuan
    from desktop_app.entry.parse import parse as understand

    if args.data:
        from desktop_app.actions.cases import finder
        from desktop_app.actions.words import vocabulary

        session = _session(args)
        with session.store:
            line = understand(args.line, clock.today(), finder(session), vocabulary(session.store))
    else:
        line = understand(args.line, clock.today(), None)
    said = {
        "parties": [[guess.name for guess in side] for side in line.parties],
        "type": codes.label("dispute_type", line.type) or None,
        "form": codes.brief("agreement_form", line.form) or None,
        "success": line.success,
        "amount": yuan(line.amount),
        "date": line.date,
        "rest": line.rest,
        "doubtful": sorted(line.doubtful),
    }
    if args.json:
        _say(json.dumps(said, ensure_ascii=False))
        return 0
    words = said | {
        "parties": " 与 ".join("、".join(side) for side in said["parties"]),
        "success": {True: "成功", False: "不成功", None: None}[line.success],
        "amount": None if line.amount is None else f"{said['amount']} 元",
    }
    captions = {"parties": "当事人", "type": "类型", "form": "形式", "success": "结果", "amount": "金额",
                "date": "日期", "rest": "没听懂的"}
    _say(*(f"{caption}：{words[key] or '（没说）'}{'  ？请核对' if key in line.doubtful else ''}"
           for key, caption in captions.items() if key != "rest" or words[key]))
    return 0


def list_(args: Namespace) -> int:
    from desktop_app.actions.inspection import case_words

    session = _session(args)
    with session.store:
        rows = list(case_words(session))
    if args.json:
        _say(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not rows:
        _say("还没有案件。")
    else:
        _say(*_table(rows), f"共 {len(rows)} 件")
    return 0


_COLUMNS = (("case_no", 26), ("event_on", 11), ("name", 30), ("dispute_type", 18), ("result", 11), ("amount", 9),
            ("report_state", 11), ("first_missing", 0))


def _table(rows: Iterable[dict]) -> list[str]:
    """One line a case, in columns of the terminal."""
    head = {"case_no": "案号", "event_on": "日期", "name": "当事人", "dispute_type": "类型", "result": "结果",
            "amount": "金额", "report_state": "上报", "first_missing": "还差"}
    return ["".join(_padded("" if row.get(key) is None else str(row[key]), width)
                    for key, width in _COLUMNS).rstrip() for row in (head, *rows)]


def _padded(text: str, width: int) -> str:
    """A text filled up to terminal cells, of which a Chinese character takes two."""
    from unicodedata import east_asian_width

    return text + " " * max(1, width - sum(2 if east_asian_width(c) in "WF" else 1 for c in text))


def figures(args: Namespace) -> int:
    from db import figures
    from desktop_app.actions.period import Period

    period = Period.of_days(args.first, args.last)
    span = figures.Span(period.first_day, period.cut_off)  # as the summary on the screen counts
    session = _session(args)
    with session.store:
        amounts, sums = figures.compute(session.store, span), figures.identities(session.store, span)
    told = [{"key": key, "group": figure.group, "label": figure.label, "unit": figure.unit, "value": figure.plain(amounts[key]),
             "text": figure.shown(amounts[key]), "parent": figure.parent or None, "report": figure.report or None,
             "definition": figure.definition} for key, figure in figures.FIGURES.items()]
    if args.json:
        _say(json.dumps({"from": period.first_day, "to": period.last_day, "cut_off": span.last, "figures": told,
                         "identities": [{"label": one.label, "text": one.text, "holds": one.holds} for one in sums]},
                        ensure_ascii=False, indent=1, default=float))
        return 0
    group = ""
    _say(f"时段：{period.label}，统计到 {span.last}")
    for line in told:
        if line["group"] != group:
            group = line["group"]
            _say(f"【{group}】")
        head = "    其中：" if line["parent"] else "  "
        _say(_padded(head + line["label"].removeprefix("其中"), 40) + f"{line['text'] or '—'} {line['unit']}")
    _say("【校验】", *(f"  {'对上' if one.holds else '对不上！'} {one.label}：{one.text}" for one in sums))
    return 0


def monthly(args: Namespace) -> int:
    from desktop_app.actions import monthly
    from desktop_app.actions.period import Period

    given = bool(args.first) + bool(args.last)
    if given == 1 or bool(args.month) == bool(given):
        raise KnownError("没有写明是哪个时段。", "请写 --month 2022-09，或者 --from 和 --to 两个日期，不要都写。")
    period = Period.month(args.month) if args.month else Period.of_days(args.first, args.last)
    session = _session(args)
    with session.store:
        if args.names:
            _unlock(session)
        name = monthly.default_name(session, period, args.names)
        out = args.out / name if os.path.isdir(args.out) else args.out
        done = monthly.export(session, period, out, with_names=args.names)
    _say(done.message)
    return 0


def pin(args: Namespace) -> int:
    from desktop_app.actions import lock

    session = _session(args)
    with session.store:
        lock.put_pin(session, _secret("新口令，4 到 12 位数字或字母："))
    _say("口令已换，下次进上锁的栏就用新的。")
    return 0


def check(args: Namespace) -> int:
    from desktop_app.actions.inspection import inspect

    session = _session(args)
    with session.store:
        found = inspect(session)
    _say("数据文件：" + ("损坏！请不要再录入，把整个数据文件夹复制一份交给维护人员" if found.damaged else "完好"),
         *(f"  {fault}" for fault in found.faults))
    _say("附件：" + ("完好" if not found.files else f"有 {len(found.files)} 处不对，请告诉维护人员"),
         *(f"  {fault}" for fault in found.files))
    _say(f"案件：{found.cases} 件，已接收 {found.accepted} 件，可以上报 {found.waiting} 件，"
         f"还差材料 {found.not_ready.total()} 件",
         *(f"  还差 {what}：{count} 件" for what, count in found.not_ready.most_common()))
    _say("空号：" + ("没有" if not found.gaps else f"{len(found.gaps)} 个"),
         *(f"  {gap.number}（{gap.reason}）" for gap in found.gaps))
    _say("备份：" + (f"{len(found.backups)} 份，最近一份 {found.backups[-1].name}" if found.backups else "还没有"))
    return 1 if found.damaged or found.files else 0
