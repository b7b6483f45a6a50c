"use strict";

// How what is shown of a view becomes boxes and ties.
zx.pictures = {};
{
  const size = (graph, key) => 12 + Math.min(8, 1.7 * Math.log2((graph.degree.get(key) ?? 0) + 1));
  const width = (tie) => tie.kind === "within" ? 1.4 : 1.1 + Math.min(6, 0.9 * Math.log2(Math.max(1, tie.count)));
  const brief = (name) => name.replace(/ \([^)]*\)$/, "");
  const ARROWS = new Set(["helps", "within", "adapted from", "same drive above"]);

  const box = (graph, key, more = {}) =>
    zx.measure({ id: key, key, kind: graph.kind(key), label: brief(graph.name(key)), spoken: graph.name(key), size: size(graph, key), ...more });

  const line = (graph, tie, more = {}) => ({
    index: tie.index,
    kind: tie.kind,
    a: tie.source,
    b: tie.target,
    width: width(tie),
    arrow: ARROWS.has(tie.kind),
    spoken: `${graph.name(tie.source)} — ${zx.say(tie.kind)} — ${graph.name(tie.target)}`,
    ...more,
  });

  // Springs worked out beforehand, or rings around the one in focus.
  const sprung = (graph, asked, spread = 1) => {
    const boxes = graph.nodes.map((key) => box(graph, key, { faint: graph.kind(key) === "initiative" && graph.degree.get(key) === 1 }));
    if (graph.ego) zx.layouts.rings(boxes, graph.ego.hops, graph.ego.parent);
    else zx.layouts.placed(boxes, (key) => graph.places.get(key)?.map((each) => each * spread), (key) => graph.next.get(key) ?? []);
    return { boxes, ties: graph.ties.map((tie) => line(graph, tie)) };
  };

  const shared = (graph, asked) => {
    const picture = sprung(graph, asked, 1.8);
    picture.ties.forEach((one, index) => {
      const common = graph.ties[index].under.length;
      one.width = 1 + common * 0.9;
      one.spoken += ` (${common})`;
      one.label = common > 1 ? String(common) : "";
    });
    return picture;
  };

  // Who helps on the left, who is helped on the right; who does both stands on both sides.
  const flow = (graph) => {
    const side = (mark, end) => {
      const keys = [...new Set(graph.ties.map((tie) => tie[end]))].sort();
      return keys.map((key) => box(graph, key, { id: `${mark}:${key}`, size: 16, least: 34 }));
    };
    const left = side("from", "source");
    const right = side("to", "target");
    const many = graph.ties.length > 24;
    const hues = [...new Set(graph.ties.map((tie) => tie.under[0] ?? ""))].sort();
    const ties = graph.ties.map((tie) =>
      line(graph, tie, {
        hue: hues.indexOf(tie.under[0] ?? "") % 6,
        a: `from:${tie.source}`,
        b: `to:${tie.target}`,
        run: "across",
        width: many ? 3 : 5 + 3 * Math.log2(1 + tie.count),
        arrow: false,
        label: many ? "" : [tie.under.map(zx.name).join("、"), tie.years.join("、")].filter(Boolean).join(" · "),
      }),
    );
    const boxes = zx.layouts.columns(left, right, ties);
    const top = Math.min(...boxes.map((one) => one.y - one.h / 2)) - 22;
    const headings = boxes.length ? [[left[0].x + left[0].w / 2 - 40, top, zx.say("helper")], [right[0].x - right[0].w / 2 + 40, top, zx.say("helped")]] : [];
    return { boxes, ties, headings, long: boxes.length > 24, hues: hues.map((key, index) => [index % 6, key ? zx.name(key) : zx.say("helps")]) };
  };

  // Which initiative or campaign stands under which: each under one, and none under itself.
  const families = (graph) => {
    const parents = new Map();
    const children = new Map();
    for (const tie of graph.ties) {
      if ((tie.kind !== "is a" && tie.kind !== "within") || parents.has(tie.source)) continue;
      let up = tie.target;
      while (up !== undefined && up !== tie.source) up = parents.get(up);
      if (up === tie.source) continue;
      parents.set(tie.source, tie.target);
      if (!children.has(tie.target)) children.set(tie.target, []);
      children.get(tie.target).push(tie.source);
    }
    const counts = new Map();
    const count = (key) => {
      if (!counts.has(key)) counts.set(key, 1 + (children.get(key) ?? []).reduce((sum, child) => sum + count(child), 0));
      return counts.get(key);
    };
    // Campaigns by region and year, then smaller initiatives, the largest first.
    const rank = (key) => {
      const drive = graph.drives[key];
      return drive ? `${drive.region} ${drive.year ?? ""} ${key}` : `~${String(1e6 - count(key)).padStart(7, "0")} ${key}`;
    };
    for (const own of children.values()) {
      const ranks = new Map(own.map((key) => [key, rank(key)]));
      own.sort((a, b) => (ranks.get(a) < ranks.get(b) ? -1 : 1));
    }
    return { parents, children, count };
  };

  // Families of initiatives: each with the smaller ones it has and the campaigns that carry it out.
  const lineage = (graph, asked) => {
    const narrow = asked.initiative || asked.focus;
    const each = narrow ? 150 : 14;
    const { parents, children, count } = families(graph);
    const roots = graph.nodes
      .filter((key) => !parents.has(key) && (narrow || count(key) > 2))
      .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
    const boxes = new Map();
    const under = new Map();
    const take = (key) => {
      const drive = graph.drives[key];
      const when = drive && (drive.start ? `${drive.start}${drive.end && drive.end !== drive.start ? `–${drive.end}` : ""}` : drive.year);
      const more = drive
        ? { size: 12, sub: [drive.region && zx.name(drive.region), when].filter(Boolean).join(" · "), most: 230 }
        : { size: parents.has(key) ? 13 : 17, most: 150 };
      const own = children.get(key) ?? [];
      boxes.set(key, box(graph, key, more));
      under.set(key, own.slice(0, each).map(take));
      if (own.length > each) {
        const rest = zx.measure({ id: `more:${key}`, key, more: key, kind: "more", label: zx.say("others", { count: own.length - each }), size: 12 });
        boxes.set(rest.id, rest);
        under.get(key).push(rest);
        under.set(rest.id, []);
      }
      return boxes.get(key);
    };
    const shown = [];
    for (const key of roots) if (boxes.size < 240) shown.push(take(key));
    zx.layouts.trees(shown, (one) => under.get(one.id), 0.7);
    const ties = graph.ties
      .filter((tie) => boxes.has(tie.source) && boxes.has(tie.target))
      .map((tie) =>
        tie.kind === "is a" || tie.kind === "within"
          ? line(graph, tie, { a: tie.target, b: tie.source, run: "across", arrow: false, width: 1.4 })
          : line(graph, tie, { run: "arc", width: 1.8 }),
      );
    return { boxes: [...boxes.values()], ties, first: shown[0]?.id, long: true };
  };

  const ways = { initiatives: sprung, shared, pairings: flow, lineage };

  zx.pictures.of = (graph, asked) => {
    const picture = ways[graph.view](graph, asked);
    const best = picture.boxes.reduce((most, one) => (most && (graph.degree.get(most.key) ?? 0) >= (graph.degree.get(one.key) ?? 0) ? most : one), null);
    const focus = picture.boxes.some((one) => one.id === asked.focus) ? asked.focus : null;
    return { least: 0.62, ...picture, centre: focus ?? picture.first ?? best?.id };
  };
}
