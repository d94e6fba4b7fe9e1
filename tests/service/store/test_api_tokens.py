"""Tokens in the store."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from extraction.errors import StoreError, UsageError
from service.store import Store
from service.store.api_tokens import (
    any_token,
    create_token,
    find_token,
    list_tokens,
    revoke_token,
)
from service.store.service_tables import api_tokens
from service.store.times import now_text


def test_a_token_is_found_by_what_was_shown_and_by_nothing_else(store: Store) -> None:
    with store.write() as connection:
        assert not any_token(connection)
        token, text = create_token(connection, name="甲", role="analyst")
    with store.read() as connection:
        assert any_token(connection)
        assert find_token(connection, text) == token
        for wrong in (
            text[:-1] + ("A" if text[-1] != "A" else "B"),  # another secret
            text.replace(token.id, "0" * 12),  # another id
            text + "A",  # longer
            token.id,  # the id alone
            "",
            "yiju_\0",
        ):
            assert find_token(connection, wrong) is None


def test_the_secret_is_kept_nowhere(store: Store) -> None:
    with store.write() as connection:
        _, text = create_token(connection, name="甲", role="reader")
    secret = text.split("_", 2)[2]
    with store.read() as connection:
        rows = connection.execute(sa.select(api_tokens)).all()
    assert secret not in str(rows)


def test_what_was_revoked_or_has_expired_opens_nothing(store: Store) -> None:
    with store.write() as connection:
        gone, gone_text = create_token(connection, name="甲", role="admin")
        _, old_text = create_token(
            connection, name="乙", role="admin", expires_at=now_text(later_seconds=-1)
        )
        _, good_text = create_token(
            connection, name="丙", role="admin", expires_at=now_text(later_seconds=60)
        )
        assert revoke_token(connection, "甲").id == gone.id
    with store.read() as connection:
        assert find_token(connection, gone_text) is None
        assert find_token(connection, old_text) is None
        assert find_token(connection, good_text) is not None
        listed = {token.name: token.revoked_at for token in list_tokens(connection)}
    assert set(listed) == {"甲", "乙", "丙"}
    assert [name for name, revoked_at in listed.items() if revoked_at] == ["甲"]


def test_a_name_is_free_again_once_its_token_was_revoked(store: Store) -> None:
    with store.write() as connection:
        create_token(connection, name="甲", role="reader")
        with pytest.raises(UsageError, match="another token"):
            create_token(connection, name="甲", role="reader")
        revoke_token(connection, "甲")
        create_token(connection, name="甲", role="reader")
        with pytest.raises(StoreError) as error:
            revoke_token(connection, "丁")
    assert error.value.code == "unknown_token"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101])
def test_a_name_can_be_printed(store: Store, name: str) -> None:
    with store.write() as connection, pytest.raises(UsageError) as error:
        create_token(connection, name=name, role="reader")
    assert error.value.code == "token_name"
