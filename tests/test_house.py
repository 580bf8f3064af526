"""The shape of the house (design: two storeys, one direction): who may import what, at which moment."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DB = sorted((ROOT / "db").rglob("*.py"))
DESKTOP = sorted((ROOT / "desktop_app").rglob("*.py"))
WORKBOOKS = {"openpyxl", "python_calamine", "defusedxml", "docx"}
QT = {"PySide6", "shiboken6"}
SLOW = {"pypinyin", "borax", "segno", "stdnum"} | WORKBOOKS
"""Libraries whose import costs more than a start-up may: imported where they are used, or in exchange/."""

LONGEST = 450


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path, top_level_only: bool = False) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of every import; those of functions too unless ``top_level_only``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
              for node in ast.walk(function)} if top_level_only else set()
    for node in ast.walk(tree):
        if id(node) in inside:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or "."


def offending(paths: list[Path], forbidden: set[str], top_level_only: bool = False) -> list[str]:
    """Lines that import one of the forbidden packages."""
    return [f"{name_of(path)}:{line}: {module}" for path in paths
            for line, module in imports(path, top_level_only) if module.split(".")[0] in forbidden]


def test_db_knows_nothing_of_the_desk():
    assert offending(DB, {"desktop_app"} | QT | WORKBOOKS) == []


def test_only_one_sqlite_touches_the_file():
    assert offending(DB + DESKTOP, {"sqlite3", "apsw"}) == []
    assert not any(module.startswith("PySide6.QtSql") for path in DESKTOP for _, module in imports(path))


def test_qt_only_in_ui():
    """And in app.py, the only place that knows everything."""
    rest = [p for p in DESKTOP if "ui" not in p.relative_to(ROOT).parts and p != ROOT / "desktop_app" / "app.py"]
    assert offending(rest, QT) == []


def test_workbook_libraries_only_in_exchange():
    assert offending([p for p in DESKTOP if "exchange" not in p.relative_to(ROOT).parts], WORKBOOKS) == []


def test_slow_libraries_are_imported_where_they_are_used():
    rest = [p for p in DB + DESKTOP if "exchange" not in p.relative_to(ROOT).parts]
    assert offending(rest, SLOW, top_level_only=True) == []


def test_declarations_need_only_the_standard_library():
    allowed = {"db.items", "db.identity"}
    wrong = [f"{name_of(path)}:{line}: {module}" for path in (ROOT / "db" / "items").glob("*.py")
             for line, module in imports(path)
             if module.split(".")[0] not in sys.stdlib_module_names
             and not any(module == a or module.startswith(a + ".") for a in allowed)]
    assert wrong == []


@pytest.mark.parametrize("path", sorted((ROOT / "db" / "migrations").glob("*.py")), ids=name_of)
def test_migrations_import_nothing_of_ours(path):
    assert [module for _, module in imports(path) if module.split(".")[0] not in sys.stdlib_module_names] == []


@pytest.mark.parametrize("path", DB + DESKTOP, ids=name_of)
def test_modules_are_short_and_say_what_they_are(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST
    assert ast.get_docstring(ast.parse(text)), f"{name_of(path)} has no docstring"


def _public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield from (f for f in node.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_"))
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_public_functions_are_typed():
    wrong = []
    for path in DB + [p for p in DESKTOP if "actions" in p.parts]:
        if "migrations" in path.parts:
            continue  # they see a bare connection and import nothing
        for function in _public_functions(path):
            every = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
            bare = [a.arg for a in every if a.annotation is None and a.arg not in ("self", "cls")]
            if bare or function.returns is None:
                wrong.append(f"{name_of(path)}:{function.lineno}: {function.name} {bare}")
    assert wrong == []


def test_no_lambda_over_self_on_a_signal():
    """Qt keeps such a lambda, and with it the window, alive for ever."""
    wrong = []
    for path in DESKTOP:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
                    and any(isinstance(a, ast.Lambda) and any(isinstance(n, ast.Name) and n.id == "self"
                                                              for n in ast.walk(a)) for a in node.args)):
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert wrong == []


def test_message_boxes_open_in_one_place():
    wrong = [f"{name_of(path)}:{node.lineno}" for path in DESKTOP if name_of(path) != "desktop_app/ui/messages.py"
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Name) and node.id == "QMessageBox"]
    assert wrong == []
