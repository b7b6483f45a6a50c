// The page's engine, in a thread of its own: Oxigraph, and the graph loaded into it.
{
  const inflated = (letters) => {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  const union = { use_default_graph_as_union: true };
  let store = null;

  const load = async ({ wasm, graph }) => {
    const [module, graphs] = await Promise.all([inflated(wasm).arrayBuffer(), inflated(graph).json()]);
    oxigraph.initSync({ module });
    store = new oxigraph.Store();
    for (const [name, turtle] of graphs) store.load(turtle, { format: "text/turtle", to_graph_name: oxigraph.namedNode(name), no_transaction: true, lenient: true });
  };

  // Rows and truth as SPARQL's JSON; triples, which would come as JSON-LD, a list, as N-Triples.
  const ask = (query) => {
    const answer = store.query(query, { ...union, results_format: "json" });
    return answer.startsWith("[") ? store.query(query, { ...union, results_format: "application/n-triples" }) : answer;
  };

  onmessage = async ({ data }) => {
    try {
      if (data.wasm) await load(data);
      postMessage({ answer: data.query ? ask(data.query) : "" });
    } catch (error) {
      postMessage({ failed: error.message ?? String(error) });
    }
  };
}
