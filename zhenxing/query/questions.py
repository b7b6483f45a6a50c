"""Bundled questions: SPARQL files whose header tells what they ask and which parameters they take.

`queries/README.md` describes the form of a file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from builders.errors import ReportError
from builders.resources import folder

ANY: Final = "*"
Given = str | Iterable[str]

_HEADER: Final = re.compile(r"^#\+(?P<indent> *)(?P<key>[\w-]+): *(?P<value>.*?) *$", re.MULTILINE)
_COMMENT: Final = re.compile(r"^#\+.*\n", re.MULTILINE)
_PLACE: Final = re.compile(r"BIND\(\?(?P<mark>__?)(?P<name>[a-z]+)(?P<type>\w*) AS \?(?P<variable>\w+)\)")
_BAD_IRI: Final = re.compile(r"""[\x00-\x20<>"{}|\\^`]""")
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_SUFFIXES: Final = MappingProxyType({"integer": "_integer", "date": "_xsd_date", "iri": "_iri"})
_XSD: Final = "<http://www.w3.org/2001/XMLSchema#{}>"


@dataclass(eq=False)
class QuestionError(ReportError):
    """A question that there is not, or that cannot be asked like this."""

    question: str
    reason: str

    def __str__(self) -> str:
        """The question and what is wrong."""
        return f"query {self.question}: {self.reason}"


class Text(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str

    @staticmethod
    def of(line: str) -> "Text":
        """The text of a line such as “地区 / region”; one language stands for both."""
        zh, _, en = line.partition(" / ")
        return Text(zh, en or zh)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question is asked about; without a default it must be given, ANY leaves it open."""

    name: str
    type: str
    example: str
    default: str | None
    description: Text
    values: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The variable that stands for the parameter in a query, as grlc spells it."""
        return f"?{'_' if self.default is None else '__'}{self.name}{_SUFFIXES.get(self.type, '')}"

    def term(self, value: str) -> str:
        """A value as a SPARQL term; a ValueError tells what it must be."""
        if self.values and value not in self.values:
            raise ValueError(f"one of {', '.join(self.values)}")
        return TYPES[self.type](value)


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with a title, the group it belongs to and parameters."""

    name: str
    title: Text
    description: Text
    tag: str
    parameters: tuple[Parameter, ...]
    text: str

    @staticmethod
    def load(path: Path) -> "Question":
        """The question of a file."""
        text = path.read_text(encoding="utf-8")
        try:
            return _question(path.stem, text)
        except KeyError as missing:
            raise QuestionError(path.stem, f"its header does not tell {missing}") from None

    def bind(self, **given: Given) -> str:
        """The query with its parameters filled in, without its header."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                choice = ", ".join(known) or "it takes none"
                raise QuestionError(self.name, f"no parameter {name} ({choice})")
        terms = {name: " ".join(self._terms(parameter, given.get(name))) for name, parameter in known.items()}
        return _PLACE.sub(lambda place: f"VALUES ?{place['variable']} {{ {terms[place['name']]} }}", self.body)

    @property
    def body(self) -> str:
        """The query without its header, its parameters open."""
        return _COMMENT.sub("", self.text).lstrip()

    @property
    def example(self) -> str:
        """The query with the examples of its parameters filled in."""
        return self.bind(**{parameter.name: parameter.example for parameter in self.parameters})

    def _terms(self, parameter: Parameter, given: Given | None) -> list[str]:
        """The values of a parameter as SPARQL terms."""
        if given is None:
            given = parameter.default
        if given is None:
            raise QuestionError(self.name, f"parameter {parameter.name} is missing, such as {parameter.example}")
        values = [given] if isinstance(given, str) else [*dict.fromkeys(given)]
        if parameter.default == ANY and values in ([ANY], []):
            return ["UNDEF"]
        try:
            return [parameter.term(value) for value in values]
        except ValueError as error:
            raise QuestionError(
                self.name, f"parameter {parameter.name} must be {error}, such as {parameter.example}"
            ) from None


def question(name: str) -> Question:
    """The bundled question of a name."""
    path = folder("queries") / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        raise QuestionError(name, f"there is no such query ({', '.join(names())})")
    return Question.load(path)


def questions() -> tuple[Question, ...]:
    """Every bundled question, in the order of their names."""
    return tuple(map(question, names()))


def names() -> list[str]:
    """The names of the bundled questions."""
    return sorted(path.stem for path in folder("queries").glob("*.rq"))


def _question(name: str, text: str) -> Question:
    """The question of a text; a KeyError names what its header lacks."""
    top: dict[str, str] = {}
    described: dict[str, dict[str, str]] = {}
    for line in _HEADER.finditer(text):
        value = line["value"].removeprefix('"').removesuffix('"')
        depth = len(line["indent"])
        if depth <= 1:
            top[line["key"]] = value
        elif depth <= 3:
            described[line["key"]] = {}
        else:
            described[next(reversed(described))][line["key"]] = value
    parameters = tuple(_parameter(key, says) for key, says in described.items())
    places = {f"?{place['mark']}{place['name']}{place['type']}" for place in _PLACE.finditer(text)}
    if odd := places ^ {parameter.place for parameter in parameters}:
        raise QuestionError(name, f"its header and its text differ in {', '.join(sorted(odd))}")
    (tag,) = _list(top["tags"])
    return Question(name, Text.of(top["summary"]), Text.of(top["description"]), tag, parameters, text)


def _parameter(name: str, says: Mapping[str, str]) -> Parameter:
    """A parameter as a header describes it."""
    values = _list(says.get("values", ""))
    return Parameter(name, says["type"], says["example"], says.get("default"), Text.of(says["description"]), values)


def _list(text: str) -> tuple[str, ...]:
    """The items of a list in brackets."""
    return tuple(text.strip("[]").split(", ")) if text else ()


def _text(value: str) -> str:
    return f'"{value.translate(_ESCAPES)}"'


def _code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{6}(?:[0-9]{3}){0,2}", value):
        raise ValueError("a code of six, nine or twelve digits")
    return f'"{value}"'


def _integer(value: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise ValueError("a whole number")
    return value


def _date(value: str) -> str:
    try:
        day = date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("a day") from None
    return f'"{day}"^^{_XSD.format("date")}'


def _iri(value: str) -> str:
    if _BAD_IRI.search(value) or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
        raise ValueError("an absolute IRI")
    return f"<{value}>"


TYPES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"text": _text, "code": _code, "integer": _integer, "date": _date, "iri": _iri}
)
