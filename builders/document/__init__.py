"""A report's text laid out: blocks, sentences, headings and tables, and what it says of itself."""
