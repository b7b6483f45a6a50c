"""From a report's text to facts and triples; knows nothing of the application."""

__version__ = "0.1.0"
