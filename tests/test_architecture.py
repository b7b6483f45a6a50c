"""What may import what: text becomes facts in one direction, and the application stands upon it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each package of `builders` imports only what stands before it here, and modules of none.
ORDER = (
    "vocabulary",
    "sources",
    "chinese",
    "document",
    "regions",
    "figures",
    "measures",
    "initiatives",
    "partners",
    "relations",
    "graph",
)


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_every_package_of_the_builders_has_its_place() -> None:
    packages = {path.parent.name for path in (ROOT / "builders").glob("*/__init__.py")}
    assert packages == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_text_becomes_facts_in_one_direction(package: str) -> None:
    later = ORDER[ORDER.index(package) + 1 :]
    against = {
        (file.name, name)
        for file in (ROOT / "builders" / package).rglob("*.py")
        for name in imported(file)
        if name.startswith(tuple(f"builders.{one}." for one in (*later, "assembly", "pipeline")))
    }
    assert against == set()


def test_the_builders_know_nothing_of_the_application() -> None:
    knowing = {file.name for file in (ROOT / "builders").rglob("*.py") for name in imported(file) if "zhenxing" in name}
    assert knowing == set()
