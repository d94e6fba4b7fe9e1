"""What reviewed documents teach: pure, rebuilt from events, never of the frozen set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extraction.pipeline import analyse
from models.shelf.token_labels import read_labels
from service.review.corrections import derive
from service.review.lessons import Lesson, lessons_of
from service.review.lessons.collecting import write_lessons
from service.review.lessons.jobs import Job, JobFile
from service.review.views import view_of
from tests.service.review.papers import Table, paper
from training_data.gold import frozen_texts
from training_data.gold.printing import printed


def _labels(lesson: Lesson) -> set[tuple[str, str]]:
    text = lesson.record.text
    return {(span.label, text[span.start : span.end]) for span in lesson.record.spans}


def test_only_what_was_looked_at_whole_teaches() -> None:
    table = Table()
    assert lessons_of(table.live, table.view).lessons == ()
    table.do("accept", "p0/field/narrative_budget")
    assert lessons_of(table.live, table.view).lessons == ()  # the rest of the project is open
    table.do("accept", "p0")
    found = lessons_of(table.live, table.view)
    assert [(one.record.meta["section"], one.correction_ids) for one in found.lessons] == [
        ("basis", (2,)),
        ("budget", (1,)),
    ]
    assert _labels(found.lessons[0]) == {
        ("TITLE", "河道养护管理条例"),
        ("DOC_NUMBER", "湖水〔2024〕1号"),
    }
    assert _labels(found.lessons[1]) == {("AMOUNT_YEAR", "120.00万元")}


def test_a_correction_changes_what_is_taught() -> None:
    table = Table()
    table.do("accept", "p0")
    table.do("delete", "p0/citation/0")
    table.do("delete", "p0/field/narrative_budget")
    labels = [_labels(one) for one in lessons_of(table.live, table.view).lessons]
    assert labels == [{("AMOUNT_ITEM", "120.00万元")}]
    # rebuilt from the events, it is the same
    again = derive(
        table.disclosure, table.events, extraction=table.extraction, text=table.view.text
    )
    assert lessons_of(again, table.view) == lessons_of(table.live, table.view)


def test_a_citation_that_is_not_in_its_text_teaches_nothing() -> None:
    table = Table()
    table.do("accept", "p0")
    table.do("set", "p0/citation/0", part="title", text="别的条例")
    found = lessons_of(table.live, table.view)
    assert [one.record.meta["section"] for one in found.lessons] == ["budget"]
    assert found.unplaced_count == 1


@pytest.mark.parametrize("text", frozen_texts()[:3], ids=lambda text: str(text.name))
def test_the_frozen_test_set_never_teaches(text: object, tmp_path: Path) -> None:
    path = tmp_path / "frozen.txt"
    path.write_text(printed(text), "utf-8")  # type: ignore[arg-type]
    analysis = analyse(path)
    table = Table((analysis.disclosure, view_of(analysis)))
    assert table.live.projects
    table.do("accept", "document")
    found = lessons_of(table.live, table.view)
    assert found.lessons == ()
    assert found.refused is not None


def test_a_department_of_the_frozen_set_never_teaches() -> None:
    disclosure, view = paper()
    department = frozen_texts()[0].department
    table = Table((replace(disclosure, department=department), view))
    table.do("accept", "document")
    assert lessons_of(table.live, table.view).refused == "部门在冻结的测试集里"


def test_the_trainer_reads_what_is_written(tmp_path: Path) -> None:
    table = Table()
    table.do("accept", "document")
    lessons = lessons_of(table.live, table.view).lessons
    write_lessons(lessons, tmp_path)
    documents = read_labels(tmp_path)
    assert {document.issuer for document in documents} == {"湖畔区水务局"}
    spans = [example.spans for document in documents for example in document.examples]
    assert spans == [lesson.record.spans for lesson in lessons]


def test_a_job_whose_process_is_gone_has_failed(tmp_path: Path) -> None:
    file = JobFile(tmp_path)
    assert file.read() is None
    file.write(Job("train", "王芳", 2**22 + 1, "2026-01-01T00:00:00+00:00"))
    job = file.read()
    assert job is not None
    assert (job.state, job.error) == ("failed", "进程意外结束")
