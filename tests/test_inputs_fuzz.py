"""Texts and files that no one wrote: read or refused, and what is read is exact."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.sources.extraction import extract
from tests.documents import SENTENCES, packed
from tests.fuzz import invariants
from tests.fuzz.files import FILES, changed
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


# What the fuzzer found, each in the fewest words.
FOUND = (
    "9月1日32户榆中县32户9月1日榆中县",  # the whole of a part has no words of its own
    "2023年-去年不少于10个目前全市公益岗位",  # ends before it begins
    "#\n#榆中县结对三分之二",  # a title without words
    "开展百日攻坚一是“5+1”……##定点帮扶3户",  # a name across two sentences
    "补助1-999999999999999999万亿元。",  # more than a decimal holds
)


@pytest.mark.parametrize("text", FOUND)
def test_what_once_was_found_conforms(text: str) -> None:
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


@pytest.mark.parametrize("suffix", FILES)
@settings(CHECKED, max_examples=120)
@given(data=st.data())
def test_damaged_files_are_read_or_refused(suffix: str, data: st.DataObject) -> None:
    whole = bytearray(FILES[suffix])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    invariants.bytes_are_read_or_refused(bytes(whole), suffix)


@pytest.mark.parametrize("suffix", FILES)
@settings(CHECKED, max_examples=60)
@given(st.integers(0, 2000), st.binary(max_size=40))
def test_files_with_other_bytes_inside_are_read_or_refused(suffix: str, at: int, data: bytes) -> None:
    invariants.bytes_are_read_or_refused(changed(suffix, at, data), suffix)


def test_the_files_are_whole_before_they_are_damaged() -> None:
    assert all(SENTENCES[0] in extract(data, suffix).text for suffix, data in FILES.items())
    assert all(SENTENCES[0] in extract(changed(suffix, 0, b""), suffix).text for suffix in FILES)
    assert packed({"a.txt": b""}).startswith(b"PK")
