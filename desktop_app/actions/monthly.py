"""月报: one workbook for a month or any period: the summary, a ledger for every tab, what was checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from db import check, clock, figures, repository
from db.errors import KnownError
from db.figures import FIGURES, Amount, Figure, Span
from db.items import BY_KEY, Item
from db.items.kinds import Gate, Kind, Record
from desktop_app.actions import closing, ledger_records, records, tabs, workbooks
from desktop_app.actions.period import Period
from desktop_app.actions.progress import Progress, unwatched
from desktop_app.actions.session import Session
from desktop_app.exchange import book, ledger, place
from desktop_app.exchange.profiles import Profile
from desktop_app.exchange.rows import Page
from desktop_app.exchange.summary import Check, Line, checks_page, summary_page

_MOST = 200  # gaps told one by one
SIGNED = ("填表人：＿＿＿＿＿＿＿＿　　　负责人：＿＿＿＿＿＿＿＿　　　填报日期：＿＿＿＿年＿＿月＿＿日", "（盖章处）")
"""Lines at the foot of a summary, to be filled with a pen."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The workbook in its place."""

    path: Path
    records: int

    @property
    def message(self) -> str:
        return f"已生成月报：{self.records} 条台账，在 {self.path}"


# the summary


def summary_rows(session: Session, period: Period) -> list[Line]:
    """Every line of the summary: flows for the period, the year so far and the same days of last year; stocks at the
    end. Only of the tabs that this desk sees."""
    spans = [span_of(period, column) for column in ("month", "year", "last_year")]
    told = [figures.compute(session.store, span) for span in spans]
    shown = {tab.label for tab in tabs.shown(session)}
    kept = [figure for figure in FIGURES.values() if figure.group in shown]
    return [_line(number, figure, [amounts[figure.key] for amounts in told]) for number, figure in enumerate(kept, 1)]


def _line(number: int, figure: Figure, amounts: list[Amount]) -> Line:
    month, year, last_year = (None if figure.stock else figure.plain(amount) for amount in amounts)
    end = figure.plain(amounts[0]) if figure.stock else None
    return Line(number, figure.key, figure.group, figure.label.removeprefix("其中"), figure.unit, month, year, last_year,
                end, figure.definition, bool(figure.parent))


def span_of(period: Period, column: str) -> Span:
    """The days that a column of the summary counts: month, year, last_year or end; never beyond today."""
    if column == "year":
        return Span(f"{period.cut_off[:4]}-01-01", period.cut_off)
    if column == "last_year":
        return Span(_year_before(period.first_day), _year_before(period.cut_off))
    return Span(period.first_day, period.cut_off)


def _year_before(day: str) -> str:
    """The same day a year earlier; the last of February stays the last of February."""
    at = date.fromisoformat(day)
    if (at + timedelta(days=1)).month != at.month:
        return (date(at.year - 1, at.month % 12 + 1, 1) - timedelta(days=1)).isoformat() if at.month < 12 else (
            date(at.year - 1, 12, 31).isoformat())
    return at.replace(year=at.year - 1).isoformat()


def footer(session: Session, period: Period) -> tuple[str, ...]:
    """Below a summary: office, period and the day to which it counts, and the lines to sign and seal."""
    office = session.office.get("name", "")
    sample = "样例数据，不得上报。" if session.office.get("sample") else ""
    return (f"{sample}{office}　时段：{period.label}，统计到 {period.cut_off}，制表 {clock.today().isoformat()}", *SIGNED)


# what was checked


def checks(session: Session, period: Period) -> list[Check]:
    """Sums that must hold, figures of closed months that changed since, records with gaps, late entries, cases not acknowledged."""
    found = [Check("校验", "对上" if one.holds else "对不上", f"{one.label}：{one.text}")
             for one in figures.identities(session.store, span_of(period, "month"))]
    found += [Check(one.kind, Period.month(one.month).label, one.text) for one in closing.corrections_within(session, period)]
    found += list(_gaps(session, period))
    waiting = session.store.rows("SELECT count(*) FROM mediation_case WHERE deleted_at IS NULL AND event_on <= ? "
                                 "AND report_state <> 'accepted'", period.last_day)[0][0]
    files = session.store.rows("SELECT count(*) FROM attachment WHERE removed_at IS NULL")[0][0]
    return [*found, Check("待上报", f"{waiting} 件", f"到 {period.last_day} 为止，上级还没有接收的案件"),
            Check("附件", "不在表里", f"本机存有附件 {files} 个，月报只有文字和数字，不带附件")]


def _gaps(session: Session, period: Period) -> Iterator[Check]:
    """Records that miss something for the report, and those of the period that came late; restricted files not at all."""
    restricted, gaps, late = ledger_records.restricted(session), 0, 0
    for item in ledger_records.items(session):
        for record in () if ledger_records.is_roster(item) else ledger_records.records(session, item, period):
            if restricted.bars(item, record):
                continue
            if record.get("late_entry") and record["event_on"] >= period.first_day:
                late += 1
                yield Check("补录", item.label, f"{_number(item, record)} 在结账后录入")
            if (missing := _missing(session, item, record)) and (gaps := gaps + 1) <= _MOST:
                yield Check("还差材料", item.label, f"{_number(item, record)}　{missing}".strip())
    if gaps > _MOST:
        yield Check("还差材料", "更多", f"另有 {gaps - _MOST} 条，请在各栏里看")
    if not late:
        yield Check("补录", "没有", "本期没有结账以后才录入的")
    if not gaps:
        yield Check("还差材料", "没有", "本期的记录都填齐了")


def _number(item: Item, record: Record) -> str:
    """A record by its number; one without a number by its day, never by the people in it."""
    return record.get(repository.name_column(item)) or f"还没有编号的（{record['event_on']}）"


def _missing(session: Session, item: Item, record: Record) -> str:
    """The first thing that keeps a record from the gate 报, '' when nothing does; of a locked item not which one."""
    first = check.first(records.problems_of(session, item, record), Gate.REPORT)
    return "" if first is None else "没有填齐，请进这一栏看" if item.locked else first.text


# the workbook


def default_name(session: Session, period: Period, with_names: bool) -> str:
    """海阳所镇司法所_2022年9月_月报.xlsx."""
    return workbooks.name_of(session, period, "月报", with_names)


def export(session: Session, period: Period, out: Path, *, with_names: bool = False,
           progress: Progress = unwatched) -> Exported:
    """Write the workbook whole or not at all. Raises KnownError; with names the locked tabs must be open.

    What is secret (health, crime) is told only with names, and only while the lock is open.
    """
    if with_names and not session.unlocked and (shut := [tab.label for tab in tabs.shown(session) if tab.locked]):
        raise KnownError(f"{'、'.join(shut)}还锁着，不能写明姓名。", "请先进这几栏写口令，或者隐去姓名。")
    progress(0, "算各项数字")
    summary = summary_page(summary_rows(session, period), period.word, footer(session, period))
    shown = ledger.Shown(_names(session), ledger_records.restricted(session), with_names, session.unlocked)
    items, count, ledgers = ledger_records.items(session), 0, []
    for place_of, item in enumerate(items):
        progress(0.1 + 0.4 * place_of / len(items), f"整理 {_sheet_name(item)}")
        made = ledger.ledgers(item, _sheet_name(item), ledger_records.records(session, item, period), shown)
        count += len(made[0].rows)
        ledgers += made
    pages = [summary, *ledgers, checks_page(checks(session, period))]
    cover = workbooks.cover(session, period, count, with_names)
    place.put(out, partial(_make, pages, cover, progress))
    return Exported(Path(out), count)


def _make(pages: list[Page], cover: book.Cover, progress: Progress, draft: Path) -> None:
    progress(0.5, "写入表格")
    profile = Profile("monthly", "月报", "", draft, tuple(page.sheet for page in pages), True, "", cover.personal, 1)
    book.write(draft, pages, profile, cover)
    progress(0.85, "核对写好的表格")
    book.verify(draft, pages, cover)
    progress(0.95, "存盘")


def _sheet_name(item: Item) -> str:
    """The name of the page on which the records are kept."""
    page = tabs.page_of(item)
    return dict(tabs.tab_of(item).pages)[page]


def _names(session: Session) -> dict[str, dict[str, str]]:
    """Names behind every link of the ledgers."""
    items = ledger_records.items(session)
    linked = {f.of for item in items for f in item if f.kind is Kind.LINK}
    linked |= {f.of for item in items for rows in item if rows.kind is Kind.ROWS
               for f in BY_KEY[rows.of] if f.kind is Kind.LINK}
    return {key: repository.names(session.store, BY_KEY[key]) for key in linked}
