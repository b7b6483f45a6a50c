"""Fonts with Chinese characters: those a picture may use, and the one that is installed."""

from dataclasses import dataclass
from typing import Final

from builders.errors import ReportError


@dataclass(eq=False)
class FontError(ReportError):
    """No font with Chinese characters is installed."""

    def __str__(self) -> str:
        """What is missing and how to get it."""
        return (
            "no font with Chinese characters was found for the picture: install Noto Sans CJK or WenQuanYi "
            "(apt-get install fonts-wqy-microhei), or draw it as .svg or .html, which need none"
        )


FONTS: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "Droid Sans Fallback",
    "AR PL UMing CN",
    "Noto Sans CJK JP",  # what matplotlib calls the font that holds all of Noto's languages
)
PLAIN: Final = "DejaVu Sans"  # comes with matplotlib
FAMILY: Final = ", ".join(f"'{font}'" for font in FONTS[:1] + FONTS[3:4] + FONTS[5:6] + FONTS[9:10]) + ", sans-serif"


def chinese_font() -> str:
    """The name of an installed font that has Chinese characters."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    for font in FONTS:
        if font in installed:
            return font
    raise FontError
