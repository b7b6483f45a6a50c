"""The questions as a document: what each asks and takes, how to ask it, and what it finds in a graph."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urlencode

from zhenxing.network.model import Language
from zhenxing.query.answers import shown
from zhenxing.query.columns import columns
from zhenxing.query.groups import grouped
from zhenxing.query.questions import Parameter, Question
from zhenxing.store import StoreOf

MOST: Final = 3
_LONGEST: Final = 28
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "zh": {
            "parameter": "| 参数 | 类型 | 例 | 缺省 | 说明 |",
            "column": "| 列 | 类型 | 内容 |",
            "needed": "必填",
            "values": "取值：",
            "none": "五份种子报告中没有。",
            "rows": "共 {} 行。",
            "first": "共 {} 行，前 {} 行：",
        },
        "en": {
            "parameter": "| parameter | type | example | default | meaning |",
            "column": "| column | type | holds |",
            "needed": "must be given",
            "values": "one of ",
            "none": "Nothing of the kind in the five seed reports.",
            "rows": "Rows found: {}.",
            "first": "Rows found: {}; the first {}:",
        },
    }
)


class Example(NamedTuple):
    """A question as it may be asked: on the command line, by its address, and what is found."""

    command: str
    path: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def given(asked: Question, language: Language) -> dict[str, str]:
    """The examples of a question's parameters, names in a language."""
    found = {each.name: each.example for each in asked.parameters if each.name != "lang"}
    return found | ({"lang": language} if any(each.name == "lang" for each in asked.parameters) else {})


def command(asked: Question, language: Language) -> str:
    """How the example is asked on the command line."""
    pairs = [f"-p {shlex.quote(f'{name}={value}')}" for name, value in given(asked, language).items() if name != "lang"]
    tongue = f"--lang {language}" if "lang" in given(asked, language) else ""
    return " ".join(filter(None, ["zhenxing query kg", asked.name, *pairs, tongue]))


def path(asked: Question, language: Language) -> str:
    """Where the example is answered on a server."""
    return f"/api/{asked.name}" + (f"?{urlencode(pairs)}" if (pairs := given(asked, language)) else "")


def example(store: StoreOf, asked: Question, language: Language) -> Example:
    """What the example finds in a graph."""
    found = store.solutions(asked.bind(**given(asked, language)))
    names = [variable.value for variable in found.variables]
    rows = [[_short(shown(term)) for term in row] for row in found]
    return Example(command(asked, language), path(asked, language), names, rows)


def markdown(asked: Iterable[Question], store: StoreOf, language: Language) -> str:
    """All questions by their groups."""
    lines: list[str] = []
    for group, members in grouped(asked):
        lines += [f"## {getattr(group, language)}", ""]
        for each in members:
            lines += [*_section(each, example(store, each, language), language), ""]
    return "\n".join(lines)


def _section(asked: Question, found: Example, language: Language) -> Iterator[str]:
    """One question."""
    words = _WORDS[language]
    yield from (
        f"### {getattr(asked.title, language)}",
        "",
        f"`{asked.name}`: {getattr(asked.description, language)}",
        "",
    )
    if asked.parameters:
        yield from (words["parameter"], "| --- | --- | --- | --- | --- |")
        yield from (_parameter(each, language) for each in asked.parameters)
        yield ""
    yield from (words["column"], "| --- | --- | --- |")
    for column in columns(asked):
        yield f"| `{column.name}` | {column.type} | {getattr(column.description, language)} |"
    yield from ("", "```sh", found.command, f"curl 'http://127.0.0.1:7878{found.path}'", "```", "")
    total = len(found.rows)
    if not total:
        yield words["none"]
        return
    yield words["first"].format(total, MOST) if total > MOST else words["rows"].format(total)
    yield ""
    yield _row(f"`{name}`" for name in found.columns)
    yield _row("---" for _ in found.columns)
    yield from map(_row, found.rows[:MOST])


def _parameter(parameter: Parameter, language: Language) -> str:
    """A row of the table of parameters."""
    words = _WORDS[language]
    default = words["needed"] if parameter.default is None else f"`{parameter.default}`"
    known = words["values"] + ", ".join(parameter.values) if parameter.values else ""
    told = (" · " if known else "").join((getattr(parameter.description, language), known))
    return _row((f"`{parameter.name}`", parameter.type, f"`{parameter.example}`", default, told))


def _row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _short(text: str) -> str:
    """A cell's text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
