"""Dates as typed and spoken."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.entry.dates import find_dates, read_date

TODAY = datetime.date(2022, 9, 15)  # a Thursday


@pytest.mark.parametrize(("text", "wanted"), [
    ("今天", "2022-09-15"), ("昨天", "2022-09-14"), ("前天", "2022-09-13"), ("大前天", "2022-09-12"),
    ("上周三", "2022-09-07"), ("上星期日", "2022-09-11"), ("上上周五", "2022-09-02"), ("星期四", "2022-09-15"),
    ("9月3号", "2022-09-03"), ("９月３号", "2022-09-03"), ("9.2", "2022-09-02"), ("9/2", "2022-09-02"),
    ("2022.3.5", "2022-03-05"), ("2022年3月5日", "2022-03-05"), ("20220305", "2022-03-05"), ("2022-03-05", "2022-03-05"),
    ("2022 年 3 月 5 日", "2022-03-05"), ("22.3.5", "2022-03-05"), ("22年3月5日", "2022-03-05"), ("8月29日", "2022-08-29"),
    ("九月三号", "2022-09-03"), ("二〇二二年三月五日", "2022-03-05"), ("12月30日", "2021-12-30"), ("2月29日", "2020-02-29"),
    ("去年9月3日", "2021-09-03"), ("本月3号", "2022-09-03"), ("上个月28号", "2022-08-28"), ("3天前", "2022-09-12"),
    ("两天前", "2022-09-13"), ("一周前", "2022-09-08"), ("3号", "2022-09-03"), ("20号", "2022-08-20"),
])
def test_solar(text, wanted):
    guess = read_date(text, TODAY)
    assert (guess.date, guess.note) == (wanted, "")


@pytest.mark.parametrize(("text", "wanted", "note"), [
    ("八月十五", "2022-09-10", "农历八月十五 = 9月10日"), ("腊月廿三", "2022-01-25", "农历腊月廿三 = 1月25日"),
    ("正月初三", "2022-02-03", "农历正月初三 = 2月3日"), ("农历八月十五", "2022-09-10", "农历八月十五 = 9月10日"),
    ("去年腊月廿三", "2022-01-25", "农历腊月廿三 = 1月25日"), ("冬月初八", "2021-12-11", "农历冬月初八 = 2021年12月11日"),
    ("闰四月初三", "2020-05-25", "农历闰四月初三 = 2020年5月25日"), ("除夕", "2022-01-31", "农历腊月三十 = 1月31日"),
    ("五月初五", "2022-06-03", "农历五月初五 = 6月3日"),
])
def test_lunar(text, wanted, note):
    guess = read_date(text, TODAY)
    assert (guess.date, guess.note) == (wanted, note)


@pytest.mark.parametrize("text", ["3号", "周三", "九月三", "十月二十五", "春节", "元旦"])
def test_a_guess_says_so(text):
    assert not read_date(text, TODAY).certain


@pytest.mark.parametrize("text", ["", "9.31", "13.1", "20221301", "2022.2.30", "0", "abc", "9月", "2022年", "三天", "八月十五前",
                                  "9月3日和9月4日", "闰五月初三号楼", "0年0月0日", "1.8万", "八月四十"])
def test_no_dates(text):
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(("text", "wanted"), [
    ("9月30日", "2022-09-30"), ("9.2", "2023-09-02"), ("明天", "2022-09-16"), ("下周一", "2022-09-19"), ("周三", "2022-09-21"),
    ("3号", "2022-10-03"), ("腊月廿三", "2023-01-14"), ("正月初三", "2023-01-24"), ("今天", "2022-09-15")])
def test_looking_ahead(text, wanted):
    """A day by which something is due is the next one, not the last one."""
    assert read_date(text, TODAY, ahead=True).date == wanted


def test_lunar_new_year_of_the_running_lunar_year():
    """In January the lunar year is still the old one."""
    assert read_date("腊月初八", datetime.date(2023, 1, 10)).date == "2022-12-30"


@pytest.mark.parametrize(("text", "wanted"), [
    ("8月29日打架 9月3日调解", ["8月29日", "9月3日"]), ("昨天晚上吵架", ["昨天晚上"]), ("电话0631-6712345", []),
    ("鲁K12345", []), ("2022年 3月5日来", ["2022年 3月5日"]), ("李四9月3号", ["9月3号"]), ("二十九月三", []), ("15:30-16:30", [])])
def test_dates_in_a_line(text, wanted):
    assert [text[found.start:found.end] for found in find_dates(text, TODAY)] == wanted


DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))


@given(DAYS, DAYS)
def test_written_dates_read_back(day, today):
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}",
                 f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}"):
        assert read_date(text, today).date == day.isoformat()


@given(DAYS, DAYS)
def test_without_a_year_never_after_today(day, today):
    guess = read_date(f"{day.month}月{day.day}日", today)
    found = datetime.date.fromisoformat(guess.date)
    assert found <= today and (found.month, found.day) == (day.month, day.day)
    ahead = datetime.date.fromisoformat(read_date(f"{day.month}.{day.day}", today, ahead=True).date)
    assert ahead >= today and (ahead.month, ahead.day) == (day.month, day.day)


@given(st.integers(0, 11), st.integers(0, 28), DAYS)
def test_lunar_days_agree_with_the_calendar(month, day, today):
    from borax.calendars.lunardate import LunarDate

    ones = "一二三四五六七八九十"
    name = "初" + ones[day] if day < 10 else "二十" if day == 19 else "十廿"[day // 20] + ones[day % 10]
    guess = read_date(f"农历{'正二三四五六七八九十冬腊'[month]}月{name}", today)
    found = datetime.date.fromisoformat(guess.date)
    lunar = LunarDate.from_solar(found)
    assert (lunar.month, lunar.day, bool(lunar.leap)) == (month + 1, day + 1, False)
    assert today - datetime.timedelta(days=385) <= found <= today


@given(st.text(max_size=20))
def test_any_text_is_accepted(text):
    for day in (TODAY, datetime.date.min, datetime.date.max):
        guess = read_date(text, day)
        assert guess is None or datetime.date.fromisoformat(guess.date)
