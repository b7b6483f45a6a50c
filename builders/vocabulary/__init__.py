"""The vocabularies of ontology/ as typed tables."""
