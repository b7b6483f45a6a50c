"""The explorer: a graph folder as one page that opens from disk, for people who would rather look than read."""
