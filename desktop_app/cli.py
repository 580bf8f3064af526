"""The command line: the same actions without a window. One Chinese sentence and an exit code when it fails.

Exit codes: 0 done, 1 it could not be done, 2 the command was written wrongly.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from db import clock
from db.errors import KnownError
from desktop_app import __version__, verbs
from desktop_app.paths import data_folder

Verb = Callable[[argparse.Namespace], int]


class Misused(Exception):
    """The command was written wrongly; the message is a Chinese sentence."""


_ENGLISH = (
    (r"the following arguments are required: (.*)", "还缺：{}"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", "{} 不能是“{}”，可以是 {}"),
    (r"argument (\S+): expected .*", "{} 后面还缺内容"),
    (r"argument (\S+): (.*)", "{}：{}"),
    (r"unrecognized arguments: (.*)", "不认识：{}"),
    (r"ambiguous option: (\S+) .*", "{} 写得不完整"),
)


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese and never ends the process by itself."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "要写的", "可以加的"
        self.add_argument("-h", "--help", action="help", help="看这份说明")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ENGLISH:
            if found := re.fullmatch(english, message):
                message = chinese.format(*found.groups()).replace("'", "")
                break
        raise Misused(f"命令写得不对，{message}。写 {self.prog} --help 看说明。")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2022-09-15") from None


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，请写成 2022-09")
    return text


def _folder(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("没有写文件夹的名字")
    return text


def _everywhere(parser: argparse.ArgumentParser) -> None:
    """Options that may stand before or after the verb; whatever is not given is not set."""
    parser.add_argument("--data", metavar="文件夹", type=_folder, default=argparse.SUPPRESS, help="数据文件夹")
    parser.add_argument("--today", metavar="日期", type=_day, default=argparse.SUPPRESS,
                        help="当作今天是这一天，例如 2022-09-15")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="suilu", description="随录：人民调解随调随录。不写动作就打开窗口。")
    parser.set_defaults(verb=verbs.window, data=None, today=None)
    _everywhere(parser)
    parser.add_argument("--version", action="version", version=f"随录 {__version__}", help="看版本")
    actions = parser.add_subparsers(title="动作", metavar="动作", parser_class=_Parser)

    def verb(name: str, does: Verb, text: str) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=text, description=text)
        added.set_defaults(verb=does)
        _everywhere(added)
        return added

    demo = verb("demo", verbs.demo, "做一个样例单位，导出、打印、截图，看看都能做什么")
    demo.add_argument("data", metavar="文件夹", type=_folder, help="放样例的文件夹")
    export = verb("export", verbs.export, "生成一个月的上报表")
    export.add_argument("--month", metavar="月份", type=_month, required=True, help="例如 2022-09")
    export.add_argument("--profile", metavar="格式", default="platform25", help="上报格式的名称")
    export.add_argument("--out", metavar="文件.xlsx", type=Path, required=True,
                        help="写到哪里；写文件夹就自动取名")
    receipt = verb("receipt", verbs.receipt, "读入上级的回执")
    receipt.add_argument("file", metavar="文件.xlsx", type=Path, help="回执文件")
    printing = verb("print", verbs.print_, "把案件的单子存成 PDF")
    printing.add_argument("--case", metavar="案号", action="append", required=True, help="可以写几次，打几件")
    printing.add_argument("--doc", metavar="文书", required=True,
                          help="slip 案件登记单；oral_agreement 人民调解口头协议登记表")
    printing.add_argument("--out", metavar="文件.pdf", type=Path, required=True, help="写到哪里")
    parse = verb("parse", verbs.parse, "看一句话听成了什么")
    parse.add_argument("line", metavar="一句话", help="例如：张三 李四 地界 口头和解 赔500")
    parse.add_argument("--json", action="store_true", help="写成 JSON")
    listing = verb("list", verbs.list_, "列出全部案件")
    listing.add_argument("--json", action="store_true", help="写成 JSON")
    opening = verb("opening", verbs.opening, "期初建账：从表格读入已有的人员和名册")
    opening.add_argument("file", metavar="文件.xlsx", type=Path, nargs="?", help="填好的表格")
    opening.add_argument("--item", metavar="名册", required=True, help="例如 correction 社区矫正对象；village 村居")
    opening.add_argument("--template", action="store_true", help="不读入，只写一份空表")
    opening.add_argument("--out", metavar="空表.xlsx", type=Path, help="空表写到哪里")
    opening.add_argument("--add-villages", action="store_true", help="名册里没有的村居，一并加上")
    figures = verb("figures", verbs.figures, "算出各项统计")
    figures.add_argument("--from", dest="first", metavar="日期", type=_day, required=True, help="例如 2022-01-01")
    figures.add_argument("--to", dest="last", metavar="日期", type=_day, required=True, help="例如 2022-12-31")
    figures.add_argument("--json", action="store_true", help="写成 JSON")
    monthly = verb("monthly", verbs.monthly, "生成月报工作簿：汇总表、各栏台账、校验")
    monthly.add_argument("--month", metavar="月份", type=_month, help="例如 2022-09；别的时段写 --from 和 --to")
    monthly.add_argument("--from", dest="first", metavar="日期", type=_day, help="时段的第一天")
    monthly.add_argument("--to", dest="last", metavar="日期", type=_day, help="时段的最后一天")
    monthly.add_argument("--names", action="store_true", help="写明姓名（平时隐去）；会问上锁的栏的口令")
    monthly.add_argument("--out", metavar="文件.xlsx", type=Path, required=True, help="写到哪里；写文件夹就自动取名")
    verb("pin", verbs.pin, "换掉忘记了的口令；新口令到时会问")
    verb("check", verbs.check, "检查数据是否完好，还有哪些没准备好")
    return parser


def run(arguments: list[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    parser = _parser()
    try:
        args = parser.parse_args(arguments)
    except Misused as error:
        _complain(str(error))
        return 2
    except SystemExit as stop:  # --help, --version
        return int(stop.code or 0)
    data = data_folder(args.data)
    if args.today:
        clock.pretend(args.today)
    try:
        return args.verb(args)
    except KnownError as error:
        _complain(str(error))
    except BrokenPipeError:  # whoever read our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        _complain("已中断。")
    except Exception as error:  # noqa: BLE001  the one place where a bug becomes a sentence
        from desktop_app import log

        file = log.note(error, data)
        where = f"，出错的位置记在 {file}" if file else ""
        _complain(f"程序出了意外的错误（{type(error).__name__}）{where}，请发给维护人员。")
    return 1


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)
