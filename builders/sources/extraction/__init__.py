"""The text of a file: of plain text as it stands, of pages, office files and PDF what they print, without the frame."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from builders.sources.extraction.extracts import Extract
from builders.sources.refusals import TextError

# What can hold nothing but a report that this package cannot read: it is not passed over in silence.
UNREAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".doc": "save it as .docx",
        ".wps": "save it as .docx",
        ".rtf": "save it as .docx",
        ".odt": "save it as .docx",
        ".ofd": "save it as .pdf",
        ".rar": "pack it as .zip",
        ".7z": "pack it as .zip",
    }
)
_MODULES: Final = MappingProxyType(
    {
        ".txt": "plain",
        ".md": "plain",
        ".html": "html",
        ".htm": "html",
        ".shtml": "html",
        ".xhtml": "html",
        ".docx": "docx",
        ".pdf": "pdf",
    }
)
SUFFIXES: Final = frozenset(_MODULES)
LIBRARIES: Final = ("charset-normalizer", "lxml", "pdfplumber", "pypdfium2", "python-docx", "selectolax", "trafilatura")


def extract(data: bytes, suffix: str, encoding: str | None = None) -> Extract:
    """The text of a file with this suffix, told apart by its bytes where it has none; TextError where there is none."""
    # Each kind's libraries are loaded when a file of that kind comes.
    module = import_module(f"builders.sources.extraction.{_MODULES.get(suffix.lower()) or _kind(data)}")
    return cast(Callable[[bytes, str | None], Extract], module.extract)(data, encoding)


def _kind(data: bytes) -> str:
    """What bytes without a suffix are."""
    start = data[:1024].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith(b"pk\x03\x04"):
        return "docx"
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "plain"


__all__ = ["LIBRARIES", "SUFFIXES", "UNREAD", "Extract", "TextError", "extract"]
