"""A title's normal form and its parts: what two titles are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extraction.registry.names import names
from extraction.registry.places import place_of

__all__ = ["TitleParts", "core_of", "edition_key", "normal_title", "place_of", "title_parts"]

_REPUBLIC = "中华人民共和国"
# The prefix with one of its characters lost, where a name follows.
_REPUBLIC_SLIP = re.compile(
    "(?:华人民共和国|中人民共和国|中华民共和国|中华人共和国|中华人民和国|中华人民共国|中华人民共和)"
)
_NOT_WORDS = re.compile(r"[\W_]+")
_NOT_EDITION = re.compile(r"[^\w.]+")
_CHANGED_TEXT = re.compile("新?(修[订正改])(?:版|本|稿|后)$")
_OPEN, _CLOSE = "《〈<", "》〉>"
_BRACKETED = re.compile(r"\(([^()]*)\)$")
_INNER = re.compile(
    f"[{_OPEN}]((?:[^{_OPEN}{_CLOSE}]|[{_OPEN}][^{_OPEN}{_CLOSE}]*[{_CLOSE}])+)[{_CLOSE}]"
)
_CHINESE_YEAR = re.compile("[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# A number that is printed as part of the title, before or after it.
_NUMBER_BEFORE = re.compile(
    r"[一-龥]{2,40}?(?:令|公告)[(〔\[【]?(?:(?:19|20)\d\d[年〕\])】]*)?第?\d+号[)〕\]】]*(?=[^—-].{5})"
)
_NUMBER_AFTER = re.compile(r"(?<=[》〉>)法例定则见案录度程范知])(?:19|20)\d\d年第\d+号(?:令|公告)$")
_NUMBER = re.compile(
    r"[一-龥]*[〔\[【(]?(?:19|20)\d\d[〕\]】)年]+第?\d+(?:号(?:文?件?(?:印发|发布))?)?"
)
_NO_CARRIED_END = frozenset({"通知", "通告", "公告", "决定", "批复", "复函", "函"})
_PARTIES = re.compile("[和与同]")


@dataclass(frozen=True, slots=True)
class TitleParts:
    """One title taken apart. All strings are in normal form (letters and digits only).

    whole    the title in normal form
    core     the same without 中华人民共和国, the issuer before 关于, and the marks of trial,
             draft and edition: what the regulation is about, and its kind
    carried  the cores of the documents it carries (关于印发〈…〉的通知), usually none
    kind     its kind word (条例, 办法 …), empty for none
    trial, draft, edition  what was taken off; ``edition`` as `edition_key` has it
    place    the place at its head or its issuer's (上海市), empty for none
    issuer   the body printed before 关于, empty for none
    """

    whole: str
    core: str
    carried: tuple[str, ...]
    kind: str
    trial: bool
    draft: bool
    edition: str | None
    place: str
    issuer: str = ""

    @property
    def stem(self) -> str:
        """The core without its kind word: 条例 and 办法 of one matter share it."""
        return self.core[: len(self.core) - len(self.kind)]


def normal_title(title: str) -> str:
    """Return a title's letters, digits and characters alone, digits and letters in one width.

    Marks, brackets, quotes, blanks and punctuation say nothing about which regulation it is;
    二〇一九年 is 2019年.

    >>> normal_title("《关于印发<某市 献血办法（试行）>的通知》")
    '关于印发某市献血办法试行的通知'
    """
    return _NOT_WORDS.sub("", _flat(title))


def title_parts(title: str) -> TitleParts:
    """Take a title apart; see `TitleParts`."""
    flat = _flat(title)
    plain, trial, draft, edition = _without_marks(flat)
    issuer, core = _core(plain, flat)
    kind = _kind().search(core)
    return TitleParts(
        whole=_NOT_WORDS.sub("", flat),
        core=core,
        carried=_carried(flat),
        kind=kind.group() if kind else "",
        trial=trial,
        draft=draft,
        edition=edition,
        place=place_of(core) or (place_of(issuer) if issuer else ""),
        issuer=issuer,
    )


def core_of(title: str) -> str:
    """Return a title's core alone."""
    flat = _flat(title)
    return _core(_without_marks(flat)[0], flat)[1]


def is_draft(words: str) -> bool:
    """Tell whether a bracket's words name a draft.

    >>> is_draft("公开征求意见稿"), is_draft("2020版")
    (True, False)
    """
    return _marks()["draft"].fullmatch(words) is not None


def edition_key(edition: str) -> str:
    """Return the form in which two printed editions are one.

    >>> edition_key("2019年版") == edition_key("（2019版）"), edition_key("2019年修订版")
    (True, '2019修订')
    """
    plain = _NOT_EDITION.sub("", _flat(edition))
    if "." in plain:
        return f"{plain.strip('v版.')}版"
    if plain[:4].isdigit() and plain[4:5] == "年":
        plain = plain[:4] + plain[5:]
    return _CHANGED_TEXT.sub(r"\1", plain)


def _flat(title: str) -> str:
    """Return a title in one width, without blanks, with Arabic years."""
    flat = unicodedata.normalize("NFKC", "".join(title.split())).lower()
    if "年" in flat and _CHINESE_YEAR.search(flat):
        return _CHINESE_YEAR.sub(lambda found: found[0].translate(_YEAR_DIGITS), flat)
    return flat


def _without_marks(flat: str) -> tuple[str, bool, bool, str | None]:
    """Take off the marks of trial, draft and edition, and a number; say which there were."""
    marks = _marks()
    plain = flat
    trial = draft = False
    edition: str | None = None
    if "行" in flat:
        plain = marks["trial"].sub("", flat)
        trial = len(plain) < len(flat)
    if "号" in plain:
        plain = _NUMBER_AFTER.sub("", _NUMBER_BEFORE.sub("", plain, count=1)) or plain
    while True:
        plain = plain.strip(_OPEN + _CLOSE)
        bracket = _BRACKETED.search(plain) if plain.endswith(")") else None
        if bracket is not None and bracket.start():
            if marks["edition"].fullmatch(bracket[1]):
                edition = edition or edition_key(bracket[1])
            elif marks["draft"].fullmatch(bracket[1]):
                draft = True
            elif not _NUMBER.fullmatch(bracket[1]):
                break
            plain = plain[: bracket.start()]
            continue
        ended = marks["end"].search(plain)
        if ended is None or ended.start() < 3:
            break
        if ended["trial"]:
            trial = True
        elif ended["edition"]:
            edition = edition or edition_key(ended["edition"])
        else:
            draft = True
        plain = plain[: ended.start()]
    return plain, trial, draft, edition


def _core(plain: str, flat: str) -> tuple[str, str]:
    """Return the issuer before 关于, and the rest without 中华人民共和国.

    Where nothing else is left, the core is the whole title.
    """
    issuer = _issuer(plain)
    core = _NOT_WORDS.sub("", plain[len(issuer) :]).replace(_REPUBLIC, "")
    if "和国" in core or "人民共" in core:
        core = _REPUBLIC_SLIP.sub("", core)
    if core:
        return _NOT_WORDS.sub("", issuer), core
    return "", _NOT_WORDS.sub("", flat)


def _issuer(plain: str) -> str:
    if not _heads().search(plain, 1):
        return ""
    found = _body().match(plain)
    if found is None or _no_body().search(found[1]):
        return ""
    if _treaty().search(plain) and _PARTIES.search(found[1]):
        return ""
    return found[1]


def _carried(flat: str) -> tuple[str, ...]:
    """Return the cores that a title carries: of 关于印发〈甲〉和〈乙〉的通知 both."""
    if "发" not in flat and "布" not in flat and "批转" not in flat:
        return ()
    head = _carrying().match(flat)
    if head is None:
        return _forwarded(flat)
    return _told_apart(map(core_of, _matters(flat[head.end() :])))


def _matters(rest: str) -> list[str]:
    """Return the titles that stand after 印发: those in marks, or all before 的通知."""
    found = list(_INNER.finditer(rest))
    if (
        found
        and _before_marks().fullmatch(rest, 0, found[0].start())
        and _tail().fullmatch(rest, found[-1].end())
    ):
        return [each[1] for each in found]
    plain = _plain_carried().fullmatch(rest)
    return [plain[1]] if plain else []


def _forwarded(flat: str) -> tuple[str, ...]:
    """Return what a government forwards of a body below it, with and without 的 before its kind.

    The matter has no number of its own: 国务院批转某部关于某事意见的通知 is 《关于某事的意见》 as
    well. What has one (关于转发〈某部关于某事的通知〉的通知) is another document.
    """
    head = _forwarding().match(flat)
    if head is None:
        return ()
    rest = flat[head.end() :]
    told: list[str] = []
    for core in map(core_of, _matters(rest) or [rest]):
        kind = _matter().search(core)
        if kind is not None:
            bare = core[: kind.start()].removesuffix("的")
            said = ("的", "") if bare.startswith("关于") else ("",)
            told += (f"{bare}{of}{core[kind.start() :]}" for of in said)
    return _told_apart(told)


def _told_apart(cores: Iterable[str]) -> tuple[str, ...]:
    """Return the cores that say more than their kind, each once."""
    return tuple(dict.fromkeys(core for core in cores if not _kind().fullmatch(core)))


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(f"(?:{names().lexicons['kinds']})$")


@cache
def _matter() -> re.Pattern[str]:
    kinds = names().lexicons["kinds"].split("|")
    forwarded = names().lexicons["forwarded"].split("|")
    words = [word for word in kinds if word.endswith(tuple(forwarded))]
    return re.compile(rf"(?:{'|'.join(words)})(?=(?:\d{{4,8}}年?)?$)")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile("关于|印发|转发|批转")


_SEVERAL = r"(?:等[\d一二三四五六七八九十]{0,3}[个家]?(?:部门|部委|单位|委办局)(?:办公[厅室])?)?"


@cache
def _body() -> re.Pattern[str]:
    # The shortest head that ends in a body; 关于 itself stays in the core.
    ends = names().lexicons["body_ends"]
    return re.compile(
        rf"([一-龥、,·\d()—]{{1,100}}?(?:{ends}){_SEVERAL}(?:\([^()]*\))?)[{_OPEN}]?(?=关于|印发|转发|批转)"
    )


@cache
def _no_body() -> re.Pattern[str]:
    return re.compile(names().lexicons["no_bodies"])


@cache
def _treaty() -> re.Pattern[str]:
    return re.compile(f"(?:{names().lexicons['treaties']})[{_CLOSE}]?$")


_CHANGED = "(?:修订|修改)?并?(?:重新)?"


@cache
def _carrying() -> re.Pattern[str]:
    lexicons = names().lexicons
    return re.compile(
        rf"[{_OPEN}]?(?:[一-龥、,()]{{1,100}}?(?:{lexicons['body_ends']}){_SEVERAL})?(?:关于)?"
        rf"{_CHANGED}(?:{lexicons['carrying']})(?:实施|施行)?(?:新?修[订改]后?的?)?"
    )


@cache
def _forwarding() -> re.Pattern[str]:
    # 转发 carries where the forwarder is the State Council, or stands above the body it names.
    return re.compile(
        rf"[{_OPEN}]?(?:[一-龥、,]{{1,60}}?(?:关于)?批转"
        "|国务院(?:办公厅)?(?:关于)?转发"
        "|[一-龥]{0,20}?(?P<rank>[省市区县州])(?:人民)?政府(?:办公[厅室])?(?:关于)?转发(?=(?P=rank)))"
        rf"(?:[^关{_OPEN}]{{0,100}}?(?=关于|[{_OPEN}]))?"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        r"(?:\([^()]*\)|等[^的]{0,12})?的?(?:紧急)?"
        rf"(?:通知|通告|公告|决定|复函|函|批复|命令|令)?(?:\([^()]*\))?[{_CLOSE}]*"
    )


@cache
def _before_marks() -> re.Pattern[str]:
    ends = names().lexicons["body_ends"]
    return re.compile(rf"(?:[一-龥、,]*(?:{ends}){_SEVERAL}(?:制[定订]|修[定订])?的?)?")


@cache
def _plain_carried() -> re.Pattern[str]:
    return re.compile(
        rf"(.+?)(?:的(?:紧急)?(?:通知|公告|通告|决定|复函|函)|通知|通告)(?:\([^()]*\))?[{_CLOSE}]*"
    )


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    lexicons = names().lexicons
    year = r"(?:19|20)\d\d年?(?:\d\d?月)?(?:\d\d?日)?"
    count = r"第[一二三四五六七八九十\d]+"
    edition = (
        rf"{year}(?:{count}次)?(?:{lexicons['editions']})|{count}(?:版|次(?:{lexicons['editions']}))"
        r"|新?修[订正改][版本稿后]?|v?\d+\.\d+版?|新版"
    )
    return {
        "trial": re.compile(rf"\((?:{lexicons['trials']})\)"),
        "draft": re.compile(rf".{{0,10}}(?:{lexicons['drafts']})"),
        "edition": re.compile(edition),
        "end": re.compile(
            rf"(?:(?<=[法定例则案见程范])(?P<trial>{lexicons['trials']})"
            rf"|(?P<edition>{year}(?:修订版?|修正版?|版|本))"
            r"|\(?(?:修订|公开)?(?:草案)?(?:征求意见稿|送审稿|讨论稿|代拟稿|报批稿))$"
        ),
    }
