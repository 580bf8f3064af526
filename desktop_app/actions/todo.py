"""今日: what is due, found from the records and the time limits; nothing is entered twice to appear here."""

from dataclasses import dataclass
from datetime import date, timedelta

from db import check, clock, repository
from db.items import CASE
from db.items.kinds import Record
from db.items.mediation_rules import confirm_deadline
from desktop_app.actions import deadlines, records
from desktop_app.actions.deadlines import Waiting
from desktop_app.actions.session import Session

FEW = 3
"""So many persons who owe the same are named one by one."""

AHEAD = 7
"""Days: how far ahead a due date is shown."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: when it is due (None = now), what, for which record and field, by whom, on what ground.

    ``uid`` '' = about many records of the item.
    """

    due: date | None
    what: str
    uid: str
    path: tuple
    who: str  # uid of the mediator
    basis: str
    item: str = CASE.key


def _cases(session: Session, where: str, *values: str) -> list[Record]:
    rows = session.store.rows(f"SELECT id FROM mediation_case WHERE deleted_at IS NULL AND {where}", *values)
    return repository.page(session.store, CASE, [row[0] for row in rows])


def _folded(waiting: list[Waiting]) -> tuple[list[Waiting], list[list[Waiting]]]:
    """Persons of a locked tab who owe the same are one line when they are more than a few: the list is for today."""
    groups: dict[tuple[str, str], list[Waiting]] = {}
    for one in waiting:
        groups.setdefault((one.item.key, one.due.what), []).append(one)
    crowds = [group for group in groups.values() if group[0].item.locked and len(group) > FEW]
    hidden = {id(one) for group in crowds for one in group}
    return [one for one in waiting if id(one) not in hidden], crowds


def todo_list(session: Session) -> list[Todo]:
    """Everything due up to AHEAD days from today, the most overdue first."""
    limits = records.circumstances(session)
    basis = {key: entry["basis"] for key, entry in check.shipped_limits().items()}
    today = clock.today()
    horizon = (today + timedelta(days=AHEAD)).isoformat()
    found = [Todo(None, f"{CASE.name_of(c)}：被退回，{c['report_reason'] or '请看回执'}，改好再报", c["uid"], (),
                  c["registrar"] or "", f"回执 {c['report_date'] or ''}".strip())
             for c in _cases(session, "report_state = 'returned'")]
    days = limits.limits["mediation_days"]
    for case in _cases(session, "(result = 'ongoing' OR result IS NULL) AND accept_date <= ?",
                       (today - timedelta(days=days - AHEAD)).isoformat()):
        due = date.fromisoformat(case["accept_date"]) + timedelta(days=days)
        found.append(Todo(due, f"{CASE.name_of(case)}：调解满 {days} 天，还没有结果", case["uid"], ("result",),
                          case["mediator"] or "", basis["mediation_days"]))
    since = (today - timedelta(days=limits.limits["confirm_days"])).isoformat()
    for case in _cases(session, "agreement_form = 'written' AND result = 'success' AND "
                                "coalesce(effective_date, agreement_date) >= ?", since):
        last = confirm_deadline(case, limits)
        if last and last <= horizon:
            found.append(Todo(date.fromisoformat(last), f"{CASE.name_of(case)}：申请司法确认的最后一天", case["uid"],
                              ("judicial_confirm",), case["mediator"] or "", basis["confirm_days"]))
    visit = limits.limits["visit_days"]
    for case in _cases(session, "result = 'success' AND perform_due IS NOT NULL AND visit_date IS NULL "
                                "AND coalesce(perform_status, '') <> 'done' AND perform_due <= ?", horizon):
        found.append(Todo(date.fromisoformat(case["perform_due"]),
                          f"{CASE.name_of(case)}：履行到期，问问履行了没有，{visit} 天内回访", case["uid"],
                          ("perform_status",), case["mediator"] or "", "协议约定的期限"))
    few, crowds = _folded(deadlines.all_waiting(session, horizon))
    found += [Todo(date.fromisoformat(group[0].due.on), f"{group[0].item.label} {len(group)} 人：{group[0].due.what}", "", (),
                   "", basis.get(group[0].due.limit, ""), group[0].item.key) for group in crowds]
    found += [Todo(date.fromisoformat(waiting.due.on), f"{waiting.called}：{waiting.due.what}".removeprefix("："),
                   waiting.uid, waiting.due.path, waiting.handler, basis.get(waiting.due.limit, ""), waiting.item.key)
              for waiting in few]
    return sorted(found, key=lambda todo: todo.due or date.min)
