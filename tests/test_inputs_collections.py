"""Folders, patterns, archives and corpora: many sources at once."""

import json
import zipfile
from pathlib import Path

import pytest

from builders.sources.finding import find_sources
from builders.sources.limits import Limits
from builders.sources.refusals import SourceError
from builders.sources.source import Found
from tests.documents import SENTENCES, packed, page

TEXT = SENTENCES[0]
DATA = TEXT.encode()


def told(found: list[Found]) -> dict[str, str]:
    """The text of each source by its name, of what is none the reason by its path's last part."""
    texts = {}
    for one in found:
        try:
            source = one.read()
            texts[source.name] = source.text
        except SourceError as error:
            texts[error.path.rsplit("/", 1)[-1]] = error.reason
    return texts


def put(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        place = folder / name.replace("__", "/").replace("_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def test_an_ignore_file_leaves_out_what_git_would(tmp_path: Path) -> None:
    put(tmp_path, a_txt=DATA, b_txt=DATA, drafts__c_txt=DATA, sub__d_txt=DATA, sub__e_txt=DATA)
    (tmp_path / ".zhenxingignore").write_text("drafts/\nb.txt\n", encoding="utf-8")
    (tmp_path / "sub" / ".zhenxingignore").write_text("*\n!d.txt\n", encoding="utf-8")
    assert sorted(told(find_sources([tmp_path]))) == ["a.txt", "sub/d.txt"]


def test_what_may_be_a_report_and_is_not_read_is_told_of(tmp_path: Path) -> None:
    put(tmp_path, a_txt=DATA, b_doc=b"x", c_png=b"x")
    assert told(find_sources([tmp_path])) == {"a.txt": TEXT, "b.doc": "unknown suffix"}


def test_a_pattern_means_the_files_that_fit(tmp_path: Path) -> None:
    put(tmp_path, x__a_txt=DATA, x__b_html=page(f"<div id=zoom>{TEXT}</div>").encode(), y__z__c_txt=DATA)
    assert sorted(told(find_sources([tmp_path / "**" / "*.txt"]))) == ["a.txt", "c.txt"]
    assert told(find_sources([tmp_path / "q*"])) == {"q*": "missing"}


def test_an_archive_is_a_folder_of_sources(tmp_path: Path) -> None:
    inner = packed({"deep.txt": DATA})
    files = {"2023/a.txt": DATA, "b.html": page(f"<div id=zoom>{TEXT}</div>").encode(), "in.zip": inner, "c.png": b"x"}
    put(tmp_path, r_zip=packed(files | {"__MACOSX/._a.txt": b"x", "README.txt": b"x"}))
    found = told(find_sources([tmp_path / "r.zip"]))
    assert sorted(found) == ["r.zip/2023/a.txt", "r.zip/b.html", "r.zip/in.zip/deep.txt"]
    assert all(TEXT in text for text in found.values())
    assert told(find_sources([tmp_path])) == found


def test_names_in_old_archives_are_read_as_windows_wrote_them(tmp_path: Path) -> None:
    raw = packed({"AAAA.txt": DATA}).replace(b"AAAA.txt", "报告".encode("gbk") + b".txt")
    put(tmp_path, r_zip=raw)
    assert told(find_sources([tmp_path / "r.zip"])) == {"r.zip/报告.txt": TEXT}


@pytest.mark.parametrize(
    ("name", "reason"),
    [("../up.txt", "unsafe"), ("/etc/up.txt", "unsafe"), ("C:/up.txt", "unsafe"), ("a/../../up.txt", "unsafe")],
)
def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path, r_zip=packed({name: DATA, "good.txt": DATA}))
    assert told(find_sources([tmp_path / "r.zip"])) == {"up.txt": reason, "r.zip/good.txt": TEXT}


def test_bombs_are_refused_and_what_lies_beside_them_is_read(tmp_path: Path) -> None:
    bomb = b"0" * 2_000_000
    nested = packed({"one.zip": packed({"two.zip": packed({"three.zip": packed({"x.txt": DATA})})})})
    put(
        tmp_path,
        r_zip=packed({"bomb.txt": bomb, "deep.zip": nested, "big.zip": packed({"a.txt": bomb}), "g.txt": DATA}),
    )
    found = told(find_sources([tmp_path / "r.zip"], Limits(size=1_000_000)))
    assert found == {"bomb.txt": "too large", "a.txt": "too large", "two.zip": "nested", "r.zip/g.txt": TEXT}


def test_an_archive_that_lies_of_its_lengths_is_not_trusted(tmp_path: Path) -> None:
    raw = packed({"a.txt": b"0" * 2_000_000})
    size = (2_000_000).to_bytes(4, "little")
    put(tmp_path, r_zip=raw.replace(size, (10).to_bytes(4, "little")))
    (reason,) = told(find_sources([tmp_path / "r.zip"], Limits(size=1_000_000))).values()
    assert reason == "damaged"


def test_encrypted_and_broken_archives(tmp_path: Path) -> None:
    raw = bytearray(packed({"a.txt": DATA}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # says that the file is encrypted
    put(tmp_path, locked_zip=bytes(raw), broken_zip=b"PK\x03\x04", none_zip=packed({"a.png": b"x"}))
    assert told(find_sources([tmp_path])) == {"a.txt": "encrypted", "broken.zip": "damaged", "none.zip": "no reports"}


def test_a_line_of_json_each(tmp_path: Path) -> None:
    rows = [
        {"id": "k1", "text": TEXT, "title": "榆中县综述", "date": "2023-05-06", "region": "620123"},
        {"text": TEXT + "二"},
        "no object",
        {"id": "k4", "text": 5},
        {"id": "k5", "text": "坏\ud800的"},
    ]
    put(tmp_path, c_jsonl="\n".join(json.dumps(row, ensure_ascii=True) for row in rows).encode() + b"\n{broken\n")
    found = find_sources([tmp_path / "c.jsonl"])
    assert told(found) == {
        "c.jsonl/k1": TEXT,
        "c.jsonl/2": TEXT + "二",
        "c.jsonl:3": "damaged",
        "c.jsonl:4": "no text column",
        "c.jsonl/k5": "坏\ufffd的",
        "c.jsonl:6": "damaged",
    }
    said = found[0].read().particulars
    assert (said.title, said.issued, said.region) == ("榆中县综述", "2023-05-06", "620123")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_row_of_csv_each(tmp_path: Path, encoding: str) -> None:
    table = f'编号,正文,年度\nA1,"{TEXT}\n第二行，有""引号""。",2022\nA2,{TEXT},\n'
    put(tmp_path, c_csv=table.encode(encoding))
    found = find_sources([tmp_path / "c.csv"])
    assert told(found) == {"c.csv/A1": f'{TEXT}\n第二行，有"引号"。', "c.csv/A2": TEXT}
    assert [one.read().particulars.period for one in found] == ["2022", None]


def test_a_table_without_texts_is_no_corpus(tmp_path: Path) -> None:
    put(tmp_path, c_csv=b"a,b\n1,2\n", d_txt=DATA)
    assert told(find_sources([tmp_path / "c.csv"])) == {"c.csv": "no text column"}
    assert told(find_sources([tmp_path])) == {"d.txt": TEXT}


def test_a_long_line_of_a_corpus_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    put(tmp_path, c_jsonl=json.dumps({"text": "长" * 9000}).encode() + b"\n" + json.dumps({"text": TEXT}).encode())
    assert told(find_sources([tmp_path / "c.jsonl"], Limits(size=5000))) == {
        "c.jsonl:1": "too large",
        "c.jsonl/2": TEXT,
    }


def test_the_bytes_of_a_source_are_those_it_was_made_of(tmp_path: Path) -> None:
    put(tmp_path, r_zip=packed({"a.txt": DATA}), c_jsonl=b'{"text": "x1"}\n{"text": "x2"}\n')
    one, two = find_sources([tmp_path / "c.jsonl"])
    assert (one.data(), two.data()) == (b'{"text": "x1"}\n', b'{"text": "x2"}\n')
    assert find_sources([tmp_path / "r.zip"])[0].data() == DATA


def test_archives_are_never_unpacked_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(zipfile.ZipFile, "extract", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", refuse)
    put(tmp_path, r_zip=packed({"a.txt": DATA}))
    assert told(find_sources([tmp_path])) == {"r.zip/a.txt": TEXT}
    assert [file.name for file in tmp_path.iterdir()] == ["r.zip"]
