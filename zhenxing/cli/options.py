"""Arguments and formats that commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The language of names and messages."""

    ZH = "zh"
    EN = "en"


class Rows(StrEnum):
    """Formats of a query's answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TSV = "tsv"
    TTL = "ttl"


class Table(StrEnum):
    """Formats of the fact table."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"
    XLSX = "xlsx"
    EXCEL_CSV = "excel-csv"


class Kind(StrEnum):
    """Kinds of facts."""

    OBSERVATION = "observation"
    INITIATIVE = "initiative"
    COOPERATION = "cooperation"
    MEASURE = "measure"
    PLACE = "place"
    ORGANISATION = "organisation"
    DOCUMENT = "document"


class Scores(StrEnum):
    """Formats of an evaluation."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class States(StrEnum):
    """Formats of a status."""

    TABLE = "table"
    JSON = "json"


class Differences(StrEnum):
    """Formats of the differences of two graphs."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Findings(StrEnum):
    """Formats of a check's findings."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"


class Engines(StrEnum):
    """What deals out shards to processes."""

    PROCESSES = "processes"
    RAY = "ray"


class Validators(StrEnum):
    """SHACL validators."""

    AUTO = "auto"
    PYSHACL = "pyshacl"
    SHACL = "shacl"


class Audits(StrEnum):
    """Formats of an audit."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Graph(StrEnum):
    """Formats of RDF, and what is made of the graph."""

    TTL = "ttl"
    TRIG = "trig"
    NQ = "nq"
    NT = "nt"
    JSONLD = "jsonld"
    RDF = "rdf"
    VOID = "void"
    CUBE = "cube"
    XLSX = "xlsx"
    EXCEL_CSV = "excel-csv"
    NEO4J = "neo4j"
    GRAPHML = "graphml"
    GEXF = "gexf"


class Picture(StrEnum):
    """Formats of a network."""

    HTML = "html"
    SVG = "svg"
    PNG = "png"
    GRAPHML = "graphml"
    GEXF = "gexf"
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class View(StrEnum):
    """Networks that a graph holds."""

    ALL = "all"
    INITIATIVES = "initiatives"
    PAIRINGS = "pairings"
    LINEAGE = "lineage"
    SHARED = "shared"


class Comparison(StrEnum):
    """Formats of a comparison."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PNG = "png"
    SVG = "svg"


class Level(StrEnum):
    """Levels of regions."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


def known(encoding: str | None) -> str | None:
    """An encoding by its own name."""
    from builders.sources.encodings import known
    from builders.sources.refusals import TextError

    try:
        return encoding and known(encoding)
    except TextError as error:
        raise typer.BadParameter(error.detail) from None


def absolute(value: str | None) -> str | None:
    """An IRI that stands for itself, as a licence's must."""
    from pyoxigraph import NamedNode

    try:
        return value and NamedNode(value).value
    except ValueError:
        raise typer.BadParameter(
            "it must be an absolute IRI, such as https://creativecommons.org/licenses/by/4.0/"
        ) from None


Kg = Annotated[Path, typer.Argument(metavar="KG", help="The graph folder.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of standard output.")]
Lang = Annotated[Language, typer.Option("--lang", envvar="ZHENXING_LANG", help="The language of names and messages.")]
