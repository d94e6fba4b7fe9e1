"""How a run shows itself on stderr: a bar on a terminal, else a line from time to time."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from service.archive.intake import Intake
from service.archive.outcomes import Outcome

_LINE_SECONDS = 10.0
_NAMED_FAILURES = 20


class ConsoleWatcher:
    """Show rate, time left, counts by outcome and the slowest document of a run."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._live = self._console.is_terminal
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[counts]}"),
            console=self._console,
            transient=True,
            disable=not self._live,
        )
        self._bar = self._progress.add_task("Listing", total=None, rate="", counts="")
        self._counts: dict[str, int] = {}
        self._slowest = (0.0, "")
        self._total = 0
        self._began = self._said = time.monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def listing(self, intake: Intake) -> None:
        """Show how many files have been looked at."""
        self._progress.update(
            self._bar, completed=intake.files, counts=f"new documents {intake.new_tasks}"
        )

    def begin(self, total: int) -> None:
        """Begin the bar anew: ``total`` documents are to be read."""
        self._total = total
        self._began = time.monotonic()
        self._progress.reset(
            self._bar, total=total, completed=0, description="Reading", rate="", counts=""
        )

    def finished(self, outcome: Outcome, state: str) -> None:
        """Count one document, and name it where it could not be read."""
        self._counts[state] = self._counts.get(state, 0) + 1
        self._slowest = max(self._slowest, (outcome.seconds, outcome.job.name))
        error = outcome.error
        bad = sum(count for name, count in self._counts.items() if name != "done")
        if error is not None and bad <= _NAMED_FAILURES:
            self.note(f"{outcome.job.name}: {state}: {error.code}: {error.message}")
        elif error is not None and bad == _NAMED_FAILURES + 1:
            self.note("more documents fail; `yiju archive failures` lists all")
        done = sum(self._counts.values())
        rate = done / max(time.monotonic() - self._began, 0.001)
        counts = ", ".join(f"{name} {count}" for name, count in sorted(self._counts.items()))
        slowest = f"slowest {self._slowest[1]} {self._slowest[0]:.1f} s"
        if self._live:
            self._progress.update(
                self._bar,
                completed=done,
                rate=f"{rate:.1f}/s",
                counts=escape(f"{counts}; {slowest}"),
            )
        elif time.monotonic() - self._said > _LINE_SECONDS:
            self._said = time.monotonic()
            left = max(self._total - done, 0) / rate
            self.note(
                f"{done} of {self._total}, {rate:.1f}/s, {left:.0f} s left; {counts}; {slowest}"
            )

    def note(self, text: str) -> None:
        """Print a line above the bar."""
        self._console.print(escape(text))
