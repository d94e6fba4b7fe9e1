from __future__ import annotations

from pathlib import Path

import pytest

from extraction.errors import StoreError
from service.store.address import parse_address


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("store.db", "store.db"),
        ("/data/云州.db", "/data/云州.db"),
        ("sqlite:///store.db", "store.db"),  # three slashes: from here
        ("sqlite:////data/store.db", "/data/store.db"),  # four: from the root
        ("SQLITE:///store.db", "store.db"),
        ("~/store.db", str(Path.home() / "store.db")),
        ("a:b.db", "a:b.db"),  # a colon makes no URL
    ],
)
def test_a_file(given: str, path: str) -> None:
    address = parse_address(given)
    assert (address.kind, address.path, address.name) == ("sqlite", Path(path), path)


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://ann:s3cret%40@db.example:5433/yiju",
        "postgres://ann:s3cret%40@db.example:5433/yiju",
        "postgresql+psycopg://ann@db.example:5433/yiju?password=s3cret%40&sslmode=require",
    ],
)
def test_a_server_and_a_password_that_is_never_shown(given: str) -> None:
    address = parse_address(given)
    assert address.kind == "postgresql"
    assert address.url.drivername == "postgresql+psycopg"
    assert address.name == "postgresql://ann@db.example:5433/yiju"
    assert "s3cret" not in repr(address)
    assert address.without_secrets("refused s3cret@ here") == "refused *** here"


@pytest.mark.parametrize(
    "given", ["postgresql:///yiju?host=/run", "postgresql://ann@[::1]:5432/yiju"]
)
def test_a_server_without_a_name(given: str) -> None:
    assert parse_address(given).kind == "postgresql"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "  ",
        "store\0.db",
        "mysql://ann:s3cret@db/yiju",
        "https://ann:s3cret@db/yiju",
        "postgresql+asyncpg://ann:s3cret@db/yiju",
        "postgresql:ann:s3cret@db/yiju",
        "sqlite:store.db",
        "postgresql://ann:s3cret@db:port/yiju",
        "postgresql://ann:x@s3cret@db/yiju",  # an at sign in a password must be written %40
        "sqlite://",
        "sqlite:///:memory:",
        ":memory:",
        "sqlite://host/store.db",
        "sqlite:///store.db?mode=ro",
    ],
)
def test_no_address(given: str) -> None:
    with pytest.raises(StoreError) as raised:
        parse_address(given)
    assert raised.value.code == "store_address"
    said = f"{raised.value.message} {raised.value.hint} {raised.value.__cause__}"
    assert "s3cret" not in said
