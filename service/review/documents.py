"""What the pages need of a document besides its extraction: text and places, and its pictures."""

from __future__ import annotations

import json
import tempfile
import threading
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from service.parsing import Request, Worker
from service.review.views import DocumentView, pack, unpack, view_from_json
from service.settings import Settings
from service.store.review_queue import read_view, write_view

if TYPE_CHECKING:
    from service.store import Store

# A4 at this scale is 893 by 1263 pixels: sharp at 1280 pixels of width, and when zoomed once.
PICTURE_SCALE = 2.0
THUMBNAIL_SCALE = 0.16
_MOST_PICTURES = 96
_MOST_VIEWS = 24
_MOST_FILES = 6
_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")


class Reading:
    """Reads documents for the pages in processes of their own; keeps what was asked for lately."""

    def __init__(self, settings: Settings) -> None:
        # thumbnails have a process of their own: nobody waits for a page behind twenty of them
        self._workers = (Worker(settings), Worker(settings))
        self._busy = (threading.Lock(), threading.Lock())
        self._filing = threading.Lock()
        self._pictures: OrderedDict[tuple[str, int, float], bytes] = OrderedDict()
        self._views: OrderedDict[tuple[str, str], DocumentView] = OrderedDict()
        self._files: OrderedDict[str, Path] = OrderedDict()
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def view(self, store: Store, sha256: str, *, made_by: str) -> DocumentView:
        """Return the text and places of a document; read once, then kept in the store.

        ``made_by`` is the pipeline's version. Raises `StoreError` and `DocumentError`.
        """
        kept = self._views.get((sha256, made_by))
        if kept is not None:
            return kept
        with store.read() as connection:
            data = read_view(connection, sha256, made_by=made_by)
        if data is None:
            reply = self._run(store, sha256, Request("", task="view"))
            view = view_from_json(json.loads(reply))
            with store.write() as connection:
                write_view(connection, sha256, made_by=made_by, data=pack(view))
        else:
            view = unpack(data)
        self._views[sha256, made_by] = view
        _trim(self._views, _MOST_VIEWS)
        return view

    def picture(self, store: Store, sha256: str, *, page: int, scale: float) -> bytes:
        """Return a page as PNG. Raises `StoreError`, `DocumentError` and `UsageError`."""
        kept = self._pictures.get((sha256, page, scale))
        if kept is not None:
            return kept
        png = self._run(store, sha256, Request("", task="picture", page=page, scale=scale))
        self._pictures[sha256, page, scale] = png
        _trim(self._pictures, _MOST_PICTURES)
        return png

    def close(self) -> None:
        """End the processes."""
        for worker, busy in zip(self._workers, self._busy, strict=True):
            with busy:
                worker.close()
        with self._filing:
            if self._folder is not None:
                self._folder.cleanup()

    def _run(self, store: Store, sha256: str, request: Request) -> bytes:
        small = request.task == "picture" and request.scale < 1.0
        with self._busy[small]:
            with self._filing:
                path = self._file(store, sha256)
            return self._workers[small].run(replace(request, path=str(path))).body

    def _file(self, store: Store, sha256: str) -> Path:
        """Return a file with the document's bytes, kept while it is looked at."""
        from service.store.contents import read_contents

        path = self._files.get(sha256)
        if path is not None and path.exists():
            self._files.move_to_end(sha256)
            return path
        with store.read() as connection:
            data = read_contents(connection, sha256)
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="yiju-review-")
        path = Path(self._folder.name, sha256)
        path.write_bytes(data)
        self._files[sha256] = path
        while len(self._files) > _MOST_FILES:
            self._files.popitem(last=False)[1].unlink(missing_ok=True)
        return path


def _trim(kept: OrderedDict[_Key, _Kept], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
