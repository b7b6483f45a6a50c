"""What of a graph folder is up to date, and what is not and why."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from builders import __version__
from builders.corrections import Correction
from builders.sources.finding import find_sources
from builders.sources.limits import Limits
from builders.sources.particulars import SIDECAR
from builders.sources.refusals import SourceError
from builders.sources.source import STDIN, Found
from zhenxing.building.build import located, remembered
from zhenxing.building.correcting import by_report, corrections, digest
from zhenxing.building.rules import fingerprint
from zhenxing.building.writing import sound, vocabularies
from zhenxing.folder import BUILDING, Entry, Folder
from zhenxing.network.model import Language
from zhenxing.query.answers import table

LARGEST: Final = 2**40  # bytes: what was built once is not too large to be looked at
State = Literal["current", "changed", "rules", "corrected", "damaged", "gone", "new", "unreadable"]
WORDS: Final[Mapping[State, Mapping[Language, str]]] = MappingProxyType(
    {
        "current": {"zh": "最新", "en": "up to date"},
        "changed": {"zh": "来源已改动", "en": "its source has changed"},
        "rules": {"zh": "规则或词表已更新", "en": "the rules or vocabularies have changed"},
        "corrected": {"zh": "人工核定待应用", "en": "corrections are to be applied"},
        "damaged": {"zh": "图谱文件缺失或损坏", "en": "its files are missing or damaged"},
        "gone": {"zh": "来源已不存在", "en": "its source is gone"},
        "new": {"zh": "尚未构建", "en": "not built yet"},
        "unreadable": {"zh": "来源无法读取", "en": "its source cannot be read"},
    }
)

HEADS: Final[Mapping[Language, tuple[str, str, str]]] = MappingProxyType(
    {"zh": ("报告", "状态", "来源"), "en": ("report", "state", "source")}
)


@dataclass(frozen=True, slots=True)
class Status:
    """How a report stands to its source; `detail` says more where there is more to say."""

    name: str
    source: str
    state: State
    detail: str = ""

    def told(self, language: Language) -> str:
        """The state in words."""
        return WORDS[self.state][language] + (f" ({self.detail})" if self.detail else "")


def statuses(folder: Folder) -> Iterator[Status]:
    """How each report of a folder stands, and each source that a build would add."""
    every = find_sources(remembered(folder), Limits(size=LARGEST))
    found = {one.name: one for one in every if isinstance(one.name, str)}
    refused = {str(Path(one.path).resolve()): one for one in every if not isinstance(one.name, str)}
    rules = fingerprint(vocabularies(folder.path))
    said = by_report(corrections(folder.corrections()))
    for entry in folder.entries.values():
        one = found.pop(entry.name, None) or refused.get(str(located(entry.source, folder.path).resolve()))
        yield _status(folder, entry, one, rules, said.get(entry.name, ()))
    for one in found.values():
        yield Status(str(one.name), one.path, "new")


def _status(folder: Folder, entry: Entry, found: Found | None, rules: str, said: Sequence[Correction]) -> Status:
    """How a report stands, the graver reason first."""
    place = entry.source if entry.source == STDIN else str(located(entry.source, folder.path))
    if not sound(entry, folder.path):
        return Status(entry.name, place, "damaged")
    if entry.source != STDIN:
        try:
            data = found.data() if found else None
        except SourceError as error:
            return Status(entry.name, place, "unreadable", error.told)
        if data is None:
            return Status(entry.name, place, "gone")
        if hashlib.sha256(data).hexdigest() != entry.source_sha256:
            return Status(entry.name, place, "changed")
        if found and found.particulars.digest != entry.particulars_sha256:
            return Status(entry.name, place, "changed", SIDECAR)
    if entry.corrections_sha256 != digest(said):
        return Status(entry.name, place, "corrected")
    if entry.rules_sha256 != rules:
        return Status(entry.name, place, "rules", "" if entry.version == __version__ else entry.version)
    return Status(entry.name, place, "current")


def written(found: Iterable[Status], form: str, language: Language, width: int | None = None) -> bytes:
    """The statuses as a table or as JSON."""
    rows = list(found)
    if form == "json":
        return (json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n").encode()
    return table(HEADS[language], ((row.name, row.told(language), row.source) for row in rows), width)


def unfinished(folder: Folder) -> bool:
    """Whether a build of the folder was broken off, or is at work."""
    return (folder.path / BUILDING).exists()
