"""The corrections of a graph folder: reading them, and adding one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from builders.corrections import Correction, check, of_sentence, read, written
from builders.facts import Judgement
from builders.vocabulary.lexicon import Lexicon
from zhenxing.files import FileError, write
from zhenxing.folder import Folder, sha256

if TYPE_CHECKING:
    from zhenxing.facts import Record
    from zhenxing.store import StoreOf

Corrections = Mapping[str, tuple[Correction, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: the report, the offset, and the kind of fact where several stand there."""

    report: str
    at: int
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a fact: of a correction each field with its right value."""

    judgement: Judgement
    changes: Mapping[str, str]
    by: str
    on: str
    note: str = ""


def corrections(path: Path) -> tuple[Correction, ...]:
    """All corrections in a file; none where there is no file."""
    try:
        return read(str(path), path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise FileError(str(path), f"cannot be read ({(error.strerror or '').lower()})") from None


def by_report(found: Iterable[Correction]) -> Corrections:
    """Corrections by the name of their report, in their order."""
    groups = groupby(sorted(found, key=lambda each: each.report), key=lambda each: each.report)
    return {report: tuple(group) for report, group in groups}


def digest(found: Sequence[Correction]) -> str:
    """What stands for the corrections of one report; nothing for none."""
    return sha256(repr([tuple(asdict(each).values()) for each in found]).encode()) if found else ""


def correct(folder: Folder, place: Place, said: Said) -> tuple[Correction, ...]:
    """Add to the folder's file what a person says of a fact; the next build applies it."""
    from zhenxing.held import facts_of
    from zhenxing.store import StoreOf

    entry = folder.entry(place.report)
    store = StoreOf(folder)
    known = sorted(facts_of(folder, report=entry), key=_at)
    record = _fact(known, place, str(folder.path))
    sentence, start = _sentence(store, entry.name, place.at)
    like = (other for other in known if (other["type"], other["quote"]) == (record["type"], record["quote"]))
    nth = sum(start <= _at(other) <= place.at for other in like)
    new = tuple(
        Correction(
            report=entry.name,
            type=str(record["type"]),
            quote=str(record["quote"]),
            sentence=of_sentence(sentence),
            nth=nth,
            judgement=said.judgement,
            field=field,
            value=value,
            by=said.by,
            on=said.on,
            note=said.note,
        )
        for field, value in (said.changes or {"": ""}).items()
    )
    path = folder.corrections()
    every = (*corrections(path), *new)
    check(str(path), every, Lexicon.load(folder.vocabularies()))
    write(path, written(every))
    return new


def _fact(known: Iterable["Record"], place: Place, folder: str) -> "Record":
    """The fact at a place, of a kind where several stand there."""
    found = [record for record in known if record["at"] == place.at and place.kind in (None, record["type"])]
    if not found:
        raise FileError(place.report, f"no fact at {place.at}; `zhenxing facts {folder}` tells where they are")
    kinds = sorted({str(record["type"]) for record in found})
    if len(kinds) > 1:
        raise FileError(place.report, f"several facts at {place.at}; choose with --kind: {', '.join(kinds)}")
    return found[0]


def _sentence(store: "StoreOf", report: str, at: int) -> tuple[str, int]:
    """The sentence that a fact at an offset is stated in, and where that begins."""
    from zhenxing.query.questions import question

    for row in store.solutions(question("facts-at").bind(report=report, at=str(at))):
        start, first, sentence = (row[name] for name in ("start", "first", "sentence"))
        if isinstance(start, Literal) and int(start.value) == at:
            assert isinstance(first, Literal)
            assert isinstance(sentence, Literal)
            return sentence.value, int(first.value)
    raise FileError(report, f"no sentence at {at}")


def _at(record: "Record") -> int:
    """Where a fact stands."""
    at = record["at"]
    return at if isinstance(at, int) else -1
