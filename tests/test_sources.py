from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from builders.sources.encodings import decode
from builders.sources.finding import find_sources
from builders.sources.refusals import SourceError
from builders.sources.source import read_source

TEXT = "榆县2023年帮扶车间达到26个，吸纳1032人就业。\r\n其中脱贫劳动力481人。\n"

ENCODINGS = [
    (TEXT.encode("utf-8"), "utf-8"),
    (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), "utf-8"),
    (TEXT.encode("gb18030"), "gb18030"),
    (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
    (TEXT.encode("utf-16-le"), "utf-16-le"),
    (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32-le"),
]


@pytest.mark.parametrize(("data", "encoding"), ENCODINGS)
def test_encodings_give_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


def test_traditional_characters_are_read_as_big5() -> None:
    text = "縣裡今年建成幫扶車間二十六個，吸納就業一千餘人。"
    assert decode(text.encode("big5")) == (text, "big5")


def test_offsets_count_the_line_ends_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode())
    source = read_source(path)
    assert source.name == "报告.txt"
    assert source.text == TEXT
    assert source.text.index("其中") == TEXT.index("\r\n") + 2


def missing(path: Path) -> None:
    del path


def writes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


BAD = [
    ("a.txt", missing, "missing"),
    ("a.txt", writes(b""), "empty"),
    ("a.txt", writes(b" \r\n\t"), "empty"),
    ("a.txt", writes(b"\xef\xbb\xbf \n"), "empty"),
    ("a.txt", writes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"), "binary"),
    ("a.txt", writes(bytes(range(256)) * 4), "binary"),
    ("a.pdf", writes(b"%PDF-1.7"), "damaged"),
    ("a.doc", writes(b"x"), "unknown suffix"),
    ("folder", Path.mkdir, "no reports"),
]


@pytest.mark.parametrize(("name", "make", "reason"), BAD)
def test_a_bad_source_is_an_error_and_the_good_one_beside_it_is_read(
    tmp_path: Path, name: str, make: Callable[[Path], object], reason: str
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / name
    good.write_text(TEXT, encoding="utf-8")
    make(bad)
    first, second = find_sources([bad, good])
    with pytest.raises(SourceError) as caught:
        first.read()
    assert (caught.value.path, caught.value.reason) == (str(bad), reason)
    assert "\n" not in str(caught.value)
    assert second.read().text == TEXT


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.touch()

    def refuse(_: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match=r"cannot be read \(permission denied\)"):
        read_source(path)


def test_folders_are_read_in_order_without_hidden_files_and_those_about_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "2023/c.TXT", "2023/.d.txt", ".git/e.txt", "notes.json", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert [found.name for found in find_sources([tmp_path])] == ["2023/c.TXT", "a.md", "b.txt"]


def test_two_files_of_one_name_are_told_and_one_file_twice_is_read_once(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT, encoding="utf-8")
    x, y = tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt"
    first, second = find_sources([x, x, tmp_path / "x", y])
    assert first.name == "a.txt"
    assert isinstance(second.name, SourceError)
    assert (second.name.reason, second.name.detail) == ("same name", str(x))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(TEXT.encode("gb18030"))))
    (found,) = find_sources(["-"])
    source = found.read()
    assert (found.path, source.name, source.text, source.encoding) == ("-", "stdin.txt", TEXT, "gb18030")
