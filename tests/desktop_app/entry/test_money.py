"""Amounts as typed and spoken, and 大写金额."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.entry.money import LARGEST, read_money, spell_money


@pytest.mark.parametrize(("text", "yuan"), [
    ("300", 300), ("0", 0), ("12.5", 12.5), ("１２３", 123), ("1,200", 1200), ("2,680元", 2680), ("1.8万元", 18000),
    ("￥300", 300), ("¥ 300.50", 300.5), ("300 元", 300), ("三百五", 350), ("两万五", 25000), ("1万5", 15000),
    ("1万500", 10500), ("3千5", 3500), ("2万3千500", 23500), ("一点八万", 18000), ("1.8w", 18000), ("壹仟元整", 1000),
    ("三百五十块钱", 350), ("十五", 15), ("一百零五", 105), ("一万零五", 10005), ("一万零五十", 10050),
    ("五块五", 5.5), ("3元5角2分", 3.52), ("伍角整", 0.5), ("三分", 0.03), ("两千万", 20_000_000), ("人民币叁仟元整", 3000),
])
def test_amounts(text, yuan):
    assert read_money(text) == round(yuan * 100)


@pytest.mark.parametrize("text", [
    "", " ", "元", "-5", "三五百", "几百", "百", "万五", "1.2345元", "1,2,3", "12,34", "1.8万5", "5.", ".5", "abc", "三百五吧",
    "300元左右", "二〇二二", "零零", "一亿亿", "99999999999999", "三点半", "五块五分五"])
def test_no_amounts(text):
    assert read_money(text) is None


@pytest.mark.parametrize(("fen", "spelled"), [
    (1_800_000, "壹万捌仟元整"), (0, "零元整"), (5, "伍分"), (50, "伍角整"), (1000, "壹拾元整"),
    (140_950, "壹仟肆佰零玖元伍角整"), (600_714, "陆仟零柒元壹角肆分"), (168_032, "壹仟陆佰捌拾元零叁角贰分"),
    (10_700_053, "壹拾万零柒仟元零伍角叁分"), (1_640_902, "壹万陆仟肆佰零玖元零贰分"), (32_504, "叁佰贰拾伍元零肆分"),
    (100_000_000_000, "壹拾亿元整"), (10_000_000_100, "壹亿零壹元整"), (12_000_500, "壹拾贰万零伍元整"),
])
def test_spelled_as_on_a_cheque(fen, spelled):
    assert spell_money(fen) == spelled


@pytest.mark.parametrize("fen", [-1, 10 ** 14])
def test_not_spelled(fen):
    with pytest.raises(ValueError, match=str(fen)):
        spell_money(fen)


SUMS = st.one_of(st.integers(0, LARGEST), st.integers(0, 10_000),
                 st.tuples(st.integers(1, 9), st.integers(0, 11), st.integers(0, 9), st.integers(0, 11)).map(
                     lambda parts: parts[0] * 10 ** parts[1] + parts[2] * 10 ** parts[3]).filter(LARGEST.__ge__))


@given(SUMS)
def test_spelled_money_reads_back(fen):
    spelled = spell_money(fen)
    assert read_money(spelled) == fen
    assert "零零" not in spelled
    assert spelled.endswith("分") == bool(fen % 10)


@given(SUMS)
def test_typed_money_reads_back(fen):
    assert read_money(f"{fen // 100}.{fen % 100:02d}") == fen
    assert read_money(f"￥{fen // 100:,}.{fen % 100:02d}元") == fen


@given(st.text(max_size=30))
def test_any_text_is_accepted(text):
    fen = read_money(text)
    assert fen is None or 0 <= fen <= LARGEST
