"""A graph folder against the golden facts of its reports."""
