"use strict";

// The networks: which one, what of it, where it came from, and how to take it along.
{
  zx.speak({
    "initiatives view": ["地区与行动", "Regions & initiatives"],
    "pairings view": ["谁帮扶谁", "Who helps whom"],
    "lineage view": ["行动谱系", "Families of initiatives"],
    "shared view": ["共同行动的地区", "Regions that share"],
    "initiatives hint": ["哪些地区开展哪些行动。点节点看详情，点连线看原文依据。", "Which regions carry out which initiatives. Choose a node for details, a line for its sentences."],
    "pairings hint": ["左边帮扶右边；点一条流看原文依据。", "The left helps the right; choose a flow for its sentences."],
    "lineage hint": ["同名行动在各地并非一回事：每张卡片是一个地区的一次开展，虚线指向上级的同一行动。", "One name, several drives: each card is one region's campaign; dashes lead to the same drive one level up."],
    "shared hint": ["两地之间的线越粗，共同开展的行动越多。", "The thicker the line, the more initiatives both regions carry out."],
    "carries out": ["开展", "carries out"],
    "reports on": ["有数据或措施", "reports on"],
    "helps": ["帮扶", "helps"],
    "within": ["属于", "is part of"],
    "lies in": ["位于", "lies in"],
    "is a": ["开展的是", "carries out"],
    "adapted from": ["借鉴自", "adapted from"],
    "same drive above": ["上级同一行动", "same drive one level up"],
    "shares": ["共同开展", "share"],
    "filters": ["筛选", "Filter"],
    "by initiative": ["行动", "Initiative"],
    "by theme": ["工作领域", "Theme"],
    "by year": ["年份", "Year"],
    "by level": ["地区层级", "Level of region"],
    "depth": ["步数", "Steps"],
    "around": ["只看与{name}相连的", "Only around {name}"],
    "show around": ["只看它的周围", "Only what is around it"],
    "expand": ["展开一步", "Expand one step"],
    "whole": ["看全部", "Show all"],
    "save": ["保存所见", "Save what is shown"],
    "legend": ["图例", "Legend"],
    "counts": ["{nodes}个节点 · {ties}条关系", "{nodes} nodes · {ties} ties"],
    "only best": ["节点共{all}个，这里是联系最多的{nodes}个：请筛选或查找。", "{nodes} best connected of {all} nodes: filter or search for others."],
    "fit": ["全图", "Fit"],
    "empty": ["没有符合条件的关系。", "No ties fit."],
    "link to view": ["复制此图链接", "Copy link to this view"],
    "code": ["代码", "Code"],
    "aliases": ["别名", "Also called"],
    "common": ["共同开展的行动", "Initiatives of both"],
    "others": ["……还有{count}项", "… {count} more"],
    "controls": ["选择与筛选", "Choose and filter"],
  });

  const VIEWS = ["initiatives", "pairings", "lineage", "shared"];
  let parts = null;
  let before = "";

  const asked = (given) => ({
    view: VIEWS.includes(given.get("v")) ? given.get("v") : "initiatives",
    initiative: given.get("initiative") ?? "",
    theme: given.get("theme") ?? "",
    year: given.get("year") ?? "",
    level: given.get("level") ?? "",
    focus: given.get("focus") ?? "",
    depth: given.get("depth") ?? "1",
    open: (given.get("open") ?? "").split("|").filter(Boolean),
    node: given.get("node") ?? "",
    tie: given.get("tie") ?? "",
  });

  const select = (name, label, choices, value, change) =>
    zx.el(
      "label",
      {},
      zx.el("span", {}, label),
      zx.el(
        "select",
        { "data-filter": name, onchange: (event) => change(event.target.value) },
        zx.el("option", { value: "" }, zx.say("all")),
        choices.map(([key, text]) => zx.el("option", { value: key, selected: key === value }, text)),
      ),
    );

  const filters = (wanted) => {
    const graph = zx.graphs.of(wanted.view);
    const sorted = (keys) => [...new Set(keys)].map((key) => [key, zx.name(key)]).sort((a, b) => a[1].localeCompare(b[1], zx.language));
    const levels = ["province", "prefecture", "county", "town", "village"];
    const change = (name) => (value) => zx.go({ [name]: value, at: "", node: "", tie: "" });
    return zx.el(
      "fieldset",
      { class: "filters" },
      zx.el("legend", {}, zx.say("filters")),
      select("initiative", zx.say("by initiative"), sorted(graph.ties.flatMap((tie) => tie.under)), wanted.initiative, change("initiative")),
      select("theme", zx.say("by theme"), sorted(graph.ties.flatMap((tie) => tie.themes)), wanted.theme, change("theme")),
      select("year", zx.say("by year"), [...new Set(graph.ties.flatMap((tie) => tie.years))].sort().map((year) => [year, year]), wanted.year, change("year")),
      select("level", zx.say("by level"), levels.map((level) => [level, zx.say(level)]), wanted.level, change("level")),
      wanted.focus
        ? zx.el(
            "div",
            { class: "focus" },
            zx.el("span", {}, zx.say("around", { name: zx.graphs.nameIn(graph)(wanted.focus) })),
            zx.el(
              "label",
              {},
              zx.el("span", {}, zx.say("depth")),
              zx.el("input", { type: "number", min: 1, max: 5, value: wanted.depth, "data-filter": "depth", onchange: (event) => zx.go({ depth: event.target.value, at: "" }) }),
            ),
            zx.el("button", { type: "button", onclick: () => zx.go({ focus: "", depth: "", open: "", at: "" }) }, zx.say("whole")),
          )
        : null,
    );
  };

  const legend = (picture) => {
    const kinds = [...new Set(picture.boxes.map((box) => box.kind))].filter((kind) => kind !== "more");
    const ties = [...new Set(picture.ties.map((tie) => tie.kind))];
    const sample = (content) => zx.svg("svg", { width: 34, height: 16, "aria-hidden": "true" }, content);
    return zx.el(
      "ul",
      { class: "legend", "aria-label": zx.say("legend") },
      kinds.map((kind) => zx.el("li", {}, sample(zx.svg("g", { class: `node ${kind}` }, zx.svg("rect", { x: 3, y: 2, width: 28, height: 12, rx: kind === "initiative" ? 6 : 3 }))), zx.say(kind))),
      (picture.hues ?? []).map(([hue, name]) => zx.el("li", {}, sample(zx.svg("g", { class: `tie helps hue-${hue}` }, zx.svg("path", { class: "line", d: "M2 8H32", "stroke-width": 5 }))), name)),
      (picture.hues ? [] : ties).map((kind) => zx.el("li", {}, sample(zx.svg("g", { class: `tie ${kind.replaceAll(" ", "-")}` }, zx.svg("path", { class: "line", d: "M2 8H32", "stroke-width": 2 }))), zx.say(kind))),
    );
  };

  const save = (graph, picture, drawn) => {
    const name = `zhenxing-${graph.view}`;
    const button = (label, act) => zx.el("button", { type: "button", "data-save": label.toLowerCase(), onclick: act }, label);
    return zx.el(
      "div",
      { class: "save", role: "group", "aria-label": zx.say("save") },
      zx.el("span", {}, zx.say("save")),
      button("PNG", async () => zx.download(`${name}.png`, "image/png", await zx.saving.png(drawn.svg, picture))),
      button("SVG", () => zx.download(`${name}.svg`, "image/svg+xml", zx.saving.svg(drawn.svg, picture))),
      button("CSV", () => zx.download(`${name}.csv`, "text/csv", zx.saving.csv(graph))),
      button("GEXF", () => zx.download(`${name}.gexf`, "application/gexf+xml", zx.saving.gexf(graph, picture))),
    );
  };

  const controls = (wanted, graph, picture, drawn) => {
    const among = new Set(zx.graphs.of(wanted.view).nodes);
    const search = zx.searchBox((key) => zx.go({ focus: key, node: key, depth: "", open: "", tie: "", at: "" }), () => ({ among }));
    return [
      zx.el(
        "nav",
        { class: "choice", "aria-label": zx.say("controls") },
        VIEWS.map((name) => zx.el("a", { href: zx.link("network", [], { v: name }), "aria-current": name === wanted.view ? "true" : null }, zx.say(`${name} view`))),
      ),
      zx.el("p", { class: "hint" }, zx.say(`${wanted.view} hint`)),
      search,
      filters(wanted),
      zx.el("p", { class: "counts" }, zx.say("counts", { nodes: picture.boxes.length, ties: picture.ties.length })),
      graph.all > graph.nodes.length ? zx.el("p", { class: "note" }, zx.say("only best", { all: graph.all, nodes: graph.nodes.length })) : null,
      legend(picture),
      save(graph, picture, drawn),
      zx.el("button", { type: "button", class: "quiet", onclick: () => zx.copy(location.href) }, zx.say("link to view")),
    ].filter(Boolean);
  };

  const light = (wanted) => {
    const { host, picture, graph } = parts;
    const tie = graph.ties.find((one) => `${one.source}~${one.target}~${one.kind}` === wanted.tie);
    const byIndex = new Map(graph.ties.map((one) => [one.index, one]));
    const keyOf = new Map(picture.boxes.map((box) => [box.id, box.key]));
    const near = new Set(tie ? [tie.source, tie.target] : wanted.node ? [wanted.node, ...graph.ties.filter((one) => one.source === wanted.node || one.target === wanted.node).flatMap((one) => [one.source, one.target])] : []);
    host.classList.toggle("lit", near.size > 0);
    for (const element of host.querySelectorAll(".node")) {
      const key = keyOf.get(element.dataset.id);
      element.classList.toggle("on", near.has(key));
      element.classList.toggle("chosen", key === wanted.node);
    }
    for (const element of host.querySelectorAll(".tie")) {
      const one = byIndex.get(Number(element.dataset.tie));
      element.classList.toggle("on", tie ? one === tie : Boolean(wanted.node) && (one.source === wanted.node || one.target === wanted.node));
    }
  };

  const panel = async (wanted) => {
    const { aside, graph } = parts;
    const content = wanted.tie ? await zx.panels.tie(graph, wanted.tie) : wanted.node ? zx.panels.node(graph, wanted) : null;
    if (parts?.aside !== aside) return;
    aside.hidden = !content;
    if (wanted.node) parts.drawn?.centreOn(parts.picture.boxes.find((box) => box.key === wanted.node)?.id);
    aside.replaceChildren(
      ...(content ? [zx.el("button", { type: "button", class: "close", "aria-label": zx.say("close"), onclick: () => zx.go({ node: "", tie: "" }) }, "×"), content] : []),
    );
  };

  const build = (main, wanted, at) => {
    const host = zx.el("div", { class: "host" });
    const aside = zx.el("aside", { class: "panel", hidden: true, "aria-live": "polite" });
    const side = zx.el("details", { class: "side", open: matchMedia("(min-width: 761px)").matches }, zx.el("summary", {}, zx.say("controls")));
    const tools = zx.el("div", { class: "tools" });
    main.replaceChildren(side, zx.el("div", { class: "stage" }, host, tools), aside);
    const graph = zx.graphs.shown(wanted.view, wanted);
    const picture = { ...zx.pictures.of(graph, wanted), title: zx.say(`${wanted.view} view`) };
    host.classList.toggle("dense", picture.ties.length > 220);
    const [x, y, k] = at.split(",").map(Number);
    const drawn = picture.boxes.length
      ? zx.draw(host, picture, {
          node: (box) => zx.go(box.more ? { focus: box.more, depth: "", node: "", tie: "", at: "" } : { node: box.key, tie: "" }),
          tied: (one) => {
            const tie = graph.ties.find((each) => each.index === one.index);
            zx.go({ tie: `${tie.source}~${tie.target}~${tie.kind}`, node: "" });
          },
          view: k ? { x, y, k } : null,
          moved: (now) => {
            const where = now ? `${now.x.toFixed(1)},${now.y.toFixed(1)},${now.k.toFixed(3)}` : "";
            history.replaceState(null, "", zx.link("network", [], { ...Object.fromEntries(zx.place().given), at: where }));
          },
        })
      : host.replaceChildren(zx.el("p", { class: "note" }, zx.say("empty")));
    parts = { host, aside, graph, picture, drawn };
    if (drawn)
      tools.append(
        zx.el("button", { type: "button", "aria-label": "+", onclick: () => drawn.zoom(1.3) }, "+"),
        zx.el("button", { type: "button", "aria-label": "−", onclick: () => drawn.zoom(1 / 1.3) }, "−"),
        zx.el("button", { type: "button", onclick: drawn.fit }, zx.say("fit")),
      );
    side.append(...controls(wanted, graph, picture, drawn));
  };

  const show = async (main, place) => {
    const wanted = asked(place.given);
    await zx.graphs.load(wanted.view);
    if (zx.place().view !== "network" || asked(zx.place().given).view !== wanted.view) return;
    const { node, tie, ...structure } = wanted;
    const now = JSON.stringify([structure, zx.language]);
    if (now !== before || !parts) build(main, wanted, place.given.get("at") ?? "");
    before = now;
    light(wanted);
    await panel(wanted);
  };

  zx.views.network = { order: 1, title: { zh: "行动网络", en: "Networks" }, show, away: () => (parts = null) };
}
