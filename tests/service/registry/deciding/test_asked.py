"""What a person may call a regulation by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.errors import RegistryError
from extraction.registry import Alias
from service.registry.deciding.asked import work_asked
from service.store import Store
from service.store.works import add_redirect, insert_works
from tests.service.registry.invented import work

ONE = replace(
    work("云州市河道养护办法", "云水〔2020〕1号", key="raaaaaaaaaaaa"),
    aliases=(
        Alias("云州市河道规定", "other_name", "甲表"),
        Alias("河道办法", "short_name", "甲表"),
    ),
)
TWO = work("云州市路灯条例", "云水〔2021〕2号", key="rbbbbbbbbbbbb")
TWIN = work("云州市路灯条例", key="rcccccccccccc")


@pytest.fixture(autouse=True)
def filled(store: Store) -> None:
    with store.write() as connection:
        insert_works(connection, [ONE, TWO, TWIN])
        add_redirect(connection, "rdddddddddddd", ONE.id)


@pytest.mark.parametrize(
    "asked",
    [
        "raaaaaaaaaaaa",
        " raaaaaaaaaaaa ",
        "raaaaaaaaaaaa.1",  # a version
        "rdddddddddddd",  # merged away
        "rdddddddddddd.7",
        "云水[2020]第1号",
        "《云州市河道养护办法》",
        "云州市河道规定",  # another name
    ],
)
def test_a_work_is_found_by(store: Store, asked: str) -> None:
    with store.read() as connection:
        assert work_asked(connection, asked) == ONE


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("raaaaaaaaaaab", "raaaaaaaaaaaa"),
        ("云州市河道养护法", "云州市河道养护办法"),
        ("河道办法", ""),  # a short name is everybody's
        ("云水〔1999〕9号", ""),
        ("", ""),
        ("\0%_" * 100, ""),
    ],
)
def test_an_unknown_one_is_answered_with_the_nearest(store: Store, asked: str, near: str) -> None:
    with store.read() as connection, pytest.raises(RegistryError) as caught:
        work_asked(connection, asked)
    assert caught.value.code == "unknown_regulation"
    assert near in caught.value.hint


def test_a_title_of_two_is_not_one(store: Store) -> None:
    with store.read() as connection, pytest.raises(RegistryError) as caught:
        work_asked(connection, "云州市路灯条例")
    assert caught.value.code == "ambiguous_regulation"
    assert TWO.id in caught.value.hint
    assert TWIN.id in caught.value.hint
