"""The token classifier as a component of a spaCy pipeline: ``nlp.add_pipe("yiju_tokens")``."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from extraction.citations import read_parts
from extraction.combining import passage_of
from extraction.errors import ModelError
from extraction.schema import SectionKind
from models.cards import card_of
from models.spacy_pipeline.context import heading_of, register, section_of, year_of
from models.spacy_pipeline.groups import KEY, set_group
from models.tokens import Found
from models.tokens.learners import FILES, Tagger, open_tagger

Reading = Literal["section", "lines"]
_PARTS = ("name", "model", "card")


class Tokens:
    """Sets ``doc.spans[key]`` to the entities that a trained model finds.

    reading  ``section``: the Doc is the body of one section and is read as the extraction reads
             it, flat and with the rules' hits; ``lines``: each line as it stands
    section  what every Doc is taken for that does not say its own (``doc._.yiju_section``)

    The model of any learner of the shelf will do. It is saved with the pipeline and checked
    against its card whenever it is loaded.
    """

    def __init__(
        self, nlp: Language, *, key: str, reading: Reading, section: SectionKind | None
    ) -> None:
        self.key = key
        self.reading = reading
        self.section = section
        self._strings = nlp.vocab.strings
        self._tagger: Tagger | None = None
        self._files: tuple[str, bytes, bytes] | None = None  # the model's name, bytes and card

    @property
    def labels(self) -> tuple[str, ...]:
        return () if self._tagger is None else self._tagger.labels

    def open(self, model: Path) -> Tokens:
        """Take the model of this file, its card beside it, and return the component.

        Raises `ModelError` (``wrong_model``) where it does not fit; the model before stays.
        """
        tagger = open_tagger(model)
        self._files = (f"tokens{model.suffix}", model.read_bytes(), card_of(model).read_bytes())
        self._tagger = tagger
        for label in tagger.labels:
            self._strings.add(label)  # outside of any memory zone, so that they stay
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Raises `ModelError` (``no_model``) where no model has been opened."""
        if self._tagger is None:
            raise ModelError(
                found="the component yiju_tokens without a model",
                expected="a model that was opened, initialized or loaded with the pipeline",
                hint='call nlp.get_pipe("yiju_tokens").open(path)',
                code="no_model",
            )
        find = self._in_section if self.reading == "section" else self._in_lines
        set_group(doc, self.key, find(doc, self._tagger))
        return doc

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        model: str | None = None,
    ) -> None:
        """Open ``model``, as ``[initialize.components.yiju_tokens]`` of a configuration names it.

        Nothing is trained here: models are trained by the shelf's learners.
        """
        del get_examples, nlp
        if model is not None:
            self.open(Path(model))

    def to_disk(self, path: Path, *, exclude: Collection[str] = ()) -> None:
        """Write the model and its card into the folder ``path``; without a model, nothing."""
        del exclude
        path.mkdir(parents=True, exist_ok=True)
        for name in FILES.values():
            for file in (path / name, card_of(path / name)):
                file.unlink(missing_ok=True)
        if self._files is not None:
            _write(path, *self._files)

    def from_disk(self, path: Path, *, exclude: Collection[str] = ()) -> Tokens:
        """Open the model in the folder ``path``; an empty folder leaves the component without.

        Raises `ModelError` (``wrong_model``).
        """
        del exclude
        if not any(path.iterdir()):
            return self
        found = [path / name for name in FILES.values() if (path / name).exists()]
        if len(found) != 1:
            raise _wrong(f"{path.name}: {len(found)} model files")
        return self.open(found[0])

    def to_bytes(self, *, exclude: Collection[str] = ()) -> bytes:
        """Return the model and its card as bytes; none without a model."""
        del exclude
        if self._files is None:
            return b""
        name, *content = self._files
        parts = (name, *(base64.b64encode(data).decode() for data in content))
        return json.dumps(dict(zip(_PARTS, parts, strict=True))).encode()

    def from_bytes(self, data: bytes, *, exclude: Collection[str] = ()) -> Tokens:
        """Open the model that `to_bytes` gave. Raises `ModelError` (``wrong_model``)."""
        del exclude
        if not data:
            return self
        try:
            parts = json.loads(data)
            name, model, card = (str(parts[part]) for part in _PARTS)
            content = [base64.b64decode(part, validate=True) for part in (model, card)]
        except (ValueError, LookupError, TypeError) as error:
            raise _wrong(f"bytes of another form ({type(error).__name__})") from error
        if name not in FILES.values():
            raise _wrong(f"a model named {name!r}")
        with tempfile.TemporaryDirectory() as folder:
            return self.open(_write(Path(folder), name, *content))

    def _in_lines(self, doc: Doc, tagger: Tagger) -> Iterator[Found]:
        yield from tagger.find(doc.text)

    def _in_section(self, doc: Doc, tagger: Tagger) -> Iterator[Found]:
        text, section = doc.text, section_of(doc, self.section)
        parts = read_parts(text, start=0, end=len(text), section=section, always=True)
        if parts is None:
            return
        passage = passage_of(
            parts, section=section, heading=heading_of(doc), fiscal_year=year_of(doc)
        )
        for one in tagger.read(passage):
            start, end = parts.flat.span(one.start, one.end)
            yield Found(start, end, one.label, one.raw_confidence)


@Language.factory(
    "yiju_tokens",
    default_config={"key": KEY, "reading": "section", "section": None},
    assigns=["doc.spans"],
)
def make_tokens(
    nlp: Language, name: str, key: str, reading: Reading, section: SectionKind | None
) -> Tokens:
    """Make the component; it has no model yet."""
    del name
    register()
    return Tokens(nlp, key=key, reading=reading, section=section)


def _write(folder: Path, name: str, model: bytes, card: bytes) -> Path:
    path = folder / name
    path.write_bytes(model)
    card_of(path).write_bytes(card)
    return path


def _wrong(found: str) -> ModelError:
    return ModelError(
        found=found,
        expected="a model and its card as the pipeline was saved with them",
        hint="save the pipeline again",
        code="wrong_model",
    )
