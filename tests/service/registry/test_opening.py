"""The registry of a command: where it is, and what a new one holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.registry import shipped_redirects, shipped_works
from service.registry.address import store_address, store_exists
from service.registry.linking import linker_opener
from service.registry.opening import fill_if_new, open_registry
from service.settings import Settings
from service.store import Store, works


def test_the_store_is_where_the_setting_says() -> None:
    settings = Settings(store="postgresql://someone@somewhere/yiju")
    assert store_address(settings) == "postgresql://someone@somewhere/yiju"
    assert store_exists(settings)


def test_without_one_it_is_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert store_address(Settings()) == str(tmp_path / "yiju" / "yiju.db")
    assert not store_exists(Settings())
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_begins_with_what_ships(store: Store) -> None:
    fill_if_new(store)
    shipped = list(shipped_works())
    old, new = next(iter(shipped_redirects().items()))
    with store.read() as connection:
        assert [work.id for work in works.read_works(connection)] == [work.id for work in shipped]
        redirected = works.read_work(connection, old)
    assert redirected is not None
    assert redirected.id == new


def test_it_is_filled_once(store: Store) -> None:
    fill_if_new(store)
    with store.write() as connection:
        works.delete_work(connection, "r41462a3bab5c")
    fill_if_new(store)
    with store.read() as connection:
        assert works.read_work(connection, "r41462a3bab5c") is None


def test_links_go_into_the_starter_until_there_is_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = Settings()
    asked = {"title": "上海市禁毒条例", "doc_number": None}
    assert linker_opener(settings)().link(**asked).link.regulation_id == "r41462a3bab5c"  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    with open_registry(settings) as store, store.write() as connection:
        works.delete_work(connection, "r41462a3bab5c")
    assert linker_opener(settings)().link(**asked).link.status == "unknown"  # type: ignore[arg-type]


def test_the_linker_is_opened_once() -> None:
    open_linker = linker_opener(Settings(store="/nowhere/at/all.db"))
    with pytest.raises(Exception, match="nowhere"):
        open_linker()
