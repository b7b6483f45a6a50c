"""Measures: the concrete actions that a sentence tells of."""
