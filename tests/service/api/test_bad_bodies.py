"""Bodies that are slow, endless, of a wrong length, of 10,000 parts; names that lead elsewhere."""

from __future__ import annotations

import gzip
import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from typing import IO

import httpx
import pytest

from tests.service.api.problems import assert_problem
from tests.service.api.running import EXAMPLE, Served

PDF = EXAMPLE.read_bytes()
_MOST = 2_000_000  # YIJU_MAX_DOCUMENT_BYTES of the service under test
_FORM = 64 * 1024  # what a form may have around it


def _talk(served: Served, *pieces: bytes, pause: float = 0.0) -> tuple[int, dict[str, str], bytes]:
    """Send bytes as they are and return status, headers and body of the answer."""
    with served.connect() as connection:
        for piece in pieces:
            try:
                connection.sendall(piece)
            except OSError:
                break  # refused already: the answer says why
            time.sleep(pause)
        with connection.makefile("rb") as reader:
            return _answer(reader)


def _answer(reader: IO[bytes]) -> tuple[int, dict[str, str], bytes]:
    """Read one answer; status 0 where the connection has ended."""
    first = reader.readline().decode("latin-1")
    if not first:
        return 0, {}, b""
    headers: dict[str, str] = {}
    while line := reader.readline().decode("latin-1").strip().lower():
        name, _, value = line.partition(": ")
        headers[name] = value
    return int(first.split(" ")[1]), headers, reader.read(int(headers["content-length"]))


def _head(*lines: str, target: str = "/v1/extract") -> bytes:
    return "\r\n".join((f"POST {target} HTTP/1.1", "Host: 127.0.0.1", *lines, "", "")).encode()


def _code(body: bytes) -> str:
    found: str = json.loads(body)["code"]
    return found


def test_a_body_may_be_as_large_as_a_document_and_no_larger(client: httpx.Client) -> None:
    text = b"x" * (_MOST - 1) + b"\n"
    assert client.post("/v1/extract", content=text).status_code == 200
    over = client.post("/v1/extract", content=b"x" * (_MOST + 1))
    assert_problem(over, 413, "body_too_large")
    assert_problem(
        client.post("/v1/extract", content=b"x" * (_MOST + _FORM + 1)), 413, "body_too_large"
    )


def test_a_declared_length_is_refused_before_the_body_is_sent(served: Served) -> None:
    status, headers, body = _talk(served, _head(f"Content-Length: {10**12}"))
    assert (status, _code(body)) == (413, "body_too_large")
    assert headers["connection"] == "close"


def test_a_body_is_counted_whatever_its_head_says(served: Served) -> None:
    chunk = b"40000\r\n" + b"x" * 0x40000 + b"\r\n"
    status, _, body = _talk(served, _head("Transfer-Encoding: chunked"), *[chunk] * 20)
    assert (status, _code(body)) == (413, "body_too_large")


def test_a_small_body_is_counted_too(client: httpx.Client) -> None:
    response = client.post("/v1/link", json={"text": "x" * 2_000_000})
    assert_problem(response, 413, "body_too_large")


def test_a_body_without_an_end_is_waited_for_so_long(served: Served) -> None:
    start = time.monotonic()
    status, headers, body = _talk(served, _head("Content-Length: 5000"), b"%PDF-1.7")
    assert (status, _code(body)) == (408, "body_too_slow")
    assert headers["connection"] == "close"
    assert 1.5 < time.monotonic() - start < 15


def test_a_drop_now_and_then_does_not_hold_a_place_for_ever(served: Served) -> None:
    drops = [b"x"] * 30
    status, _, body = _talk(served, _head("Content-Length: 5000"), *drops, pause=0.1)
    assert (status, _code(body)) == (408, "body_too_slow")


def test_a_head_that_never_ends_is_hung_up_on(served: Served) -> None:
    from service.api.protocol import HEAD_SECONDS

    with served.connect() as connection:
        connection.settimeout(HEAD_SECONDS + 15)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
        start = time.monotonic()
        assert connection.recv(100) == b""
        assert time.monotonic() - start < HEAD_SECONDS + 10


def test_slow_clients_do_not_slow_others(served: Served) -> None:
    connections = [served.connect() for _ in range(50)]
    try:
        for connection in connections:
            connection.sendall(_head("Content-Length: 5000") + b"%PDF")
        assert served.client.post("/v1/extract", content=PDF).status_code == 200
    finally:
        for connection in connections:
            connection.close()


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        # more than was said: the rest is no request
        ((_head("Content-Length: 4") + b"%PDF-1.7 and so on\r\n\r\n",), "broken_request"),
        ((_head("Content-Length: -4") + b"%PDF",), "broken_request"),
        ((_head("Content-Length: 4, 5") + b"%PDF",), "broken_request"),
        ((_head("Content-Length: four") + b"%PDF",), "broken_request"),
        ((_head("Transfer-Encoding: chunked") + b"ZZ\r\n%PDF",), "broken_request"),
        ((b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",), "broken_request"),  # TLS
        ((b"GET / HTTP/9\r\n\r\n",), "broken_request"),
        ((b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",), "broken_request"),  # long line
        ((b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\x00d: e\r\n\r\n",), "broken_request"),
    ],
)
def test_what_is_no_request_gets_the_one_error_body(
    served: Served, pieces: tuple[bytes, ...], code: str
) -> None:
    last = 0, b""
    with served.connect() as connection, connection.makefile("rb") as reader:
        for piece in pieces:
            connection.sendall(piece)
        while (answer := _answer(reader))[0]:
            last = answer[0], answer[2]
            if answer[1].get("connection") == "close":
                break
    assert last[0] == 400
    assert _code(last[1]) == code
    assert served.client.get("/healthz").status_code == 200


def test_a_body_that_is_cut_short_is_nobodys_document(served: Served) -> None:
    before = served.client.get("/v1/documents", params={"limit": 1000}).json()["items"]
    with served.connect() as connection:
        connection.sendall(_head("Content-Length: 100000") + PDF[:5000])
    time.sleep(0.2)
    after = served.client.get("/v1/documents", params={"limit": 1000}).json()["items"]
    assert after == before


def _form(parts: Iterator[bytes] | list[bytes], *, end: bool = True) -> tuple[bytes, bytes]:
    body = b"".join(b"--B\r\n" + part + b"\r\n" for part in parts)
    return b"multipart/form-data; boundary=B", body + (b"--B--\r\n" if end else b"")


def _file(name: bytes, content: bytes = b"x") -> bytes:
    return (
        b'Content-Disposition: form-data; name="file"; filename="' + name + b'"\r\n\r\n' + content
    )


_FIELD = b'Content-Disposition: form-data; name="a"\r\n\r\n1'


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        (_form([_FIELD] * 10_000), 413, "too_many_parts"),
        (_form([_file(b"a.txt")] * 10_000), 413, "too_many_parts"),
        (_form([_file(b"a.txt"), _file(b"b.txt")]), 413, "too_many_parts"),  # one document
        (_form([_FIELD]), 422, "bad_form"),  # no file
        (_form([]), 422, "bad_form"),  # nothing
        (_form([_file(b"a.txt")], end=False), 422, "bad_form"),  # cut short
        ((b"multipart/form-data; boundary=B", b"hello"), 422, "bad_form"),
        ((b"multipart/form-data", b"--B\r\n"), 422, "bad_form"),  # no boundary
        ((b"multipart/form-data; boundary=" + b"B" * 71, b""), 422, "bad_form"),
        (_form([b"A: b\r\n" * 1000 + b"\r\n1"]), 422, "bad_form"),  # heads without end
        (_form([b"A: " + b"b" * 100_000 + b"\r\n\r\n1"]), 422, "bad_form"),
    ],
)
def test_a_wrong_form_says_why(
    client: httpx.Client, form: tuple[bytes, bytes], status: int, code: str
) -> None:
    kind, body = form
    response = client.post("/v1/extract", content=body, headers={b"Content-Type": kind})
    assert_problem(response, status, code)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"../../../etc/passwd", "passwd"),
        (b"..\\\\..\\\\windows\\\\win.ini", "win.ini"),
        (b"/etc/cron.d/job", "job"),
        (b"..", "document"),
        (b".", "document"),
        (b"", "document"),
        (b"a/", "a"),
        ("预算/公开.pdf".encode(), "公开.pdf"),
        (b"a%00.pdf", "a%00.pdf"),  # percent signs are characters here
        (b"x" * 500 + b".pdf", "x" * 200),
        (b"\xff\xfe.pdf", "\ufffd\ufffd.pdf"),
        ("a\u202efdp.exe".encode(), "a\ufffdfdp.exe"),  # turns the reading direction
    ],
)
def test_a_file_name_is_a_name_and_no_path(client: httpx.Client, name: bytes, shown: str) -> None:
    kind, body = _form([_file(name, b"plain text\n")])
    response = client.post("/v1/extract", content=body, headers={b"Content-Type": kind})
    assert response.status_code == 200, response.text
    assert response.json()["source"]["name"] == shown


@pytest.mark.parametrize(
    "request_id",
    ["a b", "a\tb", "ä", "x" * 65, "a;b", '{"a":1}'],
)
def test_a_strange_request_id_is_not_repeated(client: httpx.Client, request_id: str) -> None:
    headers = [(b"X-Request-ID", request_id.encode())]
    given = client.get("/healthz", headers=headers).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", given)
    kept = client.get("/healthz", headers={"X-Request-ID": "trace-1.a_B"})
    assert kept.headers["x-request-id"] == "trace-1.a_B"


def test_nothing_that_is_sent_becomes_a_header(served: Served) -> None:
    injected = "%0d%0aSet-Cookie:%20a=b"
    for target in (
        f"/v1/documents/{injected}",
        f"/v1/projects?text={injected}",
        f"/{injected}",
        f"/v1/extract?name={injected}",
    ):
        response = served.client.post(target, content=b"text\n")
        assert "set-cookie" not in response.headers
        response = served.client.get(target)
        assert "set-cookie" not in response.headers
    kind, body = _form([_file(b"a\r\nSet-Cookie: a=b.txt", b"text\n")])
    response = served.client.post(
        "/v1/extract", content=body, headers={b"Content-Type": kind, b"Accept": b"text/csv"}
    )
    assert "set-cookie" not in response.headers
    assert [line for line in served.lines if not line.startswith("{")] == []


def test_a_compressed_body_is_not_opened(client: httpx.Client) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    response = client.post("/v1/extract", content=bomb, headers={"Content-Encoding": "gzip"})
    assert_problem(response, 415, "encoded_body")
    assert client.post("/v1/extract", content=bomb).status_code == 415


def _zip_bomb(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, bytes(100_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    "names",
    [
        ("[Content_Types].xml", "word/document.xml"),  # a text that unpacks to 100 MB
        ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        ("a",),
    ],
)
def test_a_zip_bomb_ends_in_a_typed_error(client: httpx.Client, names: tuple[str, ...]) -> None:
    response = client.post("/v1/extract", content=_zip_bomb(*names))
    assert response.status_code in (413, 415, 422)
    assert_problem(response, response.status_code, response.json()["code"])


def test_every_answer_has_the_safe_headers(client: httpx.Client) -> None:
    for path in ("/healthz", "/v1/documents", "/nope", "/v1/openapi.json"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in headers
