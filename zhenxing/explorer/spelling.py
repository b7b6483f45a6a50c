"""Chinese names spelt in pinyin, so that a reader finds them from a Latin keyboard."""

import re
from typing import Final

_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")


def spelt(name: str) -> str:
    """A name's syllables as one word, and their first letters.

    >>> spelt("百日攻坚")
    'bairigongjian brgj'
    """
    from pypinyin import lazy_pinyin

    syllables = [_NOT_LETTERS.sub("", syllable.lower()) for syllable in lazy_pinyin(name)]
    whole, first = "".join(syllables), "".join(syllable[:1] for syllable in syllables)
    return f"{whole} {first}".strip()
