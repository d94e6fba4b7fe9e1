"""Candidate → gate → live, and back; each step is written to the journal with who and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from extraction.errors import ModelError, UsageError
from models.shelf.gate import Verdict, judge
from models.shelf.journal import Event, line_of_succession, read_journal, write_event
from models.shelf.kinds import KindName, kind
from models.shelf.versions import Shelf, Version


@dataclass(frozen=True, slots=True)
class Promotion:
    """What came of it. ``verdict`` is None where there was no live model to compare with."""

    event: Event
    verdict: Verdict | None


def verdict_on(shelf: Shelf, candidate: Version) -> tuple[str, Verdict | None]:
    """Hold a version against the live one on the frozen set; return the live one's name too.

    None where no live model can be opened: then there is nothing to lose. Raises `ModelError`
    (``wrong_model``) where the candidate itself does not fit.
    """
    one = kind(candidate.kind)
    candidate.load()
    try:
        live = shelf.live(candidate.kind)
        before = None if live is None else one.measure(live.model)
    except ModelError:
        return _named(shelf, candidate.kind), None
    if live is None or before is None:
        return "", None
    return live.name, judge(before, one.measure(candidate.model))


def promote(
    shelf: Shelf, wanted: str, *, by: str, reason: str | None = None, force: bool = False
) -> Promotion:
    """Make a version live if the gate lets it, or with ``force`` and a reason in any case.

    Raises `UsageError`: ``unknown_version``; ``already_live``; ``gate_refused`` with what the
    gate found; ``no_reason`` for force without one; ``not_written``. Raises `ModelError`
    (``wrong_model``) where the version does not fit this code: force does not help there.
    """
    reason = (reason or "").strip() or None
    if force and reason is None:
        raise UsageError(
            found="force without a reason",
            expected="a reason, which is recorded",
            hint="Say with --reason why the gate is passed over.",
            code="no_reason",
        )
    version = shelf.version(wanted)
    while True:
        # Measured without the lock, for it takes seconds; another promotion may come in between.
        before, verdict = verdict_on(shelf, version)
        if before == version.name:
            raise UsageError(
                found=f"{version.name}, which is live",
                expected="a version that is not live yet",
                hint="There is nothing to do.",
                code="already_live",
            )
        if verdict is not None and not verdict.passes and not force:
            raise UsageError(
                found=f"{version.name} against {before}: " + "; ".join(verdict.reasons),
                expected="a candidate that is not worse than the live model on the frozen set",
                hint="Train it with more or better labels; or pass over the gate with --force "
                "--reason TEXT, which is recorded.",
                code="gate_refused",
            )
        with shelf.locked():
            if _named(shelf, version.kind) != before:
                continue
            forced = verdict is not None and not verdict.passes
            event = Event(
                at=_now(),
                by=by,
                action="promote",
                kind=version.kind,
                version=version.name,
                before=before,
                reason=reason,
                forced=forced,
                gate=_recorded(verdict),
            )
            write_event(shelf.folder, event)
        return Promotion(event, verdict)


def rollback(shelf: Shelf, name: str, *, by: str, reason: str | None = None) -> Event:
    """Bring back the version of a kind that was live before the one that is.

    Raises `UsageError`: ``unknown_kind``, ``nothing_to_roll_back`` where nothing was promoted.
    Raises `ModelError` (``wrong_model``) where the version before cannot be opened.
    """
    found = kind(name)
    with shelf.locked():
        held = _succession(shelf, found.name)
        if len(held) < 2:
            raise UsageError(
                found=f"the live model of {name} is the one that ships with the project",
                expected="a version that was promoted",
                hint="There is nothing to take back.",
                code="nothing_to_roll_back",
            )
        if held[-2]:
            shelf.version(held[-2]).load()
        event = Event(
            at=_now(),
            by=by,
            action="rollback",
            kind=name,
            version=held[-2],
            before=held[-1],
            reason=(reason or "").strip() or None,
        )
        write_event(shelf.folder, event)
    return event


def _succession(shelf: Shelf, name: KindName) -> list[str]:
    released = next((one.name for one in shelf.versions(name) if one.is_released), "")
    return line_of_succession(read_journal(shelf.folder), name, released=released)


def _named(shelf: Shelf, name: KindName) -> str:
    """Return the name of the live version, also of one that is gone."""
    return _succession(shelf, name)[-1]


def _recorded(verdict: Verdict | None) -> Mapping[str, object]:
    if verdict is None:
        return {}
    found = verdict.to_json()
    return {name: found[name] for name in ("passes", "reasons", "overall")}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
