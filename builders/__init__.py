"""From a report's text to facts and triples; knows nothing of the application."""
