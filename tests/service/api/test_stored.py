"""What was read is found again: documents, pictures, projects, citations, checks, regulations."""

from __future__ import annotations

import io
import json

import httpx
import pytest
from PIL import Image

from extraction.registry import Version, Work
from service.api.negotiation import CSV
from service.store import open_store, works
from tests.service.api.problems import assert_problem
from tests.service.api.running import EXAMPLE, Served, serving

PDF = EXAMPLE.read_bytes()
_TEXT = """预算项目情况说明
{name}项目经费情况说明
一、项目概述
为保障日常工作，安排本项目经费。
二、立项依据
根据《中华人民共和国预算法》和《上海市禁毒条例》第四条设立。
六、年度预算安排
2025年预算安排{amount}万元。
"""


@pytest.fixture(scope="module")
def sha256(served: Served) -> str:
    response = served.client.post("/v1/extract", files={"file": ("example.pdf", PDF)})
    found: str = response.json()["source"]["sha256"]
    return found


def test_the_same_bytes_come_from_the_store_under_any_name(client: httpx.Client) -> None:
    text = _TEXT.format(name="同一份", amount=17).encode()
    first = client.post("/v1/extract", files={"file": ("甲.txt", text)})
    second = client.post("/v1/extract", files={"file": ("乙.txt", text)})
    assert [first.headers["yiju-answer"], second.headers["yiju-answer"]] == ["read", "stored"]
    assert first.headers["etag"] == second.headers["etag"]
    assert second.json()["source"]["name"] == "乙.txt"
    rest = [{**each.json(), "source": None} for each in (first, second)]
    assert rest[0] == rest[1]


def test_a_document_is_known_by_its_hash(client: httpx.Client, sha256: str) -> None:
    found = client.get(f"/v1/documents/{sha256}").json()
    assert "example.pdf" in found["names"]
    assert found["byte_count"] == len(PDF)
    assert found["state"] == "done"
    assert found["disclosure"] == client.get(f"/v1/documents/{sha256}/disclosure").json()
    assert found["extraction"]["links_version"]
    assert_problem(client.get("/v1/documents/" + "f" * 64), 404, "unknown_document")


def test_a_disclosure_that_is_known_is_not_sent_again(client: httpx.Client, sha256: str) -> None:
    place = f"/v1/documents/{sha256}/disclosure"
    tag = client.get(place).headers["etag"]
    again = client.get(place, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(place, headers={"If-None-Match": '"x"'}).status_code == 200
    other = client.get(place, params={"fields": "name"}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    table = client.get(place, params={"table": "documents"}, headers={"Accept": CSV})
    assert sha256 in table.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("show", "legend"),
    [(None, True), ("all", True), ("values,citation", True), ("none", False)],
)
def test_a_page_is_drawn_with_the_boxes_that_were_asked_for(
    client: httpx.Client, sha256: str, show: str | None, legend: bool
) -> None:
    parameters = {} if show is None else {"show": show}
    response = client.get(f"/v1/documents/{sha256}/pages/1.png", params=parameters)
    assert response.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(response.content)) as picture:
        assert (picture.width > 1300) == legend
        colours = {colour for _, colour in picture.getcolors(2**24) or ()}
    assert ((20, 140, 50) in colours) == legend  # the outline of a value


def test_a_page_that_is_not_there(client: httpx.Client, sha256: str) -> None:
    place = f"/v1/documents/{sha256}/pages"
    assert_problem(client.get(f"{place}/2.png"), 404, "unknown_page")
    assert_problem(client.get(f"{place}/0.png"), 422, "invalid_request")
    assert_problem(client.get(f"{place}/1.png?show=hearts"), 422, "invalid_request")
    missing = client.get(f"/v1/documents/{'f' * 64}/pages/1.png")
    assert_problem(missing, 404, "unknown_document")


def _read(client: httpx.Client, name: str, amount: int) -> None:
    text = _TEXT.format(name=name, amount=amount).encode()
    assert client.post("/v1/extract", files={"file": (f"{name}.txt", text)}).status_code == 200


def test_projects_are_filtered(client: httpx.Client, sha256: str) -> None:
    _read(client, "河道", 30)
    _read(client, "路灯", 40)

    def names(**parameters: str) -> list[str]:
        answer = client.get("/v1/projects", params={**parameters, "limit": "1000"})
        assert answer.status_code == 200, answer.text
        return sorted(item["name"] or "" for item in answer.json()["items"])

    assert {"河道", "路灯"} <= {name.removesuffix("项目") for name in names()}
    assert names(document=sha256) == ["业务培训费"]
    assert names(document=sha256, year="2024") == []
    assert names(document=sha256, department="东泾") == ["业务培训费"]
    assert names(document=sha256, text="专家授课") == ["业务培训费"]
    assert names(document=sha256, text="100%") == []  # no pattern, a text
    assert names(document=sha256, min_amount="1877014", max_amount="1877014.00") == ["业务培训费"]
    assert names(document=sha256, min_amount="1877014.01") == []
    assert len(names(min_amount="300000", max_amount="300000")) == 1
    law = client.get("/v1/regulations", params={"text": "上海市禁毒条例"}).json()["items"][0]["id"]
    assert {"河道", "路灯"} <= {name.removesuffix("项目") for name in names(regulation=law)}
    assert names(regulation=law, document=sha256) == []
    assert names(regulation="r0") == []


def test_a_project_has_its_values_and_its_document(client: httpx.Client, sha256: str) -> None:
    (project,) = client.get("/v1/projects", params={"document": sha256}).json()["items"]
    assert project["document"]["department"] == "上海市东泾区教育局"
    assert project["document"]["location"] == f"/v1/documents/{sha256}"
    assert project["annual_amount"] == project["fields"]["annual_request"] == "1877014.00"
    assert project["pages"] == [1, 1]


@pytest.mark.parametrize("path", ["/v1/projects", "/v1/citations", "/v1/documents"])
def test_pages_of_a_list_hold_each_row_once(client: httpx.Client, path: str) -> None:
    for number in range(3):
        _read(client, f"第{number}期", 50 + number)
    whole = client.get(path, params={"limit": 1000}).json()
    assert whole["next"] is None
    assert len(whole["items"]) > 2
    collected: list[object] = []
    cursor = None
    while True:
        parameters = {"limit": "2"} if cursor is None else {"limit": "2", "cursor": cursor}
        page = client.get(path, params=parameters).json()
        collected += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
        assert len(page["items"]) == 2
    assert collected == whole["items"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/v1/projects?cursor=x", "bad_cursor"),
        ("/v1/projects?limit=0", "invalid_request"),
        ("/v1/projects?limit=1001", "invalid_request"),
        ("/v1/projects?year=25", "invalid_request"),
        ("/v1/projects?min_amount=-1.5", "invalid_request"),
        ("/v1/projects?min_amount=1e9", "invalid_request"),
        ("/v1/projects?max_amount=99999999999999999999", "invalid_request"),
        ("/v1/citations?status=odd", "invalid_request"),
        ("/v1/regulations?level=odd", "invalid_request"),
    ],
)
def test_a_wrong_filter_is_named(client: httpx.Client, path: str, code: str) -> None:
    assert_problem(client.get(path), 422, code)


def test_citations_say_what_they_were_linked_to(client: httpx.Client) -> None:
    _read(client, "引用", 60)
    page = client.get("/v1/citations", params={"text": "禁毒", "status": "linked"}).json()
    citation = page["items"][0]
    assert citation["title"] == "上海市禁毒条例"
    assert citation["article"] == "第四条"
    assert citation["annual_amount"]
    regulation = client.get(f"/v1/regulations/{citation['link']['regulation_id']}").json()
    assert regulation["title"] == "上海市禁毒条例"
    assert regulation["versions"]
    assert regulation["citation_count"] >= 1
    assert citation["document"] in [each["document"] for each in regulation["projects"]]


def test_a_regulation_is_found_by_title_number_and_id(client: httpx.Client) -> None:
    page = client.get("/v1/regulations", params={"limit": 3}).json()
    assert len(page["items"]) == 3
    following = client.get("/v1/regulations", params={"limit": 3, "cursor": page["next"]}).json()
    ids = [each["id"] for each in page["items"] + following["items"]]
    assert ids == sorted(set(ids))
    for each in page["items"]:
        found = client.get("/v1/regulations", params={"text": each["title"]}).json()["items"]
        assert each["id"] in [hit["id"] for hit in found]
        assert client.get(f"/v1/regulations/{each['id']}").json()["title"] == each["title"]
    missing = client.get("/v1/regulations/不存在的条例")
    assert_problem(missing, 404, "unknown_regulation")


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("根据《上海市禁毒条例》第四条", "上海市禁毒条例", "linked"),  # as printed
        ("上海市禁毒条例", "上海市禁毒条例", "linked"),  # a bare title
        ("关于天外来客接待工作的通知", "关于天外来客接待工作的通知", "unknown"),  # not there
    ],
)
def test_a_citation_string_gets_its_link(
    client: httpx.Client, text: str, title: str, status: str
) -> None:
    answer = client.post("/v1/link", json={"text": text, "date": "2025"}).json()
    assert answer["citations"][0]["title"] == title
    assert answer["link"]["status"] == status
    assert answer["link"] == answer["citations"][0]["link"]
    assert answer["link"]["why"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": " \n"},
        {"text": "《预算法》", "when": "2025"},  # no such name
        {"text": "《预算法》", "date": "soon"},
        {"text": "《预算法》", "place": "somewhere"},
        {"text": 7},
        [],
    ],
)
def test_a_wrong_question_is_refused(client: httpx.Client, body: object) -> None:
    assert_problem(client.post("/v1/link", json=body), 422, "invalid_request")


def test_a_body_that_is_no_json_is_refused(client: httpx.Client) -> None:
    response = client.post("/v1/link", content=b"{", headers={"Content-Type": "application/json"})
    assert_problem(response, 422, "invalid_request")


def test_a_registry_that_grows_gives_new_answers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = tmp_path_factory.mktemp("grows") / "store.db"
    text = "根据《东泾区路灯管养办法》"
    document = _TEXT.replace("《上海市禁毒条例》第四条", "《东泾区路灯管养办法》")
    data = document.format(name="路灯", amount=9).encode()
    with serving(str(store)) as served:
        before = served.client.post("/v1/extract", files={"file": ("甲.txt", data)})
        assert served.client.post("/v1/link", json={"text": text}).json()["link"] is not None
        with open_store(str(store)) as opened, opened.write() as connection:
            version = Version(id="rfffffff.1", source="甲", doc_number=None)
            work = Work(id="rfffffff", title="东泾区路灯管养办法", source="甲", versions=(version,))
            works.insert_works(connection, [work])
        after = served.client.post("/v1/extract", files={"file": ("甲.txt", data)})
        link = served.client.post("/v1/link", json={"text": text}).json()["link"]
    assert link["regulation_id"] == "rfffffff"
    assert before.headers["etag"] != after.headers["etag"]
    assert after.headers["yiju-answer"] == "read"
    assert "rfffffff" in after.text
    assert "rfffffff" not in before.text


def test_metrics_count_documents_and_time_their_stages(client: httpx.Client) -> None:
    page = client.get("/metrics").text
    for line in (
        'yiju_documents_total{outcome="read"}',
        'yiju_http_requests_total{method="POST",route="/v1/extract",status="200"}',
        'yiju_stage_seconds_count{stage="read"}',
        'yiju_stage_seconds_count{stage="store"}',
        "yiju_queue_length 0.0",
        "yiju_workers 1.0",
        'yiju_confidence_bucket{le="0.99"}',
    ):
        assert line in page


def test_what_an_answer_holds_is_what_was_stored(client: httpx.Client, sha256: str) -> None:
    stored = json.loads(client.get(f"/v1/documents/{sha256}/disclosure").content)
    sent = client.post("/v1/extract", files={"file": (stored["source"]["name"], PDF)}).json()
    assert sent == stored
