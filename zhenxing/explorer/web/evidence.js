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

  // A sentence with a stretch of it marked, cut where it goes on long before or after.
  zx.quote = (characters, [start, end], sentence) => {
    const [first, last] = sentence ?? [start, end];
    const from = Math.max(first, start - clip);
    const to = Math.min(last, end + clip);
    return zx.el(
      "blockquote",
      {},
      from > first ? "…" : "",
      characters.slice(from, start).join("").trimStart(),
      zx.el("mark", {}, characters.slice(start, end).join("")),
      characters.slice(end, to).join("").trimEnd(),
      to < last ? "…" : "",
    );
  };

  const one = async ([number, name]) => {
    const report = zx.index.reports[number];
    const text = await zx.text(report);
    const fact = text.named.get(name);
    if (!fact?.at) return null;
    return zx.el(
      "li",
      {},
      zx.quote(text.characters, fact.at, fact.in),
      zx.el(
        "p",
        { class: "where" },
        zx.el("a", { href: zx.link("read", [report.slug], { fact: name }) }, zx.say("open in report")),
        zx.el("button", { type: "button", class: "quiet", onclick: () => zx.cite(report, text, fact) }, zx.say("cite")),
        zx.el("small", {}, `${report.name} · ${zx.say("characters", { start: fact.at[0], end: fact.at[1] })}`),
      ),
    );
  };

  // A list of evidence, a few at first; each is [report's number, fact's name, year, theme].
  zx.evidence = async (all, most = 6) => {
    if (!all.length) return zx.el("p", { class: "note" }, zx.say("by vocabulary"));
    const list = zx.el("ol", { class: "evidence" }, await Promise.all(all.slice(0, most).map(one)));
    if (all.length > most) {
      const more = zx.el(
        "button",
        { type: "button", onclick: async () => (list.append(...(await Promise.all(all.slice(most, most + 200).map(one))).filter(Boolean)), more.remove()) },
        zx.say("more evidence", { count: all.length - most }),
      );
      return zx.el("div", {}, list, more);
    }
    return list;
  };
}
