"""Documents recorded, unknown regulations proposed; on both databases."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extraction.errors import RegistryError
from extraction.registry import Linker, Work
from extraction.schema import Disclosure
from service.registry.deciding.proposals import Said, accept_proposal, reject_proposal
from service.registry.growing.growing import GrowReport, grow
from service.store import Store
from service.store.mentions import mentions_by_status, mentions_of_document, mentions_of_work
from service.store.proposals import Proposal, read_proposals
from service.store.works import insert_works, read_works
from tests.service.registry.disclosed import disclosed, linker_over
from tests.service.registry.invented import work

KNOWN = work(
    "上海市河道养护条例", key="raaaaaaaaaaaa", level="地方性法规", place="上海", issued="2015-01-01"
)
TEXT = (
    "依据《上海市河道养护条例》、《松江区河道保洁办法》（沪松水〔2021〕3号）、"
    "《关于加强公共绿地养护工作的意见》和《通知》。"
)


def run(store: Store, *disclosures: Disclosure) -> GrowReport:
    """Grow over the registry as the store has it."""

    def open_linker() -> Linker:
        with store.read() as connection:
            return linker_over(*read_works(connection))

    return grow(store, disclosures, open_linker=open_linker)


def proposals(store: Store) -> list[Proposal]:
    with store.read() as connection:
        return list(read_proposals(connection))


def waiting(store: Store) -> list[Proposal]:
    return [each for each in proposals(store) if each.state == "proposed"]


def fill(store: Store, works: Iterable[Work]) -> None:
    with store.write() as connection:
        insert_works(connection, works)


@pytest.fixture(autouse=True)
def known(store: Store) -> None:
    fill(store, [KNOWN])


def test_a_document_is_recorded_with_links_as_the_registry_stands(store: Store) -> None:
    # it was read with an empty registry: its own links say unknown
    document = disclosed(TEXT, linker=linker_over())
    report = run(store, document)
    assert (report.documents, report.recorded) == (1, 1)
    assert (report.by_status["linked"], report.by_status["unknown"]) == (1, 3)
    with store.read() as connection:
        ((cited, mention),) = mentions_of_work(connection, KNOWN.id)
        recorded = list(mentions_of_document(connection, document.source.sha256))
    assert (cited.name, cited.department, cited.fiscal_year, cited.place) == (
        "甲局.pdf",
        "上海市松江区水务局",
        2025,
        "上海市松江区",
    )
    assert (mention.page, mention.project_name, mention.annual_amount) == (
        2,
        "河道养护",
        "1200000.00",
    )
    assert (mention.text, mention.version_id) == ("《上海市河道养护条例》", KNOWN.versions[0].id)
    assert len(recorded) == 4


def test_what_is_unknown_is_proposed_with_its_evidence(store: Store) -> None:
    report = run(store, disclosed(TEXT))
    assert (report.proposed, report.new, report.unnamed) == (2, 2, 1)
    by_title = {each.title: each for each in proposals(store)}
    numbered = by_title["松江区河道保洁办法"]
    assert (numbered.doc_number, numbered.place) == ("沪松水〔2021〕3号", "上海市松江区")
    assert numbered.spellings == ("松江区河道保洁办法",)
    (seen,) = numbered.evidence
    assert (seen.document, seen.page) == ("甲局.pdf", 2)
    assert seen.text == "《松江区河道保洁办法》（沪松水〔2021〕3号）"


def test_growing_again_changes_nothing(store: Store) -> None:
    run(store, disclosed(TEXT))
    before = proposals(store)
    with store.read() as connection:
        mentions = [mention for _, mention in mentions_by_status(connection, ("unknown", "linked"))]
    again = run(store, disclosed(TEXT))
    assert (again.recorded, again.relinked, again.new, again.changed, again.settled) == (
        0,
        0,
        0,
        0,
        0,
    )
    assert proposals(store) == before
    with store.read() as connection:
        assert mentions == [m for _, m in mentions_by_status(connection, ("unknown", "linked"))]


def test_one_regulation_in_several_documents_is_one_proposal(store: Store) -> None:
    first = disclosed("依据《关于加强公共绿地养护工作的意见》（沪绿〔2020〕5号）。", "甲.pdf")
    second = disclosed("依据《关于加强公共绿地养护作的意见》。", "乙.pdf")
    third = disclosed("依据《关于加强公共绿地养护工作的意见》。", "丙.pdf")
    run(store, first)
    (before,) = proposals(store)
    report = run(store, second, third)
    (after,) = proposals(store)
    assert (report.new, report.changed) == (0, 1)
    assert after.id == before.id
    assert (after.title, after.doc_number) == ("关于加强公共绿地养护工作的意见", "沪绿〔2020〕5号")
    assert after.spellings == ("关于加强公共绿地养护工作的意见", "关于加强公共绿地养护作的意见")
    assert sorted(seen.document for seen in after.evidence) == ["丙.pdf", "乙.pdf", "甲.pdf"]


def test_the_order_of_documents_makes_no_difference(store: Store) -> None:
    texts = ["《河道保洁办法》", "《河道保洁办法》（沪水〔2020〕5号）", "《河道保洁办法（试行）》"]
    documents = [disclosed(text, f"{at}.pdf") for at, text in enumerate(texts)]
    run(store, *documents)
    forward = proposals(store)
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM cited_documents")
        connection.exec_driver_sql("DELETE FROM proposals")
    run(store, *reversed(documents))
    assert proposals(store) == forward


def test_a_rejected_proposal_stays_rejected(store: Store) -> None:
    first = disclosed("依据《河道保洁工作办法》。", "甲.pdf")
    run(store, first)
    (found,) = proposals(store)
    with store.write() as connection:
        reject_proposal(connection, found.id, by="王")
    for report in (
        run(store, first),
        run(store, disclosed("依据《河道保洁工作办法》（沪水〔2020〕5号）。", "乙.pdf")),
        run(store, disclosed("依据《关于印发〈河道保洁工作办法〉的通知》。", "丙.pdf")),
        run(store),
    ):
        assert (report.proposed, report.new) == (0, 0)
    assert [each.state for each in proposals(store)] == ["rejected"]


def test_an_accepted_proposal_links_and_does_not_come_again(store: Store) -> None:
    run(store, disclosed("依据《河道保洁工作办法》。", "甲.pdf"))
    (found,) = proposals(store)
    with store.write() as connection:
        made = accept_proposal(connection, found.id, by="王")
    report = run(store, disclosed("按照《河道保洁工作办法》执行。", "乙.pdf"))
    assert (report.proposed, report.by_status["linked"]) == (0, 2)
    with store.read() as connection:
        documents = [document.name for document, _ in mentions_of_work(connection, made.id)]
    assert documents == ["乙.pdf", "甲.pdf"]
    assert [each.state for each in proposals(store)] == ["accepted"]


ORDERED = "关于进一步加强绿地养护工作的意见"


def two_districts() -> tuple[Disclosure, Disclosure]:
    text = f"依据《{ORDERED}》，安排经费。"
    return (
        disclosed(text, name="甲.pdf", department="上海市松江区水务局"),
        disclosed(text, name="乙.pdf", department="上海市普陀区水务局"),
    )


def test_one_document_of_the_nation_cited_in_two_districts_is_one_proposal(store: Store) -> None:
    run(store, *two_districts())
    (found,) = waiting(store)
    assert (found.place, len(found.evidence)) == (None, 2)
    with store.write() as connection:
        made = accept_proposal(
            connection,
            found.id,
            said=Said(
                doc_number="国办发〔2020〕3号",
                issuers="国务院办公厅、财政部",
                place="全国",
                level="规范性文件",
            ),
            by="王",
        )
        assert len(list(mentions_of_work(connection, made.id))) == 2
    assert (made.place, made.issuers, made.level) == (
        None,
        ("国务院办公厅", "财政部"),
        "规范性文件",
    )
    assert [each.doc_number for each in made.versions] == ["国办发〔2020〕3号"]


def test_a_proposal_said_to_be_one_districts_leaves_the_other_s_waiting(store: Store) -> None:
    run(store, *two_districts())
    (found,) = waiting(store)
    with store.write() as connection:
        made = accept_proposal(connection, found.id, said=Said(place="上海市松江区"), by="王")
        linked = [each.name for each, _ in mentions_of_work(connection, made.id)]
    assert (made.place, linked) == ("上海市松江区", ["甲.pdf"])
    run(store, *two_districts())
    (left,) = waiting(store)
    assert [each.document for each in left.evidence] == ["乙.pdf"]
    assert [each.state for each in proposals(store) if each.id == found.id] == ["accepted"]
    run(store, *two_districts())
    assert waiting(store) == [left], "nothing changes"


def test_facts_of_a_new_work_do_not_go_into_one_that_stands(store: Store) -> None:
    run(store, *two_districts())
    (found,) = waiting(store)
    said = Said(place="上海市")
    with pytest.raises(RegistryError) as caught, store.write() as connection:
        accept_proposal(connection, found.id, into=KNOWN.id, said=said, by="王")
    assert caught.value.code == "refused_accept"


def test_what_a_person_accepted_into_a_work_stays_though_the_linker_does_not_see_it(
    store: Store,
) -> None:
    first = disclosed("依据《城区水面清洁作业规程》。", "甲.pdf")
    run(store, first)
    (found,) = proposals(store)
    with store.write() as connection:
        accept_proposal(connection, found.id, into=KNOWN.id, by="王")
        connection.exec_driver_sql("DELETE FROM aliases")
    report = run(store, first)
    assert (report.recorded, report.proposed, report.by_status["linked"]) == (0, 0, 1)


def test_a_proposal_that_the_registry_has_by_now_is_settled(store: Store) -> None:
    run(store, disclosed("依据《上海市城区水面清洁规程》。", "甲.pdf"))
    made = work("上海市城区水面清洁规程", key="rbbbbbbbbbbbb", place="上海")
    fill(store, [made])
    report = run(store)  # without documents: what was recorded is linked again
    assert (report.relinked, report.settled, report.proposed) == (1, 1, 0)
    assert proposals(store) == []
    with store.read() as connection:
        assert len(list(mentions_of_work(connection, made.id))) == 1


def test_a_short_name_goes_with_what_it_stands_for(store: Store) -> None:
    text = "依据《上海市河道养护条例》（以下简称《养护条例》）。按照《养护条例》第四条执行。"
    # linked as the pipeline does it, when the registry did not know the work
    document = disclosed(text, linker=linker_over())
    report = run(store, document)
    assert report.proposed == 0
    with store.read() as connection:
        found = [mention for _, mention in mentions_of_work(connection, KNOWN.id)]
    assert [mention.title for mention in found] == ["上海市河道养护条例", "养护条例"]
    assert found[1].why.startswith("文内简称，指《上海市河道养护条例》：")
    assert run(store, document).recorded == 0


def test_an_amount_that_cannot_be_stored_is_left_out(store: Store) -> None:
    run(store, disclosed("依据《上海市河道养护条例》。", amount="9" * 30 + ".00"))
    with store.read() as connection:
        ((_, mention),) = mentions_of_work(connection, KNOWN.id)
    assert mention.annual_amount is None
