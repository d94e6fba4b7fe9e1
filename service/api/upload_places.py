"""How many bodies are taken in side by side: files and sockets are finite."""

from __future__ import annotations

from types import TracebackType

from extraction.errors import Busy


class UploadPlaces:
    """Enter for one body. Used by one event loop alone."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0

    def __enter__(self) -> None:
        """Take a place. Raises `Busy` where none is left."""
        if self._taken >= self._most:
            raise Busy(
                found=f"{self._taken} documents that are on their way already",
                expected=f"fewer than {self._most}",
                hint="Ask again after the seconds of Retry-After.",
                code="busy",
                retry_after_seconds=1,
            )
        self._taken += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._taken -= 1
