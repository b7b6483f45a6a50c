"""What is got out of a file."""

from dataclasses import dataclass
from importlib.metadata import version

from builders.sources.particulars import UNKNOWN, Particulars


@dataclass(frozen=True, slots=True)
class Extract:
    """A text, the encoding it was in (empty where the format has its own), how it was got, and what the page says."""

    text: str
    encoding: str
    means: str = ""
    particulars: Particulars = UNKNOWN


def means(library: str, *more: str) -> str:
    """A library with its version, as manifests and graphs keep it.

    >>> means("lxml").split()[0]
    'lxml'
    """
    return ", ".join([f"{library} {version(library)}", *more])
