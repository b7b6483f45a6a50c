"""Corpora: one file of many texts, a line of JSON or a row of CSV each, with a column that holds the text."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from builders.sources.encodings import decode
from builders.sources.refusals import TextError

SUFFIXES: Final = (".jsonl", ".ndjson", ".csv", ".tsv")
TEXT: Final = ("text", "content", "body", "fulltext", "article", "正文", "内容", "文本", "全文")
NAME: Final = ("id", "file", "name", "编号", "文件", "文件名", "序号")
_SAMPLE: Final = 65_536
_SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # JSON can write them, no text can hold them
Record = Mapping[str, Any]


class Row(NamedTuple):
    """A text of a corpus: its file and the bytes that hold it there; `encoding` is found out once for all rows."""

    file: str
    start: int
    end: int
    encoding: str

    def data(self, most: int) -> bytes:
        """Its bytes; TextError where they are more than allowed."""
        if self.end - self.start > most:
            raise TextError("too large", f"{self.end - self.start:,} bytes")
        with Path(self.file).open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start)

    def record(self, data: bytes) -> Record:
        """What its columns hold; TextError where it cannot be read."""
        words = _words(data, self.encoding)
        if _is_json(self.file):
            return _object(words)
        csv.field_size_limit(max(len(data), _SAMPLE))
        header = _header(self.file, self.encoding)
        return dict(zip(header, next(csv.reader(io.StringIO(words), delimiter=_comma(self.file)), []), strict=False))


class Listed(NamedTuple):
    """A row of a corpus with its name, or why it is none."""

    name: str
    row: Row
    refusal: TextError | None = None


def rows(path: str, most: int, encoding: str | None = None) -> Iterator[Listed]:
    """The rows of a corpus, one at a time; TextError where it has no column of texts."""
    csv.field_size_limit(max(most, _SAMPLE))  # a quote that is never closed makes one field of all that follows
    used = encoding or _encoding(path)
    with Path(path).open("rb") as file:
        stretches = _lines(file, most) if _is_json(path) else _records(file, path, used)
        for number, (start, end) in enumerate(stretches, 1):
            row = Row(path, start, end, used)
            try:
                record = row.record(row.data(most))
                text_of(record)
            except TextError as refusal:
                if number == 1 and refusal.reason == "no text column":
                    raise
                yield Listed(str(number), row, refusal)
                continue
            name = next((str(record[column]).strip() for column in NAME if record.get(column)), "")
            yield Listed(name or str(number), row)


def text_of(record: Record) -> str:
    """The text that a record holds; TextError where it holds none."""
    for column in TEXT:
        if isinstance(words := record.get(column), str):
            return words.translate(_SURROGATES)
    raise TextError("no text column", f"one of {', '.join(TEXT)}")


def _lines(file: BinaryIO, most: int) -> Iterator[tuple[int, int]]:
    """Where the lines of a file begin and end; one beyond all measure is passed over, not held."""
    start = position = 0
    while piece := file.readline(most + 1):
        position += len(piece)
        if piece.endswith(b"\n") or len(piece) <= most:
            if start < position - len(piece) or piece.strip():
                yield start, position
            start = position
    if start < position:
        yield start, position


def _records(file: BinaryIO, path: str, encoding: str) -> Iterator[tuple[int, int]]:
    """Where the rows of a CSV file begin and end; the first is its header."""
    position = 0

    def decoded() -> Iterator[str]:
        nonlocal position
        for line in file:
            position += len(line)
            yield _words(line, encoding)

    start = 0
    try:
        for number, record in enumerate(csv.reader(decoded(), delimiter=_comma(path))):
            if number and record:
                yield start, position
            start = position
    except csv.Error as error:
        raise TextError("damaged", str(error)) from None


@lru_cache(maxsize=8)
def _header(path: str, encoding: str) -> tuple[str, ...]:
    """The names of the columns of a CSV file."""
    with Path(path).open("rb") as file:
        lines = (_words(line, encoding) for line in file)
        return tuple(name.strip().lstrip("\ufeff") for name in next(csv.reader(lines, delimiter=_comma(path)), []))


def _encoding(path: str) -> str:
    """The encoding of a corpus, by its beginning up to a line's end."""
    with Path(path).open("rb") as file:
        sample = file.read(_SAMPLE)
        if len(sample) == _SAMPLE:
            sample += file.readline(_SAMPLE)
    used = decode(sample).encoding
    if used.startswith(("utf-16", "utf-32")):
        raise TextError("undecodable", f"{used}: save it as UTF-8")  # its line ends are not bytes of their own
    return used


def _words(data: bytes, encoding: str) -> str:
    """Bytes as text."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextError("undecodable", f"no {encoding} at byte {error.start}") from None


def _object(words: str) -> Record:
    """A line of JSON."""
    try:
        found = json.loads(words.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise TextError("damaged", "no line of JSON") from None
    if not isinstance(found, dict):
        raise TextError("damaged", "no JSON object")
    return found


def _is_json(path: str) -> bool:
    return path.lower().endswith(("jsonl", "ndjson"))


def _comma(path: str) -> str:
    return "\t" if path.lower().endswith(".tsv") else ","
