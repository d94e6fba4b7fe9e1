"""Which form of an answer a client wants: the Accept header of RFC 9110."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.errors import RequestRefused

JSON = "application/json"
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = (JSON, CSV, XLSX)


def chosen(accept: str | None, forms: Sequence[str] = FORMS) -> str:
    """Return the form of ``forms`` that ``accept`` likes best; the first where it likes all.

    Raises `RequestRefused` (``not_acceptable``) where it takes none of them.
    """
    if not (accept or "").strip():
        return forms[0]
    ranges = [_range(part) for part in (accept or "").split(",") if part.strip()]
    liked = [(_quality(form, ranges), -place) for place, form in enumerate(forms)]
    quality, place = max(liked)
    if quality <= 0:
        raise RequestRefused(
            found=f"Accept: {(accept or '')[:200]}",
            expected=f"one of {', '.join(forms)}",
            hint="Leave Accept out for JSON.",
            code="not_acceptable",
        )
    return forms[-place]


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return kind, max(0.0, min(1.0, float(value)))
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _quality(form: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality of the closest range; 0 where none covers ``form``."""
    family = form.partition("/")[0] + "/*"
    for cover in (form, family, "*/*"):
        found = [quality for kind, quality in ranges if kind == cover]
        if found:
            return max(found)
    return 0.0
