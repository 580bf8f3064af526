"""What is read off the page of a stack, and the pairs that are keyed in."""

from PySide6.QtWidgets import QApplication

from db import repository
from db.items import CASE

NAMES = ("高兴民隋建波", "冯玉梅 陈永", "史国栋陶金山", "赵永刚陈志强")


def stored(session):
    return repository.records(session.store, CASE)


def names(case):
    return [party["name"] for party in case["parties"]]


def step(page):
    return next(step for step, box in page.entry.boxes.items()
                if box is QApplication.focusWidget() or box.isAncestorOf(QApplication.focusWidget()))


def said(page):
    return page.entry.said.accessibleName()
