"""What tests of several modules share: a browser, and the explorer's page of the seeds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.browsing import browser
from zhenxing.cli import app

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def seeds_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph folder of the seeds."""
    folder = tmp_path_factory.mktemp("seeds") / "kg"
    done = CliRunner().invoke(app, ["build", str(ROOT / "seeds"), "--into", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def explorer_page(seeds_folder: Path) -> Path:
    """The explorer's page of the seeds, whole."""
    page = seeds_folder.parent / "explorer.html"
    done = CliRunner().invoke(app, ["explore", str(seeds_folder), "--lang", "zh", "-o", str(page)])
    assert done.exit_code == 0, done.output
    return page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; for one module only, for its driver keeps an event loop that other tests would stumble over."""
    with browser() as running:
        yield running
