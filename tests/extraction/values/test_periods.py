"""Printed periods → start and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import find_period
from extraction.values.periods import PeriodRule, period_rules

ROWS: list[tuple[str, str | None, str | None, str]] = [
    ("2025年1月（至2025年12月）", "2025-01", "2025-12", "the end in brackets"),
    ("2025.1.1-2025.12.31", "2025-01-01", "2025-12-31", "points"),
    ("2025.1.1-12.31", "2025-01-01", "2025-12-31", "points, the year carried"),
    ("2025.1-12", "2025-01", "2025-12", "a month carried"),
    ("2025.01—2025.12", "2025-01", "2025-12", "a dash"),
    ("2025年1月-12月", "2025-01", "2025-12", "the year carried"),
    ("2025年1-12月", "2025-01", "2025-12", "one 月 for both"),
    ("2025年1月至2025年\n12月", "2025-01", "2025-12", "cut by a line end"),
    ("2025年1月1日——2025年12月31日", "2025-01-01", "2025-12-31", "a long dash"),
    ("2025/1/1～2025/12/31", "2025-01-01", "2025-12-31", "slashes and a wave"),
    ("2025-01-01-2025-12-31", "2025-01-01", "2025-12-31", "hyphens everywhere"),
    ("20250101-20251231", "2025-01-01", "2025-12-31", "packed"),
    ("自2025年1月1日起至2025年12月31日止", "2025-01-01", "2025-12-31", "自 … 起至 … 止"),
    ("2025年1月1日起，至2025年12月31日止", "2025-01-01", "2025-12-31", "a comma between"),
    ("2025年7月至次年6月", "2025-07", "2026-06", "the next year"),
    ("2025年1月至年底", "2025-01", "2025-12", "the year's end"),
    ("2025年3月上旬至11月下旬", "2025-03", "2025-11", "parts of months"),
    ("二〇二五年一月至十二月", "2025-01", "2025-12", "Chinese numerals"),
    ("2024-2026年", "2024", "2026", "years"),
    ("2024年至2026年", "2024", "2026", "years, both with 年"),
    ("三年（2024—2026）", "2024", "2026", "bare years"),
    ("2024全年", "2024", "2024", "a whole year"),
    ("2025年度", "2025", "2025", "a budget year"),
    ("项目执行期为2025年", "2025", "2025", "a year that is the whole statement"),
    ("2025年度（1月-12月）", "2025-01", "2025-12", "the months say more than the year"),
    ("2025年预算执行", None, None, "a year that dates something else"),
    ("2025年4月开工，工期240天", "2025-04", None, "a start and a length"),
    ("2025年4月开工，2025年10月竣工", "2025-04", "2025-10", "two words for two sides"),
    ("2025年4月开工，10月竣工", "2025-04", "2025-10", "the year carried to the end"),
    ("开始时间：2025-01-01 结束时间：2025-12-31", "2025-01-01", "2025-12-31", "labels"),
    ("2025年12月底前完成", None, "2025-12", "the end alone"),
    ("自合同签订之日起至2025年11月30日", None, "2025-11-30", "a start without a date"),
    ("2025年1月起", "2025-01", None, "no end"),
    ("2025年3月至6月招标，7月至10月施工，11月验收", "2025-03", "2025-10", "phases in a row"),
    ("2025年1月至12月，其中5月至9月集中整治", "2025-01", "2025-12", "a phase inside"),
    (
        "2025年1月至12月（上一合同期为2024年3月至2025年2月）",
        "2025-01",
        "2025-12",
        "another's period",
    ),
    ("一年", None, None, "a length alone"),
    ("工期180日历天", None, None, "days alone"),
    ("全年", None, None, "no year"),
    ("1月至12月", None, None, "no year"),
    ("一季度招标；二季度施工", None, None, "quarters name tasks"),
    ("2025年6月前完成招标", None, None, "a step, not the project's end"),
    ("2025年6月、10月各检查一次", None, None, "two dates of something"),
    ("2025年7月-6月", None, None, "the end before the start"),
    ("2025年1月至2025年13月", None, None, "no such month"),
    ("每年3月至5月", None, None, "every year"),
    ("2025.1-12万元", None, None, "money"),
]


@pytest.mark.parametrize(("text", "start", "end", "reason"), ROWS, ids=[row[0] for row in ROWS])
def test_find_period(text: str, start: str | None, end: str | None, reason: str) -> None:
    period = find_period(text)
    sides = (period.start, period.end) if period else (None, None)
    assert tuple(side.value if side else None for side in sides) == (start, end), reason
    assert (period is None) == (start is None and end is None)


def test_each_side_has_its_own_span() -> None:
    text = "五、周期：2025年1月（至2025年12月）。"
    period = find_period(text, start=5)
    assert period
    assert period.start
    assert period.end
    assert text[period.start.start : period.start.end] == "2025年1月"
    assert text[period.end.start : period.end.end] == "2025年12月"


def test_months_without_a_year_take_the_year_that_is_given() -> None:
    period = find_period("1月至10月", year=2026)
    assert period
    assert period.start
    assert period.end
    assert (period.start.value, period.end.value) == ("2026-01", "2026-10")


def test_phases_are_counted() -> None:
    period = find_period("2025年3月至6月招标，7月至10月施工")
    assert period
    assert period.phases == 2


@pytest.mark.parametrize("rule", period_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_its_example(rule: PeriodRule) -> None:
    for text, wanted in ((rule.example, True), (rule.counter_example, False)):
        period = find_period(text)
        assert bool(period and getattr(period, rule.side)) is wanted, text


@given(
    st.integers(2000, 2090),
    st.integers(1, 12),
    st.integers(0, 30),
    st.sampled_from(["-", "—", "至", "到", "～", "--"]),
)
def test_printed_months_read_back(year: int, month: int, length: int, sign: str) -> None:
    last = year * 12 + month - 1 + length
    period = find_period(f"{year}年{month}月{sign}{last // 12}年{last % 12 + 1}月")
    assert period
    assert period.start
    assert period.end
    assert period.start.value == f"{year}-{month:02d}"
    assert period.end.value == f"{last // 12}-{last % 12 + 1:02d}"


@given(
    st.text(alphabet="2025年1月31日-至（） 起止.0/全一二〇底前完成，\n", max_size=50),
    st.integers(0, 20),
)
def test_spans_are_inside(text: str, start: int) -> None:
    start = min(start, len(text))
    period = find_period(text, start=start, year=2025)
    for side in (period.start, period.end) if period else ():
        if side is not None:
            assert start <= side.start < side.end <= len(text)
            assert side.value[:4].isdigit()
