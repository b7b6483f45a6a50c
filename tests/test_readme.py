"""What the READMEs and docs/accuracy show is what the commands print; `python -m tests.test_readme` writes it anew."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhenxing.cli import app

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
SHOWING = (*READMES, "docs/accuracy.md", "docs/accuracy.zh-CN.md")
BLOCK = re.compile(r"(?P<head>```console\n\$ zhenxing (?P<words>[^\n]+)\n)(?P<answer>.*?)```\n", re.DOTALL)
FRESH = re.compile(r"^python3 -m venv [^\n]+$", re.MULTILINE)


def answer(words: str) -> str:
    result = CliRunner().invoke(app, shlex.split(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def shown() -> Iterator[tuple[str, str, str]]:
    for name in SHOWING:
        for block in BLOCK.finditer((ROOT / name).read_text(encoding="utf-8")):
            yield name, block["words"], block["answer"]


def build(place: Path) -> None:
    """Lay out a folder in which the commands can be given as they are shown."""
    for folder in ("tests/golden", "tests/reports"):
        shutil.copytree(ROOT / folder, place / folder)
    for sources, kg in ((ROOT / "seeds", "kg"), (ROOT / "tests" / "reports", "kg-reports")):
        result = CliRunner().invoke(app, ["build", str(sources), "--into", str(place / kg)])
        assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme")
    build(made)
    return made


@pytest.mark.parametrize(("name", "words", "printed"), list(shown()))
def test_a_command_prints_what_the_readme_shows(
    name: str, words: str, printed: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    assert answer(words) == printed, name


def test_both_readmes_show_the_same_commands() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in READMES]
    assert FRESH.findall(texts[0]) == FRESH.findall(texts[1])
    assert len(FRESH.findall(texts[0])) == 2
    english, chinese = ([words for readme, words, _ in shown() if readme == name] for name in READMES)
    assert english == chinese
    assert len(english) > 3


@pytest.mark.parametrize(
    "name",
    [
        *SHOWING,
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/databases.md",
        "docs/databases.zh-CN.md",
        "docs/gold.md",
        "docs/inputs.md",
        "docs/inputs.zh-CN.md",
        "docs/performance.md",
        "docs/property-graphs.md",
        "docs/queries.md",
        "docs/queries.zh-CN.md",
        "docs/scale.md",
        "tests/reports/README.md",
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links), links


def refresh() -> None:
    """Write the answers of all console blocks anew."""
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        build(Path(made))
        os.chdir(made)
        for name in SHOWING:
            path = ROOT / name
            text = path.read_text(encoding="utf-8")
            path.write_text(
                BLOCK.sub(lambda block: f"{block['head']}{answer(block['words'])}```\n", text),
                encoding="utf-8",
                newline="\n",
            )


if __name__ == "__main__":
    refresh()
