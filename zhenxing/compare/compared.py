"""Regions compared by one metric: from its name to the table or the picture."""

from typing import NamedTuple

from zhenxing.compare.chart import FORMATS as DRAWN
from zhenxing.compare.chart import drawn
from zhenxing.compare.comparing import Figure
from zhenxing.compare.comparison import written
from zhenxing.compare.figures import MetricError, figures, metric
from zhenxing.compare.ranking import ranked
from zhenxing.network.model import Language
from zhenxing.store import StoreOf


class Choice(NamedTuple):
    """Which figures of a metric to compare: in what region, of what year and level; all where None."""

    region: str = "100000"
    year: int | None = None
    level: str | None = None

    def takes(self, figure: Figure) -> bool:
        """Whether a figure is of the year and the level."""
        of_year = self.year is None or (figure.end or "")[:4] == str(self.year)
        return of_year and self.level in (None, figure.level)


def compared(
    store: StoreOf,
    name: str,
    choice: Choice,
    every: bool = False,
    form: str = "table",
    language: Language = "en",
    width: int | None = None,
) -> bytes:
    """The ranking of regions by a metric, in a format; raises MetricError where there is nothing to compare."""
    wanted = metric(store, name)
    found = list(figures(store, wanted, choice.region, language))
    ranking = ranked(filter(choice.takes, found), every)
    if ranking is None:
        reason = "no figure of it is of that year and level" if found else "no figure of that region has this metric"
        raise MetricError(name, f"{reason} ({wanted.key}, {wanted.name.zh})")
    if form in DRAWN:
        return drawn(ranking, wanted, form, language)
    return written(ranking, wanted, form, language, width)
