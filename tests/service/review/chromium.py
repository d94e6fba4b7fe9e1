"""A headless Chromium that counts what a person does in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Every key that goes down and every press of a button, counted before the page sees it.
_COUNTER = """
addEventListener("keydown", (event) => {
  if (event.isTrusted && !["Shift", "Control"].includes(event.key)) window.name = Number(window.name || 0) + 1;
}, true);
addEventListener("pointerdown", (event) => {
  if (event.isTrusted) window.name = Number(window.name || 0) + 1;
}, true);
"""


def find_chromium() -> str | None:
    """Return the program, None where there is none."""
    for place in _PLACES:
        if Path(place).exists():
            return place
    return shutil.which("chromium") or shutil.which("google-chrome")


class Chromium:
    """The browser, with a Chinese font where the machine has none of its own."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-fonts-")
        self._playwright = sync_playwright().start()
        self.browser: Browser = self._playwright.chromium.launch(
            executable_path=program,
            args=list(_ARGUMENTS),
            env={**os.environ, "FONTCONFIG_FILE": str(_fonts(Path(self._folder.name)))},
        )

    def visit(self, address: str, user: str = "demo", password: str = "yiju-demo") -> Visitor:
        """Return a visitor who has signed in and stands before the queue."""
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 800}, base_url=address, locale="zh-CN"
        )
        context.set_default_timeout(60_000)
        context.add_init_script(_COUNTER)
        visitor = Visitor(context)
        visitor.page.goto(f"{address}/sign-in")
        visitor.page.fill("[name=name]", user)
        visitor.page.fill("[name=password]", password)
        visitor.page.click("button.primary")
        visitor.page.wait_for_selector("#main h1")
        visitor.reset()
        return visitor

    def close(self) -> None:
        """End the browser."""
        self.browser.close()
        self._playwright.stop()
        self._folder.cleanup()


class Visitor:
    """One person with a browser of one's own; notes what the pages complain of."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        context.on("request", lambda request: self.addresses.append(request.url))
        self.page = self.tab()

    def tab(self) -> Page:
        """Open another tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        return page

    @property
    def pressed(self) -> int:
        """How many keys and buttons were pressed since `reset`."""
        return int(self.page.evaluate("Number(window.name || 0)"))

    def reset(self) -> None:
        """Count from 0."""
        self.page.evaluate("window.name = ''")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.context.close()


def saved(page: Page) -> None:
    """Wait until the page says that everything is recorded."""
    page.wait_for_selector('#saved[data-count="0"]')


def open_document(page: Page, address: str) -> None:
    """Open a review page and wait until its keys work."""
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_selector("#main[data-ready]")


def _fonts(folder: Path) -> Path:
    spec = find_spec("pylopdf_fonts_zh_cn")
    extra = "" if spec is None or spec.origin is None else f"<dir>{Path(spec.origin).parent}</dir>"
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{extra}<dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path
