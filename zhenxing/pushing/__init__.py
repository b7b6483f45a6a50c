"""A graph folder put on a SPARQL server: what a server is, how it is spoken to, what it keeps account of."""
