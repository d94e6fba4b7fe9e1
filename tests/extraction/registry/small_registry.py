"""A small registry of invented regulations, each there for a case that goes wrong easily."""

from __future__ import annotations

from extraction.registry import (
    Alias,
    Carrier,
    Catalogue,
    CodeIssuer,
    IssuerCode,
    Version,
    Work,
)

SOURCE = "invented"


def version(work_id: str, n: int = 1, **facts: str) -> Version:
    return Version(f"{work_id}.{n}", SOURCE, **facts)  # type: ignore[arg-type]


WORKS = (
    Work(
        "law",
        "中华人民共和国湿地养护法",
        SOURCE,
        level="法律",
        issuers=("全国人民代表大会常务委员会",),
        versions=(
            version("law", 1, date_issued="2010-05-01", date_effective="2010-07-01", status="superseded"),
            version("law", 2, date_issued="2021-10-20", date_effective="2022-01-01", status="in_force"),
        ),
    ),
    Work(
        "city",
        "上海市湿地养护条例",
        SOURCE,
        level="地方性法规",
        issuers=("上海市人民代表大会常务委员会",),
        place="上海市",
        versions=(version("city", date_issued="2016-03-01", status="in_force"),),
    ),
    Work(
        "rule",
        "上海市夜间巡护奖励办法",
        SOURCE,
        level="地方政府规章",
        issuers=("上海市人民政府",),
        place="上海市",
        versions=(
            version("rule", date_issued="2003-02-01", date_repealed="2019-06-30", status="repealed"),
        ),
    ),
    Work(
        "carried",
        "松江区水闸信息化项目管理办法",
        SOURCE,
        level="规范性文件",
        issuers=("上海市松江区人民政府",),
        place="上海市松江区",
        versions=(version("carried", doc_number="沪松府〔2018〕42号", date_issued="2018-05-04"),),
        carriers=(
            Carrier("关于印发〈松江区水闸信息化项目管理办法〉的通知", SOURCE, "沪松府〔2018〕42号"),
        ),
    ),
    Work(
        "notice",
        "关于加强河道视频监控建设联网应用工作的若干意见",
        SOURCE,
        level="规范性文件",
        issuers=("国家发展改革委",),
        versions=(version("notice", doc_number="发改高技〔2015〕96号", date_issued="2015-05-06"),),
    ),
    Work(
        "trial",
        "河道保洁考核办法（试行）",
        SOURCE,
        level="规范性文件",
        issuers=("上海市水务局",),
        place="上海市",
        versions=(version("trial", doc_number="沪水务〔2019〕7号", date_issued="2019-01-02"),),
    ),
    *(
        Work(
            f"same{n}",
            "关于调整水价的通知",
            SOURCE,
            level="规范性文件",
            issuers=("国家发展改革委",),
            versions=(version(f"same{n}", doc_number=f"发改价格〔201{n}〕{n}号"),),
        )
        for n in (1, 2, 3)
    ),
    Work(
        "old-and-new",
        "应收水费登记办法",
        SOURCE,
        level="部门规章",
        issuers=("中国人民银行",),
        versions=(
            version("old-and-new", 1, doc_number="中国人民银行令〔2007〕第4号", date_issued="2007-09-30"),
            version("old-and-new", 2, doc_number="中国人民银行令〔2017〕第3号", date_issued="2017-10-25", date_effective="2017-10-25"),
        ),
    ),
    Work(
        "two-names",
        "城市河长巡查工作规程",
        SOURCE,
        level="规范性文件",
        versions=(version("two-names", doc_number="沪河长办〔2020〕5号"),),
        aliases=(Alias("河长巡查规程", "short_name", SOURCE),),
    ),
)  # fmt: skip
CODES = (
    IssuerCode("发改高技", (CodeIssuer("国家发展改革委", 40, SOURCE),)),
    IssuerCode(
        "建房",
        (CodeIssuer("住房城乡建设部", 9, SOURCE), CodeIssuer("某市住房和城乡建设局", 2, SOURCE)),
    ),
)


def catalogue() -> Catalogue:
    return Catalogue(WORKS, CODES)
