"use strict";

// Questions of the graph: the bundled ones as forms, filled from what the graph holds, or one's own in SPARQL.
{
  zx.speak({
    "ask": ["查询", "Ask"],
    "cancel": ["停止", "Stop"],
    "own sparql": ["自己写 SPARQL", "Write SPARQL"],
    "own hint": ["直接查询本页内的图谱：所有报告和词表合在一起；按 Ctrl+Enter 查询。", "Asks the graph in this page, all reports and vocabularies together. Ctrl+Enter asks."],
    "served hint": ["查询由本页的服务器回答；按 Ctrl+Enter 查询。", "Answered by the server of this page. Ctrl+Enter asks."],
    "see sparql": ["查看并修改 SPARQL", "See and edit the SPARQL"],
    "questions": ["问题", "Questions"],
    "find question": ["查找问题", "Find a question"],
    "asking": ["查询中……", "Asking…"],
    "loading engine": ["载入查询引擎和图谱……", "Loading the engine and the graph…"],
    "stopped": ["已停止", "Stopped"],
    "took": ["{count}行 · {seconds}秒", "{count} rows · {seconds} s"],
    "wrong value": ["参数{name}不合要求，例如 {example}", "{name} is not of its type; such as {example}"],
    "no worker": ["此浏览器不允许本页运行查询引擎；可用 zhenxing query 或 zhenxing serve。", "This browser does not let the page run its engine; use zhenxing query or zhenxing serve."],
    "too large": ["图谱太大，无法装入网页。可在命令行查询，或用 zhenxing serve 打开本页：", "This graph is too large to load into a page. Ask on the command line, or open this page from zhenxing serve:"],
    "show as": ["显示为", "Show as"],
  });

  const WAYS = ["table", "bars", "network"];
  const START = `PREFIX zx: <https://w3id.org/zhenxing/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?region (COUNT(?figure) AS ?figures) WHERE {
  ?figure a zx:Observation ; zx:region ?where .
  ?where rdfs:label ?region
  FILTER(LANG(?region) = "zh")
}
GROUP BY ?region
ORDER BY DESC(?figures)
`;
  const MANY = 400;
  let parts = null;
  let control = null;

  const side = (language) => (language === "zh" ? 0 : 1);
  const sorted = (choices) => choices.filter(([value]) => value).sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
  const things = (kind) => Object.entries(zx.index.things).filter(([, thing]) => thing.kind === kind);
  const noted = (kind) => () => sorted(things(kind).map(([, thing]) => [zx.list(thing.notation)[0], thing[zx.language]]));
  const regions = () => sorted(things("region").map(([, thing]) => [thing.code, thing[zx.language]])).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  // What a parameter can be, by its name: values as the query takes them, with what they are called.
  const CHOICES = {
    region: regions,
    other: regions,
    peers: regions,
    metric: () => sorted(zx.index.metrics.map(([key]) => [key, zx.name(`metric/${key}`)])),
    initiative: noted("initiative"),
    theme: noted("theme"),
    group: noted("group"),
    report: () => zx.index.reports.map((report) => [report.name, zx.list(report.label)[0] ?? report.name]),
  };
  const choices = (parameter) => (parameter.values.length ? parameter.values.map((value) => [value, zx.say(value)]) : (CHOICES[parameter.name]?.() ?? []));

  // What a parameter is where the address does not say: its default, or an example that this graph has.
  const unsaid = (parameter) => {
    if (parameter.default !== null) return parameter.default;
    const known = choices(parameter).map(([value]) => value);
    return !known.length || known.includes(parameter.example) ? parameter.example : known[0];
  };
  const asked = (question, given) =>
    Object.fromEntries(question.parameters.map((each) => [each.name, each.name === "lang" ? zx.language : (given.get(each.name) ?? unsaid(each))]));

  const field = (parameter, value) => {
    const known = choices(parameter);
    const id = `field-${parameter.name}`;
    const words = parameter.description[zx.language];
    const open = parameter.default === "*" ? [["*", zx.say("all")]] : [];
    const missing = known.length && value !== "*" && !known.some(([each]) => each === value) ? [[value, value]] : [];
    const text = ([each, name]) => (name === each || each === "*" || parameter.values.length ? name : `${name} · ${each}`);
    const control =
      known.length && known.length <= MANY
        ? zx.el("select", { id, "data-parameter": parameter.name }, [...open, ...missing, ...known].map((one) => zx.el("option", { value: one[0], selected: one[0] === value }, text(one))))
        : zx.el("input", { id, "data-parameter": parameter.name, value, list: known.length ? `${id}-list` : null, inputmode: parameter.type === "integer" ? "numeric" : null, autocomplete: "off", spellcheck: "false" });
    const list = known.length > MANY ? zx.el("datalist", { id: `${id}-list` }, known.map(([each, name]) => zx.el("option", { value: each }, name))) : null;
    return zx.el("div", { class: "field" }, zx.el("label", { for: id }, parameter.name, zx.el("small", {}, ` ${words}`)), control, list);
  };

  const menu = (known, chosen) => {
    const link = (name, words) => zx.el("li", {}, zx.el("a", { href: zx.link("ask", [name]), "aria-current": name === chosen ? "page" : null }, words));
    const list = zx.el("div", {});
    const draw = (wanted) => {
      const fits = (one) => [one.name, one.title.zh, one.title.en, one.description.zh, one.description.en].join(" ").toLowerCase().includes(wanted);
      const groups = Object.entries(known.groups).map(([group, title]) => {
        const own = known.questions.filter((one) => one.group === group && fits(one));
        return own.length ? [zx.el("h3", {}, title[side(zx.language)]), zx.el("ul", { class: "library" }, own.map((one) => link(one.name, one.title[zx.language])))] : null;
      });
      list.replaceChildren(...groups.flat().filter(Boolean));
    };
    draw("");
    const search = zx.el("input", { type: "search", "aria-label": zx.say("find question"), placeholder: zx.say("find question"), oninput: () => draw(search.value.trim().toLowerCase()) });
    return [zx.el("ul", { class: "library" }, link("sparql", zx.say("own sparql"))), search, list];
  };

  const stop = () => control?.abort(new DOMException("", "AbortError"));

  const present = () => {
    const { answer, names, result, question } = parts;
    if (!answer) return;
    const way = WAYS.includes(zx.place().given.get("as")) ? zx.place().given.get("as") : "table";
    const told = Object.fromEntries((question?.columns ?? []).map((column) => [column.name, column.description[zx.language]]));
    const ways = zx.el(
      "p",
      { class: "tools-row", role: "group", "aria-label": zx.say("show as") },
      WAYS.map((one) => zx.el("button", { type: "button", "data-as": one, "aria-pressed": String(one === way), onclick: () => zx.go({ as: one === "table" ? "" : one }, { replace: true }) }, zx.say(`as ${one}`))),
      zx.el("span", { class: "save" }, zx.el("button", { type: "button", "data-save": "csv", onclick: () => zx.download(`zhenxing-${question?.name ?? "query"}.csv`, "text/csv", zx.results.csv(answer)) }, "CSV")),
    );
    result.replaceChildren(ways, zx.results[way](answer, names, told));
  };

  // Ask, and show the answer unless the reader has gone on to something else.
  const run = async (query) => {
    const own = parts;
    stop();
    control = new AbortController();
    const { signal } = control;
    own.fault(null);
    own.answer = null;
    own.result.replaceChildren();
    own.status.textContent = zx.say(zx.engine.waits() ? "loading engine" : "asking");
    own.cancel.hidden = false;
    const began = performance.now();
    try {
      own.answer = await zx.engine.ask(query, signal);
      if (parts !== own || signal !== control.signal) return;
      own.status.textContent = zx.say("took", { count: own.answer.rows.length, seconds: ((performance.now() - began) / 1000).toFixed(2) });
      present();
    } catch (error) {
      if (parts !== own || signal !== control.signal) return;
      own.status.textContent = error.name === "AbortError" ? zx.say("stopped") : "";
      if (error.name !== "AbortError") own.fault(error.message);
    }
    own.cancel.hidden = true;
  };

  const frame = () => {
    const status = zx.el("span", { class: "status", role: "status" });
    const cancel = zx.el("button", { type: "button", "data-act": "cancel", hidden: true, onclick: stop }, zx.say("cancel"));
    const told = zx.el("p", { class: "wrong", role: "alert", hidden: true });
    const fault = (message) => {
      told.textContent = message ?? "";
      told.hidden = !message;
    };
    return { status, cancel, told, fault, result: zx.el("div", { class: "result" }) };
  };

  const form = (question, place) => {
    const made = frame();
    const given = asked(question, place.given);
    const element = zx.el(
      "form",
      {
        class: "form",
        onsubmit: (event) => {
          event.preventDefault();
          const values = Object.fromEntries([...element.querySelectorAll("[data-parameter]")].map((each) => [each.dataset.parameter, each.value]));
          const before = location.hash;
          zx.go(values);
          if (before === location.hash) execute(question, zx.place());
        },
      },
      question.parameters.filter((each) => each.name !== "lang").map((each) => field(each, given[each.name])),
      zx.el("p", { class: "acts" }, zx.el("button", { type: "submit", class: "main", "data-act": "ask" }, zx.say("ask")), made.cancel, made.status),
      zx.el("a", { class: "sparql", "data-act": "sparql", href: "#" }, zx.say("see sparql")),
    );
    return { ...made, element };
  };

  const execute = (question, place) => {
    try {
      const query = zx.bind(question, asked(question, place.given));
      parts.element.querySelector(".sparql").href = zx.link("ask", ["sparql"], { q: query });
      if (zx.engine.known()) return run(query);
    } catch (error) {
      parts.fault(error.message);
    }
  };

  const command = (question, place) => {
    const quoted = (value) => `'${value.replaceAll("'", "'\\''")}'`;
    const pairs = Object.entries(asked(question, place.given)).filter(([name]) => name !== "lang").map(([name, value]) => `-p ${quoted(`${name}=${value}`)}`);
    return ["zhenxing query kg", question.name, ...pairs].join(" ");
  };

  const unknown = (words) => (zx.engine.known() ? null : zx.el("div", { class: "note" }, zx.el("p", {}, zx.say("too large")), zx.el("pre", {}, zx.el("code", {}, words))));

  const editing = (place) => {
    const made = frame();
    const ask = () => {
      const query = editor.text();
      if (query.length < 6000 && query !== (zx.place().given.get("q") ?? START)) {
        parts.asked = query;
        zx.go({ q: query }, { replace: true });
      }
      return zx.engine.known() ? run(query) : null;
    };
    const editor = zx.editor(place.given.get("q") ?? START, ask);
    const acts = zx.el("p", { class: "acts" }, zx.el("button", { type: "button", class: "main", "data-act": "ask", onclick: ask }, zx.say("ask")), made.cancel, made.status);
    return { ...made, fault: editor.fault, told: null, element: zx.el("div", { class: "form" }, editor.element, acts), ask };
  };

  const build = (main, known, question, place) => {
    const made = question ? form(question, place) : editing(place);
    const title = question ? question.title[zx.language] : zx.say("own sparql");
    const words = question ? question.description[zx.language] : zx.say(zx.index.endpoint ? "served hint" : "own hint");
    const before = main.querySelector(".side")?.scrollTop ?? 0;
    const aside = zx.el("details", { class: "side", open: matchMedia("(min-width: 761px)").matches }, zx.el("summary", {}, zx.say("questions")), menu(known, question?.name ?? "sparql"));
    main.replaceChildren(
      aside,
      zx.el("div", { class: "sheet" }, zx.el("h1", { class: "title" }, title), zx.el("p", { class: "about-report" }, words), made.element, made.told, unknown(question ? command(question, place) : "zhenxing query kg --sparql query.rq"), made.result),
    );
    aside.scrollTop = before;
    parts = { ...made, names: known, question, language: zx.language, name: question?.name ?? "sparql" };
  };

  const show = async (main, place) => {
    if (!main.firstChild) main.replaceChildren(zx.el("p", { class: "note" }, zx.say("loading")));
    const known = await zx.part("questions");
    const here = zx.place();
    if (here.view !== "ask" || here.rest.join() !== place.rest.join()) return;
    const question = here.rest[0] === "sparql" ? null : (known.questions.find((one) => one.name === here.rest[0]) ?? known.questions.find((one) => one.name === "metric-by-region"));
    const given = JSON.stringify([question ? asked(question, here.given) : null, question ? "" : (here.given.get("q") ?? "")]);
    const same = parts && parts.name === (question?.name ?? "sparql") && parts.language === zx.language && main.querySelector(".sheet");
    if (same && (parts.given === given || (!question && parts.asked === here.given.get("q")))) return present();
    build(main, known, question, here);
    parts.given = given;
    await (question ? execute(question, here) : here.given.get("q") ? parts.ask() : null);
  };

  const away = () => {
    stop();
    parts = null;
  };
  zx.views.ask = { order: 4, title: { zh: "查询", en: "Ask" }, show, away };
}
