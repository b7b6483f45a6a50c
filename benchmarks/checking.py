"""The check of a graph folder, report by report in all processes, beside pyshacl over all its graphs merged."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measuring import Told, elapsed, ran
from benchmarks.scaling import generated
from zhenxing.building.workers import cores
from zhenxing.check.checking import KEPT, check
from zhenxing.folder import Folder

MERGED: Final = (4, 8, 16)  # reports; pyshacl takes the merged graph of more for a long walk


def told(count: int) -> Iterator[Told]:
    """What the benchmark tells: pyshacl over few reports merged, the same ones our way, and so many our way."""
    with tempfile.TemporaryDirectory() as place:
        for size in MERGED:
            folder = _built(size, Path(place) / str(size))
            merged = elapsed(lambda folder=folder: _merged(folder))
            yield Told(f"pyshacl over {size} reports merged", merged, "s")
        parted = elapsed(lambda: list(check(folder, "pyshacl", cores())))
        yield Told("merged beside report by report, pyshacl", merged / parted, "×")
        fast = _anew(folder)
        yield Told("merged beside the check as it comes", merged / fast, "×", 10, least=True)
        yield Told("merged beside a check of what is unchanged", merged / elapsed(lambda: _checked(folder)), "×")
        many = _built(count, Path(place) / "many")
        own = _anew(many)
        yield Told(f"the check as it comes over {count:,} reports", own, "s")
        yield Told(f"the same where one report in {count:,} has changed", _after_a_change(many), "s")
        yield Told(
            "merged, in proportion to its reports, beside that", merged / MERGED[-1] * count / own, "×", 10, least=True
        )


def _built(count: int, place: Path) -> Folder:
    """The graphs of so many reports."""
    corpus, path = generated(count, place / "corpus"), place / "kg"
    ran("build", str(corpus / "texts"), "--into", str(path))
    return Folder.load(path)


def _checked(folder: Folder) -> None:
    """Check what has not been checked."""
    for _ in check(folder, "auto", cores()):
        pass


def _anew(folder: Folder) -> float:
    """How long a check takes that knows of none before."""
    (folder.path / KEPT).unlink(missing_ok=True)
    return elapsed(lambda: _checked(folder))


def _after_a_change(folder: Folder) -> float:
    """How long a check takes once the first report's text has grown by a sentence."""
    text = sorted((folder.path.parent / "corpus" / "texts").iterdir())[0]
    text.write_bytes(text.read_bytes() + "\n全市新建水厂3座。\n".encode())
    ran("build", str(text.parent), "--into", str(folder.path))
    return elapsed(lambda: _checked(Folder.load(folder.path)))


def _merged(folder: Folder) -> None:
    """Let the reference validator judge all graphs as one."""
    import pyshacl
    from rdflib import Graph

    from zhenxing.check.validators import loaded, shape_files

    whole, shapes = Graph(store="Oxigraph"), Graph()
    for _, file in folder.graphs():
        whole.parse(file, format="ox-turtle")
    for file in shape_files():
        shapes += loaded(file)
    pyshacl.validate(whole, shacl_graph=shapes)
