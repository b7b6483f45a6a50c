"""Cutting a phrase into words, where it must be shortened: jieba over our own words."""

import logging
import sys
import warnings
from functools import cache
from typing import TYPE_CHECKING

from builders.resources import folder

if TYPE_CHECKING:
    import jieba


@cache
def _tokenizer() -> "jieba.Tokenizer":
    """A tokenizer that knows the words of `ontology/words.txt` and `ontology/actions.tsv`, and writes no cache."""
    # jieba does without setuptools, whose import would take longer than all else here.
    absent = "pkg_resources" not in sys.modules
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if absent:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]
        try:
            import jieba
        finally:
            if absent:
                del sys.modules["pkg_resources"]
    jieba.setLogLevel(logging.WARNING)
    words = set((folder("ontology") / "words.txt").read_text(encoding="utf-8").split())
    words |= {line.split("\t")[0] for line in (folder("ontology") / "actions.tsv").read_text("utf-8").splitlines()[1:]}
    tokenizer = jieba.Tokenizer()
    frequencies = {word[:size]: 0 for word in words for size in range(1, len(word))}
    tokenizer.FREQ = frequencies | dict.fromkeys(words, 1)
    tokenizer.total = len(words)
    tokenizer.initialized = True
    return tokenizer


def boundaries(phrase: str) -> list[int]:
    """Where the words of a phrase begin, the first aside.

    >>> boundaries("发展差距扩大")
    [2, 4]
    """
    found, at = [], 0
    for word in _tokenizer().cut(phrase, HMM=False):
        at += len(word)
        found.append(at)
    return found[:-1]
