"""Patterns compiled when they are needed: they are sound, and not compiled before."""

import pkgutil
import re
import re._constants as code
import re._parser as parser
from collections.abc import Iterable
from importlib import import_module

import pytest

import builders
from builders import patterns
from builders.patterns import Ending, ending, rare


def test_a_rare_pattern_is_compiled_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    monkeypatch.setattr(patterns.re, "compile", lambda source: compiled.append(source) or real(source))
    pattern = rare(r"(?P<kind>[省市县])委")
    assert not compiled
    found = pattern.search("某县委")
    assert found and found["kind"] == "县"
    assert pattern.match("某县委") is None
    assert compiled == [r"(?P<kind>[省市县])委"]


real = re.compile


def values() -> list[object]:
    modules = [import_module(found.name) for found in pkgutil.walk_packages(builders.__path__, "builders.")]
    return [value for module in modules for value in vars(module).values()]


def test_the_rare_patterns_of_the_package_are_sound() -> None:
    found = [value for value in values() if isinstance(value, patterns._Rare)]
    assert len(found) > 20
    assert all(pattern.groups >= 0 for pattern in found)


def test_a_broken_pattern_is_told_when_it_is_asked() -> None:
    broken = rare("(省")
    with pytest.raises(re.error):
        broken.search("省")


@pytest.mark.parametrize(("phrase", "left"), [("收入提高到", "收入"), ("收入提高", "收入提高"), ("", "")])
def test_an_ending_is_cut(phrase: str, left: str) -> None:
    assert ending(r"提高[到至]$", "到至").cut(phrase) == left


def test_an_ending_is_found_after_an_offset() -> None:
    found = ending("(?:提高|增长)到$", "到")
    assert found.search("增长到", 0)
    assert not found.search("增长到", 1)
    assert not found.search("增长")


SPACE = "".join(map(chr, (9, 10, 11, 12, 13, 32)))


def last(items: Iterable[tuple[object, object]]) -> tuple[set[str], bool]:
    """The characters that a parsed pattern can end with, and whether it can be empty."""
    found: set[str] = set()
    for kind, value in reversed(list(items)):
        match kind:
            case code.AT | code.ASSERT | code.ASSERT_NOT:
                continue
            case code.LITERAL:
                return found | {chr(value)}, False
            case code.IN:
                return found.union(*map(members, value)), False
            case code.BRANCH:
                parts = [last(part) for part in value[1]]
                empty = any(empty for _, empty in parts)
            case code.MAX_REPEAT | code.MIN_REPEAT:
                parts = [last(value[2])]
                empty = value[0] == 0 or parts[0][1]
            case code.SUBPATTERN:
                parts = [last(value[3])]
                empty = parts[0][1]
            case _:
                raise AssertionError(f"any character can be the last: {kind}")
        found = found.union(*(characters for characters, _ in parts))
        if not empty:
            return found, False
    return found, True


def members(item: tuple[object, object]) -> set[str]:
    """The characters of a part of a set."""
    match item:
        case (code.LITERAL, int(one)):
            return {chr(one)}
        case (code.RANGE, (int(first), int(until))):
            return {chr(one) for one in range(first, until + 1)}
        case (code.CATEGORY, code.CATEGORY_SPACE):
            return set(SPACE)
    raise AssertionError(f"too many characters can be the last: {item}")


def test_the_endings_of_the_package_name_all_their_last_characters() -> None:
    endings = {value.pattern.pattern: value.finals for value in values() if isinstance(value, Ending)}
    assert len(endings) > 10
    for pattern, finals in endings.items():
        characters, empty = last(parser.parse(pattern))
        assert not empty
        assert characters <= finals, pattern


def test_an_ending_of_any_character_is_told() -> None:
    with pytest.raises(AssertionError):
        last(parser.parse("由.{2}$"))


DIGITS = "\\d"  # stands for all that \d matches


def first(items: Iterable[tuple[object, object]]) -> tuple[set[str], bool]:
    """The characters that a parsed pattern can begin with, and whether it can be empty."""
    found: set[str] = set()
    for kind, value in items:
        match kind:
            case code.AT | code.ASSERT | code.ASSERT_NOT:
                continue
            case code.LITERAL:
                return found | {chr(value)}, False
            case code.IN:
                return found | begun(value), False
            case code.BRANCH:
                parts = [first(part) for part in value[1]]
                empty = any(empty for _, empty in parts)
            case code.MAX_REPEAT | code.MIN_REPEAT | code.POSSESSIVE_REPEAT:
                parts = [first(value[2])]
                empty = value[0] == 0 or parts[0][1]
            case code.SUBPATTERN:
                parts = [first(value[3])]
                empty = parts[0][1]
            case code.ATOMIC_GROUP:
                parts = [first(value)]
                empty = parts[0][1]
            case _:
                raise AssertionError(f"any character can be the first: {kind}")
        found = found.union(*(characters for characters, _ in parts))
        if not empty:
            return found, False
    return found, True


def begun(parts: Iterable[tuple[object, object]]) -> set[str]:
    """The characters of a set; all digits as one."""
    return set().union(*({DIGITS} if part == (code.CATEGORY, code.CATEGORY_DIGIT) else members(part) for part in parts))


def glances() -> dict[str, tuple[set[str], list[tuple[object, object]]]]:
    """The patterns of the package that begin with a look at one character: the characters, and what follows."""
    sources = {value.pattern for value in values() if isinstance(value, re.Pattern) and isinstance(value.pattern, str)}
    sources |= {value._source for value in values() if isinstance(value, patterns._Rare)}
    found = {}
    for source in sorted(sources):
        items = [item for item in parser.parse(source) if item[0] is not code.AT]
        match items[0] if items else None:
            case (code.ASSERT, (1, seen)) if [kind for kind, _ in seen] == [code.IN]:
                found[source] = (begun(seen[0][1]), items[1:])
    return found


def test_patterns_that_glance_first_look_for_all_they_can_begin_with() -> None:
    looked = glances()
    assert looked
    for source, (seen, rest) in looked.items():
        characters, empty = first(rest)
        assert not empty
        assert {one for one in characters if one not in seen and not (DIGITS in seen and one.isdigit())} == set(), (
            source
        )


def test_what_a_pattern_can_begin_with() -> None:
    assert first(parser.parse(r"(?<!省)(?:甲|乙?丙|\d)丁")) == ({"甲", "乙", "丙", DIGITS}, False)
