"""One request, with who asks; and who may ask for what."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from extraction.errors import ReviewError
from service.review.site.site import Site, has_role
from service.store.users import Session, UserRole

TAB_HEADER = "x-yiju-tab"
CSRF_HEADER = "x-yiju-csrf"
Form: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a signed-in user.

    ``form`` holds a posted form's fields, ``body`` a posted JSON object, ``files`` what was
    uploaded, by field.
    """

    site: Site
    request: Request
    session: Session
    form: Form = field(default_factory=dict)
    body: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def user_name(self) -> str:
        return self.session.user.name

    def may(self, role: UserRole) -> bool:
        """Tell whether the user has this role or a higher one."""
        return has_role(self.session, role)

    def path(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str | None:
        """Return a parameter of the query; None where it is missing or empty."""
        return self.request.query_params.get(name) or None

    def render(self, template: str, status: int = 200, **values: object) -> Response:
        """Return a page."""
        return self.site.render(template, self.request, self.session, status=status, **values)

    def redirect(self, path: str) -> Response:
        """Send the browser to another page of the site, after a post."""
        return RedirectResponse(self.site.url(self.request, path), status_code=303)


def refuse_forged(session: Session, given: str | None) -> None:
    """Raise `ReviewError` (``forged``) where an act does not come from our own page."""
    if given is None or not hmac.compare_digest(given.encode(), session.csrf_token.encode()):
        raise ReviewError(
            found="没有本页面令牌的请求",
            expected="从本系统的页面发出的请求",
            hint="刷新页面后重试；可能是登录已更换。",
            code="forged",
        )


def refuse_role(session: Session, role: UserRole) -> None:
    """Raise `ReviewError` (``wrong_role``) for a user without the role."""
    if not has_role(session, role):
        names = {"reader": "读者", "analyst": "分析员", "admin": "管理员"}
        raise ReviewError(
            found=f"角色为{names[session.user.role]}的用户 {session.user.name}",
            expected=f"{names[role]}",
            hint="请管理员用 `yiju user` 调整角色。",
            code="wrong_role",
        )
