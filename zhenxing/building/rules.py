"""What reads sources, as one fingerprint: the reading code and its libraries, its tables and the vocabularies."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import builders
from builders.resources import folder
from builders.sources.extraction import LIBRARIES


def fingerprint(vocabularies: Iterable[Path] = ()) -> str:
    """The SHA-256 of all that a report's graph depends on beside its source."""
    code = sorted(Path(builders.__file__).parent.rglob("*.py"))
    tables = sorted(path for path in folder("ontology").iterdir() if path.is_file() and path.suffix != ".py")
    total = hashlib.sha256()
    for file in (*code, *tables, *vocabularies):
        total.update(f"{file.name} {file.stat().st_size}\n".encode())
        total.update(file.read_bytes())
    for library in LIBRARIES:
        total.update(f"{library} {version(library)}\n".encode())
    return total.hexdigest()
