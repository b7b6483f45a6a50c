"""docs/queries tells what the questions are and find in the seeds; `python -m tests.test_catalogue` writes it anew."""

import re
import shlex
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhenxing.cli import app
from zhenxing.folder import Folder
from zhenxing.network.model import Language
from zhenxing.query import catalogue
from zhenxing.query.questions import question, questions
from zhenxing.store import StoreOf

ROOT = Path(__file__).parent.parent
PAGES: dict[Language, str] = {"en": "docs/queries.md", "zh": "docs/queries.zh-CN.md"}
BEGIN = "<!-- questions -->\n"


def build(place: Path) -> StoreOf:
    result = CliRunner().invoke(app, ["build", str(ROOT / "seeds"), "--into", str(place / "kg")])
    assert result.exit_code == 0, result.output
    return StoreOf(Folder.load(place / "kg"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogue")


@pytest.fixture(scope="module")
def store(place: Path) -> StoreOf:
    return build(place)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_tells_the_questions_as_they_are(language: Language, store: StoreOf) -> None:
    page = (ROOT / PAGES[language]).read_text(encoding="utf-8")
    assert page.partition(BEGIN)[2] == catalogue.markdown(questions(), store, language)


@pytest.mark.parametrize("name", ["campaigns", "verdicts", "rules", "figures-by-name"])
def test_a_command_finds_as_many_rows_as_the_page_says(
    name: str, store: StoreOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = catalogue.example(store, question(name), "en")
    monkeypatch.chdir(store.folder.path.parent)
    result = CliRunner().invoke(app, [*shlex.split(found.command)[1:], "--format", "tsv"])
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 1 + len(found.rows) > 1


def test_every_question_stands_on_both_pages() -> None:
    for name in PAGES.values():
        told = re.findall(r"^`([a-z-]+)`: ", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert sorted(told) == [asked.name for asked in questions()]


def refresh() -> None:
    """Write the questions anew, below what the pages begin with."""
    with tempfile.TemporaryDirectory() as made:
        store = build(Path(made))
        for language, name in PAGES.items():
            page = ROOT / name
            head, mark, _ = page.read_text(encoding="utf-8").partition(BEGIN)
            page.write_text(
                head + mark + catalogue.markdown(questions(), store, language), encoding="utf-8", newline="\n"
            )


if __name__ == "__main__":
    refresh()
