"""The verdicts of a graph, told as text, as JSON or as one page."""
