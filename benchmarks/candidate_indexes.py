"""Ways to find the titles most like a given one: what the registry's own index is held against.

Each is built once over a list of titles; a title is known by its place in the list.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from benchmarks.postgres_cluster import private_cluster


class CandidateIndex(Protocol):
    """An index over titles. ``disk_bytes`` is what it keeps in files; 0 for nothing."""

    disk_bytes: int

    def search(self, title: str, k: int) -> list[int]:
        """Return the places of up to ``k`` titles, the likest first."""
        ...

    def close(self) -> None:
        """Give back files and processes."""
        ...


class OwnGrams:
    """The project's own index: `extraction.registry.gram_index`."""

    disk_bytes = 0

    def __init__(self, titles: Sequence[str]) -> None:
        from extraction.registry.gram_index import GramIndex

        self._index = GramIndex(titles)

    def search(self, title: str, k: int) -> list[int]:
        return self._index.search(title, k)

    def close(self) -> None:
        pass


class Tfidf:
    """scikit-learn's TfidfVectorizer over 2- and 3-grams, and a product of sparse matrices."""

    disk_bytes = 0

    def __init__(self, titles: Sequence[str]) -> None:
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), dtype=np.float32)
        # By grams, so that a product reads only the rows of the grams that are asked for.
        self._by_gram = self._vectorizer.fit_transform(titles).T.tocsr()

    def search(self, title: str, k: int) -> list[int]:
        import numpy as np

        found = (self._vectorizer.transform([title]) @ self._by_gram).tocsr()
        best = np.argsort(-found.data, kind="stable")[:k]
        return [int(place) for place in found.indices[best]]

    def close(self) -> None:
        pass


class SqliteTrigrams:
    """SQLite's full-text search (FTS5) with its trigram tokenizer, in a file, by its own rank."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._folder = tempfile.mkdtemp()
        file = Path(self._folder, "titles.sqlite")
        self._database = sqlite3.connect(file)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(
            "CREATE VIRTUAL TABLE titles USING fts5(title, content='', tokenize='trigram')"
        )
        self._database.executemany(
            "INSERT INTO titles (rowid, title) VALUES (?, ?)", enumerate(titles)
        )
        self._database.execute("INSERT INTO titles (titles) VALUES ('optimize')")
        self._database.commit()
        self.disk_bytes = file.stat().st_size

    def search(self, title: str, k: int) -> list[int]:
        grams = dict.fromkeys(title[at : at + 3] for at in range(len(title) - 2))
        if not grams:
            return []
        asked = " OR ".join(f'"{gram}"' for gram in grams)
        rows = self._database.execute(
            "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rank LIMIT ?", (asked, k)
        )
        return [int(row[0]) for row in rows]

    def close(self) -> None:
        self._database.close()
        shutil.rmtree(self._folder)


class PostgresTrigrams:
    """PostgreSQL's pg_trgm with a GIN index, in a cluster of its own."""

    _LIKENESS = 0.3  # pg_trgm's default

    def __init__(self, titles: Sequence[str]) -> None:
        import psycopg

        self._stack = ExitStack()
        address = self._stack.enter_context(private_cluster())
        self._connection = self._stack.enter_context(psycopg.connect(address, autocommit=True))
        cursor = self._connection.cursor()
        cursor.execute("CREATE EXTENSION pg_trgm")
        cursor.execute("CREATE TABLE titles (place integer, title text)")
        with cursor.copy("COPY titles (place, title) FROM STDIN") as rows:
            for row in enumerate(titles):
                rows.write_row(row)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("CREATE INDEX grams ON titles USING gin (title gin_trgm_ops)")
        cursor.execute("ANALYZE titles")
        cursor.execute(f"SET pg_trgm.similarity_threshold = {self._LIKENESS}")
        cursor.execute("SELECT pg_total_relation_size('titles'), pg_backend_pid()")
        sizes = cursor.fetchone()
        assert sizes is not None
        self.disk_bytes, self.backend = int(sizes[0]), int(sizes[1])
        self._cursor = cursor

    def search(self, title: str, k: int) -> list[int]:
        # %% is the operator %: more alike than the threshold.
        self._cursor.execute(
            "SELECT place FROM titles WHERE title %% %(title)s "
            "ORDER BY similarity(title, %(title)s) DESC LIMIT %(k)s",
            {"title": title, "k": k},
        )
        return [int(row[0]) for row in self._cursor]

    def close(self) -> None:
        self._stack.close()


class EveryTitle:
    """No index: rapidfuzz compares the title with every one."""

    disk_bytes = 0

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles

    def search(self, title: str, k: int) -> list[int]:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        found = process.extract(
            title, self._titles, scorer=Levenshtein.normalized_similarity, limit=k
        )
        return [place for _, _, place in found]

    def close(self) -> None:
        pass


INDEXES: Mapping[str, Callable[[Sequence[str]], CandidateIndex]] = {
    "Yiju's gram index": OwnGrams,
    "scikit-learn TF-IDF, sparse product": Tfidf,
    "SQLite FTS5, trigrams": SqliteTrigrams,
    "PostgreSQL pg_trgm, GIN": PostgresTrigrams,
    "rapidfuzz, every title": EveryTitle,
}


def resident_bytes(pid: int | None = None) -> int:
    """Return the memory that a process holds now (its own by default), 0 where it is not told."""
    place = Path(f"/proc/{pid or 'self'}/statm")
    if not place.is_file():
        return 0
    return int(place.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
