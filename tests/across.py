"""Reports made by hand that speak of the same things: for the tests of what is asked across reports."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from builders.facts import Observation, Report
from builders.graph.iri import BASE
from builders.vocabulary.lexicon import Metric
from tests import samples
from tests.samples import observation

METRICS = {
    "workshops": Metric(
        "workshops", f"{BASE}metric/workshops", "帮扶车间数", "workshops", "个", head=(("帮扶车间",),), kind="stock"
    ),
    "risk-removed-households": Metric(
        "risk-removed-households",
        f"{BASE}metric/risk-removed-households",
        "消除风险户数",
        "households out of risk",
        "户",
        head=(("消除风险",),),
        kind="cumulative",
    ),
    "risk-elimination-rate": Metric(
        "risk-elimination-rate",
        f"{BASE}metric/risk-elimination-rate",
        "风险消除率",
        "share of risks removed",
        "%",
        head=(("风险消除率",),),
        kind="rate",
    ),
}
LEXICON = replace(samples.LEXICON, metrics={**samples.LEXICON.metrics, **METRICS})


def figure(
    text: str, words: str, metric: str, region: str, end: str, low: str | None = None, high: str | None = None
) -> Observation:
    """A figure of a text; its interval is the value itself unless said otherwise."""
    label, unit = METRICS[metric].zh, METRICS[metric].unit
    value = "".join(mark for mark in words if mark in "0123456789.")
    return observation(
        words,
        value,
        unit,
        label,
        text,
        metric=metric,
        region=region,
        end=end,
        role="rate" if unit == "%" else "value",
        low=Decimal(low or value),
        high=Decimal(high or value),
    )


def report(name: str, region: str, end: str, text: str, *figures: tuple[str, ...]) -> Report:
    """A report of a region with the figures given as words, metric and interval."""
    return Report(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding="utf-8",
        text=text,
        title=None,
        issuer=None,
        issued=None,
        region=region,
        start=None,
        end=end,
        observations=tuple(figure(text, words, metric, region, end, *more) for words, metric, *more in figures),
    )


def across() -> tuple[Report, ...]:
    """A city's two years, a newspaper's word on the first, a county within it, and another city."""
    workshops, removed, rate = METRICS
    return (
        report(
            "city-2022.txt",
            "140800",
            "2022-12-31",
            "截至2022年底，全市建成帮扶车间260个，3000户消除了风险。\n",
            ("260个", workshops),
            ("3000户", removed),
        ),
        report(
            "city-2023.txt",
            "140800",
            "2023-12-31",
            "截至2023年底，全市帮扶车间达到270个，2800户消除了风险，风险消除率63.2%。\n",
            ("270个", workshops),
            ("2800户", removed),
            ("63.2%", rate, "63.15", "63.25"),
        ),
        report(
            "news-2022.txt",
            "140800",
            "2022-12-31",
            "去年底这里有帮扶车间260余个，3100户消除了风险。\n",
            ("260余个", workshops, "260", "270"),
            ("3100户", removed),
        ),
        report(
            "county-2023.txt",
            "140881",
            "2023-12-31",
            "到年底，全县帮扶车间共300个，风险消除率70%。\n",
            ("300个", workshops),
            ("70%", rate, "69.5", "70.5"),
        ),
        report(
            "other-2023.txt",
            "620100",
            "2023-12-31",
            "年末帮扶车间98个，风险消除率59.6%。\n",
            ("98个", workshops),
            ("59.6%", rate, "59.55", "59.65"),
        ),
    )
