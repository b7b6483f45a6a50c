"""The graph as a web server, read-only: SPARQL, its graphs, a page for every IRI; each query in its own process."""
