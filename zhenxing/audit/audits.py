"""An audit told as text, as JSON, or as one page to read and to print."""

import html
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from string import Template
from types import MappingProxyType
from typing import Final

from zhenxing.audit.auditing import HOLDINGS, Figure, Implied, Judgement
from zhenxing.network.model import Language
from zhenxing.query.questions import Text

NUMBERS: Final = frozenset({"fits", "low", "high"})
LONGEST: Final = 120  # characters of a sentence to either side of its relation
KINDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "part-whole": Text("部分与总数", "part and whole"),
        "sum": Text("合计", "sum"),
        "rate": Text("比率", "rate"),
        "completion": Text("完成率", "completion"),
        "change": Text("变化", "change"),
        "average": Text("平均", "average"),
        "earlier": Text("前期数", "earlier level"),
        "target": Text("目标数", "target"),
        "whole": Text("总数", "whole"),
    }
)
PARTS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "whole": Text("总数", "whole"),
        "part": Text("部分", "part"),
        "numerator": Text("分子", "numerator"),
        "denominator": Text("分母", "denominator"),
        "actual": Text("完成数", "actual"),
        "base": Text("基数", "base"),
        "old": Text("原值", "old"),
        "new": Text("现值", "new"),
        "difference": Text("差额", "difference"),
        "result": Text("结果", "result"),
    }
)
WORDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "title": Text("数据核验", "Audit of figures"),
        "summary": Text(
            "核验报告{reports}份，关系{relations}项：{counts}。", "{relations} relations in {reports}: {counts}."
        ),
        "report": Text("份报告", "report"),
        "implied": Text("报告未写明而可推出的数", "Implied, not printed"),
        "none": Text("没有可核验的关系", "no relations to audit"),
        "and": Text("，", ", "),
        "is": Text("：", ": "),
    }
)


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdicts on a folder's reports, and what they imply where that is asked for."""

    reports: int
    judgements: Sequence[Judgement]
    implied: Sequence[Implied] | None = None

    @property
    def contradicted(self) -> bool:
        """Whether a report contradicts itself."""
        return any(each.holding == "contradiction" for each in self.judgements)

    @property
    def groups(self) -> dict[str, list[Judgement]]:
        """The verdicts by what they say, the gravest first."""
        found: dict[str, list[Judgement]] = {}
        for holding in HOLDINGS:
            if some := [each for each in self.judgements if each.holding == holding]:
                found[holding] = some
        return found


def written(audit: Audit, form: str, language: Language = "en") -> bytes:
    """An audit as text, as JSON or as a page."""
    match form:
        case "json":
            return (json.dumps(_plain(audit), ensure_ascii=False, indent=1) + "\n").encode()
        case "html":
            return _page(audit, language).encode()
        case _:
            return _text(audit, language).encode()


def _plain(audit: Audit) -> dict[str, object]:
    """An audit as plain values."""
    counts = {holding: len(some) for holding, some in audit.groups.items()}
    said: dict[str, object] = {
        "reports": audit.reports,
        "relations": len(audit.judgements),
        "counts": counts,
        "verdicts": [_record(each) for some in audit.groups.values() for each in some],
    }
    return said if audit.implied is None else said | {"implied": [_record(each) for each in audit.implied]}


def _record(each: Judgement | Implied) -> dict[str, object]:
    """A verdict or an implied figure as plain values; its numbers are numbers, exact ones whole."""
    return {
        name: _number(value) if name in NUMBERS and value is not None else value for name, value in asdict(each).items()
    }


def _number(text: str) -> int | float:
    return int(text) if "." not in text else float(text)


def summary(audit: Audit, language: Language) -> str:
    """How many relations there are, and what the verdicts on them say."""
    counts = Counter(each.holding for each in audit.judgements)
    listed = _in(language, WORDS["and"]).join(
        f"{_in(language, HOLDINGS[holding])} {counts[holding]}" for holding in HOLDINGS if counts[holding]
    )
    reports = str(audit.reports)
    if language == "en":
        reports += " report" if audit.reports == 1 else " reports"
    return _in(language, WORDS["summary"]).format(
        reports=reports, relations=len(audit.judgements), counts=listed or _in(language, WORDS["none"])
    )


def _text(audit: Audit, language: Language) -> str:
    lines: list[str] = []
    for holding, some in audit.groups.items():
        lines += [f"{_in(language, HOLDINGS[holding])} ({len(some)})", ""]
        for each in some:
            lines += [f"  {each.report} {each.at}  {_in(language, KINDS[each.kind])}  {each.arithmetic}"]
            lines += [f"      {_figures(each.figures, language)}", f"      {_around(each)}", ""]
    if audit.implied is not None:
        lines += [f"{_in(language, WORDS['implied'])} ({len(audit.implied)})", ""]
        lines += [f"  {line}" for line in _implied(audit.implied, language)]
        lines += [""]
    return "\n".join([*lines, summary(audit, language), ""])


def _figures(figures: Sequence[Figure], language: Language) -> str:
    """The figures of a relation in one line, each with its part and its label."""
    return "; ".join(f"{_in(language, PARTS[each.part])} {_flat(each.quote)} {each.label}" for each in figures)


def _implied(figures: Sequence[Implied], language: Language) -> Iterator[str]:
    for each in figures:
        when = f" {each.end}" if each.end else ""
        said = f"{each.label}{_in(language, WORDS['is'])}{each.arithmetic}{_unit(each)}"
        yield f"{each.report} {each.at}  {_in(language, KINDS[each.kind])}{when}  {said}"


def _unit(each: Implied) -> str:
    return "" if each.unit == "%" else f" {each.unit}"


def _around(each: Judgement) -> str:
    """The sentence, cut where it goes on long before or after its figures."""
    inside = [one for one in each.figures if 0 <= one.at - each.sentence_at < len(each.sentence)]
    first = min((one.at for one in inside), default=each.sentence_at) - each.sentence_at
    last = max((one.at + len(one.quote) for one in inside), default=each.sentence_at) - each.sentence_at
    start, end = max(0, first - LONGEST), min(len(each.sentence), last + LONGEST)
    cut = each.sentence[start:end]
    return f"{'…' if start else ''}{_flat(cut)}{'…' if end < len(each.sentence) else ''}"


def _in(language: Language, text: Text) -> str:
    """A text in one of its languages."""
    return text.zh if language == "zh" else text.en


def _flat(words: str) -> str:
    return " ".join(words.split())


def _page(audit: Audit, language: Language) -> str:
    """One page without anything from elsewhere; what reports say stands in it as text only."""
    template = Template(resources.files("zhenxing.audit").joinpath("audit.html").read_text(encoding="utf-8"))
    body = [_section(holding, some, language) for holding, some in audit.groups.items()]
    if audit.implied is not None:
        items = "".join(f"<li>{html.escape(line)}</li>" for line in _implied(audit.implied, language))
        body.append(
            f"<section><h2>{_in(language, WORDS['implied'])} ({len(audit.implied)})</h2><ul>{items}</ul></section>"
        )
    return template.substitute(
        language=language,
        title=html.escape(_in(language, WORDS["title"])),
        summary=html.escape(summary(audit, language)),
        body="\n".join(body),
    )


def _section(holding: str, some: Sequence[Judgement], language: Language) -> str:
    articles = "\n".join(_article(each, language) for each in some)
    heading = f"<h2>{_in(language, HOLDINGS[holding])} ({len(some)})</h2>"
    return f'<section class="{html.escape(holding)}">{heading}\n{articles}</section>'


def _article(each: Judgement, language: Language) -> str:
    figures = "".join(
        f"<li><b>{_in(language, PARTS[one.part])}</b> {html.escape(_flat(one.quote))} {html.escape(one.label)}</li>"
        for one in each.figures
    )
    where = f"{html.escape(each.report)} · {each.at} · {_in(language, KINDS[each.kind])}"
    return (
        f"<article><p class='sum'>{html.escape(each.arithmetic)}</p><blockquote>{_marked(each)}</blockquote>"
        f"<ul>{figures}</ul><p class='where'>{where}</p></article>"
    )


def _marked(each: Judgement) -> str:
    """The sentence with its figures marked."""
    marked, position = "", 0
    for one in sorted(each.figures, key=lambda one: one.at):
        start = one.at - each.sentence_at
        if start < position or start + len(one.quote) > len(each.sentence):
            continue
        marked += html.escape(each.sentence[position:start])
        position = start + len(one.quote)
        marked += f"<mark>{html.escape(each.sentence[start:position])}</mark>"
    return (marked + html.escape(each.sentence[position:])).strip()
