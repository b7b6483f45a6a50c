"""Texts and files that no one wrote: read or refused, and what is read is exact."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.extraction import extract
from tests.documents import SENTENCES, TABLE, docx, packed, page, pdf
from tests.fuzz import invariants
from tests.fuzz.words import WORDS

TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map("".join) | st.text(max_size=80)
CHECKED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@settings(CHECKED, max_examples=400)
@given(TEXTS)
def test_any_text_is_a_report(text: str) -> None:
    invariants.reports_are_sound(text or "。", shapes=False)


@settings(CHECKED, max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=20, max_size=120).map("".join))
def test_the_graph_of_any_text_conforms(text: str) -> None:
    invariants.reports_are_sound(text, shapes=True)


@settings(CHECKED, max_examples=300)
@given(TEXTS)
def test_any_numerals(text: str) -> None:
    invariants.numerals_are_numbers_or_none(text)
    invariants.dates_lie_in_their_text(text)


@settings(CHECKED, max_examples=300)
@given(st.binary(max_size=200) | TEXTS.map(str.encode), st.sampled_from(invariants.KINDS))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    invariants.bytes_are_decoded_or_refused(data)
    invariants.bytes_are_read_or_refused(data, suffix)


FILES = {
    ".docx": docx(SENTENCES, TABLE),
    ".pdf": pdf([SENTENCES], TABLE),
    ".html": page(f"<div id=zoom>{SENTENCES[0]}<table><tr><td>1<td>2<tr><td>3</table></div>").encode(),
}


@pytest.mark.parametrize("suffix", FILES)
@settings(CHECKED, max_examples=120)
@given(data=st.data())
def test_damaged_files_are_read_or_refused(suffix: str, data: st.DataObject) -> None:
    whole = bytearray(FILES[suffix])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    invariants.bytes_are_read_or_refused(bytes(whole), suffix)


def test_the_files_are_whole_before_they_are_damaged() -> None:
    assert all(SENTENCES[0] in extract(data, suffix).text for suffix, data in FILES.items())
    assert packed({"a.txt": b""}).startswith(b"PK")
