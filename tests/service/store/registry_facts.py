"""Invented works for the store's tests."""

from __future__ import annotations

from extraction.registry.regulations import Alias, Carrier, Version, Work

# every field set, the awkward values too: joint issue, dates known in part, quotes, rare characters
FULL = Work(
    id="raaaaaaaaaaaa",
    title="云州市河道养护管理办法（试行）",
    source='登记表 "甲"',
    level="地方政府规章",
    issuers=("云州市水务局", "云州市财政局"),
    place="云州市",
    versions=(
        Version(
            id="raaaaaaaaaaaa.2",
            source="甲",
            doc_number="云水〔2015〕8号",
            date_issued="2015",
            date_repealed="2020-06",
            status="repealed",
        ),
        Version(
            id="raaaaaaaaaaaa.1",
            source="乙",
            doc_number="云水〔2020〕31号",
            edition="2020版",
            date_issued="2020-05-30",
            date_effective="2020-07-01",
            status="in_force",
            field_sources={"date_effective": "丙's 表", "status": "𠮷"},
        ),
    ),
    carriers=(
        Carrier(
            title="关于印发〈云州市河道养护管理办法〉的通知",
            source="丁",
            doc_number="云府办〔2021〕5号",
            date_issued="2021-01",
        ),
        Carrier(title="关于试行养护办法的函", source="丁"),
    ),
    aliases=(
        Alias(text="河道养护办法", kind="short_name", source="戊"),
        Alias(text="云州市河道养护管理规定", kind="other_name", source="戊"),
        Alias(text="云州市河道养护管理办发", kind="spelling", source="己"),
    ),
    field_sources={"place": "庚"},
)
BARE = Work(id="rbbbbbbbbbbbb", title="路灯条例", source="甲")
LAST = Work(
    id="rcccccccccccc",
    title="路灯条例",
    source="甲",
    versions=(Version(id="rcccccccccccc.1", source="甲", doc_number="云水〔2020〕31号"),),
)


def numbered(count: int) -> list[Work]:
    """Return works in the order of their ids; each second has two versions."""
    return [
        Work(
            id=f"r{number:012x}",
            title=f"云州市第{number}号公园管理办法",
            source="甲",
            level="规范性文件",
            issuers=("云州市绿化局",),
            versions=tuple(
                Version(
                    id=f"r{number:012x}.{part}",
                    source="甲",
                    doc_number=f"云绿〔20{10 + part}〕{number}号",
                    date_issued=f"20{10 + part}-03-01",
                    status="in_force",
                )
                for part in range(1, 2 + number % 2)
            ),
            aliases=(Alias(f"{number}号公园办法", "short_name", "甲"),),
        )
        for number in range(1, count + 1)
    ]
