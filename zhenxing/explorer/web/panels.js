"use strict";

// What stands beside the picture: a node with all its ties, or a tie with the sentences it rests on.
zx.panels = {};
{
  const identifier = (tie) => `${tie.source}~${tie.target}~${tie.kind}`;

  const about = (graph, key) => {
    const drive = graph.drives[key];
    if (drive) {
      return zx.el(
        "dl",
        {},
        [
          [zx.say("initiative"), drive.initiative && zx.name(drive.initiative)],
          [zx.say("region"), drive.region && zx.name(drive.region)],
          [zx.say("by year"), drive.start ? [drive.start, drive.end].filter(Boolean).join(" – ") : drive.year],
        ]
          .filter(([, value]) => value)
          .map(([name, value]) => [zx.el("dt", {}, name), zx.el("dd", {}, value)]),
      );
    }
    const thing = zx.thing(key);
    const definition = zx.list(thing.definition).find((text) => /[\u4e00-\u9fff]/.test(text) === (zx.language === "zh"));
    return [
      definition ? zx.el("p", { class: "definition" }, definition) : null,
      zx.el(
        "dl",
        {},
        [
          [zx.say("code"), thing.code],
          [zx.say("aliases"), (thing.aliases ?? []).slice(0, 6).join("、")],
          [zx.language === "zh" ? "English" : "中文", thing.en !== thing.zh ? (zx.language === "zh" ? thing.en : thing.zh) : ""],
        ]
          .filter(([, value]) => value)
          .map(([name, value]) => [zx.el("dt", {}, name), zx.el("dd", {}, value)]),
      ),
    ];
  };

  zx.panels.node = (graph, wanted) => {
    const key = wanted.node;
    const whole = zx.graphs.of(graph.view);
    const own = whole.ties.filter((tie) => tie.source === key || tie.target === key).sort((a, b) => b.count - a.count);
    const kinds = [...new Set(own.map((tie) => tie.kind))];
    const expand = () => zx.go(wanted.focus || graph.all > graph.nodes.length ? { open: [...new Set([...wanted.open, key])].join("|"), at: "" } : { focus: key, depth: "1", at: "" });
    return zx.el(
      "section",
      { class: "about" },
      zx.el("p", { class: "kind" }, zx.say(graph.kind(key)), zx.thing(key).level ? ` · ${zx.say(zx.thing(key).level)}` : ""),
      zx.el("h2", {}, graph.name(key)),
      about(graph, key),
      zx.el(
        "p",
        { class: "acts" },
        zx.el("button", { type: "button", "data-act": "expand", onclick: expand }, zx.say("expand")),
        zx.el("button", { type: "button", "data-act": "ego", onclick: () => zx.go({ focus: key, depth: "1", open: "", at: "" }) }, zx.say("show around")),
      ),
      kinds.map((kind) => [
        zx.el("h3", {}, zx.say(kind)),
        zx.el(
          "ul",
          { class: "ties" },
          own
            .filter((tie) => tie.kind === kind)
            .slice(0, 60)
            .map((tie) => {
              const other = tie.source === key ? tie.target : tie.source;
              const drive = whole.drives[other];
              const place = drive?.region ? ` · ${zx.name(drive.region)}` : "";
              return zx.el(
                "li",
                {},
                zx.el("button", { type: "button", class: "tied", onclick: () => zx.go({ tie: identifier(tie), node: "" }) }, `${tie.source === key ? "→" : "←"} ${zx.graphs.nameIn(whole)(other)}${place}`),
                zx.el("small", {}, [tie.years.join("、"), kind === "shares" ? tie.under.length : tie.count || ""].filter(Boolean).join(" · ")),
              );
            }),
        ),
      ]),
    );
  };

  // What two regions share rests on what each of them carries out.
  const common = async (tie) => {
    await zx.graphs.load("initiatives");
    const other = zx.graphs.of("initiatives");
    const why = await zx.part("why/initiatives");
    const rests = tie.under.map(async (initiative) => {
      const ties = [tie.source, tie.target].map((region) => other.ties.find((one) => one.source === region && one.target === initiative && one.kind === "carries out"));
      const lists = await Promise.all(ties.filter(Boolean).map((one) => zx.evidence(why[one.index].slice(0, 1))));
      return zx.el("details", {}, zx.el("summary", {}, zx.name(initiative)), lists);
    });
    return [zx.el("h3", {}, `${zx.say("common")} (${tie.under.length})`), await Promise.all(rests)];
  };

  zx.panels.tie = async (graph, wanted) => {
    const tie = zx.graphs.of(graph.view).ties.find((one) => identifier(one) === wanted);
    if (!tie) return null;
    const name = zx.graphs.nameIn(zx.graphs.of(graph.view));
    const end = (key) => zx.el("button", { type: "button", class: "end", onclick: () => zx.go({ node: key, tie: "" }) }, name(key));
    const rest = tie.kind === "shares" ? await common(tie) : await zx.evidence((await zx.part(`why/${graph.view}`))[tie.index]);
    const under = tie.under.filter((key) => key !== tie.target && key !== tie.source && tie.kind === "helps").map(zx.name);
    return zx.el(
      "section",
      { class: "why" },
      zx.el("h2", {}, end(tie.source), zx.el("span", { class: "verb" }, zx.say(tie.kind)), end(tie.target)),
      under.length || tie.years.length ? zx.el("p", { class: "note" }, [...under, tie.years.join("、")].filter(Boolean).join(" · ")) : null,
      rest,
    );
  };
}
