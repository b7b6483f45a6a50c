"""The check of a graph folder, report by report in all processes, beside pyshacl over all its graphs merged."""

import tempfile
from pathlib import Path
from typing import Final

from benchmarks.measuring import Told, elapsed, ran
from benchmarks.scaling import generated
from zhenxing.checking import KEPT, check
from zhenxing.folder import Folder
from zhenxing.workers import cores

REPORTS: Final = 12  # pyshacl takes the merged graph of more for a long walk


def told() -> list[Told]:
    """What the benchmark tells."""
    with tempfile.TemporaryDirectory() as place:
        corpus, path = generated(REPORTS, Path(place) / "corpus"), Path(place) / "kg"
        ran("build", str(corpus / "texts"), "--into", str(path))
        folder = Folder.load(path)
        merged = elapsed(lambda: _merged(folder))
        parted = elapsed(lambda: list(check(folder, "pyshacl", cores())))
        (path / KEPT).unlink(missing_ok=True)
        fast = elapsed(lambda: list(check(folder, "auto", cores())))
        kept = elapsed(lambda: list(check(folder, "auto", cores())))
    return [
        Told(f"pyshacl over {REPORTS} reports merged", merged, "s"),
        Told("merged beside report by report, pyshacl", merged / parted, "×"),
        Told("merged beside the check as it comes", merged / fast, "×", 10, least=True),
        Told("merged beside a check of what is unchanged", merged / kept, "×"),
    ]


def _merged(folder: Folder) -> None:
    """Let the reference validator judge all graphs as one."""
    import pyshacl
    from rdflib import Graph

    from zhenxing.validators import loaded, shape_files

    whole, shapes = Graph(store="Oxigraph"), Graph()
    for _, file in folder.graphs():
        whole.parse(file, format="ox-turtle")
    for file in shape_files():
        shapes += loaded(file)
    pyshacl.validate(whole, shacl_graph=shapes)
