"""Every page in a real browser: complete, readable, by itself."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from service.review.reporting import REPORTS
from tests.service.review.chromium import Chromium, open_document
from tests.service.review.serving import Served

_PAGES = ("/", "/registry", "/registry?q=预算法", "/registry/proposals", "/registry/conflicts",
          "/models", "/reports", "/trail")  # fmt: skip

# The contrast of every piece of text with what lies behind it, as WCAG counts it; those below 4.5
# (3 for large text) are returned.
_CONTRAST = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (a > 0) layers.push([r, g, b, a]);
      if (a === 1) break;
    }
    return layers.reverse().reduce(
      (under, [r, g, b, a]) => [r * a + under[0] * (1 - a), g * a + under[1] * (1 - a), b * a + under[2] * (1 - a)],
      [255, 255, 255]);
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest("svg, .hidden, [hidden], template, option, script")) continue;
    const style = getComputedStyle(element);
    if (style.visibility === "hidden" || !element.getClientRects().length) continue;
    const one = light(numbers(style.color)), other = light(behind(element));
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) found.push(`${element.className || element.tagName} ${element.textContent.trim().slice(0, 12)} ${ratio.toFixed(2)}`);
  }
  return found;
}"""


def test_every_page_is_whole_readable_and_fits(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        for path in _PAGES:
            page.goto(f"{served.address}{path}")
            assert page.inner_text("#main"), path
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path
            assert page.evaluate(_CONTRAST) == [], path
        open_document(page, served.document())
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        assert page.evaluate(_CONTRAST) == []
        page.goto(f"{served.address}/reports")
        page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
        page.goto(f"{served.address}/trail?document={served.documents[0]}&target=p0/field/name")
        assert "识别为" in page.inner_text("#main")
        assert visitor.complaints == []
        # nothing but our own server was ever asked
        assert {each.split("/review")[0] for each in visitor.addresses} == {
            served.address.split("/review")[0]
        }


@pytest.mark.parametrize("name", REPORTS)
def test_tables_can_be_downloaded(served: Served, name: str) -> None:
    import httpx

    with httpx.Client(base_url=served.address) as client:
        client.post("/sign-in", data={"name": "demo", "password": "yiju-demo"})
        answer = client.get(f"/reports/{name}.csv")
        assert answer.status_code == 200
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        book = load_workbook(io.BytesIO(client.get(f"/reports/{name}.xlsx").content))
    assert book.active is not None
    sheet = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert len(rows) == len(sheet)
    assert rows[0] == sheet[0]
