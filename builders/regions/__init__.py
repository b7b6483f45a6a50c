"""Regions: the gazetteer, the places a text names, and which region each clause speaks of."""
