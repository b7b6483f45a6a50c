"""Official Chinese prose: numerals, dates, clauses, verbs and the phrases around a figure."""
