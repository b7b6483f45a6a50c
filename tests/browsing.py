"""A real browser for the tests of pages: Chromium as the system has it, driven without a window."""

import functools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome")


@functools.cache
def executable() -> str | None:
    """Where the browser lies: as CHROMIUM says, or in the path."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Any]:
    """The browser, closed at the end; the test is skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e '.[dev]')")
    path = executable()
    if path is None:
        pytest.skip("no Chromium is installed (apt-get install chromium); CHROMIUM may name one")
    with api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield running
        finally:
            running.close()


class Tab:
    """A page in the browser that keeps what went wrong and what was asked of the network."""

    def __init__(self, running: Any, **options: Any) -> None:
        """Open an empty page of its own, with a viewport, a colour scheme or other options of a context."""
        self.context = running.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, file: Path, address: str = "") -> Any:
        """The page of a file at an address within it, drawn."""
        self.page.goto("about:blank")
        self.page.goto(f"{file.as_uri()}{address}")
        self.page.wait_for_selector("main > :not(.note)")
        return self.page


@contextmanager
def tab(running: Any, **options: Any) -> Iterator[Tab]:
    """A page that must end without an error and without having asked for anything but local files."""
    opened = Tab(running, **options)
    try:
        yield opened
        assert opened.errors == []
        assert [url for url in opened.asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
    finally:
        opened.context.close()
