"""Where the data folders lie: inside the package in a wheel, beside it in a checkout."""

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent


def folder(name: str) -> Path:
    """The data folder of that name (`ontology`, `shapes`, `queries`).

    >>> (folder("ontology") / "zhenxing.ttl").exists()
    True
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
