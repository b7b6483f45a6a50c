"""How the names of regions are spelt in Latin letters: pinyin, and the names by which the world knows some."""

import re
from typing import Final, cast

from pypinyin import lazy_pinyin

from builders.facts import Level
from builders.regions.gazetteer import forms_of

# Characters that a dictionary of words reads otherwise than the names of regions do.
CHARACTERS: Final = {
    "乐": "le",
    "伽": "jia",
    "佛": "fo",
    "什": "shi",
    "勒": "le",
    "卡": "ka",
    "堡": "bu",
    "曾": "zeng",
    "朝": "chao",
    "柏": "bai",
    "泊": "bo",
    "漯": "luo",
    "珲": "hun",
    "蚌": "beng",
    "覃": "qin",
    "都": "du",
    "长": "chang",
}
# Names in which a character reads as nowhere else.
NAMES: Final = {
    "乐亭": "lao ting",
    "乐清": "yue qing",
    "乐陵": "lao ling",
    "六合": "lu he",
    "六安": "lu an",
    "单县": "shan xian",
    "召陵": "shao ling",
    "大城": "dai cheng",
    "宕昌": "tan chang",
    "崆峒": "kong tong",
    "洪洞": "hong tong",
    "浚县": "xun xian",
    "涡阳": "guo yang",
    "称多": "chen duo",
    "筠连": "jun lian",
    "繁峙": "fan shi",
    "荥经": "ying jing",
    "长子": "zhang zi",
    "闵行": "min hang",
    "马尾": "ma wei",
}
# Names known by another spelling than pinyin.
KNOWN: Final = {
    "陕西": "Shaanxi",
    "内蒙古": "Inner Mongolia",
    "西藏": "Tibet",
    "香港": "Hong Kong",
    "澳门": "Macao",
    "哈尔滨": "Harbin",
    "齐齐哈尔": "Qiqihar",
    "呼和浩特": "Hohhot",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir",
    "巴彦淖尔": "Bayannur",
    "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol",
    "阿拉善": "Alxa",
    "兴安盟": "Hinggan",
    "二连浩特": "Erenhot",
    "科尔沁": "Horqin",
    "乌鲁木齐": "Urumqi",
    "克拉玛依": "Karamay",
    "吐鲁番": "Turpan",
    "阿克苏": "Aksu",
    "喀什": "Kashgar",
    "和田": "Hotan",
    "伊犁": "Ili",
    "阿勒泰": "Altay",
    "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin",
    "克孜勒苏": "Kizilsu",
    "拉萨": "Lhasa",
    "日喀则": "Shigatse",
    "林芝": "Nyingchi",
    "昌都": "Qamdo",
    "那曲": "Nagqu",
    "阿里": "Ngari",
    "甘孜": "Garze",
    "果洛": "Golog",
    "格尔木": "Golmud",
    "香格里拉": "Shangri-La",
}
_NEW_AREA: Final = re.compile(r"(?<=..)新(?=区$)")  # 浦东新区
_WING: Final = re.compile(r"(.+)([左右]翼)([前中后]?旗)?")


def spellings(name: str, level: str) -> tuple[str, ...]:
    """The English name of a region, then its pinyin where that differs; the kind is left out where it can be.

    >>> spellings("哈尔滨市", "prefecture")
    ('Harbin', "Ha'erbin")
    """
    stem = forms_of(_NEW_AREA.sub("", name), cast(Level, level))[-1][0]
    wing = _WING.fullmatch(name) or _WING.fullmatch(stem)
    first, *others = filter(None, wing.groups()) if wing else (stem,)
    known = KNOWN.get(name) or KNOWN.get(first)
    rest = [pinyin(part) for part in others]
    said = " ".join([pinyin(first), *rest])
    return tuple(dict.fromkeys((" ".join([known, *rest]), said))) if known else (said,)


def pinyin(name: str) -> str:
    """A name in pinyin without tones, an apostrophe before each vowel that opens a later syllable.

    >>> pinyin("六安")
    "Lu'an"
    """
    read = lazy_pinyin(name, v_to_u=True)
    syllables = (
        NAMES[name].split() if name in NAMES else [CHARACTERS.get(*pair) for pair in zip(name, read, strict=True)]
    )
    first, *later = (str(syllable) for syllable in syllables)
    return "".join([first, *(f"'{one}" if one[0] in "aoe" else one for one in later)]).capitalize()
