"""`POST /v1/extract` against a real service."""

from __future__ import annotations

import csv
import io
import json

import httpx
import openpyxl
import pytest

from extraction import extract, to_json
from service.api.negotiation import CSV, XLSX
from tests.service.api.problems import assert_problem
from tests.service.api.running import EXAMPLE, Served

PDF = EXAMPLE.read_bytes()


def _extract(client: httpx.Client, **parameters: str) -> httpx.Response:
    return client.post("/v1/extract", params=parameters, content=PDF)


def test_a_form_and_bare_bytes_give_what_extract_gives(client: httpx.Client) -> None:
    # without classifiers, as `extract` reads where it is given none
    rules = {"mode": "rules"}
    form = client.post("/v1/extract", params=rules, files={"file": ("例.pdf", PDF)})
    bare = client.post(
        "/v1/extract",
        params={**rules, "name": "例.pdf"},
        content=PDF,
        headers={"Content-Type": "application/pdf"},
    )
    assert form.status_code == bare.status_code == 200
    assert form.json() == bare.json()
    assert form.headers["etag"] == bare.headers["etag"]
    found = form.json()
    expected = json.loads(json.dumps(to_json(extract(PDF, name="例.pdf"))))
    assert found["source"] == expected["source"]
    assert found["projects"][0]["fields"] == expected["projects"][0]["fields"]
    assert found["projects"][0]["citations"][0]["link"]["status"] == "unknown"


def test_the_answer_names_its_versions(client: httpx.Client) -> None:
    response = _extract(client)
    version = client.get("/v1/version").json()
    assert response.headers["yiju-pipeline-version"] == version["pipeline_version"]
    for kind, name in version["models"].items():
        assert f"{kind}={name}" in response.headers["yiju-model-versions"]


def test_other_parameters_have_another_etag(client: httpx.Client) -> None:
    tags = [
        _extract(client, **parameters).headers["etag"]
        for parameters in ({}, {"fields": "name"}, {"pages": "1"}, {"reader": "pdfminer"})
    ]
    assert len(set(tags)) == len(tags)
    assert _extract(client).headers["etag"] == tags[0]


def test_the_reader_is_the_one_that_was_asked_for(client: httpx.Client) -> None:
    assert _extract(client, reader="pdfminer").json()["source"]["reader"] == "pdfminer"


def test_fields_leaves_what_was_named(client: httpx.Client) -> None:
    found = _extract(client, fields="department,annual_request,citations").json()
    assert list(found) == ["schema_version", "source", "department", "projects"]
    project = found["projects"][0]
    assert list(project) == ["index", "name", "pages", "fields", "citations"]
    assert list(project["fields"]) == ["annual_request"]


def test_pages_leaves_what_stands_on_them(client: httpx.Client) -> None:
    assert _extract(client, pages="1").json() == _extract(client).json()
    assert _extract(client, pages="2-3").json()["projects"] == []


def test_csv_is_one_table(client: httpx.Client) -> None:
    response = client.post(
        "/v1/extract", params={"table": "citations"}, content=PDF, headers={"Accept": CSV}
    )
    assert response.headers["content-type"] == f"{CSV}; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["文件", "项目序号"]
    assert len(rows) == 1 + len(_extract(client).json()["projects"][0]["citations"])


def test_xlsx_is_the_workbook(client: httpx.Client) -> None:
    response = client.post("/v1/extract", content=PDF, headers={"Accept": XLSX})
    assert response.headers["content-type"] == XLSX
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames[0] == "项目"
    assert book["项目"].max_row == 2


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "empty"),  # nothing at all
        (b" \n \n", 422, "empty"),  # nothing but blanks
        (b"\x89PNG\r\n\x1a\n" + bytes(40), 415, "not_a_document"),  # a picture
        (b"Rar!\x1a\x07\x01" + bytes(40), 415, "not_a_document"),  # an archive
        (b"%PDF-1.7 and then nothing of it", 422, "broken"),  # a head and no body
    ],
)
def test_what_cannot_be_read_says_why(
    client: httpx.Client, content: bytes, status: int, code: str
) -> None:
    assert_problem(client.post("/v1/extract", content=content), status, code)


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({"reader": "mupdf"}, "reader"),  # no such reader
        ({"mode": "magic"}, "mode"),  # no such mode
        ({"fields": "colour"}, "fields=colour"),  # no name of the contract
        ({"fields": ""}, "fields="),  # nothing named
        ({"pages": "0"}, "pages=0"),  # pages count from 1
        ({"pages": "3-1"}, "pages=3-1"),  # backwards
        ({"pages": "1-999999999"}, "pages=1-999999999"),  # would fill the memory
        ({"pages": "一"}, "pages=一"),  # digits of another script
        ({"pages": "-1"}, "pages=-1"),  # no first page
        ({"table": "users"}, "table"),  # no such table
    ],
)
def test_a_wrong_parameter_is_named(
    client: httpx.Client, parameters: dict[str, str], part: str
) -> None:
    problem = assert_problem(_extract(client, **parameters), 422, "invalid_request")
    assert part in str(problem["detail"])


def test_a_form_that_accept_does_not_take(client: httpx.Client) -> None:
    response = client.post("/v1/extract", content=PDF, headers={"Accept": "image/png"})
    assert_problem(response, 406, "not_acceptable")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nope", 404, "no_such_path"),  # outside of the version
        ("GET", "/v1/nope", 404, "no_such_path"),
        ("GET", "/docs", 404, "no_such_path"),  # FastAPI's page loads scripts from elsewhere
        ("GET", "/v1/extract", 405, "wrong_method"),
        ("OPTIONS", "/v1/extract", 405, "wrong_method"),  # CORS is closed
        ("DELETE", "/healthz", 405, "wrong_method"),
    ],
)
def test_every_error_has_the_one_body(
    client: httpx.Client, method: str, path: str, status: int, code: str
) -> None:
    response = client.request(method, path, headers={"Origin": str(client.base_url).rstrip("/")})
    assert_problem(response, status, code)
    assert "access-control-allow-origin" not in response.headers


def test_no_text_of_the_document_is_in_the_log(served: Served) -> None:
    response = served.client.post("/v1/extract", files={"file": ("机密.pdf", PDF)})
    row = served.logged(response.headers["x-request-id"])
    assert row["document"] == response.json()["source"]["sha256"]
    assert row["status"] == 200
    whole = "\n".join(served.lines)
    assert "业务培训费" not in whole
    assert "机密" not in whole
