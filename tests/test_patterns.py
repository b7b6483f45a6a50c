"""Patterns compiled when they are needed: they are sound, and not compiled before."""

import pkgutil
import re
from importlib import import_module

import pytest

import builders
from builders import patterns
from builders.patterns import rare


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


def test_the_rare_patterns_of_the_package_are_sound() -> None:
    modules = [import_module(found.name) for found in pkgutil.walk_packages(builders.__path__, "builders.")]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, patterns._Rare)]
    assert len(found) > 20
    assert all(pattern.groups >= 0 for pattern in found)


def test_a_broken_pattern_is_told_when_it_is_asked() -> None:
    broken = rare("(省")
    with pytest.raises(re.error):
        broken.search("省")
