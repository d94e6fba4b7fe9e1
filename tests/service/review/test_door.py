"""Who comes in, and what the door refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from extraction.errors import ReviewError
from service.review import demo
from service.review.mounting import make_site
from service.review.site.passwords import hash_password, is_right
from service.settings import Settings
from service.store import Store, open_store
from service.store.audit import read_audit
from service.store.users import UserRole, add_user, disable_user, set_password_hash
from tests.service.review.serving import listening

_ROOM = Path(demo.__file__).parent


@contextmanager
def _client(store: Store, **settings: Any) -> Iterator[httpx.Client]:
    site, app = make_site(replace(Settings(), **settings), store=store)
    with listening(app) as origin, httpx.Client(base_url=origin) as client:
        yield client
    site.close()


def _sign_in(
    client: httpx.Client, name: str, password: str = demo.PASSWORD, **more: str
) -> httpx.Response:
    return client.post("/sign-in", data={"name": name, "password": password, **more})


def _token(client: httpx.Client) -> str:
    found = re.search(r'data-csrf="([^"]+)"', client.get("/").text)
    assert found is not None
    return found[1]


_ROLES: Mapping[str, UserRole] = {
    "reader": "reader",
    "analyst": "analyst",
    "disabled": "analyst",
    "renewed": "analyst",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with users, which the tests of this module share."""
    hashed = hash_password(demo.PASSWORD)
    with open_store(str(tmp_path_factory.mktemp("door") / "store.db")) as opened:
        with opened.write() as connection:
            for name, role in _ROLES.items():
                add_user(connection, name, role, hashed)
        yield opened


def test_a_password_is_kept_as_an_argon2_hash() -> None:
    hashed = hash_password("一个很长的密码abc")
    assert hashed.startswith("$argon2id$")
    assert is_right("一个很长的密码abc", hashed)
    assert not is_right("另一个密码", hashed)
    assert not is_right("x", None)
    assert not is_right("x", "no hash")
    with pytest.raises(ReviewError) as caught:
        hash_password("short")
    assert caught.value.code == "weak_password"


def test_signing_in_and_out(store: Store) -> None:
    with _client(store) as client:
        assert client.get("/").headers["location"] == "/sign-in?next=/"
        assert "用户名或密码不对" in _sign_in(client, "analyst", "wrong password").text
        assert "用户名或密码不对" in _sign_in(client, "nobody").text
        answer = _sign_in(client, "analyst")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert all(part in cookie for part in ("httponly", "samesite=lax", "max-age=43200"))
        assert client.get("/").status_code == 200
        token = _token(client)
        assert client.post("/sign-out", data={"csrf": token}).status_code == 303
        assert client.get("/").status_code == 303
    with store.read() as connection:
        assert [entry.action for entry in read_audit(connection)][:2] == ["sign_out", "sign_in"]


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/documents/a?project=p1", "/documents/a?project=p1"),
        ("https://evil.example/", "/"),  # another site
        ("//evil.example/", "/"),  # the same without a scheme
        ("/\\evil.example", "/"),  # as browsers read it
        ("/sign-out", "/"),
    ],
)
def test_after_signing_in_only_our_own_pages_follow(store: Store, asked: str, led: str) -> None:
    with _client(store) as client:
        assert _sign_in(client, "reader", next=asked).headers["location"] == led


def test_a_session_ends_with_its_time_its_user_and_its_password(store: Store) -> None:
    with _client(store, session_lifetime_seconds=-1.0) as client:
        _sign_in(client, "reader")
        assert client.get("/").status_code == 303

    def renew(connection: sa.Connection, name: str) -> None:
        set_password_hash(connection, name, hash_password("another password"))

    for name, act in (("disabled", disable_user), ("renewed", renew)):
        with _client(store) as client:
            _sign_in(client, name)
            assert client.get("/").status_code == 200
            with store.write() as connection:
                act(connection, name)
            assert client.get("/").status_code == 303
            assert _sign_in(client, name).status_code == 403


def test_many_wrong_passwords_have_to_wait(store: Store) -> None:
    with _client(store) as client:
        for _ in range(10):
            _sign_in(client, "analyst", "wrong password")
        assert "次数过多" in _sign_in(client, "analyst").text
        assert _sign_in(client, "reader").status_code == 303


def test_an_act_needs_the_token_of_our_own_page_and_the_role(store: Store) -> None:
    with _client(store) as client:
        _sign_in(client, "analyst")
        assert client.post("/queue/skip", data={"sha256": "a"}).status_code == 403
        assert client.post("/queue/skip", data={"sha256": "a", "csrf": "x"}).status_code == 403
        token = _token(client)
        assert client.post("/queue/skip", data={"sha256": "a", "csrf": token}).status_code == 303
        seconded = client.post("/queue/second", data={"sha256": "a", "csrf": token})
        assert (seconded.status_code, "管理员" in seconded.text) == (403, True)
    with _client(store) as client:
        _sign_in(client, "reader")
        token = _token(client)
        assert client.post("/queue/skip", data={"sha256": "a", "csrf": token}).status_code == 403


def test_a_sign_in_from_another_site_is_refused(store: Store) -> None:
    with _client(store) as client:
        data = {"name": "reader", "password": demo.PASSWORD}
        for origin, status in (
            ("https://evil.example", 403),
            ("null", 403),
            (str(client.base_url), 303),
        ):
            answer = client.post("/sign-in", data=data, headers={"origin": origin})
            assert answer.status_code == status


def test_every_answer_carries_the_policy(store: Store) -> None:
    with _client(store) as client:
        _sign_in(client, "reader")
        for path in ("/", "/sign-in", "/static/style.css", "/nowhere", "/documents/nothing"):
            answer = client.get(path)
            policy = answer.headers["content-security-policy"]
            assert "script-src 'self';" in policy
            assert "unsafe" not in policy
            assert "default-src 'none'" in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert client.get("/nowhere").status_code == 404
        assert client.get("/documents/nothing").status_code == 404


def test_nothing_foreign_and_nothing_inline_in_pages_and_scripts() -> None:
    checked = 0
    for path in (*_ROOM.glob("templates/*.html"), *_ROOM.glob("static/*")):
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.", text), path.name
        if path.suffix == ".html":
            assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text), (
                path.name
            )
            assert not re.search(r"\son[a-z]+\s*=", text), path.name
            assert not re.search(r"\sstyle\s*=", text), path.name
        checked += 1
    assert checked > 10
