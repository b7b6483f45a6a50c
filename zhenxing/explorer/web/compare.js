"use strict";

// Regions by one metric: what may be compared in order, what is said beside it, what is left out and why.
{
  zx.speak({
    "find metric": ["查找指标", "Find a metric"],
    "metric counts": ["{regions}个地区 · {figures}个数据", "{regions} regions · {figures} figures"],
    "metrics": ["指标", "Metrics"],
    "more metrics": ["再列{count}项", "{count} more"],
    "no metrics": ["图谱中没有带指标的数据。", "No figure of this graph has a metric."],
    "any level": ["各级地区", "Every level"],
    "any year": ["各年", "Every year"],
    "footnotes": ["注", "Notes"],
    "left out": ["未列入（不可比）", "Left out: not comparable"],
    "provinces": ["各省（方格示意，非地图）", "Provinces (tiles, not a map)"],
    "tiles hint": ["方格显示该省数据；该省无数据的，显示省内最大者。颜色越深数值越大。", "A tile shows its province's figure or else the largest of a region in it; the deeper, the larger."],
    "over time": ["同一地区前后数据", "One region over time"],
    "bars hint": ["点一条看它在报告中的原句。细线是原文约数可能的区间。", "Choose a bar for its sentence. A thin line is the interval that the words leave open."],
    "no figure": ["无数据", "no figure"],
    "comparison": ["各地数据", "Regions"],
    "left rows": ["再列{count}个地区", "{count} more regions"],
  });

  const PAGE = 60;
  const LEVELS = ["country", "province", "prefecture", "county", "town", "village"];
  let shown = "";

  const named = (key) => zx.name(`metric/${key}`);
  const label = (figure) => zx.name(figure.region) + (figure.place ? zx.name(figure.place) : "");
  const href = (figure) => zx.link("read", [figure.report], { fact: figure.fact });
  const told = (figure) => [label(figure), figure.quote, figure.label, [figure.start, figure.end].filter(Boolean).join(" – "), figure.report].filter(Boolean).join(" · ");
  const row = (figure, marks = []) => ({
    name: label(figure),
    value: figure.value,
    low: figure.low,
    high: figure.high,
    words: [figure.quote, figure.end].filter(Boolean).join(" · "),
    figure: figure.quote,
    marks,
    href: href(figure),
    told: told(figure),
    code: zx.thing(figure.region).code,
    level: figure.level,
  });

  const library = (chosen) => {
    const list = zx.el("ul", { class: "library" });
    const all = [...zx.index.metrics].sort((a, b) => b[1] - a[1] || b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
    let found = all;
    const draw = (from = 0) => {
      if (!from) list.replaceChildren();
      list.append(
        ...found.slice(from, from + PAGE).map(([key, regions, figures]) =>
          zx.el("li", {}, zx.el("a", { href: zx.link("compare", [key]), "aria-current": key === chosen ? "page" : null }, zx.el("b", {}, named(key)), zx.el("small", {}, zx.say("metric counts", { regions, figures })))),
        ),
      );
      const rest = found.length - from - PAGE;
      if (rest > 0) {
        const more = zx.el("li", {}, zx.el("button", { type: "button", onclick: () => (more.remove(), draw(from + PAGE)) }, zx.say("more metrics", { count: Math.min(PAGE, rest) })));
        list.append(more);
      }
      if (!found.length) list.append(zx.el("li", { class: "note" }, zx.say("nothing")));
    };
    const search = zx.el("input", {
      type: "search",
      "aria-label": zx.say("find metric"),
      placeholder: zx.say("find metric"),
      oninput: () => {
        const wanted = search.value.trim().toLowerCase();
        const words = (key) => [key, zx.thing(`metric/${key}`).zh, zx.thing(`metric/${key}`).en, ...(zx.thing(`metric/${key}`).aliases ?? [])].join(" ").toLowerCase();
        found = all.filter(([key]) => words(key).includes(wanted));
        draw();
      },
    });
    draw();
    return [search, list];
  };

  const choice = (name, every, values, value, words) =>
    zx.el(
      "select",
      { "data-choice": name, "aria-label": zx.say(every), onchange: (event) => zx.go({ [name]: event.target.value }) },
      zx.el("option", { value: "" }, zx.say(every)),
      values.map((one) => zx.el("option", { value: one, selected: one === value }, words(one))),
    );

  // A chart that is drawn again when its room changes.
  const fitted = (draw) => {
    const host = zx.el("div", { class: "chart-room" });
    let width = 0;
    new ResizeObserver(() => {
      if (!host.isConnected || Math.abs(host.clientWidth - width) < 8) return;
      width = host.clientWidth;
      host.replaceChildren(draw(Math.min(width, 980)));
    }).observe(host);
    return host;
  };

  const csv = (key, part, cut) => {
    const language = zx.language === "zh" ? 0 : 1;
    const notes = (marks) => marks.map((mark) => part.notes[mark][language]).join("; ");
    const line = (place, figure, beside, why) => [place, zx.thing(figure.region).code, label(figure), figure.level, figure.value, figure.low, figure.high, cut.unit[0], figure.quote, figure.label, figure.role, figure.bound, figure.start, figure.end, figure.report, figure.fact, beside, why];
    return zx.csv([
      ["rank", "region", "name", "level", "value", "low", "high", "unit", "quote", "label", "role", "bound", "start", "end", "report", "fact", "notes", "left_out"],
      ...cut.rows.map(([place, number, marks]) => line(place, part.figures[number], notes(marks), "")),
      ...cut.out.map(([number, marks]) => line("", part.figures[number], "", notes(marks))),
    ]);
  };

  const saving = (key, part, cut) => {
    const chart = () => document.querySelector("svg.bars");
    const extent = (svg) => ({ extent: { left: 0, top: 0, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height } });
    const button = (words, act) => zx.el("button", { type: "button", "data-save": words.toLowerCase(), onclick: act }, words);
    return zx.el(
      "span",
      { class: "save", role: "group", "aria-label": zx.say("save") },
      button("PNG", async () => zx.download(`zhenxing-${key}.png`, "image/png", await zx.saving.png(chart(), extent(chart())))),
      button("SVG", () => zx.download(`zhenxing-${key}.svg`, "image/svg+xml", zx.saving.svg(chart(), extent(chart())))),
      button("CSV", () => zx.download(`zhenxing-${key}.csv`, "text/csv", csv(key, part, cut))),
    );
  };

  const bars = (rows, title) => {
    let most = PAGE;
    const room = zx.el("div", {});
    const draw = () => {
      room.replaceChildren(fitted((width) => zx.charts.bars(rows.slice(0, most), width, title)));
      if (rows.length > most)
        room.append(zx.el("button", { type: "button", onclick: () => ((most += 4 * PAGE), draw()) }, zx.say("left rows", { count: Math.min(4 * PAGE, rows.length - most) })));
    };
    draw();
    return room;
  };

  const sheet = (key, part, given) => {
    const language = zx.language === "zh" ? 0 : 1;
    const [level, year] = [given.get("level") ?? "", given.get("year") ?? ""];
    const cut = part.cuts.find((one) => one.level === level && one.year === year) ?? part.cuts[0];
    const used = [...new Set(cut.rows.flatMap(([, , marks]) => marks))];
    const rows = cut.rows.map(([, number, marks]) => row(part.figures[number], marks.map((mark) => used.indexOf(mark) + 1)));
    const levels = LEVELS.filter((one) => part.cuts.some((each) => each.level === one));
    const years = [...new Set(part.cuts.map((one) => one.year))].filter(Boolean).sort();
    return zx.el(
      "div",
      { class: "sheet" },
      zx.el("h1", { class: "title" }, named(key)),
      zx.el("p", { class: "about-report basis" }, cut.title[language]),
      zx.el(
        "p",
        { class: "tools-row" },
        levels.length > 1 ? choice("level", "any level", levels, cut.level, zx.say) : null,
        years.length > 1 ? choice("year", "any year", years, cut.year, (one) => one) : null,
        saving(key, part, cut),
      ),
      bars(rows, cut.title[language]),
      zx.el("p", { class: "note" }, zx.say("bars hint")),
      used.length ? zx.el("ol", { class: "footnotes", "aria-label": zx.say("footnotes") }, used.map((mark) => zx.el("li", {}, part.notes[mark][language]))) : null,
      cut.out.length
        ? [
            zx.el("h2", {}, zx.say("left out")),
            zx.el("ul", { class: "left-out" }, cut.out.map(([number, marks]) => {
              const figure = part.figures[number];
              return zx.el("li", {}, zx.el("a", { href: href(figure), title: told(figure) }, `${label(figure)} ${figure.quote}`), zx.el("small", {}, ` ${[figure.end, marks.map((mark) => part.notes[mark][language]).join(zx.language === "zh" ? "；" : "; ")].filter(Boolean).join(" · ")}`));
            })),
          ]
        : null,
      cut.series.length
        ? [zx.el("h2", {}, zx.say("over time")), zx.el("div", { class: "many" }, cut.series.slice(0, PAGE).map((numbers) => fitted((width) => zx.charts.line(numbers.map((number) => row(part.figures[number])).map((one, index) => ({ ...one, end: part.figures[numbers[index]].end, words: one.figure })), width, label(part.figures[numbers[0]])))))]
        : null,
      zx.el("h2", {}, zx.say("provinces")),
      fitted((width) => zx.charts.tiles(rows, width, zx.say("provinces"))),
      zx.el("p", { class: "note" }, zx.say("tiles hint")),
    );
  };

  const show = async (main, place) => {
    const known = zx.index.metrics.map(([key]) => key);
    const first = [...zx.index.metrics].sort((a, b) => b[1] - a[1] || b[2] - a[2] || (a[0] < b[0] ? -1 : 1))[0];
    const key = known.includes(place.rest[0]) ? place.rest[0] : first?.[0];
    if (!key) return main.replaceChildren(zx.el("p", { class: "note" }, zx.say("no metrics")));
    const now = `${key} ${zx.language}`;
    if (now !== shown || !main.querySelector(".side")) {
      const side = zx.el("details", { class: "side", open: matchMedia("(min-width: 761px)").matches }, zx.el("summary", {}, zx.say("metrics")), library(key));
      const before = main.querySelector(".side .library")?.parentElement.scrollTop ?? 0;
      main.replaceChildren(side, zx.el("div", { class: "sheet" }, zx.el("p", { class: "note" }, zx.say("loading"))));
      side.scrollTop = before;
      shown = now;
    }
    let part;
    try {
      part = await zx.part(`compare/${key}`);
    } catch {
      part = null;
    }
    const here = zx.place();
    if (here.view !== "compare" || shown !== now) return;
    main.querySelector(".sheet").replaceWith(part ? sheet(key, part, here.given) : zx.el("div", { class: "sheet" }, zx.el("p", { class: "note" }, zx.say("missing", { name: named(key) }))));
  };

  zx.views.compare = { order: 3, title: { zh: "地区比较", en: "Compare" }, show, away: () => (shown = "") };
}
