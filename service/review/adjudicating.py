"""Two readings of one document side by side, and the decision between them as an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from extraction.errors import ReviewError
from extraction.schema import to_json
from service.review.corrections import Correction, Item, Live
from service.review.corrections.event import Anchor
from service.review.corrections.recording import read_events, record
from service.review.describing import shown, target_label
from service.review.reporting.agreement import Agreement, agreement_of
from service.review.sheets import requeue, stored_sheet
from service.store.times import now_text

if TYPE_CHECKING:
    from service.store import Store

Side = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One target on which the two differ, in words."""

    target: str
    label: str
    first: str
    first_by: str
    second: str
    second_by: str


def disputes_of(first: Live, second: Live) -> tuple[Agreement, tuple[Dispute, ...]]:
    """Return how far two readings agree, and where they do not and nobody has decided."""
    agreement = agreement_of(first, second)
    found = []
    for target in agreement.differing:
        one, other = first.item(target), second.item(target)
        if one is None or other is None or _is_decided(one):
            continue
        found.append(
            Dispute(
                target,
                target_label(target, first),
                _said(one),
                _by(one),
                _said(other),
                _by(other),
            )
        )
    return agreement, tuple(found)


def decide(store: Store, sha256: str, target: str, side: Side, *, by: str) -> None:
    """Record whose reading counts. Raises `ReviewError` where there is nothing to decide."""
    with store.write() as connection:
        sheet = stored_sheet(connection, sha256)
        second = stored_sheet(connection, sha256, track="second")
        one, other = sheet.live.item(target), second.live.item(target)
        if one is None or other is None:
            raise ReviewError(
                found=f"{target}，不在两次审核里",
                expected="两人看法不同的一项",
                hint="刷新页面。",
                code="unknown_target",
            )
        chosen = one if side == "first" else other
        gone = chosen.state == "deleted"
        events = read_events(connection, sha256)
        event = Correction(
            id=0,
            operation=f"adjudicate:{sha256[:16]}:{target}:{len(events)}",
            document_sha256=sha256,
            extraction=sheet.extraction.id,
            action="delete" if gone else "set",
            target=target,
            by=by,
            at=now_text(),
            anchor=_anchor(sheet.live, one),
            before=to_json(one.record),
            after=None if gone else to_json(chosen.record),
            note=f"裁定：采用{'初审' if side == 'first' else '复审'}",
        )
        event = record(connection, event)
        requeue(connection, replace(sheet, live=_after(sheet.disclosure, events, event)))


def _after(disclosure: object, events: tuple[Correction, ...], event: Correction) -> Live:
    from extraction.schema import Disclosure
    from service.review.corrections import derive

    assert isinstance(disclosure, Disclosure)
    return derive(disclosure, (*events, event), extraction=event.extraction)


def _anchor(live: Live, item: Item) -> Anchor:
    """Return what tells the item's project from others."""
    from service.review.corrections.bench import BenchProject

    for at, project in enumerate(live.projects):
        if item in project.items():
            bench = BenchProject(project.id, project.name, project.pages)
            for each in project.items():
                bench.put(each)
            length = live.disclosure.source.text_length
            return bench.anchor(index=at, text_length=length)
    return Anchor(text_length=live.disclosure.source.text_length)


def _is_decided(item: Item) -> bool:
    return item.event is not None and (item.event.note or "").startswith("裁定")


def _said(item: Item) -> str:
    return "（删除）" if item.state == "deleted" else shown(to_json(item.record))


def _by(item: Item) -> str:
    return item.event.by if item.event is not None else "—"
