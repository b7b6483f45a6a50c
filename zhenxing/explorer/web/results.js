"use strict";

// An answer as a table, as CSV, as bars or as a network.
zx.results = {};
{
  zx.speak({
    "as table": ["表格", "Table"],
    "as bars": ["条形图", "Bars"],
    "as network": ["网络", "Network"],
    "rows found": ["{count}行", "{count} rows"],
    "more rows": ["再列{count}行", "{count} more rows"],
    "no numbers": ["没有可画成条形的数字列。", "No column of numbers to draw."],
    "no pairs": ["没有可连成网络的两列。", "No two columns to tie."],
    "first only": ["只画前{count}个。", "Only the first {count} are drawn."],
    "name column": ["名称", "Name"],
    "value column": ["数值", "Value"],
    "from column": ["起点", "From"],
    "to column": ["终点", "To"],
  });

  const PAGE = 200;
  const MOST = { bars: 60, ties: 160 };
  const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

  // A term for the eye: a literal's text, an IRI without its known beginning.
  zx.results.shown = (term, names) => {
    if (!term) return "";
    if (term.type === "bnode") return `_:${term.value}`;
    if (term.type !== "uri") return term.value;
    const spaces = [[names.base, ""], ...Object.entries(names.prefixes).map(([prefix, space]) => [space, `${prefix}:`])];
    const [space, prefix] = spaces.filter(([each]) => term.value.startsWith(each)).sort((a, b) => b[0].length - a[0].length)[0] ?? ["", ""];
    return prefix + term.value.slice(space.length);
  };

  zx.results.csv = (answer) => zx.csv([answer.columns, ...answer.rows.map((row) => row.map((term) => (term ? (term.type === "bnode" ? `_:${term.value}` : term.value) : "")))]);

  // Where a term leads: a thing to the networks, a fact to its sentence.
  const place = (term, names) => {
    if (term?.type !== "uri" || !term.value.startsWith(names.base)) return null;
    const key = term.value.slice(names.base.length);
    if (zx.index.things[key]) return zx.link("network", [], { focus: key, node: key });
    const report = zx.index.reports.find((one) => term.value === one.iri || term.value.startsWith(`${one.iri}/`));
    return report ? zx.link("read", [report.slug], { fact: term.value.slice(report.iri.length + 1) }) : null;
  };

  // A file and an offset in one row are a place in a report; the fact that begins there is found when it is asked for.
  const sentence = async (name, at) => {
    const report = zx.index.reports.find((one) => one.name === name);
    const text = await zx.text(report);
    const fact = text.facts.find((one) => one.at?.[0] === Number(at) && one.kind !== "relation" && one.kind !== "mention") ?? text.facts.find((one) => one.at?.[0] === Number(at));
    location.hash = zx.link("read", [report.slug], { fact: fact?.name ?? "" });
  };

  const cell = (term, index, row, answer, names) => {
    const words = zx.results.shown(term, names);
    const number = term && term.type === "literal" && NUMBER.test(term.value) && term.datatype;
    const [file, at] = [answer.columns.indexOf("report"), answer.columns.indexOf("at")];
    const report = zx.index.reports.find((one) => one.name === row[file]?.value);
    if (index === at && report && term)
      return zx.el("td", { class: "number" }, zx.el("a", { href: zx.link("read", [report.slug]), onclick: (event) => (event.preventDefault(), sentence(report.name, term.value)) }, words));
    const href = place(term, names);
    return zx.el("td", { class: number ? "number" : words.length > 24 ? "long" : null }, href ? zx.el("a", { href }, words) : words);
  };

  zx.results.table = (answer, names, told = {}) => {
    const body = zx.el("tbody");
    const host = zx.el("div", { class: "grid", tabindex: "0", role: "region", "aria-label": zx.say("as table") }, zx.el("table", {}, zx.el("thead", {}, zx.el("tr", {}, answer.columns.map((name) => zx.el("th", { scope: "col", title: told[name] }, name)))), body));
    const draw = (from) => {
      body.append(...answer.rows.slice(from, from + PAGE).map((row) => zx.el("tr", {}, row.map((term, index) => cell(term, index, row, answer, names)))));
      const rest = answer.rows.length - from - PAGE;
      if (rest > 0) {
        const more = zx.el("button", { type: "button", onclick: () => (more.remove(), draw(from + PAGE)) }, zx.say("more rows", { count: Math.min(PAGE, rest) }));
        host.append(more);
      }
    };
    draw(0);
    return host;
  };

  // Columns by what they hold: numbers can be lengths of bars, words names.
  const columns = (answer) => {
    const all = answer.columns.map((name, index) => ({ name, index, cells: answer.rows.map((row) => row[index]).filter(Boolean) })).filter((one) => one.cells.length);
    const numbers = all.filter((one) => one.cells.every((term) => term.type === "literal" && NUMBER.test(term.value)) && !/^(at|start|end|.*_code|code|region_code)$/.test(one.name));
    return { numbers, words: all.filter((one) => !numbers.includes(one)) };
  };

  const picker = (name, choices, chosen, change) =>
    zx.el("label", {}, zx.say(name), " ", zx.el("select", { "data-column": name, onchange: (event) => change(Number(event.target.value)) }, choices.map((one) => zx.el("option", { value: one.index, selected: one.index === chosen }, one.name))));

  const preferred = (choices, names) => (names.map((name) => choices.find((one) => one.name === name)).find(Boolean) ?? choices[0])?.index;

  zx.results.bars = (answer, names) => {
    const { numbers, words } = columns(answer);
    if (!numbers.length) return zx.el("p", { class: "note" }, zx.say("no numbers"));
    let value = preferred(numbers, ["value", "percent", "figures", "count"]);
    let name = preferred(words, ["region", "label", "name", "theme", "metric"]) ?? value;
    const room = zx.el("div", { class: "chart-room" });
    const beside = ["unit", "end", "year"].map((each) => answer.columns.indexOf(each));
    const draw = () => {
      const words = (row) => {
        const [unit, ...dates] = beside.map((index) => (index === value || index === name ? "" : (row[index]?.value ?? "")));
        return [zx.number(row[value].value) + (answer.columns[value] === "value" && unit ? ` ${unit}` : ""), dates.find(Boolean)].filter(Boolean).join(" · ");
      };
      const rows = answer.rows
        .filter((row) => row[value])
        .map((row) => ({ name: zx.results.shown(row[name], names), value: row[value].value, words: words(row), told: row.map((term) => zx.results.shown(term, names)).filter(Boolean).join(" · ") }))
        .sort((a, b) => Number(b.value) - Number(a.value));
      room.replaceChildren(zx.charts.bars(rows.slice(0, MOST.bars), Math.min(room.clientWidth || 800, 980), zx.say("as bars")), rows.length > MOST.bars ? zx.el("p", { class: "note" }, zx.say("first only", { count: MOST.bars })) : "");
    };
    requestAnimationFrame(draw);
    return zx.el("div", {}, zx.el("p", { class: "tools-row" }, picker("name column", [...words, ...numbers], name, (to) => ((name = to), draw())), picker("value column", numbers, value, (to) => ((value = to), draw()))), room);
  };

  // Who gives on one side and who takes on the other; where some do both, one family of nodes beside the next.
  const laid = (boxes, ties, next) => {
    const [from, to] = [new Set(ties.map((tie) => tie.a)), new Set(ties.map((tie) => tie.b))];
    if (![...from].some((key) => to.has(key))) {
      zx.layouts.columns(boxes.filter((box) => from.has(box.key)), boxes.filter((box) => to.has(box.key)), ties);
      return "across";
    }
    const waiting = new Map(boxes.map((box) => [box.key, box]));
    let right = 0;
    for (const box of boxes) {
      if (!waiting.has(box.key)) continue;
      const family = [box];
      waiting.delete(box.key);
      for (const each of family)
        for (const key of next.get(each.key)) {
          if (waiting.has(key)) family.push(waiting.get(key));
          waiting.delete(key);
        }
      zx.layouts.placed(family, () => null, (key) => next.get(key));
      const left = Math.min(...family.map((each) => each.x - each.w / 2));
      for (const each of family) each.x += right - left;
      right = Math.max(...family.map((each) => each.x + each.w / 2)) + 60;
    }
    return "straight";
  };

  let things = null;
  // The thing that words name: by its key, or by its name in either language.
  const thing = (words) => {
    things ??= new Map(Object.entries(zx.index.things).flatMap(([key, one]) => [[one.en, key], [one.zh, key], [key, key]]));
    return things.get(words);
  };

  zx.results.network = (answer, names) => {
    const { words } = columns(answer);
    if (words.length < 2) return zx.el("p", { class: "note" }, zx.say("no pairs"));
    let from = preferred(words, ["source", "subject", "helper", "region", "initiative"]);
    let to = preferred(words.filter((one) => one.index !== from), ["target", "object", "helped", "initiative", "within", "label"]);
    const host = zx.el("div", { class: "net" });
    const note = zx.el("p", { class: "note" });
    const draw = () => {
      const ties = new Map();
      const next = new Map();
      for (const row of answer.rows) {
        const [a, b] = [from, to].map((index) => zx.results.shown(row[index], names));
        const key = JSON.stringify([a, b]);
        if (!a || !b || a === b || (ties.size >= MOST.ties && !ties.has(key))) continue;
        if (ties.has(key)) ties.get(key).count += 1;
        else {
          ties.set(key, { index: ties.size, a, b, count: 1 });
          for (const [one, other] of [[a, b], [b, a]]) next.set(one, [...(next.get(one) ?? []), other]);
        }
      }
      const keys = [...next.keys()].sort((a, b) => next.get(b).length - next.get(a).length || (a < b ? -1 : 1));
      if (!keys.length) return host.replaceChildren(zx.say("no pairs"));
      const boxes = keys.map((key) => zx.measure({ id: key, key, kind: zx.index.things[thing(key)]?.kind ?? "drive", label: zx.index.things[key] ? zx.name(key) : key, size: 14 }));
      const run = laid(boxes, [...ties.values()], next);
      const picture = {
        title: zx.say("as network"),
        boxes,
        ties: [...ties.values()].map((tie) => ({ ...tie, run, kind: "asked", width: 1.2 + Math.log2(tie.count), arrow: true, spoken: `${tie.a} → ${tie.b}` })),
        least: 0.75,
        long: run === "across" && boxes.length > 24,
        centre: keys[0],
      };
      note.textContent = ties.size >= MOST.ties ? zx.say("first only", { count: MOST.ties }) : "";
      zx.draw(host, picture, { node: (box) => thing(box.key) && (location.hash = zx.link("network", [], { focus: thing(box.key), node: thing(box.key) })), tied: () => {}, view: null });
    };
    requestAnimationFrame(draw);
    return zx.el("div", {}, zx.el("p", { class: "tools-row" }, picker("from column", words, from, (index) => ((from = index), draw())), picker("to column", words, to, (index) => ((to = index), draw()))), host, note);
  };
}
