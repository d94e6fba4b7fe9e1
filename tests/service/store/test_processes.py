"""Several processes at one store, and one that dies."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from extraction.errors import StoreError
from service.store import open_store
from service.store.works import insert_works, read_work, read_works, registry_stamp
from tests.service.store.processes import pipe, running
from tests.service.store.registry_facts import BARE, FULL, numbered

# Waits until all others have come as far, then opens the store.
_OPEN = """
from service.store import open_store, works
print("ready", flush=True)
input()
with open_store(sys.argv[1]) as store, store.read() as connection:
    print(works.registry_stamp(connection), flush=True)
"""

# Adds names to a work, one in each transaction: reads, thinks, writes.
_NAME = """
import time
from dataclasses import replace
from extraction.registry.regulations import Alias
from service.store import open_store
from service.store.works import read_work, update_work
url, work_id, who = sys.argv[1:]
with open_store(url) as store:
    print("ready", flush=True)
    input()
    for number in range(15):
        with store.write() as connection:
            work = read_work(connection, work_id)
            time.sleep(0.001)
            alias = Alias(f"{who}{number}", "other_name", who)
            update_work(connection, replace(work, aliases=(*work.aliases, alias)))
"""

# Stops in the middle of a write, and holds it.
_HOLD = """
from service.store import open_store, works
from tests.service.store.registry_facts import numbered
with open_store(sys.argv[1]) as store, store.write() as connection:
    works.delete_work(connection, sys.argv[2])
    works.insert_works(connection, numbered(3000))
    print("held", flush=True)
    input()
"""


def test_processes_that_open_an_empty_store_at_once_all_succeed(store_url: str) -> None:
    with ExitStack() as stack:
        others = [stack.enter_context(running(_OPEN, store_url)) for _ in range(4)]
        for other in others:
            assert pipe(other.stdout).readline() == "ready\n"
        for other in others:
            pipe(other.stdin).write("\n")
            pipe(other.stdin).flush()
        stamps = [pipe(other.stdout).readline() for other in others]
        assert [other.wait(timeout=60) for other in others] == [0] * 4
    # all found the tables of the one that was first
    assert len(set(stamps)) == 1
    assert stamps[0].endswith(".0\n")


def test_two_writers_lose_nothing_of_each_other(store_url: str) -> None:
    with open_store(store_url) as store, store.write() as connection:
        insert_works(connection, [BARE, FULL])
    with (
        running(_NAME, store_url, BARE.id, "甲") as first,
        running(_NAME, store_url, BARE.id, "乙") as second,
    ):
        for other in (first, second):
            assert pipe(other.stdout).readline() == "ready\n"
        for other in (first, second):
            pipe(other.stdin).write("\n")
            pipe(other.stdin).flush()
        assert [other.wait(timeout=60) for other in (first, second)] == [0, 0]
    with open_store(store_url) as store, store.read() as connection:
        written = read_work(connection, BARE.id)
        assert written is not None
        names = [alias.text for alias in written.aliases]
        assert sorted(names) == sorted(f"{who}{number}" for who in "甲乙" for number in range(15))
        assert read_work(connection, FULL.id) == FULL
        assert registry_stamp(connection).endswith(".31")


def test_a_process_killed_in_the_middle_of_a_write_leaves_nothing(store_url: str) -> None:
    with open_store(store_url) as store:
        with store.write() as connection:
            insert_works(connection, [FULL, BARE])
        with running(_HOLD, store_url, FULL.id) as other:
            assert pipe(other.stdout).readline() == "held\n"
            other.kill()
            other.wait(timeout=60)
        with store.read() as connection:
            assert list(read_works(connection)) == [FULL, BARE]
    # a store that is opened afresh can be read and written
    with open_store(store_url) as store:
        with store.write() as connection:
            insert_works(connection, numbered(1))
        with store.read() as connection:
            assert len(list(read_works(connection))) == 3


def test_while_another_writes_readers_read_and_writers_are_told(store_url: str) -> None:
    with open_store(store_url, timeout_seconds=0.2) as store:
        with store.write() as connection:
            insert_works(connection, [FULL])
        with running(_HOLD, store_url, FULL.id) as other:
            assert pipe(other.stdout).readline() == "held\n"
            with store.read() as connection:
                assert list(read_works(connection)) == [FULL]
            with pytest.raises(StoreError) as raised, store.write():
                pass
            assert raised.value.code == "store_locked"
            # opening needs no lock where the tables are there
            with open_store(store_url, timeout_seconds=0.2) as second, second.read() as connection:
                assert read_work(connection, FULL.id) == FULL
            pipe(other.stdin).write("\n")
            pipe(other.stdin).flush()
            assert other.wait(timeout=60) == 0
        with store.write() as connection:
            insert_works(connection, [BARE])


def test_a_reader_sees_one_state_from_its_first_look_on(store_url: str) -> None:
    works = numbered(2500)
    with open_store(store_url) as store:
        with store.write() as connection:
            insert_works(connection, works)
        with store.read() as connection:
            reading = read_works(connection)
            seen = [next(reading)]
            with open_store(store_url) as second, second.write() as writing:
                for table in ("versions", "aliases", "works"):
                    writing.exec_driver_sql(f"DELETE FROM {table}")
            seen.extend(reading)
            assert seen == works
            assert registry_stamp(connection).endswith(".1")
