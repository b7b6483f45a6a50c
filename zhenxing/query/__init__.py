"""Bundled questions and SPARQL of one's own: asked, answered, listed."""
