"use strict";

// Why something is there: the sentences of reports that say so, the words that count marked in them.
{
  zx.speak({
    "open in report": ["在报告中查看", "Open in the report"],
    "characters": ["第{start}—{end}字符", "characters {start}–{end}"],
    "cite": ["引用", "Cite"],
    "by vocabulary": ["依据词表或上级地区关系，并非某份报告的陈述。", "Told by the vocabulary or by where regions lie, not by a report."],
    "more evidence": ["再看{count}条", "{count} more"],
  });

  const clip = 140;

  // A sentence with stretches of it marked, cut where it goes on long before or after them.
  zx.quote = (characters, spans, sentence) => {
    const merged = [];
    for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
      const before = merged.at(-1);
      if (before && start <= before[1]) before[1] = Math.max(before[1], end);
      else merged.push([start, end]);
    }
    const [first, last] = sentence ?? [merged[0][0], merged.at(-1)[1]];
    const from = Math.max(first, merged[0][0] - clip);
    const to = Math.min(last, merged.at(-1)[1] + clip);
    const words = (start, end) => characters.slice(start, end).join("");
    const pieces = merged.flatMap(([start, end], index) => [words(index ? merged[index - 1][1] : from, start), zx.el("mark", {}, words(start, end))]);
    return zx.el("blockquote", {}, from > first ? "…" : "", pieces, words(merged.at(-1)[1], to).trimEnd(), to < last ? "…" : "");
  };

  // One sentence with all the facts of it that count.
  const one = ({ report, text, facts }) => {
    const fact = facts[0];
    return zx.el(
      "li",
      {},
      zx.quote(text.characters, facts.map((each) => each.at), fact.in),
      zx.el(
        "p",
        { class: "where" },
        zx.el("a", { href: zx.link("read", [report.slug], { fact: fact.name }) }, zx.say("open in report")),
        zx.el("button", { type: "button", class: "quiet", onclick: () => zx.cite(report, text, fact) }, zx.say("cite")),
        zx.el("small", {}, `${report.name} · ${zx.say("characters", { start: fact.at[0], end: fact.at[1] })}`),
      ),
    );
  };

  // Evidence by its sentences, in its order; each piece is [report's number, fact's name, year, theme].
  const sentences = async (all) => {
    const found = new Map();
    for (const [number, name] of all) {
      const report = zx.index.reports[number];
      const text = await zx.text(report);
      const fact = text.named.get(name);
      if (!fact?.at) continue;
      const key = `${number} ${(fact.in ?? fact.at)[0]}`;
      if (!found.has(key)) found.set(key, { report, text, facts: [] });
      found.get(key).facts.push(fact);
    }
    return [...found.values()];
  };

  // A list of evidence, a few sentences at first.
  zx.evidence = async (all, most = 6) => {
    if (!all.length) return zx.el("p", { class: "note" }, zx.say("by vocabulary"));
    const found = await sentences(all.slice(0, 200));
    const list = zx.el("ol", { class: "evidence" }, found.slice(0, most).map(one));
    if (found.length <= most) return list;
    const more = zx.el("button", { type: "button", onclick: () => (list.append(...found.slice(most).map(one)), more.remove()) }, zx.say("more evidence", { count: found.length - most }));
    return zx.el("div", {}, list, more);
  };
}
