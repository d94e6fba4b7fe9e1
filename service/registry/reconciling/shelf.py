"""Works in memory, found by id, by number and by name: where offered works are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extraction.registry import Work
from service.registry.reconciling.facts import number_keys
from service.registry.reconciling.work_names import names_of


class Shelf:
    """Works by everything that another record of them may be found by."""

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self._works: dict[str, Work] = {}
        self._by_number: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for work in works:
            self.put(work)

    def __len__(self) -> int:
        return len(self._works)

    def __iter__(self) -> Iterator[Work]:
        return iter(self._works.values())

    def get(self, work_id: str) -> Work | None:
        """Return the work of an id."""
        return self._works.get(work_id)

    def put(self, work: Work) -> None:
        """Add a work, or replace the one of its id; names and numbers only grow."""
        self._works[work.id] = work
        for key in number_keys(work):
            self._by_number[key][work.id] = None
        for name in names_for_shelf(work):
            self._by_name[name][work.id] = None

    def like(self, work: Work) -> list[Work]:
        """Return the works that share an id, a number or a name with one, in order of arrival."""
        ids: dict[str, None] = {}
        if work.id in self._works:
            ids[work.id] = None
        for key in number_keys(work):
            ids.update(self._by_number.get(key, {}))
        for name in names_for_shelf(work):
            ids.update(self._by_name.get(name, {}))
        return [self._works[work_id] for work_id in ids]


def names_for_shelf(work: Work) -> frozenset[str]:
    """Return the names by which a work is found: its own, its carriers', those it carries."""
    names = names_of(work)
    return names.cores | names.carriers | names.carried
