"""The graphs of reports as N-Quads and as a table of facts: the facts of a graph folder, by the same queries."""

import io
import zlib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import RdfFormat, parse, serialize

from zhenxing.facts import COLUMNS, Record
from zhenxing.files import FileError

if TYPE_CHECKING:
    import pyarrow

PRECISION, SCALE = 38, 18  # digits of a value, and of these after the point: what SQL engines and Spark take
LEVEL: Final = 3  # of compression: level 6 takes twice the time for a sixth less
_LARGEST: Final = Decimal(10) ** (PRECISION - SCALE)


class Packed:
    """Bytes being compressed with gzip, which every bulk loader reads; the same bytes for the same input."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._press = zlib.compressobj(LEVEL, wbits=31)
        self._parts: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._parts.append(self._press.compress(data))

    def bytes(self) -> bytes:
        """All that was added, compressed."""
        return b"".join([*self._parts, self._press.flush()])


def triples(turtle: bytes) -> bytes:
    """Turtle as N-Triples, in the order of the Turtle."""
    return serialize(parse(turtle, RdfFormat.TURTLE), format=RdfFormat.N_TRIPLES) or b""


def quads(lines: bytes, graph: str) -> bytes:
    """N-Triples as N-Quads of a named graph: no literal holds an end of line, so each is that of a statement."""
    return lines.replace(b" .\n", f" <{graph}> .\n".encode())


@cache
def schema() -> "pyarrow.Schema":
    """The columns of the table of facts, those of `zhenxing facts`: a value is a decimal, never a float."""
    if not find_spec("pyarrow"):
        raise FileError("pyarrow", "not installed; `pip install 'zhenxing[cluster]'` does so")
    import pyarrow as pa

    types = {
        "at": pa.int64(),
        "part_of": pa.int64(),
        "value": pa.decimal128(PRECISION, SCALE),
        "initiatives": pa.list_(pa.string()),
    }
    return pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])


def batch(records: Sequence[Record]) -> "pyarrow.RecordBatch":
    """Facts as a batch of rows."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([_row(record) for record in records], schema=schema())


def parquet(batches: Sequence["pyarrow.RecordBatch"]) -> bytes:
    """Batches of facts as one Parquet file, the same bytes for the same facts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    paper = io.BytesIO()
    pq.write_table(pa.Table.from_batches(batches, schema()), paper, compression="zstd")
    return paper.getvalue()


def _row(record: Record) -> dict[str, Any]:
    """A fact as a row; a value beyond what the column holds is null."""
    value = record.get("value")
    if isinstance(value, Decimal) and abs(value) >= _LARGEST:
        return record | {"value": None}
    return dict(record)
