"use strict";

// Who answers SPARQL: the server that the page came from, or else Oxigraph in the page, loaded at the first question.
zx.engine = {};
{
  let worker = null;

  const started = async (signal) => {
    const [engine, graph] = await Promise.all([zx.part("engine"), zx.part("graph")]);
    signal.throwIfAborted();
    const url = URL.createObjectURL(new Blob([engine.script], { type: "text/javascript" }));
    const made = new Worker(url);
    try {
      await told(made, { wasm: engine.wasm, graph: graph.gzip }, signal);
    } finally {
      URL.revokeObjectURL(url);
    }
    return made;
  };

  // What a worker answers; one that is told to stop in between is ended, for nothing else stops a query.
  const told = (made, message, signal) =>
    new Promise((resolve, reject) => {
      const end = (act, value) => {
        made.onmessage = null;
        made.onerror = null;
        signal.removeEventListener("abort", stop);
        act(value);
      };
      const stop = () => {
        made.terminate();
        worker = null;
        end(reject, signal.reason);
      };
      made.onmessage = ({ data }) => (data.failed === undefined ? end(resolve, data.answer) : end(reject, new Error(data.failed)));
      made.onerror = (event) => {
        worker = null;
        end(reject, new Error(event.message || zx.say("no worker")));
      };
      signal.addEventListener("abort", stop);
      made.postMessage(message);
    });

  const here = async (query, signal) => {
    worker ??= await started(signal);
    return told(worker, { query }, signal);
  };

  const there = async (query, signal) => {
    const response = await fetch(zx.index.endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
      body: query,
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text.trim() || String(response.status));
    return text;
  };

  zx.engine.known = () => Boolean(zx.index.endpoint || zx.index.asks);
  zx.engine.waits = () => !zx.index.endpoint && !worker;

  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const NODE = String.raw`<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?`;
  const LINE = new RegExp(String.raw`^(?:${NODE}) (?:${NODE}) (?:${NODE}) \.$`, "u");
  const PLAIN = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  const unescaped = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gu, (whole, four, eight, mark) => (mark ? (PLAIN[mark] ?? mark) : String.fromCodePoint(parseInt(four ?? eight, 16))));
  const node = ([iri, blank, literal, lang, datatype]) =>
    iri !== undefined
      ? { type: "uri", value: unescaped(iri) }
      : blank !== undefined
        ? { type: "bnode", value: blank }
        : { type: "literal", value: unescaped(literal), "xml:lang": lang, datatype };

  // An answer as { columns, rows } of terms; what is true or false is one row of one column.
  const read = (text) => {
    if (text.startsWith("{")) {
      const { head, results, boolean } = JSON.parse(text);
      if (results) return { columns: head.vars, rows: results.bindings.map((row) => head.vars.map((name) => row[name] ?? null)) };
      return { columns: ["answer"], rows: [[{ type: "literal", value: String(boolean), datatype: `${XSD}boolean` }]] };
    }
    const lines = text.split("\n").filter(Boolean).map((line) => line.match(LINE)).filter(Boolean);
    return { columns: ["subject", "predicate", "object"], rows: lines.map((found) => [1, 6, 11].map((from) => node(found.slice(from, from + 5)))) };
  };

  zx.engine.ask = async (query, signal) => read(await (zx.index.endpoint ? there : here)(query, signal));
}
