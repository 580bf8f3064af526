"""What 设置 changes: the office, its registers, case numbers, time limits."""

from collections.abc import Iterable, Mapping

from db import check, clock, numbering, repository
from db.database import Store
from db.errors import KnownError
from db.items import BY_KEY, COMMITTEE, MEDIATOR, PHRASE, VILLAGE
from db.items.kinds import Circumstances, Gate, Item, Record
from desktop_app.actions.session import Session

REGISTERS: tuple[Item, ...] = (COMMITTEE, MEDIATOR, VILLAGE, PHRASE)


DEFAULTS: Record = {"mediation_place": "调解室", "occupation": "务农", "party_signatures": True}
"""Settings of the office beside its names, as shipped: what new cases start with, what papers carry."""


def default(store: Store, key: str) -> str | bool:
    """One of DEFAULTS as the office has it now."""
    return store.settings.get(key, DEFAULTS[key])


def save_office(session: Session, desk: str, name: str | None, me: str | None, chosen: Record) -> None:
    """Change who sits here and what is ``chosen`` of DEFAULTS (empty = as shipped). Raises KnownError."""
    if not name:
        raise KnownError("单位名称是空的。", "请写上单位名称。")
    if not me:
        raise KnownError("还没有选录入人。", "请在名单里选一位；名单里没有，就先到“人员”里加上。")
    if me != session.me:
        session.begin()  # the choices of the person before are not this one's
    with session.store.writing():
        session.store.settings.set("office", session.office | {"desk": desk, "name": name, "me": me})
        for key, shipped in DEFAULTS.items():
            session.store.settings.set(key, shipped if chosen.get(key) in (None, "") else chosen[key])


def save_entry(session: Session, item: Item, entry: Record) -> Record:
    """Add or change an entry of a register; returns it as stored. Two entries never bear the same name."""
    if missing := check.first(check.check(item, entry, check.circumstances()), Gate.SAVE):
        raise KnownError(f"{item.label}还没有写{missing.message}。", "请写上再保存。")
    check_entry(session.store, item, entry)
    if entry.get("uid"):
        return repository.save(session.store, item, entry, session.who)
    return repository.add(session.store, item, entry, session.who)


def check_entry(store: Store, item: Item, entry: Record) -> None:
    """Raise KnownError for an entry of REGISTERS that cannot be: the name of another, a number template that fails."""
    _refuse_twin(store, item, entry)
    if item is COMMITTEE:
        for series in numbering.TEMPLATES:
            if fault := template_fault(entry, series):
                raise KnownError(f"{fault}。", "例如 {abbr}人调口字〔{year}〕第{seq:03d}号；空着就用程序自带的。")


def _refuse_twin(store: Store, item: Item, entry: Record) -> None:
    for row in repository.records(store, item):
        name = item.name_of(entry)
        if item.name_of(row) == name and row["uid"] != entry.get("uid"):
            differ = "同名的请加上区别，例如村名。" if "name" in item.fields else "请到“设置”的“套话”里改原来那一条。"
            raise KnownError(f"已经有“{name}”了。", differ)


def delete_entry(session: Session, item: Item, uid: str) -> None:
    """Into the 回收站. The person entering and the last committee stay."""
    refuse_needed(session, item, uid)
    repository.delete(session.store, item, uid, session.who)


def refuse_needed(session: Session, item: Item, uid: str) -> None:
    """Raise KnownError for an entry that the office cannot do without."""
    if item is MEDIATOR and uid == session.me:
        raise KnownError("这是现在的录入人，不能删除。", "请先在“单位和口令”里换一位录入人。")
    if item is COMMITTEE and len(repository.records(session.store, COMMITTEE)) == 1:
        raise KnownError("至少要留一个调委会。", "要换名称，直接改名就行。")


def template_fault(committee: Record, series: str) -> str:
    """What is wrong with a committee's own number template; '' when it works or there is none."""
    own = committee.get(f"{series}_number")
    return numbering.template_fault(own) if own else ""


def next_numbers(store: Store, committee: Record) -> dict[str, str]:
    """The next case number of each series, as the committee's templates are written now."""
    year = clock.today().year
    found = {}
    for series in numbering.TEMPLATES:
        seq = numbering.next_seq(store, committee["uid"], series, year) if committee.get("uid") else 1
        found[series] = numbering.fill(numbering.template_of(committee, series), committee.get("abbr") or "", year, seq)
    return found


def circumstances(store: Store) -> Circumstances:
    """Today and the office's limits."""
    return check.circumstances(changed=store.settings.get("limits"))


def limits(store: Store) -> dict[str, int]:
    """The limits in force, each in its own unit."""
    return dict(circumstances(store).limits)


_MOST = {"年": 100, "人": 100}
"""Unit -> the largest limit; days may be more."""


def save_limits(store: Store, values: Mapping[str, int | None]) -> None:
    """Keep the limits that differ from the shipped ones; None returns to the shipped one. Raises KnownError."""
    shipped = check.shipped_limits()
    for key, value in values.items():
        unit = shipped[key]["unit"]
        most = _MOST.get(unit, 3650)
        if value is not None and not 1 <= value <= most:
            raise KnownError(f"{shipped[key]['label']}写的是 {value} {unit}。", f"请写 1 到 {most} 之间的数，单位是{unit}。")
    store.settings.set("limits", {k: v for k, v in values.items() if v is not None and v != shipped[k]["value"]})


def deleted(store: Store, most: int = 500) -> list[tuple[Item, Record]]:
    """What lies in the 回收站, the latest first, at most ``most`` of each kind."""
    found = []
    for item in (item for item in BY_KEY.values() if not item.parent):
        ids = repository.find(store, item, repository.Filter(deleted=True), "deleted_at DESC")[:most]
        found += [(item, record) for record in repository.page(store, item, ids)]
    return sorted(found, key=lambda pair: pair[1]["deleted_at"], reverse=True)


def restore(session: Session, chosen: Iterable[tuple[Item, str]]) -> int:
    """Take entries out of the 回收站, all or none; how many there were."""
    count = 0
    with session.store.writing():
        for item, uid in chosen:
            if item in REGISTERS:
                _refuse_twin(session.store, item, repository.get(session.store, item, uid))
            repository.restore(session.store, item, uid, session.who)
            count += 1
    return count
