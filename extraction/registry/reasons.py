"""Why a citation was linked, or was not, in words a person understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from extraction.registry.differences import differences
from extraction.registry.doc_number_keys import NumberKey, printed_number
from extraction.registry.entries import Entry, NameKind
from extraction.registry.evidence import Cited, Evidence
from extraction.registry.in_force import Edition
from extraction.registry.title_likeness import kinds_apart

_REPUBLIC = "中华人民共和国"
_MOST_EDITS = 4  # a person reads single slips; beyond these the likeness says more
_MOST_NAMED = 3  # candidates or numbers that are named; of more the count is given
_SAME: Mapping[NameKind, str] = {
    "title": "标题一致",
    "other_name": "标题一致",
    "short_name": "与简称一致",
    "spelling": "标题与已知误写一致",
    "carrier": "标题一致",
}
_STANDINGS = {
    "not_yet_effective": ("尚未施行", "自{}起施行"),
    "repealed": ("已废止", "自{}起"),
    "repealed_undated": ("已废止（废止日期不详）", ""),
    "superseded": ("已被新版本取代", "自{}起"),
}


def why_linked(cited: Cited, entry: Entry, evidence: Evidence, edition: Edition) -> str:
    """Say what agrees and what differs: 文号一致，标题缺“用”字."""
    clauses = _clauses(cited, entry, evidence)
    several = len(entry.versions) > 1
    since = _date(edition.since) if edition.since else ""
    if edition.standing in _STANDINGS:
        standing, when = _STANDINGS[edition.standing]
        which = "该版本" if several else "该文件"
        clauses.append(f"{which}{standing}{f'（{when.format(since)}）' if since else ''}")
    elif edition.version is not None and several and edition.standing == "in_force":
        clauses.append(f"适用{since}的版本" if since else "适用现行版本")
    return "，".join(clauses)


def why_ambiguous(
    entries: Sequence[Entry], evidence: Evidence, rivals: Sequence[Evidence] = ()
) -> str:
    """Say what several candidates share; ``rivals`` is the evidence of those after the first."""
    found = [evidence, *rivals]
    if all(each.number == "same" for each in found):
        share, alike = "文号", "一致"
    else:
        share = "标题"
        alike = "一致" if all(each.likeness == 1.0 for each in found) else "相近"
    named = entries[:_MOST_NAMED]
    titles = [f"《{entry.title}》" for entry in named]
    if len(set(titles)) < len(titles):
        titles = [f"{title}{_apart(entry)}" for title, entry in zip(titles, named, strict=True)]
    more = f"等{len(entries)}件" if len(entries) > _MOST_NAMED else ""
    return f"{share}与{'、'.join(titles)}{more}都{alike}，无法区分"


def _apart(entry: Entry) -> str:
    """Return in brackets what tells an entry from another of its title: number, issuer or date."""
    issued = next((each.issued for each in entry.versions if each.issued), None)
    told = (
        printed_number(entry.numbers[0])
        if entry.numbers
        else "、".join(entry.issuers) or (_date(issued) if issued else "")
    )
    return f"（{told}）" if told else ""


def why_conflict(by_number: Entry, by_title: Entry) -> str:
    """Say where the number points and where the title points."""
    return f"文号属于《{by_number.title}》，标题却是另一件《{by_title.title}》"


def why_unknown(cited: Cited, nearest: Entry | None, evidence: Evidence | None) -> str:
    """Say what was looked for in vain, and the nearest entry where one came near."""
    if nearest is not None and evidence is not None and cited.draft and evidence.draft:
        return f"所引为草案或征求意见稿，不是正式文本《{nearest.title}》"
    if nearest is not None and evidence is not None:
        clauses = "，".join(_clauses(cited, nearest, evidence))
        return f"最接近的是《{nearest.title}》：{clauses}，不足以认定"
    if cited.title is not None and not cited.title.stem and cited.number is None:
        return f"标题只有“{cited.title.core}”，无从查找"
    sought = [
        word for word, given in (("文号", cited.number), ("标题", cited.title)) if given is not None
    ]
    if not sought:
        return "没有可查的文号或标题"
    return "法规库中" + "，也".join(f"没有该{word}" for word in sought)


def _clauses(cited: Cited, entry: Entry, evidence: Evidence) -> list[str]:
    clauses = [*_number(cited, entry, evidence), *_title(cited, evidence)]
    if evidence.issuer == "same" and cited.issuer:
        clauses.append("发文机关一致")
    elif evidence.issuer == "differs":
        clauses.append(f"发文机关不同（登记为{'、'.join(entry.issuers)}）")
    elif evidence.code == "differs":
        clauses.append("机关代字属于其他机关")
    if evidence.title != "absent":
        if evidence.place == "here":
            clauses.append("为本地文件")
        elif evidence.place == "elsewhere":
            clauses.append(f"标题未写地名（登记为{entry.place}）")
        elif evidence.place == "differs":
            registered = f"登记为{entry.place}" if entry.place else "登记的是全国性文件"
            clauses.append(f"地名不同（{registered}）")
    return clauses


def _number(cited: Cited, entry: Entry, evidence: Evidence) -> list[str]:
    if cited.number is None:
        return []
    if evidence.number == "same":
        return ["文号一致"]
    if evidence.number == "absent":
        return ["法规库未记文号"]
    if evidence.lasting and evidence.title != "near" and evidence.code != "differs":
        # A law or rule has a number for each version; the registry need not know them all.
        known = "、".join(map(printed_number, entry.numbers[:_MOST_NAMED]))
        more = "等" if len(entry.numbers) > _MOST_NAMED else ""
        return [f"该文号未登记（已登记{known}{more}）"]
    if evidence.number == "differs" and not entry.numbers:
        return ["文号不会属于该文件"]
    if evidence.number == "differs":
        registered = "、".join(map(printed_number, entry.numbers[:_MOST_NAMED]))
        more = "等" if len(entry.numbers) > _MOST_NAMED else ""
        return [f"文号不同（登记为{registered}{more}）"]
    said, key = _nearest_number(cited.number, entry.numbers)
    return [f"文号{said}（登记为{printed_number(key)}）"]


def _nearest_number(cited: NumberKey, keys: Sequence[str]) -> tuple[str, str]:
    """Return what alone differs, and from which of the entry's numbers."""
    for at, said in ((1, "年份不同"), (2, "序号不同"), (0, "机关代字不同")):
        for key in keys:
            parts = NumberKey(*key.split("|"))
            if all((mine == theirs) != (n == at) for n, (mine, theirs) in _pairs(cited, parts)):
                return said, key
    return "相近", keys[0]


def _pairs(cited: NumberKey, entry: NumberKey) -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(zip(cited, entry, strict=True)))


def _title(cited: Cited, evidence: Evidence) -> list[str]:
    if cited.title is None or evidence.name is None:
        return ["未写标题"] if evidence.number == "same" else []
    theirs, mine = evidence.name.parts, cited.title
    if evidence.title == "same":
        return [f"{_SAME[evidence.name.kind]}{'，所引版本未登记' if evidence.edition else ''}"]
    if evidence.title == "local":
        return [f"标题补上本地地名{f'“{theirs.place}”' if theirs.place else ''}后一致"]
    if evidence.title == "carried":
        if mine.core in theirs.carried:
            return [f"标题是该{theirs.kind or '文件'}所印发的文件"]
        if theirs.core in mine.carried:
            return [f"标题是印发该文件的{mine.kind or '文件'}"]
        return ["两份文件印发的是同一件"]
    if evidence.title == "core":
        return [f"标题一致{_beside(cited, evidence)}"]
    return [_near(mine.core, theirs.core, theirs.carried, evidence)]


def _beside(cited: Cited, evidence: Evidence) -> str:
    """Name what differs beside the core: prefix, issuer, trial, edition."""
    if cited.title is None or evidence.name is None:
        return ""
    mine, theirs = cited.title, evidence.name.parts
    differences: list[str] = []
    if (_REPUBLIC in mine.whole) != (_REPUBLIC in theirs.whole):
        differences.append(_more_or_less(f"“{_REPUBLIC}”", more=_REPUBLIC in mine.whole))
    if bool(mine.issuer) != bool(theirs.issuer):
        differences.append(_more_or_less("发文机关", more=bool(mine.issuer)))
    if evidence.trial:
        differences.append(_more_or_less("“试行”", more=mine.trial))
    if evidence.edition:
        differences.append("所引版本未登记")
    return f"（{'、'.join(differences)}）" if differences else ""


def _more_or_less(word: str, *, more: bool) -> str:
    return f"{'多' if more else '缺'}{word}"


def _near(mine: str, core: str, carried: Sequence[str], evidence: Evidence) -> str:
    theirs = max((core, *carried), key=lambda each: Levenshtein.normalized_similarity(mine, each))
    if evidence.kind and (kinds := kinds_apart(mine, theirs)):
        return f"标题仅文种不同（“{kinds[0]}”登记为“{kinds[1]}”）"
    slips = [_slip(cited, registered) for cited, registered in differences(mine, theirs)]
    if 0 < len(slips) <= _MOST_EDITS and evidence.edits <= 2 * _MOST_EDITS:
        return "标题" + "、".join(slips) + ("，文种不同" if evidence.kind_too else "")
    return f"标题相似度{evidence.likeness:.2f}"


def _slip(cited: str, registered: str) -> str:
    if cited and registered:
        return f"“{cited}”登记为“{registered}”"
    word = cited or registered
    return f"{'多' if cited else '缺'}“{word}”{'字' if len(word) == 1 else ''}"


def _date(iso: str) -> str:
    """Return a date as it is printed: 2022-02 → 2022年2月."""
    return "".join(
        f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False)
    )
