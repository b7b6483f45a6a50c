"use strict";

// A fact's card: all that the graph says of it.
{
  zx.speak({
    metric: ["指标", "Metric"],
    label: ["名称", "Label"],
    written: ["原文写法", "As written"],
    normalised: ["归一数值", "Normalised"],
    interval: ["可能区间", "Could mean"],
    bound: ["确切程度", "Bound"],
    role: ["数字性质", "Role"],
    place: ["地点", "Place"],
    time: ["时间", "Time"],
    group: ["人群", "Group"],
    part: ["属于（其中）", "Part of"],
    status: ["状态", "Status"],
    helper: ["帮扶方", "Helper"],
    helped: ["受援方", "Helped"],
    names: ["所指", "Names"],
    rule: ["识别规则", "Rule"],
    reason: ["原因", "Reason"],
    verdict: ["核验结论", "Verdict"],
    again: ["另见", "Also at"],
    larger: ["所属行动", "Within"],
    scope: ["级别", "Level"],
    exact: ["确数", "exact"],
    about: ["约数", "about"],
    more: ["多于", "more than"],
    less: ["少于", "less than"],
    value: ["水平", "level"],
    rate: ["比率", "rate"],
    change: ["变化", "change"],
    previous: ["前期", "previous"],
    target: ["目标", "target"],
    completion: ["完成", "completion"],
    standard: ["标准", "standard"],
    done: ["已完成", "done"],
    "under way": ["进行中", "under way"],
    planned: ["计划", "planned"],
    contradiction: ["矛盾", "contradiction"],
    truncated: ["似被截断", "looks truncated"],
    unclear: ["无从判断", "cannot tell"],
    rounding: ["约数内成立", "holds within rounding"],
    holds: ["成立", "holds"],
    "not-a-partition": ["非完整拆分", "not a partition"],
    "part-whole": ["部分与总数", "part and whole"],
    sum: ["合计", "sum"],
    completed: ["完成率", "completion"],
    average: ["平均", "average"],
    fits: ["若成立应为", "Would hold with"],
    "copy link": ["复制链接", "Copy link"],
    byline: ["署名日期", "byline"],
    splice: ["疑似拼接", "splice"],
    furniture: ["页面附带文字", "furniture"],
    name: ["名称的一部分", "part of a name"],
    date: ["日期", "date"],
    "no-label": ["没有可靠的名称", "no sure label"],
  });

  // Digits in groups of three, without zeros at the end that only tell how a figure was written.
  zx.number = (text) => {
    const [whole, rest = ""] = String(text).split(".");
    const kept = rest.replace(/0+$/, "");
    return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (kept ? `.${kept}` : "");
  };

  const MARKS = { contradiction: "✗", truncated: "⚠", unclear: "?", rounding: "≈", holds: "✓", "not-a-partition": "⊂" };
  zx.verdictMark = (holding) => MARKS[holding] ?? "?";

  // The verdicts of a text: each with its relation and the figures it relates.
  const PARTS = ["whole", "part", "numerator", "denominator", "actual", "base", "old", "new", "difference", "result"];
  zx.verdicts = (text) =>
    (text.verdicts ??= text.facts
      .filter((fact) => fact.kind === "verdict")
      .map((fact) => {
        const relation = text.named.get(fact.said.judges);
        return {
          ...fact.said,
          name: fact.name,
          relation,
          kind: relation?.said.relationKind,
          members: PARTS.flatMap((part) => zx.list(relation?.said[part]).map((name) => [part, name])),
        };
      })
      .filter((verdict) => verdict.relation));

  const time = (said) => [said.startStated, said.endStated].filter(Boolean).join(" – ") || said.year;
  const interval = (said) => {
    if (said.low === said.high) return "";
    const low = said.low === undefined ? "(−∞" : `[${zx.number(said.low)}`;
    const high = said.high === undefined ? "∞)" : `${zx.number(said.high)}]`;
    return `${low}, ${high}`;
  };
  const named = (keys) => zx.list(keys).map((key) => (key.includes("/") ? zx.name(key) : key)).join("、");
  const linked = (keys) => zx.list(keys).map((key, index) => [index ? "、" : "", zx.el("a", { href: zx.link("network", [], { focus: key, node: key }) }, zx.name(key))]);

  const other = (report, text, name) => {
    const fact = text.named.get(name);
    const words = fact?.at ? text.characters.slice(...fact.at).join("") : name;
    return zx.el("a", { href: zx.link("read", [report.slug], { fact: name }) }, words, fact?.said.label ? ` ${zx.list(fact.said.label)[0]}` : "");
  };

  const verdict = (report, text, one) =>
    zx.el(
      "div",
      { class: `verdict ${one.holding}` },
      zx.el("b", {}, `${zx.verdictMark(one.holding)} ${zx.say(one.holding)} · ${zx.say(one.kind)}`),
      zx.el("code", {}, one.arithmetic),
      one.fits ? zx.el("p", {}, `${zx.say("fits")}: ${zx.number(one.fits)}`) : null,
      zx.el("ul", {}, one.members.map(([part, name]) => zx.el("li", {}, other(report, text, name)))),
    );
  zx.verdictCard = verdict;

  zx.card = (report, text, fact) => {
    const said = fact.said;
    const rows = [
      ["metric", said.metric && named(said.metric)],
      ["label", named(said.label)],
      ["written", fact.kind === "figure" ? text.characters.slice(...fact.at).join("") : ""],
      ["normalised", said.value && `${zx.number(said.value)} ${said.unitText ?? ""}`],
      ["interval", fact.kind === "figure" ? interval(said) : ""],
      ["bound", said.bound && zx.say(said.bound)],
      ["role", said.role && zx.say(said.role)],
      ["status", said.status && zx.say(said.status)],
      ["region", said.region && linked(said.region)],
      ["place", said.place && named(said.place)],
      ["helper", said.helper && linked(said.helper)],
      ["helped", said.helped && linked(said.helped)],
      ["time", time(said)],
      ["initiative", said.initiative && linked(said.initiative)],
      ["larger", said.within && linked(said.within)],
      ["scope", said.level],
      ["by theme", said.theme && named(said.theme)],
      ["group", said.group && named(said.group)],
      ["names", said.names && named(said.names)],
      ["reason", said.reason && zx.say(said.reason)],
      ["part", said.partOf && zx.list(said.partOf).map((name) => other(report, text, name))],
      ["again", (fact.again ?? []).map(([start, end]) => zx.say("characters", { start, end })).join("、")],
      ["rule", said.rule],
    ].filter(([, value]) => value && value.length !== 0);
    const judged = zx.verdicts(text).filter((one) => one.members.some(([, name]) => name === fact.name));
    return zx.el(
      "article",
      { class: `card ${fact.kind}` },
      zx.el("p", { class: "kind" }, zx.say(fact.kind), fact.at ? zx.el("small", {}, ` ${zx.say("characters", { start: fact.at[0], end: fact.at[1] })}`) : null),
      zx.el("h2", {}, text.characters.slice(...fact.at).join("")),
      zx.el("dl", {}, rows.map(([name, value]) => [zx.el("dt", {}, zx.say(name)), zx.el("dd", {}, value)])),
      judged.map((one) => verdict(report, text, one)),
      zx.el(
        "p",
        { class: "acts" },
        zx.el("button", { type: "button", "data-act": "cite", onclick: () => zx.cite(report, text, fact) }, zx.say("cite")),
        zx.el("button", { type: "button", onclick: () => zx.copy(location.href) }, zx.say("copy link")),
      ),
    );
  };
}
