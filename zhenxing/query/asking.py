"""Questions from the command line: bundled ones with their parameters, and those a user writes."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builders.errors import ReportError
from zhenxing.files import FileError
from zhenxing.network.model import Language
from zhenxing.query.answers import table
from zhenxing.query.executables import turtle
from zhenxing.query.listed import listed
from zhenxing.query.questions import Parameter, QuestionError, question, questions
from zhenxing.store import QueryError, StoreOf

SUFFIXES: Final = frozenset({".rq", ".sparql"})
_REGION: Final = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?code WHERE {{ VALUES ?name {{ {names} }} ?region zx:code ?code ; rdfs:label ?label
  FILTER(STR(?label) = ?name) }} ORDER BY ?code"""
_ENDINGS: Final = ("", "省", "市", "县", "区")


@dataclass(eq=False)
class RegionError(ReportError):
    """A name by which no region, or more than one, is known."""

    region: str
    reason: str

    def __str__(self) -> str:
        """The name and what is wrong with it."""
        return f"{self.region}: {self.reason}"


def bundled(store: StoreOf, name: str, given: Iterable[str], language: Language) -> str:
    """A bundled query with its parameters, given as NAME=VALUE; a region may be given by its name."""
    asked = question(name)
    known = {parameter.name: parameter for parameter in asked.parameters}
    values: dict[str, list[str]] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals:
            raise QuestionError(name, f"a parameter is given as NAME=VALUE, not {pair}")
        values.setdefault(key, []).append(code(store, value) if _is_code(known.get(key)) else value)
    if "lang" in known:
        values.setdefault("lang", [language])
    return asked.bind(**values)


def code(store: StoreOf, region: str) -> str:
    """The code of a region given by its code or its name."""
    if not region or region.isascii() or '"' in region or "\\" in region:
        return region
    names = " ".join(f'"{region}{ending}"' for ending in _ENDINGS)
    codes = [str(row["code"].value) for row in store.solutions(_REGION.format(names=names))]
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise RegionError(region, f"several regions have this name: {', '.join(codes)}; give the code")
    raise RegionError(region, "no region of this graph has this name")


def own(text: str) -> str:
    """A query of the user's: what they typed, what stands in the file they name, or the standard input for -."""
    if text == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if Path(text).suffix not in SUFFIXES:
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except OSError as error:
        raise FileError(text, f"cannot be read ({(error.strerror or '').lower()})") from None
    except UnicodeDecodeError:
        raise FileError(text, "is not UTF-8") from None


def listing(form: str | None, language: Language, width: int | None) -> bytes:
    """The bundled queries: what each asks and which parameters it takes, as a table, as JSON or as RDF."""
    if form == "ttl":
        return turtle(questions())
    if form == "json":
        return (json.dumps(listed(), ensure_ascii=False, indent=1) + "\n").encode()
    if form not in (None, "table"):
        raise QueryError(f"a list goes with --format table, json or ttl, not {form}")
    headings = {"zh": ("查询", "内容", "参数"), "en": ("query", "asks", "parameters")}
    rows = [
        (
            asked.name,
            getattr(asked.title, language),
            " ".join(_example(parameter) for parameter in asked.parameters),
        )
        for asked in questions()
    ]
    return table(headings[language], rows, width)


def _example(parameter: Parameter) -> str:
    """A parameter with an example of its values, in brackets where it may be left out."""
    text = f"{parameter.name}={parameter.example}"
    return text if parameter.default is None else f"[{text}]"


def _is_code(parameter: Parameter | None) -> bool:
    """Whether a parameter takes the code of a region."""
    return parameter is not None and parameter.type == "code"
