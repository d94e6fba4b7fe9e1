"""The registry in memory: found by number, by title, and by likeness of title."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from extraction.registry.entries import Entry, cores, entry_of, pack, unpack
from extraction.registry.gram_index import GramIndex, NameList
from extraction.registry.regulations import IssuerCode, Work

_KEPT = 20_000  # entries kept unpacked: the works that a run cites are cited again and again


class Catalogue:
    """Works packed for look-up; about 0.5 kB a work.

    A row is a work's place in the order given; it is the key of every look-up.
    """

    def __init__(self, works: Iterable[Work], codes: Iterable[IssuerCode] = ()) -> None:
        blob = bytearray()
        ends, ids, numbers, hashes = array("q"), array("q"), array("q"), array("q")
        number_rows, name_rows = array("i"), array("i")
        names = NameList()
        for row, work in enumerate(works):
            entry = entry_of(work)
            blob += pack(entry)
            ends.append(len(blob))
            ids.append(hash(entry.id))
            for core in cores(entry):
                names.append(core)
                hashes.append(hash(core))
                name_rows.append(row)
            for number in entry.numbers:
                numbers.append(hash(number))
                number_rows.append(row)
        self._blob = blob
        self._ends = np.frombuffer(ends, dtype=np.int64)
        self._name_rows = np.frombuffer(name_rows, dtype=np.int32)
        self._ids = _Hashes(ids, np.arange(len(ids), dtype=np.int32))
        self._numbers = _Hashes(numbers, np.frombuffer(number_rows, dtype=np.int32))
        self._cores = _Hashes(hashes, self._name_rows)
        self._grams = GramIndex(names)
        self._kept: OrderedDict[int, Entry] = OrderedDict()
        self.issuers_of: Mapping[str, tuple[str, ...]] = MappingProxyType(
            {code.code: tuple(issuer.name for issuer in code.issuers) for code in codes}
        )

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[Entry]:
        return (self._unpacked(row) for row in range(len(self)))

    def entry(self, row: int) -> Entry:
        """Return the entry in a row."""
        kept = self._kept.get(row)
        if kept is None:
            kept = self._kept[row] = self._unpacked(row)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return kept

    def row_of(self, work_id: str) -> int | None:
        """Return the row of a work's id, ``None`` where there is none."""
        return next((row for row in self._ids.rows(work_id) if self.entry(row).id == work_id), None)

    def by_number(self, key: str) -> list[int]:
        """Return the rows of the works that carry a number, by its key."""
        return [row for row in self._numbers.rows(key) if key in self.entry(row).numbers]

    def by_core(self, core: str) -> list[int]:
        """Return the rows of the works that have a core among their names'."""
        found = (row for row in self._cores.rows(core) if core in cores(self.entry(row)))
        return list(dict.fromkeys(found))

    def alike(self, core: str, k: int) -> list[int]:
        """Return the rows of up to ``k`` works whose names look like ``core``, in no order."""
        names, _ = self._grams.likest(core, k)
        return list(dict.fromkeys(self._name_rows[names].tolist()))

    def _unpacked(self, row: int) -> Entry:
        start = int(self._ends[row - 1]) if row else 0
        return unpack(memoryview(self._blob)[start : int(self._ends[row])])


class _Hashes:
    """Texts → rows through sorted hashes: 12 bytes a text. A hash may lie; callers look."""

    def __init__(self, hashes: array[int], rows: npt.NDArray[np.int32]) -> None:
        keys = np.frombuffer(hashes, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._rows = rows[order]

    def rows(self, text: str) -> list[int]:
        key = hash(text)
        start = int(self._keys.searchsorted(key))
        rows: list[int] = []
        while start < len(self._keys) and self._keys[start] == key:
            rows.append(int(self._rows[start]))
            start += 1
        return rows
