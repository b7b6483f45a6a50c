"""The road from a source to its report: lay out, recognise, frame, assemble; each step a pure function."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builders.assembly import Frame, measures_of, observations_of
from builders.corrections import Correction, corrected
from builders.document.layout import lay_out
from builders.document.metadata import Metadata, metadata_of
from builders.facts import Report
from builders.figures.observations import Scope, read_figures
from builders.figures.quantities import Quantities
from builders.initiatives.campaigns import find_campaigns
from builders.initiatives.names import find_initiatives
from builders.initiatives.ties import Ties
from builders.measures.measures import find_measures
from builders.partners.bodies import find_documents, find_organisations
from builders.partners.pairings import east_west, first_told, tell_pairings
from builders.regions.gazetteer import NATION, Gazetteer
from builders.regions.home import Clues, home
from builders.regions.localities import localities
from builders.regions.mentions import PlaceMention
from builders.regions.places import find_places, first_places
from builders.relations.implied import implied
from builders.relations.relating import relations_of
from builders.relations.statements import Page
from builders.sources.refusals import SourceError
from builders.sources.source import Source
from builders.text import Span
from builders.vocabulary.lexicon import Lexicon

_LEVELS: Final = {"province": "省", "prefecture": "市", "county": "县", "country": "国"}


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Reads sources into reports; holds the vocabularies, the gazetteer and the patterns made from them."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    quantities: Quantities

    @classmethod
    def load(cls, vocabulary: Iterable[Path] = ()) -> "Reader":
        """A reader with the shipped vocabularies and those of further Turtle files."""
        extra = tuple(vocabulary)
        lexicon = Lexicon.load(extra)
        units = sorted({form for unit in lexicon.units.values() for form in (unit.key, *unit.forms)})
        return cls(lexicon, Gazetteer.load(extra), Quantities(units))

    def labels(self, code: str) -> tuple[str, str] | None:
        """The Chinese and the English name of a region."""
        if code == NATION:
            return "全国", "China"
        region = self.gazetteer.region(code)
        return (region.name, region.pinyin) if region else None

    def read(self, source: Source, corrections: Sequence[Correction] = ()) -> Report:
        """Everything that is read from a source, as people have corrected it."""
        document = lay_out(source.text)
        metadata = metadata_of(document, source.name, source.particulars)
        year = int(metadata.clock.period[:4]) if metadata.clock.period else None
        clues = Clues.of(document, self.gazetteer)
        mentions = find_places(document, self.gazetteer, year, clues)
        about = self._stated(source) or home(document, mentions, self.gazetteer, source.name, clues)
        initiatives = find_initiatives(document, self.lexicon)
        frame = Frame(document, self.lexicon, metadata.clock, localities(document, mentions, about), mentions)
        scope = Scope.of(document, metadata.clock, _spans(mentions), self._level(about))
        readings, unresolved = read_figures(scope, self.quantities)
        deeds = find_measures(document)
        bodies = find_organisations(document, mentions)
        spans = [reading.quantity.span for reading in readings] + [deed.span for deed in deeds]
        told = tell_pairings(document, mentions, about, year, self.gazetteer)
        tied = Ties(document, [*initiatives, *east_west(told)], self.lexicon)
        ties = [tied.of(span) for span in spans]
        report = _bare(source, metadata, document.title, about)._replace(
            observations=observations_of(frame, readings, ties[: len(readings)]),
            measures=measures_of(frame, deeds, ties[len(readings) :]),
            campaigns=find_campaigns(
                document, initiatives, tied, lambda span: frame.region(span)[0], metadata.clock, self.lexicon
            ),
            pairings=first_told(told),
            places=first_places(mentions),
            organisations=bodies,
            documents=find_documents(document, bodies),
            unresolved=unresolved,
        )
        if corrections:
            report = corrected(report, corrections, self.lexicon)
        page = Page.of(report, document.folded)
        relations = relations_of(page)
        return report._replace(relations=relations, derived=implied(page, relations))

    def _stated(self, source: Source) -> str | None:
        """The region that is said to be a report's, by its code or its name; SourceError where it is not one."""
        said = source.particulars.region
        if said is None or said in (NATION, "全国"):
            return said and NATION
        codes = [said] if self.gazetteer.region(said) else [region.code for region in self.gazetteer.named(said)]
        if len(codes) != 1:
            which = "; give the code of one: " + ", ".join(codes) if codes else ""
            raise SourceError(source.name, "not described", f"region {said!r} is not one{which}")
        return codes[0]

    def _level(self, about: str | None) -> str:
        region = self.gazetteer.region(about) if about else None
        return _LEVELS.get(region.level, "市") if region else "[市县省区州国]"


def _spans(mentions: Sequence[PlaceMention]) -> list[Span]:
    return sorted(mention.span for mention in mentions)


def _bare(source: Source, metadata: Metadata, title: Span | None, about: str | None) -> Report:
    """The report with what it says of itself, and no facts yet."""
    period = metadata.clock.period
    return Report(
        name=source.name,
        sha256=source.sha256,
        encoding=source.encoding,
        text=source.text,
        title=title,
        issuer=metadata.issuer,
        issued=metadata.issued,
        region=about,
        start=period,
        end=period,
        called=source.particulars.title,
        means=source.means,
    )
