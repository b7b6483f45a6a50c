"""A graph folder made: each report read once, in all processes, and put in place whole."""
