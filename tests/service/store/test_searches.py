"""Lists over what was read, on both databases: filters, pages, what cites a regulation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.schema import Disclosure, Link
from service.pipeline_version import ModelVersions
from service.store import Store
from service.store.documents import DocumentName, record_document
from service.store.extractions import extraction_of, save_extraction
from service.store.kept_answers import has_address, keep_aside, kept_answer
from service.store.searches import (
    Filter,
    Page,
    count_citing,
    list_checks,
    list_citations,
    list_found,
    list_projects,
    list_works,
    values_of,
)
from tests.service.disclosures import rich_disclosure

RICH = rich_disclosure()
COUNT = 5


def _document(number: int) -> Disclosure:
    source = replace(RICH.source, sha256=f"{number:064x}", name=f"{number}.pdf")
    (project,) = RICH.projects
    # cited twice by one project
    citation = replace(project.citations[0], link=Link("linked", "r1", 0.9, (), "题名一致"))
    twice = replace(project, citations=(citation, replace(citation, start=30, end=38)))
    return replace(
        RICH,
        source=source,
        fiscal_year=2020 + number,
        department=f"第{number}局",
        projects=(twice,),
    )


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as connection:
        for number in range(COUNT):
            disclosure = _document(number)
            sha256 = disclosure.source.sha256
            record_document(connection, DocumentName(sha256, f"/{number}.pdf", f"{number}.pdf", 3))
            save_extraction(
                connection, extraction_of(disclosure, pipeline_version="v", seconds=0.1)
            )
    return store


@pytest.mark.parametrize("which", [list_projects, list_citations, list_checks, list_found])
def test_pages_hold_each_row_once_and_in_order(filled: Store, which: object) -> None:
    assert callable(which)
    with filled.read() as connection:
        whole: Page = which(connection, Filter(), cursor=None, limit=1000)
        assert whole.next is None
        assert len(whole.rows) >= COUNT
        for limit in (1, 2, len(whole.rows)):
            collected: list[object] = []
            cursor = None
            while True:
                page: Page = which(connection, Filter(), cursor=cursor, limit=limit)
                collected += page.rows
                cursor = page.next
                if cursor is None:
                    break
            assert collected == list(whole.rows)


@pytest.mark.parametrize(
    ("only", "count"),
    [
        (Filter(), COUNT),
        (Filter(fiscal_year=2021), 1),
        (Filter(fiscal_year=1999), 0),
        (Filter(department="3局"), 1),  # a part
        (Filter(department="%"), 0),  # no pattern
        (Filter(document_sha256=f"{2:064x}"), 1),
    ],
)
def test_documents_are_filtered_in_every_list(filled: Store, only: Filter, count: int) -> None:
    with filled.read() as connection:
        each = len(list_projects(connection, Filter(), cursor=None, limit=1000).rows) // COUNT
        found = list_projects(connection, only, cursor=None, limit=1000).rows
        assert len(found) == count * each
        assert len(list_found(connection, only, cursor=None, limit=1000).rows) == count


def test_projects_are_filtered_by_amount_and_words(filled: Store) -> None:
    with filled.read() as connection:
        rows = list_projects(connection, Filter(), cursor=None, limit=1000).rows
        amounts = sorted(row["annual_fen"] for row in rows if row["annual_fen"] is not None)
        most = amounts[-1]
        at_most = list_projects(connection, Filter(max_fen=most - 1), cursor=None, limit=1000)
        above = list_projects(connection, Filter(min_fen=most), cursor=None, limit=1000)
        assert len(at_most.rows) + len(above.rows) == len(amounts)
        named = next(row for row in rows if row["name"])
        word = named["name"][:2]
        found = list_projects(connection, Filter(text=word), cursor=None, limit=1000).rows
        assert named in found
        keys = [(row["document_sha256"], row["project_index"]) for row in rows]
        values = values_of(connection, keys)
        assert set(values) == set(keys)
        assert any(values.values())


def test_what_cites_a_regulation_is_counted_once_for_each_project(filled: Store) -> None:
    with filled.read() as connection:
        rows = list_citations(connection, Filter(), cursor=None, limit=1000).rows
        linked = {row["work_id"] for row in rows if row["work_id"]}
        assert linked == {"r1"}
        for work_id in linked:
            citing = [row for row in rows if row["work_id"] == work_id]
            counts = count_citing(connection, work_id)
            assert counts.citations == len(citing)
            projects = {(row["document_sha256"], row["project_index"]) for row in citing}
            assert counts.projects == len(projects)
            page = list_projects(connection, Filter(regulation_id=work_id), cursor=None, limit=1000)
            assert {(r["document_sha256"], r["project_index"]) for r in page.rows} == projects
        nothing = count_citing(connection, "r0")
        assert (nothing.citations, nothing.projects, nothing.annual_fen) == (0, 0, None)
        assert list_works(connection, level=None, cursor=None, limit=5).rows == []


def test_an_answer_is_kept_for_just_its_versions(filled: Store) -> None:
    sha256 = f"{1:064x}"
    models = ModelVersions()
    with filled.read() as connection:
        kept = kept_answer(connection, sha256, pipeline_version="v", mode="rules", models=models)
        assert kept is not None
        for version, mode, other in (
            ("w", "rules", models),
            ("v", "both", models),
            ("v", "rules", ModelVersions(links="links-2")),
        ):
            assert (
                kept_answer(connection, sha256, pipeline_version=version, mode=mode, models=other)
                is None
            )
        assert has_address(connection, "/1.pdf")
        assert not has_address(connection, "/other.pdf")


def test_a_result_that_is_kept_aside_is_not_the_current_one(filled: Store) -> None:
    aside = extraction_of(
        replace(_document(1), department="别处"), pipeline_version="aside", seconds=0.1
    )
    new = extraction_of(_document(99), pipeline_version="aside", seconds=0.1)
    with filled.write() as connection:
        assert keep_aside(connection, aside)
        assert keep_aside(connection, aside)  # the same again takes its place
        assert not keep_aside(connection, new)  # nothing is current yet
        (row,) = list_found(
            connection, Filter(document_sha256=f"{1:064x}"), cursor=None, limit=9
        ).rows
        kept = kept_answer(
            connection, f"{1:064x}", pipeline_version="aside", mode="rules", models=ModelVersions()
        )
    assert row["department"] == "第1局"
    assert kept is not None
    assert "别处" in kept.decode()
