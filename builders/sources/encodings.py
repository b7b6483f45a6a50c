"""The encodings that texts come in: told by a mark, by the page itself, by the user, or found out."""

import codecs
import re
from types import MappingProxyType
from typing import Final, NamedTuple

from builders.sources.refusals import TextError


class Decoded(NamedTuple):
    """A text and the encoding that its bytes were in."""

    text: str
    encoding: str


# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What calls itself by the name of a subset often has characters of the whole.
_WHOLE: Final = MappingProxyType({"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs"})
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE: Final = 1_000_000  # characters are enough to tell what a text looks like


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    r"""The text of some bytes: by a byte-order mark, else as told, else UTF-8, else what reads as Chinese.

    >>> decode("振兴\r\n".encode("gb18030"))
    Decoded(text='振兴\r\n', encoding='gb18030')
    """
    if encoding:
        return _told(data, known(encoding))
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _told(data, marked)
    for candidate in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"):
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if candidate == "utf-8" or _reads_as_chinese(text[:_SAMPLE], candidate):
            return Decoded(text, candidate)
    return _guessed(data)


def known(encoding: str) -> str:
    """The encoding of that name, the whole of which it names a part; a TextError where Python has none.

    >>> known("GB2312")
    'gb18030'
    """
    try:
        name = codecs.lookup(encoding).name
        bytes(4).decode(name)  # base64 and its like are no encodings of text
    except (LookupError, ValueError):
        raise TextError("undecodable", f"no encoding is called {encoding!r}") from None
    return _WHOLE.get(name, name)


def is_binary(text: str) -> bool:
    """Whether control characters show that the bytes were no text; word processors leave one here and there."""
    return "\0" in text or len(_CONTROLS.findall(text)) > 0.01 * len(text)


def _told(data: bytes, encoding: str) -> Decoded:
    """The text in an encoding that is known."""
    for mark, marked in _MARKS:
        if marked == encoding:
            data = data.removeprefix(mark)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise TextError("undecodable", f"no {encoding} at byte {error.start}") from None


def _guessed(data: bytes) -> Decoded:
    """The text in the encoding that its bytes are most like."""
    import charset_normalizer

    if b"\0" in data:
        raise TextError("binary")
    guess = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise TextError("undecodable")
    return _told(data, guess.encoding)


def _reads_as_chinese(text: str, encoding: str) -> bool:
    """Whether nearly all characters beyond ASCII are common Chinese ones; wrong encodings give rare ones."""
    beyond = [mark for mark in text if mark > "\x7f"]
    common = sum(bool(mark.encode("big5" if encoding == "big5" else "gb2312", "ignore")) for mark in beyond)
    return bool(beyond) and common >= 0.9 * len(beyond) and not is_binary(text)
