"""Titles → normal form and parts: what one regulation's spellings share, and what tells two apart."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry.title_keys import (
    TitleParts,
    core_of,
    edition_key,
    normal_title,
    title_parts,
)

_MARKS = ' 　\n《》〈〉<>＜＞“”"「」、，,。：:（）()·—-'
_WORDS = "某市园林绿化献血养护管理考核条例办法规定意见通知试行2019十四五"


@pytest.mark.parametrize(
    ("title", "normal", "reason"),
    [
        (
            "《关于印发<某市 献血办法（试行）>的通知》",
            "关于印发某市献血办法试行的通知",
            "marks, blanks",
        ),
        ("某市“十四五”绿化规划", "某市十四五绿化规划", "quotes"),
        ("２０１９年ＡＢ类绿地标准", "2019年ab类绿地标准", "one width, one case"),
        ("二〇一九年绿化要点", "2019年绿化要点", "a Chinese year"),
        ("二○一九年绿化要点", "2019年绿化要点", "a circle for the zero"),
        ("一九八七年绿化要点", "1987年绿化要点", "a year of the last century"),
        ("十九年绿化要点", "十九年绿化要点", "a number that is no year"),
        ("某市绿化⼯作要点", "某市绿化工作要点", "a radical for the character"),
        ("", "", "nothing"),
        ("《》", "", "marks alone"),
    ],
)
def test_a_normal_title(title: str, normal: str, reason: str) -> None:
    assert normal_title(title) == normal, reason


@given(st.text(_WORDS + _MARKS, max_size=40))
def test_a_normal_title_is_its_own(title: str) -> None:
    assert normal_title(normal_title(title)) == normal_title(title)


@given(st.text(_WORDS, min_size=1, max_size=20), st.data())
def test_marks_blanks_and_widths_never_matter(title: str, data: st.DataObject) -> None:
    noisy = "".join(character + data.draw(st.sampled_from(["", *_MARKS])) for character in title)
    wide = noisy.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert normal_title(noisy) == normal_title(wide) == normal_title(title)


@pytest.mark.parametrize(
    ("title", "core", "reason"),
    [
        ("中华人民共和国湿地养护法", "湿地养护法", "the republic"),
        ("某市园林局关于加强绿地养护的意见", "关于加强绿地养护的意见", "the issuer before 关于"),
        ("某市园林局 某市财政局关于加强绿地养护的意见", "关于加强绿地养护的意见", "two issuers"),
        ("某市园林局、某市财政局关于加强绿地养护的意见", "关于加强绿地养护的意见", "with 、"),
        ("某市园林局等五部门关于加强绿地养护的意见", "关于加强绿地养护的意见", "等五部门"),
        ("某市园林局等12个部门关于加强绿地养护的意见", "关于加强绿地养护的意见", "等12个部门"),
        ("某部绿化司关于报送苗木统计的通知", "关于报送苗木统计的通知", "a department of a ministry"),
        ("某市人民政府办公厅《关于加强绿地养护的意见》", "关于加强绿地养护的意见", "a mark between"),
        ("某市关于加强绿地养护的意见", "关于加强绿地养护的意见", "a place for the issuer"),
        ("国家机关贯彻《国务院关于假期的规定》的办法", "国家机关贯彻国务院关于假期的规定的办法",
         "a body inside marks issues nothing here"),
        ("关于转发某市园林局关于养护绿地的通知的通知", "关于转发某市园林局关于养护绿地的通知的通知",
         "关于 stands first: the body inside is not the issuer"),
        ("关于废止某市园林局关于养护绿地的通知的决定", "关于废止某市园林局关于养护绿地的通知的决定",
         "what is repealed is another document"),
        ("某国政府和某邦政府关于互免签证的协定", "某国政府和某邦政府关于互免签证的协定",
         "parties are no issuer"),
        ("第三届某市人民代表大会第二次会议关于预算的决议", "第三届某市人民代表大会第二次会议关于预算的决议",
         "each session decides anew"),
        ("绿地养护办法（试行）", "绿地养护办法", "on trial"),
        ("绿地养护办法试行", "绿地养护办法", "on trial, without brackets"),
        ("绿地养护试行办法", "绿地养护试行办法", "试行 as a word of the title"),
        ("绿地养护暂行办法", "绿地养护暂行办法", "暂行 as a word of the title"),
        ("《绿地养护办法》（试行）", "绿地养护办法", "the bracket after the marks"),
        ("关于印发〈绿地养护办法〉（试行）的通知", "关于印发绿地养护办法的通知", "the bracket inside"),
        ("绿地养护办法（2019年版）", "绿地养护办法", "an edition"),
        ("绿地养护办法2019版", "绿地养护办法", "an edition without brackets"),
        ("绿地养护办法（试行）（2019年修订）", "绿地养护办法", "trial and edition"),
        ("绿地养护办法（第二次修正）", "绿地养护办法", "a count of amendments"),
        ("绿地养护条例（草案）", "绿地养护条例", "a draft"),
        ("绿地养护条例征求意见稿", "绿地养护条例", "a draft, without brackets"),
        ("绿地养护条例修正案（二）", "绿地养护条例修正案二", "a count that names the text"),
        ("宪法修正案（1999年）", "宪法修正案1999年", "a year that names the text"),
        ("绿地养护规划（2021—2025年）", "绿地养护规划20212025年", "a term that names the text"),
        ("关于同意某园开放的批复（某园委【2024】6号）", "关于同意某园开放的批复", "a number in the title"),
        ("某部令（第83号） 某部关于绿地养护的决定", "关于绿地养护的决定", "a number before it"),
        ("《苗木目录（2013年修订）》2013年第1号令", "苗木目录", "a number after it"),
        ("某部2011年第11号公告", "某部2011年第11号公告", "the number is all there is"),
        ("绿地养护办法》", "绿地养护办法", "a mark without its other half"),
        ("中华人民共和国", "中华人民共和国", "never lost to nothing"),
    ],
)  # fmt: skip
def test_a_core(title: str, core: str, reason: str) -> None:
    assert title_parts(title).core == core, reason
    assert core_of(title) == core


@pytest.mark.parametrize(
    ("spellings", "reason"),
    [
        (["关于印发〈绿地养护办法（试行）〉的通知", "关于印发《绿地养护办法》（试行）的通知",
          "某市园林局关于印发绿地养护办法(试行)的通知", "关于印发<绿地养护办法>的通知"], "a carrier"),
        (["中华人民共和国湿地养护法", "湿地养护法", "《湿地养护法》", "湿地养护法（2019年修正）"], "a law"),
        (["二〇一九年绿化要点", "2019年绿化要点", "２０１９ 年绿化要点"], "a year"),
    ],
)  # fmt: skip
def test_the_spellings_of_one_regulation_share_a_core(spellings: list[str], reason: str) -> None:
    assert len({title_parts(title).core for title in spellings}) == 1, reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("某市献血条例", "某市献血办法", "another kind"),
        ("某市献血条例", "某市献血条例实施细则", "the rule and its details"),
        ("2019年绿化要点", "2020年绿化要点", "another year"),
        ("关于适用〈甲法〉的解释（一）", "关于适用〈甲法〉的解释（二）", "another part"),
        ("第三批名木名单", "第四批名木名单", "another batch"),
        ("甲市献血条例", "乙市献血条例", "another place"),
        ("关于印发〈献血办法〉的通知", "献血办法", "the carrier and the carried"),
        ("关于修改〈献血办法〉的决定", "献血办法", "the change and the changed"),
        ("关于废止〈献血办法〉的决定", "关于修改〈献血办法〉的决定", "two decisions"),
    ],
)
def test_what_a_person_tells_apart_has_two_cores(one: str, other: str, reason: str) -> None:
    assert title_parts(one).core != title_parts(other).core, reason


@pytest.mark.parametrize(
    ("title", "carried", "reason"),
    [
        ("关于印发〈绿地养护办法〉的通知", ("绿地养护办法",), "in marks"),
        ("关于印发<绿地养护办法>的通知", ("绿地养护办法",), "half-width marks"),
        ("关于印发〈绿地养护办法》的通知", ("绿地养护办法",), "a wrong pair"),
        ("关于印发绿地养护办法的通知", ("绿地养护办法",), "without marks"),
        ("关于印发绿地养护办法通知", ("绿地养护办法",), "without marks and 的"),
        ("某市园林局关于印发〈绿地养护办法（试行）〉的通知", ("绿地养护办法",), "an issuer, a trial"),
        ("关于印发〈绿地养护办法〉和〈苗木管理办法〉的通知", ("绿地养护办法", "苗木管理办法"), "two"),
        ("关于印发〈甲办法〉〈乙办法〉等文件的通知", ("甲办法", "乙办法"), "and more"),
        ("关于印发〈关于贯彻〈绿地条例〉的意见〉的通知", ("关于贯彻绿地条例的意见",), "marks in marks"),
        ("关于印发贯彻〈绿地条例〉实施意见的通知", ("贯彻绿地条例实施意见",), "marks in the middle"),
        ("关于印发〈绿地办法〉实施细则的通知", ("绿地办法实施细则",), "details of what is in marks"),
        ("某办公厅 某府办公厅印发《关于养护绿地的意见》", ("关于养护绿地的意见",), "without 通知"),
        ("关于修订印发〈绿地养护办法〉的通知", ("绿地养护办法",), "issued anew"),
        ("关于公布实施绿地养护办法的通知", ("绿地养护办法",), "公布实施"),
        ("国务院办公厅转发某部关于养护绿地若干意见的通知",
         ("关于养护绿地的若干意见", "关于养护绿地若干意见"), "forwarded: with and without 的"),
        ("某市人民政府批转市园林局《绿地养护办法》的通知", ("绿地养护办法",), "forwarded, in marks"),
        ("某市人民政府办公厅转发市园林局关于养护绿地意见的通知",
         ("关于养护绿地的意见", "关于养护绿地意见"), "forwarded for a bureau of its own"),
        ("国务院关于转发某部〈绿地行动计划（2004—2007年）〉的通知", ("绿地行动计划20042007年",),
         "forwarded, with a term"),
        ("关于转发〈某部关于养护绿地的通知〉的通知", (), "what is forwarded has its own number"),
        ("某区园林局转发〈某市绿地规定〉的通知", (), "from above"),
        ("关于修改〈绿地养护办法〉的决定", (), "a change carries nothing"),
        ("关于贯彻〈绿地养护办法〉的通知", (), "nor does what carries it out"),
        ("关于印发方案的通知", (), "a kind alone is everybody's"),
        ("某市发布信息管理办法", (), "发布 as a word of the title"),
        ("绿地养护办法", (), "nothing to carry"),
    ],
)  # fmt: skip
def test_what_a_title_carries(title: str, carried: tuple[str, ...], reason: str) -> None:
    assert title_parts(title).carried == carried, reason


@pytest.mark.parametrize(
    ("title", "trial", "draft", "edition", "reason"),
    [
        ("绿地养护办法", False, False, None, "none"),
        ("绿地养护办法（试行）", True, False, None, "trial"),
        ("绿地养护办法（暂行）", True, False, None, "the other word"),
        ("关于印发〈绿地养护办法（试行）〉的通知", True, False, None, "the carried is on trial"),
        ("绿地养护条例（征求意见稿）", False, True, None, "draft"),
        ("绿地养护条例（修订草案二次审议稿）", False, True, None, "a long word for it"),
        ("绿地养护办法（试行）（征求意见稿）", True, True, None, "both"),
        ("关于绿地养护条例草案审议结果的报告", False, False, None, "a report about a draft"),
        ("绿地养护办法（2019年版）", False, False, "2019版", "year and 版"),
        ("绿地养护办法（2019修正）", False, False, "2019修正", "year and 修正"),
        ("绿地养护办法（2019年第二次修正）", False, False, "2019第二次修正", "year and count"),
        ("绿地养护办法（修订）", False, False, "修订", "without year"),
        ("绿地养护办法（V2.0）", False, False, "2.0版", "decimals"),
        ("绿地养护办法（3.0版）", False, False, "3.0版", "decimals"),
        ("绿地养护目录2019年本", False, False, "2019本", "without brackets"),
        ("出版管理条例", False, False, None, "版 as a word of the title"),
    ],
)
def test_marks_at_the_end(
    title: str, trial: bool, draft: bool, edition: str | None, reason: str
) -> None:
    parts = title_parts(title)
    assert (parts.trial, parts.draft, parts.edition) == (trial, draft, edition), reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2019年版", "2019版"),
        ("（2019年修订版）", "2019年修订"),
        ("修订稿", "修订"),
        ("V1.3", "1.3版"),
    ],
)
def test_one_edition_printed_twice(one: str, other: str) -> None:
    assert edition_key(one) == edition_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2019版", "2020版"), ("1.0版", "10版"), ("2019修订", "2019修正")]
)
def test_two_editions(one: str, other: str) -> None:
    assert edition_key(one) != edition_key(other)


@pytest.mark.parametrize(
    ("title", "place", "issuer", "reason"),
    [
        ("上海市献血条例", "上海市", "", "at its head"),
        ("上海市园林局关于养护绿地的意见", "上海市", "上海市园林局", "its issuer's"),
        ("园林局关于上海市绿地的意见", "", "园林局", "not in the middle"),
    ],
)
def test_place_and_issuer(title: str, place: str, issuer: str, reason: str) -> None:
    parts = title_parts(title)
    assert (parts.place, parts.issuer) == (place, issuer), reason


def test_the_stem_is_the_core_without_its_kind() -> None:
    assert title_parts("某市献血条例").stem == title_parts("某市献血办法").stem == "某市献血"
    assert title_parts("通知").stem == ""


_PIECES = ["某市园林局", "关于", "印发", "转发", "批转", "国务院", "《", "》", "〈", "〉", "(", "）", "试行", "（试行）",
           "2019年版", "（草案）", "的通知", "绿地养护办法", "和", "某部令第3号", "中华人民共和国", " "]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
def test_no_title_is_lost(title: str) -> None:
    parts = title_parts(title)
    assert bool(parts.core) == bool(parts.whole)
    assert all(parts.carried)
    assert parts.whole == normal_title(title)
    assert parts.core.endswith(parts.kind)
    # Everything is in normal form, and nothing is there that the title did not have.
    for text in (parts.core, parts.issuer, *parts.carried):
        assert text == normal_title(text)
    assert set(parts.core) <= set(parts.whole)


@given(st.text(max_size=60))
def test_any_text_is_taken_apart(title: str) -> None:
    parts = title_parts(title)
    assert isinstance(parts, TitleParts)
    assert bool(parts.core) == bool(parts.whole)


def test_parts_are_plain_values() -> None:
    parts = title_parts("关于印发〈绿地养护办法〉的通知")
    values = [getattr(parts, field.name) for field in dataclasses.fields(parts)]
    assert all(isinstance(value, (str, bool, tuple, type(None))) for value in values)
