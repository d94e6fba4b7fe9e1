"""The whole loop: a weak model, corrections in the browser, a better one, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from extraction.schema import to_json
from models.shelf import Shelf, promote
from models.shelf.gate import judge
from models.shelf.tokens import measure_model
from service.review.describing import shown
from service.review.lessons import running
from service.review.lessons.jobs import Job, job_file
from service.review.lessons.rereading import read_again
from service.review.sheets import stored_sheet
from service.store.extractions import read_disclosure_json
from service.store.training_rows import rows_of_version
from tests.service.review.chromium import Chromium, open_document, saved
from tests.service.review.serving import Served, serve
from training_data.synthesis import synthesise


def _documents() -> list[tuple[str, bytes]]:
    return [
        (f"{seed}.pdf", synthesise(seed, layout="narrative_with_form").pdf)
        for seed in (7, 8, 9, 10, 11, 24)
    ]


def _plant_weakness(shelf: Shelf) -> str:
    """Make a model live that was taught little: it is weak on the frozen set."""
    from models.tokens.material import gold_document
    from models.tokens.task import train_task
    from training_data.gold import training_texts

    with shelf.draft("tokens") as draft:
        material = [gold_document(text) for text in training_texts()[:6]]
        train_task(material, draft / "tokens.crf", folds=2, processes=1)
        weak = shelf.keep("tokens", draft, facts={"seed": 0})
    promote(shelf, weak.name, by="test", reason="a planted weakness", force=True)
    return weak.name


def _answers(served: Served) -> list[bytes]:
    with served.store.read() as connection:
        return [read_disclosure_json(connection, sha256) for sha256 in served.documents]


@pytest.mark.soak
def test_corrections_make_the_model_better(chromium: Chromium, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    with serve(tmp_path, _documents(), models_folder=str(folder)) as served:
        shelf = Shelf(folder)
        weak = _plant_weakness(shelf)
        settings = served.settings
        read_again(served.store, settings, tell=lambda _: None)
        before = _answers(served)
        with chromium.visit(served.address) as visitor:
            page = visitor.page
            corrected = 0
            for number in range(len(served.documents)):
                open_document(page, served.document(number))
                for row in page.query_selector_all(".item.field:not(.s-deleted)")[:5]:
                    target = row.get_attribute("data-target")
                    page.click(f'.item[data-target="{target}"] .value')
                    text = page.input_value(".edit")
                    page.keyboard.type(text + "1" if text.isdigit() else text or "无")
                    page.keyboard.press("Enter")
                    saved(page)
                    corrected += 1
                page.keyboard.press("Escape")
                while page.query_selector("#acceptall:not([disabled])"):
                    page.keyboard.press("Shift+A")
                    saved(page)
            assert corrected >= 30
            page.goto(f"{served.address}/models")
            page.click("#train")
            page.wait_for_selector("#jobstate.done", timeout=900_000)
            candidate = page.inner_text("#candidate h2").split()[0]
            assert page.query_selector("#candidate table") is not None
            page.fill('form[action$="/models/promote"] [name=reason]', "更好")
            page.click("#promote")
            page.wait_for_selector(f"text=上线 {candidate}")
        with served.store.read() as connection:
            assert rows_of_version(connection, candidate)
        verdict = judge(
            measure_model(shelf.version(weak).model), measure_model(shelf.version(candidate).model)
        )
        assert verdict.overall.difference is not None
        assert verdict.overall.difference > 0
        with served.store.read() as connection:
            standing = [stored_sheet(connection, sha) for sha in served.documents]
        read_again(served.store, settings, tell=lambda _: None)
        with served.store.read() as connection:
            again = [stored_sheet(connection, sha) for sha in served.documents]
        for one, other in zip(standing, again, strict=True):
            assert not other.live.unplaced
            for item in (i for p in one.live.projects for i in p.items()):
                if item.state in ("changed", "accepted"):
                    found = other.live.item(item.id)
                    assert found is not None
                    # a better model may be surer of what was confirmed; it says the same
                    assert shown(to_json(found.record)) == shown(to_json(item.record))
                    if item.state == "changed":
                        assert found.record == item.record
        with chromium.visit(served.address) as visitor:
            page = visitor.page
            page.goto(f"{served.address}/models")
            page.fill('form[action$="/models/rollback"] [name=reason]', "演练")
            page.click("#rollback")
            page.wait_for_selector(f"text=退回 {weak}")
        read_again(served.store, settings, tell=lambda _: None)
        assert _answers(served) == before


def test_a_job_that_fails_says_so(tmp_path: Path) -> None:
    from service.settings import Settings

    settings = replace(
        Settings(), store=str(tmp_path / "store.db"), models_folder=str(tmp_path / "models")
    )
    job = running.run(
        settings, Job("compare", "王芳", 1, "2026-01-01"), "no-such-version", job_file(settings)
    )
    assert job.state == "failed"
    assert "no-such-version" in (job.error or "")
    assert json.loads(job_file(settings).path.read_text("utf-8")) == asdict(job)
