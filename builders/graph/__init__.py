"""Facts as triples: IRIs, terms, literals, and a report's Turtle."""
