"""The year's budget and the whole amount, chosen from a section's amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.narrative.budget import bare_number, choose_budget, choose_whole
from extraction.narrative.mentions import read_mentions

# text, the year's budget, the project's whole amount, what the row shows (fiscal year 2025)
ROWS: list[tuple[str, str | None, str | None, str]] = [
    (
        "2025年，本项目年度预算为1500万元，资金来源为市级财政资金。",
        "15000000.00",
        None,
        "the year before a comma",
    ),
    ("本项目2025年预算资金500万元，由区级财政全额安排。", "5000000.00", None, "a source behind it"),
    ("根据历年执行情况，2025年拟安排预算120万元。", "1200000.00", None, "the past is no year"),
    (
        "该项目资金纳入2025年部门预算，金额为95.6万元，其中政府采购80万元。",
        "956000.00",
        None,
        "其中 behind the amount",
    ),
    (
        "2025年度预算2,340,000元（2024年度预算2,500,000元），减少6.4%。",
        "2340000.00",
        None,
        "last year in brackets, with a change",
    ),
    (
        "全年经费预算：105万元。用途：1.宣传费20万元；2.会议费85万元。",
        "1050000.00",
        None,
        "a list of uses behind 用途",
    ),
    (
        "财政专项资金300万元。主要用于：(1)设备购置200万元；(2)软件开发100万元。",
        "3000000.00",
        None,
        "主要用于 opens the parts",
    ),
    ("年初预算数50万元，全部为当年财政拨款。", "500000.00", None, "an amount and its source"),
    ("总经费：320.5万元", "3205000.00", None, "a whole alone is the budget"),
    (
        "人员经费：12人×15万元/人=180万元；公用经费：20万元。",
        "2000000.00",
        None,
        "rates and factors",
    ),
    (
        "项目总投资2.3亿元，累计安排1.5亿元，2025年计划安排5000万元，资金来源为地方政府专项债券。",
        "50000000.00",
        "230000000.00",
        "accumulated and this year's",
    ),
    (
        "2025年申请财政资金1086.33万元，其中：延续性项目合同尾款386.33万元，新增项目700万元。",
        "10863300.00",
        None,
        "申请, with parts",
    ),
    ("拟安排区级财力500万元，镇级配套500万元。", "10000000.00", None, "two sources"),
    (
        "本项目预算经费共计46万元整（大写：肆拾陆万元整）。",
        "460000.00",
        None,
        "the amount again in capitals",
    ),
    (
        "预算总额1000万元。其中2025年600万元，2026年400万元。",
        "6000000.00",
        "10000000.00",
        "parts by year",
    ),
    (
        "合同总额800万元，分三年支付，2023年240万元，2024年240万元，2025年320万元。",
        "3200000.00",
        "8000000.00",
        "a payment plan by year",
    ),
    (
        "2025年度安排项目资金合计2,668,000.00元：设备运维1,468,000.00元，机房租赁1,200,000.00元。",
        "2668000.00",
        None,
        "合计 before a colon and a list",
    ),
    ("一、运维费80万元。二、耗材费20万元。以上合计100万元。", "1000000.00", None, "以上合计"),
    (
        "经费预算：按照每生每年1600元标准，在校学生2500人，共计400万元。",
        "4000000.00",
        None,
        "a rate per head and year",
    ),
    (
        "2025年1-6月预算50万元，7-12月预算60万元，全年110万元。",
        "1100000.00",
        None,
        "half-years and the whole year",
    ),
    (
        "项目所需经费由市级财政承担60%、区级财政承担40%，2025年区级财政承担部分为240万元。",
        "2400000.00",
        None,
        "a share of the source",
    ),
    (
        "本年度预算安排为：劳务费3.6万、专家咨询费2.4万、资料费1万，总计7万。",
        "70000.00",
        None,
        "总计 behind a list",
    ),
    ("2025年度经费2026.5万元", "20265000.00", None, "an amount that looks like a year"),
    (
        "２０２４年预算４，６７６.００万元，２０２５年预算２，８１６.００万元。",
        "28160000.00",
        None,
        "years in full width",
    ),
    (
        "培训费1.00万元，设备购置费0.18万元，材料印刷费0.82万元。",
        "20000.00",
        None,
        "an item that is by chance what the others are together",
    ),
    (
        "专项经费2万元，场租费1.5万元，材料费0.5万元。",
        "20000.00",
        None,
        "the first is called the whole",
    ),
    ("保障费2万元：场租费1.5万元，材料费0.5万元。", "20000.00", None, "a colon opens its items"),
    (
        "预算金额：人民币（大写）贰拾万元整（￥200,000.00）",
        "200000.00",
        None,
        "capitals and figures",
    ),
    ("项目预算控制数为350万元以内。", "3500000.00", None, "以内"),
    (
        "预算安排情况：2023年决算100万元，2024年预算110万元，2025年预算120万元。",
        "1200000.00",
        None,
        "three years in a row",
    ),
    ("追加资金20万元后，项目总额为120万元", "1200000.00", None, "an addition before the whole"),
    (
        "补贴标准为每户3000元，预计补贴1000户，需资金300万元",
        "3000000.00",
        None,
        "a rate and what is needed",
    ),
    (
        "专项债券资金8000万元，区级财政资金2000万元，项目总投资1亿元",
        "100000000.00",
        None,
        "a whole behind its sources",
    ),
    (
        "安排资金100万元（含上年结转20万元）。",
        "1000000.00",
        None,
        "what was carried over is inside",
    ),
    (
        "本项目为一次性项目，预算38万元，已纳入2025年政府采购预算38万元。",
        "380000.00",
        None,
        "the same amount twice",
    ),
    ("1.维修费：35万元。2.检测费：6万元。3.预备费：4万元。", "450000.00", None, "numbered items"),
    (
        "（1）大气监测 120 万元\n（2）水质监测 80 万元\n（3）土壤监测 50 万元\n共计 250 万元",
        "2500000.00",
        None,
        "items in paragraphs and a sum",
    ),
    (
        "根据区财政批复，2025年安排资金1,000万元，较2024年减少200万元（2024年为1,200万元）。",
        "10000000.00",
        None,
        "less than last year",
    ),
    (
        "本项目三年总预算900万元，2025年为第二年，预算300万元。",
        "3000000.00",
        "9000000.00",
        "three years together",
    ),
    (
        "预计项目总费用为520万元，2025年度申请260万元，剩余260万元于2026年申请。",
        "2600000.00",
        "5200000.00",
        "the rest comes later",
    ),
    (
        "专家评审费每次5000元，全年20次，共10万元；印刷费2万元；合计12万元。",
        "120000.00",
        None,
        "each time and in all",
    ),
    (
        "2025年项目资金需求为68万元，具体包括：物业费48万元，水电费20万元。",
        "680000.00",
        None,
        "具体包括",
    ),
    ("资金来源：财政拨款。预算金额：42万元。", "420000.00", None, "source, then amount"),
    (
        "2025年预算安排财政拨款收入9.8万元，用于购置档案柜4.8万元、复印机5万元。",
        "98000.00",
        None,
        "a purchase list",
    ),
    ("年度预算：2025年：200万元；2026年：220万元。", "2000000.00", None, "two years behind colons"),
    (
        "项目总金额：98万元，2025年度金额：49万元",
        "490000.00",
        "980000.00",
        "labels of whole and year",
    ),
    (
        "2025年度预算：\n上半年：60万元\n下半年：75万元",
        "1350000.00",
        None,
        "half-years in paragraphs",
    ),
    (
        "上级补助资金：中央40万元，市级60万元；区级配套：100万元。",
        "2000000.00",
        None,
        "sources behind two colons",
    ),
    (
        "预算执行率98%，2025年安排预算与上年持平，为76万元。",
        "760000.00",
        None,
        "as much as last year",
    ),
    (
        "建安工程费860万元，工程建设其他费用120万元，预备费49万元，总投资1029万元。",
        "10290000.00",
        None,
        "parts before the whole",
    ),
    (
        "总投资1029万元，其中建安工程费860万元，2025年安排400万元。",
        "4000000.00",
        "10290000.00",
        "parts, and the year's",
    ),
    (
        "2025年度计划支付工程进度款350万元、监理费20万元。",
        "3700000.00",
        None,
        "two payments of this year",
    ),
    (
        "合同价款156万元，2025年按合同约定支付50%即78万元。",
        "780000.00",
        "1560000.00",
        "a share of a contract",
    ),
    (
        "本项目资金按年度预算安排，2025年为15.00万元，2026年为15.00万元，2027年为15.00万元，合计45.00万元。",
        "150000.00",
        "450000.00",
        "years and their sum",
    ),
    ("详见绩效目标申报表", None, None, "no amount"),
    ("每季度支付25万元", None, None, "a rate is not added up"),
    (
        "第一季度1.00万元，第二季度0.14万元，第三季度0.74万元，第四季度0.12万元。",
        "20000.00",
        None,
        "a quarter's amount is no sum, though the others make as much",
    ),
    (
        "1、人员经费20000元；\n2、监理费3800元；\n3、劳务费16200元。",
        "40000.00",
        None,
        "nor is the first of numbered items",
    ),
    (
        "1、人员经费20000元，监理费3800元，劳务费16200元。",
        "20000.00",
        None,
        "one item alone is no list: its first amount is what the others add up to",
    ),
    ("单价100万元以上设备另行申报", None, None, "a threshold"),
]


@pytest.mark.parametrize(("text", "budget", "whole", "reason"), ROWS, ids=[row[3] for row in ROWS])
def test_choose(text: str, budget: str | None, whole: str | None, reason: str) -> None:
    mentions = read_mentions(text, fiscal_year=2025)
    chosen = choose_budget(mentions)
    assert (chosen.yuan if chosen else None) == budget, reason
    total = choose_whole(mentions, budget=chosen)
    assert (total.yuan if total else None) == whole, reason


@pytest.mark.parametrize(
    ("text", "heading", "yuan", "reason"),
    [
        ("128.60", "六、年度预算安排（单位：万元）", "1286000.00", "the unit of the heading"),
        ("365,000.00", "六、年度预算安排", "365000.00", "cents show that it is money"),
        ("365", "六、年度预算安排", None, "no unit anywhere"),
        (
            "365\n其中：材料 300",
            "六、年度预算（元）",
            "365.00",
            "its parts below, the unit is yuan",
        ),
        ("约365", "六、年度预算安排（万元）", None, "not only a number"),
    ],
)
def test_bare_number(text: str, heading: str, yuan: str | None, reason: str) -> None:
    found = bare_number(text, heading=heading)
    assert (found.yuan if found else None) == yuan, reason


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=8))
def test_a_list_is_added_up(thousands: list[int]) -> None:
    names = ["场租费", "印刷费", "劳务费", "交通费", "评审费", "保险费", "设备费", "材料费"]
    items = [f"{name}{value}元" for name, value in zip(names, thousands, strict=False)]
    chosen = choose_budget(read_mentions("，".join(items) + "。", fiscal_year=2025))
    assert chosen
    assert Decimal(chosen.yuan) == sum(thousands)


@given(st.text(alphabet="预算其中20万元，。；：（）\n场租年支付合计总投资5", max_size=60))
def test_choices_are_inside_the_text(text: str) -> None:
    mentions = read_mentions(text, fiscal_year=2025)
    budget = choose_budget(mentions)
    for choice in (budget, choose_whole(mentions, budget=budget)):
        if choice:
            assert 0 <= choice.start < choice.end <= len(text)
            assert Decimal(choice.yuan) >= 0
