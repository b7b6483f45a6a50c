"""A coverage-guided fuzzer over what reads: `python -m tests.fuzz bytes|numerals|dates|reports [-runs=N]`.

It needs atheris (`pip install atheris`, Linux and macOS). Texts are put together of the words of reports, so that it
finds its way past the first rule; bytes come as they are, or in place of some of a whole file's. One graph in a hundred
is checked against the shapes.
"""

import sys
from collections.abc import Callable

try:
    import atheris
except ImportError:
    sys.exit("error: the fuzzer needs atheris: pip install atheris (Linux, macOS)")

with atheris.instrument_imports(include=["builders"]):
    import builders.sources.extraction.docx
    import builders.sources.extraction.html
    import builders.sources.extraction.pdf
    import builders.sources.extraction.plain  # noqa: F401 - what is loaded later is not watched
    from tests.fuzz import invariants
from tests.fuzz.files import FILES, changed
from tests.fuzz.words import WORDS

EVERY = 100  # graphs of which one is checked against the shapes
counted = 0


def put_together(data: bytes) -> str:
    """A text of the words that the bytes pick; a byte beyond them is a character of its own."""
    return "".join(WORDS[byte] if byte < len(WORDS) else chr(0x4E00 + byte) for byte in data)


def any_bytes(data: bytes) -> None:
    """Bytes as a file of the kind that the first one picks, or inside a whole file at the place that two more tell."""
    if len(data) < 4:
        return
    kind, at, rest = data[0], int.from_bytes(data[1:3]), data[3:]
    suffix = (*FILES, *invariants.KINDS)[kind % (len(FILES) + len(invariants.KINDS))]
    invariants.bytes_are_decoded_or_refused(rest)
    invariants.bytes_are_read_or_refused(changed(suffix, at, rest) if kind < 128 and suffix in FILES else rest, suffix)


def any_report(data: bytes) -> None:
    """A text as a report."""
    global counted
    counted += 1
    invariants.reports_are_sound(put_together(data), shapes=counted % EVERY == 0)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "bytes": any_bytes,
    "numerals": lambda data: invariants.numerals_are_numbers_or_none(put_together(data)),
    "dates": lambda data: invariants.dates_lie_in_their_text(put_together(data)),
    "reports": any_report,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    target = TARGETS[sys.argv.pop(1)]
    put_together(b"\x00")
    any_report(b"\x00\x10\x20")
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
