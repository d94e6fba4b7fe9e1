"""A small trained model that the tests of the pipeline share."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.tokens.crf import train
from training_data.formats import LabelledText, Span

BODIES = ("青溪区水务局", "白塔镇财政所", "松石区教育局", "云水县文旅局")
TEXTS = [
    LabelledText(
        f"由{body}负责。按《河道办法》办",
        (Span(1, 1 + len(body), "ORG"), Span(len(body) + 6, len(body) + 10, "TITLE")),
    )
    for body in BODIES * 4
]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spacy_pipeline") / "tokens.crf"
    train(TEXTS, path, words=False)
    return path
