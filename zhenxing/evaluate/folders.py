"""A graph folder against a golden folder: the score of every report that stands in both, and each miss's sentence."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builders.document.layout import lay_out
from zhenxing.evaluate.agreement import Record
from zhenxing.evaluate.golden import GoldError, matched, read
from zhenxing.evaluate.scores import Miss, Score, total
from zhenxing.evaluate.scoring import score
from zhenxing.files import FileError
from zhenxing.folder import Folder
from zhenxing.held import facts_of


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores by the report's name, the reports without a golden file and the golden files without a report."""

    scores: Mapping[str, Score]
    without_gold: tuple[str, ...] = ()
    without_report: tuple[str, ...] = ()

    @property
    def total(self) -> Score:
        """All reports as one."""
        return total(self.scores.values())


def evaluate(folder: Folder, golden: Path) -> Evaluation:
    """The score of every report of the folder that has a golden file; raises GoldError where none has.

    Kinds of facts that no golden record is of are not judged.
    """
    slugs = {entry.name: slug for slug, entry in folder.entries.items()}
    found = matched(golden, slugs)
    if not found.files:
        raise GoldError(str(golden), 0, f"no golden file bears the name of a report of {folder.path}")
    texts = {name: _text(folder.text(slugs[name])) for name in found.files}
    golds = {name: read(file, texts[name]) for name, file in found.files.items()}
    kinds = {record["type"] for gold in golds.values() for record in gold}
    said: defaultdict[str, list[Record]] = defaultdict(list)
    for fact in facts_of(folder):
        if fact["type"] in kinds:
            said[str(fact["report"])].append(fact)
    scores = {name: _placed(score(gold, said[name]), texts[name]) for name, gold in golds.items()}
    return Evaluation(scores, found.without_gold, found.without_report)


def _placed(result: Score, text: str) -> Score:
    """The score with its misses in the order of the text, each with the sentence it lies in."""
    sentences = lay_out(text).sentences
    starts = [sentence.span.start for sentence in sentences]

    def told(miss: Miss) -> Miss:
        """The miss with its sentence."""
        span = sentences[bisect_right(starts, miss.at) - 1].span
        return replace(miss, sentence=" ".join(span.of(text).split()))

    return replace(result, misses=tuple(sorted(map(told, result.misses), key=lambda miss: miss.at)))


def _text(file: Path) -> str:
    """The text that the offsets count."""
    try:
        return file.read_bytes().decode()
    except OSError:
        raise FileError(str(file), "missing; building its source again mends it") from None
