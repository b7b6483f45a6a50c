"""Initiatives: their names, the campaigns that carry them out, and what belongs to them."""
