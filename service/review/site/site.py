"""What all pages of the site share: store, reading process, templates, and who asks."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from extraction.errors import YijuError
from service.settings import Settings
from service.store.users import Session, UserRole, read_session

if TYPE_CHECKING:
    import jinja2

    from service.review.documents import Reading
    from service.store import Store

ROOM = Path(__file__).parent.parent
COOKIE = "yiju_session"
_ROLES: tuple[UserRole, ...] = ("reader", "analyst", "admin")


def has_role(session: Session, role: UserRole) -> bool:
    """Tell whether a user has this role or a higher one."""
    return _ROLES.index(session.user.role) >= _ROLES.index(role)


class Site:
    """What all pages share. The store is opened at the first request, and stays open."""

    def __init__(self, settings: Settings, *, store: Store | None = None) -> None:
        self.settings = settings
        self._given = store
        self._stack = ExitStack()
        self._opening = threading.Lock()
        self._preparing = threading.Lock()
        self._prepared: threading.Thread | None = None

    @cached_property
    def _opened(self) -> Store:
        from service.registry.opening import open_registry

        return self._stack.enter_context(open_registry(self.settings))

    @property
    def store(self) -> Store:
        """The store of the settings. Raises `StoreError` where it cannot be opened."""
        if self._given is not None:
            return self._given
        with self._opening:
            return self._opened

    @cached_property
    def reading(self) -> Reading:
        """The process that reads documents for their pages."""
        from service.review.documents import Reading

        return Reading(self.settings)

    @cached_property
    def templates(self) -> jinja2.Environment:
        """The templates, with the words of the pages."""
        from service.review.site.templating import environment

        return environment(ROOM / "templates")

    def prepare(self, hashes: Sequence[str]) -> None:
        """Read documents that will be looked at next, in the background.

        A page that opens later finds their text and places in the store.
        """
        if not hashes or not self._preparing.acquire(blocking=False):
            return

        def read() -> None:
            from service.review.sheets import catch_up, open_sheet

            try:
                while catch_up(self.store):
                    pass
                for sha256 in hashes:
                    open_sheet(self.store, self.reading, sha256)
            except (YijuError, OSError):
                # the page itself will say what is wrong
                return
            finally:
                self._preparing.release()

        self._prepared = threading.Thread(target=read, daemon=True)
        self._prepared.start()

    def close(self) -> None:
        """End the reading process and leave the store."""
        if self._prepared is not None:
            self._prepared.join(30)
        if "reading" in self.__dict__:
            self.reading.close()
        self._stack.close()

    def url(self, request: Request, path: str) -> str:
        """Return the address of one of the site's pages, below where it is mounted."""
        root: str = request.scope.get("root_path", "")
        return f"{root}{path}"

    def render(
        self,
        template: str,
        request: Request,
        session: Session | None = None,
        *,
        status: int = 200,
        **values: object,
    ) -> Response:
        """Return a page; without a session it is one of the door's own (sign-in, an error)."""
        html = self.templates.get_template(template).render(
            root=request.scope.get("root_path", ""),
            path=request.scope["path"].removeprefix(request.scope.get("root_path", "")),
            user=session.user if session is not None else None,
            csrf=session.csrf_token if session is not None else "",
            may_correct=session is not None and has_role(session, "analyst"),
            may_decide=session is not None and has_role(session, "admin"),
            **values,
        )
        return Response(html, status_code=status, media_type="text/html; charset=utf-8")

    def session(self, request: Request) -> Session | None:
        """Return who asks; None for nobody."""
        from service.review.site.passwords import hash_secret

        secret = request.cookies.get(COOKIE)
        if not secret:
            return None
        with self.store.read() as connection:
            return read_session(connection, hash_secret(secret))
