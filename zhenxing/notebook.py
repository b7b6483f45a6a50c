"""The graph for notebooks: questions and facts as rows of plain values, as data frames where pandas is there."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from zhenxing.folder import Folder
from zhenxing.held import facts_of
from zhenxing.query.questions import names, question
from zhenxing.store import QueryError, StoreOf

if TYPE_CHECKING:
    import pandas

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_VALUES: Final[dict[str, Any]] = {
    f"{_XSD}decimal": Decimal,
    f"{_XSD}integer": int,
    f"{_XSD}date": date.fromisoformat,
    f"{_XSD}boolean": lambda text: text == "true",
}


class Rows(list[dict[str, Any]]):
    """Rows of an answer, each a mapping from column to value."""

    def frame(self) -> "pandas.DataFrame":
        """The rows as a data frame; needs pandas."""
        import pandas

        return pandas.DataFrame(self)


class Knowledge:
    """A graph folder that can be asked."""

    def __init__(self, path: str | Path) -> None:
        """The graph folder at a path."""
        self.folder = Folder.load(path)
        self._store = StoreOf(self.folder)

    def query(self, asked: str, **parameters: str | Iterable[str]) -> Rows:
        """The rows of a bundled question with its parameters, or of a SELECT query in SPARQL."""
        text = question(asked).bind(**parameters) if asked in names() or not set(asked) & set(" {\n") else asked
        answer = self._store.query(text)
        if isinstance(answer, QueryBoolean):
            return Rows([{"answer": bool(answer)}])
        if not isinstance(answer, QuerySolutions):
            raise QueryError("it makes triples; ask with SELECT")
        columns = [variable.value for variable in answer.variables]
        return Rows({name: _value(term) for name, term in zip(columns, solution, strict=True)} for solution in answer)

    def facts(self) -> Rows:
        """Every fact as a record of the fact table."""
        return Rows(facts_of(self.folder))


def _value(term: object) -> Any:
    """A term as a plain value: a number, a day or a text."""
    match term:
        case Literal():
            return _VALUES.get(term.datatype.value, str)(term.value)
        case NamedNode():
            return term.value
        case None:
            return None
        case _:
            return str(term)
