"use strict";

// The networks of the index: what of a view is shown, given what the reader asked for.
zx.graphs = {};
{
  const made = new Map();
  const distinct = (values) => [...new Set(values)].filter(Boolean).sort();

  // Take up a view; `of` then gives it with its ties spelt out.
  zx.graphs.load = async (name) => {
    if (made.has(name)) return;
    const { nodes, places, ties, drives, kinds, keys, marks } = await zx.part(`view/${name}`);
    const spelt = ties.map(([source, target, kind, count, under, marked], index) => {
      const own = marked.map((number) => marks[number]);
      return {
        index,
        source: nodes[source],
        target: nodes[target],
        kind: kinds[kind],
        count,
        under: under.map((number) => keys[number]),
        marks: own,
        years: distinct(own.map(([year]) => year)),
        themes: distinct(own.map(([, theme]) => theme)),
      };
    });
    const drive = ([name, initiative, region, start, end, year]) => ({
      name,
      initiative: keys[initiative],
      region: keys[region],
      start,
      end,
      year: year ?? (end || start).slice(0, 4),
    });
    const byKey = (table, value) => Object.entries(table).map(([number, each]) => [nodes[number], value(each)]);
    made.set(name, { name, nodes, ties: spelt, places: new Map(byKey(places, (place) => place)), drives: Object.fromEntries(byKey(drives, drive)) });
  };
  zx.graphs.of = (name) => made.get(name);

  zx.graphs.nameIn = (graph) => (key) => graph.drives[key]?.name ?? zx.name(key);
  zx.graphs.kindIn = (graph) => (key) => (graph.drives[key] ? "drive" : zx.thing(key).kind);

  const neighbours = (ties) => {
    const found = new Map();
    for (const tie of ties) {
      for (const [one, other] of [[tie.source, tie.target], [tie.target, tie.source]]) {
        if (!found.has(one)) found.set(one, []);
        found.get(one).push(other);
      }
    }
    return found;
  };

  const fits = (graph, asked) => (tie) => {
    const level = (key) => (graph.drives[key] ? zx.thing(graph.drives[key].region).level : zx.thing(key).level);
    const kind = zx.graphs.kindIn(graph);
    if (asked.initiative && !tie.under.includes(asked.initiative) && tie.kind !== "lies in") return false;
    const marked = ([year, theme]) => (!asked.year || year === asked.year) && (!asked.theme || theme === asked.theme);
    if ((asked.year || asked.theme) && !tie.marks.some(marked)) return false;
    if (asked.level) {
      const regions = [tie.source, tie.target].filter((key) => kind(key) === "region" || (kind(key) === "drive" && graph.drives[key].region));
      if (!regions.length || !regions.some((key) => level(key) === asked.level)) return false;
    }
    return true;
  };

  // The steps from a node to those around it, and through whom they are reached.
  const around = (from, next, depth) => {
    const hops = new Map(from.map((key) => [key, 0]));
    const parent = new Map();
    let edge = from;
    for (let hop = 1; hop <= depth; hop += 1) {
      const outer = [];
      for (const key of edge) {
        for (const other of next.get(key) ?? []) {
          if (hops.has(other)) continue;
          hops.set(other, hop);
          parent.set(other, key);
          outer.push(other);
        }
      }
      edge = outer;
    }
    return { hops, parent };
  };

  // What is shown of a view: `asked` holds initiative, theme, year, level, focus, depth and open.
  zx.graphs.shown = (name, asked, most = 150) => {
    const graph = zx.graphs.of(name);
    let ties = graph.ties.filter(fits(graph, asked));
    // Where things lie only tells of what is shown for another reason.
    if (asked.initiative || asked.theme || asked.year || asked.level) {
      const kept = new Set(ties);
      const told = new Set(ties.filter((tie) => tie.kind !== "lies in").flatMap((tie) => [tie.source, tie.target]));
      ties = graph.ties.filter((tie) => (tie.kind === "lies in" ? told.has(tie.source) && told.has(tie.target) : kept.has(tie)));
    }
    const next = neighbours(ties);
    const degree = new Map([...next].map(([key, others]) => [key, others.length]));
    let keys;
    let ego = null;
    if (asked.focus) {
      ego = around([asked.focus], next, Number(asked.depth) || 1);
      for (const key of asked.open) {
        for (const other of next.get(key) ?? []) {
          if (ego.hops.has(other)) continue;
          ego.hops.set(other, (ego.hops.get(key) ?? 0) + 1);
          ego.parent.set(other, key);
        }
      }
      keys = [...ego.hops.keys()];
    } else {
      keys = [...degree.keys()];
    }
    const all = keys.length;
    const order = (key) => (key === asked.focus ? 1e9 : 0) + (asked.open.includes(key) ? 1e6 : 0) + (degree.get(key) ?? 0) - (ego ? ego.hops.get(key) * 1e4 : 0);
    if (keys.length > most && name !== "lineage") {
      keys.sort((a, b) => order(b) - order(a) || (a < b ? -1 : 1));
      keys = keys.slice(0, most);
      if (!ego) {
        // Those that the reader opens come with what is next to them.
        const more = asked.open.flatMap((key) => [key, ...(next.get(key) ?? [])]);
        keys = [...new Set([...keys, ...more])];
      }
    }
    // More lines than this are a grey cloud: the best connected stay.
    const among = () => ((kept) => ties.reduce((sum, tie) => sum + (kept.has(tie.source) && kept.has(tie.target)), 0))(new Set(keys));
    if (!graph.nodes.some((key) => graph.drives[key]) && all > 60) {
      keys.sort((a, b) => order(b) - order(a) || (a < b ? -1 : 1));
      while (keys.length > 48 && among() > 420) keys = keys.slice(0, Math.max(48, Math.floor(keys.length * 0.85)));
    }
    keys.sort();
    const kept = new Set(keys);
    ties = ties.filter((tie) => kept.has(tie.source) && kept.has(tie.target));
    const tied = new Set(ties.flatMap((tie) => [tie.source, tie.target]));
    keys = keys.filter((key) => tied.has(key) || key === asked.focus);
    return { ...graph, all, nodes: keys, ties, next, degree, ego, name: zx.graphs.nameIn(graph), kind: zx.graphs.kindIn(graph), view: name };
  };
}
