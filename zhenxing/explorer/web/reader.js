"use strict";

// A report as it reads, every fact marked where it stands; its card, what was left unresolved, and the audit beside it.
{
  zx.speak({
    "reports": ["报告", "Reports"],
    "find report": ["查找报告", "Find a report"],
    "facts count": ["{count}项事实", "{count} facts"],
    "show kinds": ["标出", "Mark"],
    "unresolved list": ["未入图数字", "Numerals kept aside"],
    "verdict list": ["数据核验", "Audit"],
    "implied list": ["报告未写明而可推出的数", "Implied, not printed"],
    "none here": ["无", "None"],
    "choose fact": ["点选标出的文字，查看它说了什么；N 和 P 键看下一处、上一处。", "Choose marked words to see what they state; N and P go to the next and the one before."],
    "issued": ["发布", "Issued"],
    "more reports": ["再列{count}份", "{count} more"],
  });

  const MARKED = ["figure", "measure", "campaign", "pairing", "mention", "unresolved"];
  const PAGE = 60;
  let parts = null;

  // The text cut wherever a fact begins or ends: stretches, each with the facts that cover it, the shortest first.
  zx.stretches = (length, facts, also = []) => {
    const spans = facts.flatMap((fact) => [fact.at, ...(fact.again ?? [])].filter(Boolean).map(([start, end]) => ({ fact, start, end })));
    const cuts = [...new Set([0, length, ...also, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
    const starts = [...spans].sort((a, b) => a.start - b.start);
    let open = [];
    let next = 0;
    return cuts.slice(0, -1).map((start, index) => {
      open = open.filter((span) => span.end > start);
      while (next < starts.length && starts[next].start <= start) open.push(starts[next++]);
      open.sort((a, b) => a.end - a.start - (b.end - b.start));
      return { start, end: cuts[index + 1], facts: open.map((span) => span.fact) };
    });
  };

  const hint = (fact) => {
    const said = fact.said;
    const name = zx.list(said.metric).map(zx.name)[0] ?? zx.list(said.label)[0] ?? zx.list(said.names).map(zx.name)[0] ?? "";
    const value = said.value ? `${zx.number(said.value)} ${said.unitText ?? ""}` : said.reason ? zx.say(said.reason) : "";
    const where = zx.list(said.region).map(zx.name).join("、");
    return [zx.say(fact.kind), name, value, where, said.endStated].filter(Boolean).join(" · ");
  };

  // A paragraph; one that begins with the marks of a heading in Markdown looks like one and keeps its characters.
  const heading = (line) => {
    const marks = line.map((each) => (typeof each === "string" ? each : each.textContent)).join("").match(/^#{1,6}(?= )/);
    return marks ? [`h${Math.min(6, marks[0].length + 1)}`, {}] : ["p", {}];
  };

  const body = (report, text, choose) => {
    const facts = text.facts.filter((fact) => MARKED.includes(fact.kind) && fact.at);
    const ends = new Map();
    for (const one of zx.verdicts(text)) {
      const end = one.relation.in?.[1] ?? one.relation.at[1];
      if (!ends.has(end)) ends.set(end, []);
      ends.get(end).push(one);
    }
    const chips = (from, to) =>
      [...ends.keys()]
        .filter((end) => end > from && end <= to)
        .flatMap((end) => ends.get(end))
        .map((one) =>
          zx.el("button", { type: "button", class: `chip ${one.holding}`, "data-verdict": one.name, title: `${zx.say(one.holding)}: ${one.arithmetic}`, onclick: () => choose({ verdict: one.name, fact: "" }) }, `${zx.verdictMark(one.holding)} ${zx.say(one.holding)}`),
        );
    const lines = [];
    let line = [];
    let offset = 0;
    let waiting = [];
    for (const { start, end, facts: over } of zx.stretches(text.characters.length, facts, [...ends.keys()])) {
      const pieces = text.characters.slice(start, end).join("").split(/(\n)/);
      let at = start;
      for (const piece of pieces) {
        if (piece === "\n") {
          lines.push([...line, ...waiting]);
          line = [];
          waiting = [];
        } else if (piece) {
          const fact = over[0];
          line.push(
            fact
              ? zx.el("span", { class: `fact ${[...new Set(over.map((each) => each.kind))].join(" ")} top-${fact.kind}`, "data-fact": fact.name, "data-over": over.map((each) => each.name).join(" "), title: hint(fact), tabindex: fact.at[0] === at ? "0" : null, role: "button" }, piece)
              : piece,
          );
        }
        at += Array.from(piece).length;
        const found = chips(offset, at);
        offset = at;
        const told = piece === "\n" && lines.findLast((each) => each.length);
        (told || waiting).push(...found);
      }
      if (waiting.length) {
        line.push(...waiting);
        waiting = [];
      }
    }
    lines.push(line);
    return zx.el("div", { class: "text", lang: "zh-Hans" }, lines.filter((each) => each.length).map((each) => zx.el(...heading(each), each)));
  };

  const library = (chosen) => {
    const list = zx.el("ul", { class: "library" });
    let found = zx.index.reports;
    const entry = (report) =>
      zx.el(
        "li",
        {},
        zx.el(
          "a",
          { href: zx.link("read", [report.slug]), "aria-current": report.slug === chosen ? "page" : null },
          zx.el("b", {}, zx.list(report.label)[0] ?? report.name),
          zx.el("small", {}, [zx.list(report.covers).map(zx.name).join("、"), report.endStated, zx.say("facts count", { count: report.facts })].filter(Boolean).join(" · ")),
        ),
      );
    const draw = (from = 0) => {
      if (!from) list.replaceChildren();
      list.append(...found.slice(from, from + PAGE).map(entry));
      const rest = found.length - from - PAGE;
      if (rest > 0) {
        const more = zx.el("li", {}, zx.el("button", { type: "button", onclick: () => (more.remove(), draw(from + PAGE)) }, zx.say("more reports", { count: Math.min(PAGE, rest) })));
        list.append(more);
      }
    };
    const search = zx.el("input", {
      type: "search",
      "aria-label": zx.say("find report"),
      placeholder: zx.say("find report"),
      oninput: (event) => {
        const wanted = event.target.value.trim().toLowerCase();
        const words = (report) => [report.name, ...zx.list(report.label), ...zx.list(report.covers).flatMap((key) => [zx.thing(key).zh, zx.thing(key).en, zx.thing(key).code, zx.thing(key).pinyin])].join(" ").toLowerCase();
        found = zx.index.reports.filter((report) => words(report).includes(wanted));
        draw();
      },
    });
    draw();
    return [zx.index.reports.length > 8 ? search : null, list];
  };

  const folded = (title, items, open = false) => zx.el("details", { class: "lists", open }, zx.el("summary", {}, `${title} (${items.length})`), items.length ? zx.el("ul", {}, items) : zx.el("p", { class: "note" }, zx.say("none here")));

  const lists = (report, text) => {
    const go = (fact) => zx.link("read", [report.slug], { fact: fact.name });
    const words = (fact) => text.characters.slice(...fact.at).join("");
    const order = ["contradiction", "truncated", "unclear", "rounding", "holds", "not-a-partition"];
    const judged = [...zx.verdicts(text)].sort((a, b) => order.indexOf(a.holding) - order.indexOf(b.holding));
    return [
      folded(
        zx.say("verdict list"),
        judged.map((one) => zx.el("li", {}, zx.el("a", { class: `chip ${one.holding}`, href: zx.link("read", [report.slug], { verdict: one.name }) }, `${zx.verdictMark(one.holding)} ${zx.say(one.holding)}`), " ", zx.el("code", {}, one.arithmetic))),
        judged.some((one) => one.holding === "contradiction"),
      ),
      folded(
        zx.say("unresolved list"),
        text.facts.filter((fact) => fact.kind === "unresolved").map((fact) => zx.el("li", {}, zx.el("a", { href: go(fact) }, words(fact)), zx.el("small", {}, ` ${zx.say(zx.list(fact.said.reason)[0])}`))),
      ),
      folded(
        zx.say("implied list"),
        text.facts.filter((fact) => fact.kind === "derived").map((fact) => zx.el("li", {}, zx.list(fact.said.label)[0] ?? "", zx.el("code", {}, ` ${fact.said.arithmetic ?? ""} ${fact.said.unitText ?? ""}`))),
      ),
    ];
  };

  const build = async (main, report) => {
    const kinds = new Set(MARKED);
    main.replaceChildren(zx.el("p", { class: "note" }, zx.say("loading")));
    const text = await zx.text(report);
    const card = zx.el("div", { class: "beside", "aria-live": "polite" });
    const choose = (changes) => zx.go({ fact: "", verdict: "", ...changes });
    const article = zx.el("article", { class: "report" }, body(report, text, choose));
    const pick = (event) => {
      const mark = event.target.closest("[data-fact]");
      if (mark) choose({ fact: mark.dataset.fact });
      return Boolean(mark);
    };
    article.addEventListener("click", pick);
    article.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && pick(event)) event.preventDefault();
    });
    const close = zx.el("button", { type: "button", class: "close", "aria-label": zx.say("close"), onclick: () => choose({}) }, "×");
    const counted = (kind) => text.facts.filter((fact) => fact.kind === kind).length;
    const toggles = zx.el(
      "fieldset",
      { class: "kinds" },
      zx.el("legend", {}, zx.say("show kinds")),
      MARKED.map((kind) =>
        zx.el("label", { class: `swatch ${kind}` }, zx.el("input", { type: "checkbox", checked: kinds.has(kind), onchange: (event) => article.classList.toggle(`no-${kind}`, !event.target.checked) }), ` ${zx.say(kind)} `, zx.el("small", {}, String(counted(kind)))),
      ),
    );
    const about = zx.el("p", { class: "about-report" }, [zx.list(report.issuer).map(zx.name).join("、"), zx.list(report.covers).map(zx.name).join("、"), report.issuedStated, report.name].filter(Boolean).join(" · "));
    main.replaceChildren(
      zx.el("nav", { class: "side", "aria-label": zx.say("reports") }, library(report.slug)),
      zx.el("div", { class: "sheet" }, zx.el("h1", { class: "title" }, zx.list(report.label)[0] ?? report.name), about, toggles, article),
      zx.el("aside", { class: "panel" }, close, card, lists(report, text)),
    );
    parts = { slug: report.slug, language: zx.language, report, text, article, card };
  };

  const mark = (given) => {
    const { report, text, article, card } = parts;
    const fact = text.named.get(given.get("fact") ?? "");
    const verdict = zx.verdicts(text).find((one) => one.name === given.get("verdict"));
    const members = new Set(verdict ? verdict.members.map(([, name]) => name) : []);
    for (const element of article.querySelectorAll("[data-fact]")) element.classList.toggle("on", element.dataset.over.split(" ").some((name) => name === fact?.name || members.has(name)));
    for (const element of article.querySelectorAll("[data-verdict]")) element.classList.toggle("on", element.dataset.verdict === verdict?.name);
    card.replaceChildren(fact?.at ? zx.card(report, text, fact) : verdict ? zx.verdictCard(report, text, verdict) : zx.el("p", { class: "note" }, zx.say("choose fact")));
    card.parentElement.classList.toggle("chosen", Boolean(fact?.at || verdict));
    const first = article.querySelector(".fact.on, .chip.on");
    if (!first) return;
    const { top, bottom } = first.getBoundingClientRect();
    if (top < 90 || bottom > innerHeight - (innerWidth < 761 ? innerHeight / 2 : 40)) first.scrollIntoView({ block: innerWidth < 761 ? "start" : "center" });
  };

  const step = (event) => {
    if (!parts || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const turn = { n: 1, p: -1 }[event.key];
    if (!turn) return;
    const facts = parts.text.facts.filter((fact) => MARKED.includes(fact.kind) && fact.at);
    const at = facts.findIndex((fact) => fact.name === zx.place().given.get("fact"));
    const next = facts[at < 0 ? (turn > 0 ? 0 : facts.length - 1) : at + turn];
    if (next) zx.go({ fact: next.name, verdict: "" });
  };

  const show = async (main, place) => {
    const report = zx.report(place.rest[0]) ?? zx.index.reports[0];
    if (!report) return main.replaceChildren(zx.el("p", { class: "note" }, zx.say("none here")));
    if (parts?.slug !== report.slug || parts.language !== zx.language) await build(main, report);
    if (parts?.slug === report.slug) mark(zx.place().given);
  };

  document.addEventListener("keydown", step);
  zx.views.read = { order: 2, title: { zh: "报告阅读", en: "Reports" }, show, away: () => (parts = null) };
}
