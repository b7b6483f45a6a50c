"""Plain text and Markdown: kept as the file has it, line ends included; only a byte-order mark is left out."""

from builders.sources.encodings import decode, is_binary
from builders.sources.extraction.extracts import Extract
from builders.sources.refusals import TextError


def extract(data: bytes, encoding: str | None = None) -> Extract:
    """The text as it stands."""
    text, used = decode(data, encoding)
    if is_binary(text):
        raise TextError("binary")
    return Extract(text, used)
