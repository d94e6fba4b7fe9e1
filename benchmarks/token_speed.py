"""How fast does the released token classifier read, load and learn?"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.learning_curve import FOLDER as RESUME
from extraction.citations import read_parts
from extraction.combining import passage_of
from extraction.learned import Passage
from models.tokens import TokenTagger, fit
from models.tokens.classifier import FILE, FOLDER, TokenClassifier
from models.tokens.crf import Example, examples
from models.tokens.documents import TaskDocument, examples_of
from models.tokens.features import rows
from models.tokens.lexicon import jieba_lexicon
from models.tokens.material import shipped_material
from models.tokens.task import train_task
from training_data.formats import Span, read_entities
from training_data.gold import training_texts

LEAST_SPEED = 80_000
_TIMES = 5
_SENTENCES = 1000
_TAUGHT = "train.char.bmes"
_LOAD = (
    "import time; begun = time.process_time();"
    "from models.tokens.classifier import released; released();"
    "print(time.process_time() - begun)"
)
_LEXICON = (
    "from models.tokens.lexicon import jieba_lexicon; import time; begun = time.process_time();"
    "jieba_lexicon().segment({text!r}); print(time.process_time() - begun)"
)


def run() -> Answer:
    """Time each part; CPU time where one core counts, wall time where somebody waits."""
    sections = [
        (section.body.text, section.kind, section.heading, text.year)
        for text in training_texts()
        for project in text.projects
        for section in project.sections
    ]
    passages = [one for row in sections if (one := _passage(*row)) is not None]
    characters = sum(len(one.text) for one in passages)
    jieba_lexicon()
    classifier = TokenClassifier(FOLDER / FILE)
    tagger = TokenTagger(FOLDER / FILE)
    lexicon = jieba_lexicon()
    speeds = {
        "features alone": _speed(
            lambda: [rows(one, lexicon=lexicon) for one in passages], characters
        ),
        "features and labels (`TokenTagger.read`)": _speed(
            lambda: [tagger.read(one) for one in passages], characters
        ),
        "the model's share of the pipeline (`TokenClassifier.find`)": _speed(
            lambda: [classifier.find(one) for one in passages], characters
        ),
        "with the passages made anew (flattening, rules' hits)": _speed(
            lambda: [classifier.find(one) for row in sections if (one := _passage(*row))],
            characters,
        ),
    }
    first = "".join(one.text for one in passages[:20])
    load, dictionary = _child(_LOAD), _child(_LEXICON.format(text=first))
    material = shipped_material()
    everything, thousands = _training(material)
    live = speeds["the model's share of the pipeline (`TokenClassifier.find`)"]
    lines = (
        *table(
            ("reading, one core", "characters/s (CPU)"),
            ((words, f"{speed:,.0f}") for words, speed in speeds.items()),
        ),
        "",
        *table(
            ("once", "s (CPU where nothing else is said)"),
            (
                (
                    "importing and opening the released model, jieba's dictionary not among it",
                    f"{load:.2f}",
                ),
                (
                    f"opening jieba's dictionary and segmenting {len(first):,} characters",
                    f"{dictionary:.2f}",
                ),
                (
                    "training on everything with cross-validation and calibration, wall",
                    f"{everything[0]:.0f}",
                ),
                ("the same, CPU of both processes", f"{everything[1]:.0f}"),
                *(
                    (
                        f"training on {_SENTENCES:,} sentences {one.of} ({one.characters:,} "
                        f"characters, {one.labels} labels)",
                        f"{one.seconds:.1f}",
                    )
                    for one in thousands
                ),
            ),
        ),
        "",
        f"The released model is {(FOLDER / FILE).stat().st_size / 1e6:.1f} MB. The machine was "
        "shared while this ran: wall times are upper bounds.",
        "",
        verdict(f"at least {LEAST_SPEED:,} characters/s ({live:,.0f})", met=live >= LEAST_SPEED),
        verdict(f"loading below 0.5 s ({load:.2f})", met=load < 0.5),
        verdict(
            f"retraining tokens on all below 60 s on two cores ({everything[1] / 2:.0f} s each)",
            met=everything[1] / 2 < 60,
        ),
        *(
            verdict(
                f"{_SENTENCES:,} sentences {one.of} below 5 s ({one.seconds:.1f})",
                met=one.seconds < 5,
            )
            for one in thousands
        ),
    )
    return Answer(f"the gold texts that may teach, {characters:,} characters", lines)


def _passage(text: str, kind: str, heading: str, year: int) -> Passage | None:
    parts = read_parts(text, start=0, end=len(text), section=kind, always=True)  # type: ignore[arg-type]
    if parts is None:
        return None
    return passage_of(parts, section=kind, heading=heading, fiscal_year=year)  # type: ignore[arg-type]


def _speed(work: Callable[[], object], characters: int) -> float:
    times = []
    for _ in range(_TIMES):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return characters / min(times)


def _child(code: str) -> float:
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    return min(times)


@dataclass(frozen=True, slots=True)
class _Thousand:
    """What some sentences cost; every character costs the square of the number of tags."""

    of: str
    characters: int
    labels: int
    seconds: float


def _training(
    material: Sequence[TaskDocument],
) -> tuple[tuple[float, float], tuple[_Thousand, ...]]:
    import resource

    def children() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    with tempfile.TemporaryDirectory() as name:
        begun, used = time.perf_counter(), children() + time.process_time()
        train_task(shipped_material(), Path(name, FILE))
        wall = time.perf_counter() - begun
        cpu = children() + time.process_time() - used
    drawn = [_thousand("of our own", sentences(examples_of(material)))]
    if (RESUME / _TAUGHT).is_file():
        texts = read_entities(RESUME / _TAUGHT)
        named = (one for text in texts for one in examples(text))
        drawn.append(_thousand("of ResumeNER", named))
    return (wall, cpu), tuple(drawn)


def _thousand(of: str, found: Iterable[Example]) -> _Thousand:
    few = list(islice(found, _SENTENCES))
    with tempfile.TemporaryDirectory() as name:
        begun = time.process_time()
        fit(few, Path(name, "few.crf"))
        seconds = time.process_time() - begun
    return _Thousand(
        of,
        sum(len(one.passage.text) for one in few),
        len({span.label for one in few for span in one.spans}),
        seconds,
    )


def sentences(found: Iterable[Example]) -> Iterator[Example]:
    """Cut passages behind each full stop; the rules' hits go with their sentence."""
    for one in found:
        start = 0
        for stop in re.finditer(r"。|$", one.passage.text):
            end = stop.end()
            if start < end and not any(span.start < end < span.end for span in one.spans):
                hits = tuple(
                    replace(hit, start=hit.start - start, end=hit.end - start)
                    for hit in one.passage.hits
                    if start <= hit.start and hit.end <= end
                )
                spans = tuple(
                    Span(span.start - start, span.end - start, span.label)
                    for span in one.spans
                    if start <= span.start and span.end <= end
                )
                text = one.passage.text[start:end]
                yield Example(replace(one.passage, text=text, hits=hits), spans)
                start = end


TOKEN_SPEED = Benchmark("token_speed", "How fast is the token classifier?", run)
