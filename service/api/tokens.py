"""The tokens in the store, as `service.api.access` asks for them."""

from __future__ import annotations

from service.api.access import Caller
from service.store import Store
from service.store.api_tokens import any_token, find_token


class StoredTokens:
    """Asks the store each time: a token that is revoked opens nothing from then on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._any = False

    def any(self) -> bool:
        """Tell whether a token was ever made; none is ever forgotten, so a yes stays."""
        if not self._any:
            with self._store.read() as connection:
                self._any = any_token(connection)
        return self._any

    def caller(self, secret: str) -> Caller | None:
        """Return whose token this is; None for one that does not hold."""
        with self._store.read() as connection:
            token = find_token(connection, secret)
        return None if token is None else Caller(token.role, token.name, token.id)
