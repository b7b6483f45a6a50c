"""The explorer's page as a file: whole, safe, and the same for the same graph."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.folders import samples
from zhenxing.explorer.model import Model, graph, model
from zhenxing.explorer.page import SCRIPTS, page, site
from zhenxing.explorer.site import beside
from zhenxing.files import FileError

SCRIPT = re.compile(r"<script(?P<kind>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return model(graph(samples(tmp_path_factory.mktemp("explorer") / "kg")))


def test_the_same_graph_gives_the_same_page(made: Model, tmp_path: Path) -> None:
    assert page(made) == page(model(graph(samples(tmp_path / "kg"))))


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_and_nothing_else(made: Model) -> None:
    whole = page(made).decode()
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', whole)[0]
    scripts = [found["text"] for found in SCRIPT.finditer(whole) if not found["kind"]]
    assert len(scripts) == len(SCRIPTS)
    for text in [*scripts, *re.findall(r"<style>(.*?)</style>", whole, re.DOTALL)]:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert not re.search(r'(?:src|href)="(?!data:|#)', whole)
    assert not re.search(r'\son\w+="', whole)


def test_what_is_read_from_reports_cannot_leave_its_element() -> None:
    evil = "</script><script>alert(1)</script><!--"
    whole = page(Model({"version": "1", "text": evil}, {"text/x": {"text": evil}})).decode()
    assert evil not in whole
    index = re.findall(r'<script type="application/json" id="index">(.*?)</script>', whole)[0]
    assert json.loads(index)["text"] == evil


def test_parts_may_lie_beside_the_page(made: Model, tmp_path: Path) -> None:
    beside(made, tmp_path / "look.html")
    whole = (tmp_path / "look.html").read_text(encoding="utf-8")
    assert 'id="part:' not in whole
    assert "'self'" in re.findall(r'Content-Security-Policy" content="([^"]*)"', whole)[0]
    written = {path.relative_to(tmp_path / "look.data").as_posix() for path in (tmp_path / "look.data").rglob("*.js")}
    assert written == {f"{name}.js" for name in (*made.parts, "engine")}
    text = dict(site(made, "look.data"))["text/yuncheng.js"].decode()
    assert text.startswith('zx.take("text/yuncheng",{')


def test_a_folder_of_another_is_not_overwritten(made: Model, tmp_path: Path) -> None:
    (tmp_path / "look.data").mkdir()
    (tmp_path / "look.data" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match="not the explorer's"):
        beside(made, tmp_path / "look.html")
    assert (tmp_path / "look.data" / "mine.txt").exists()
    assert not (tmp_path / "look.html").exists()
