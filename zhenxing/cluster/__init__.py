"""Building past one machine: sources read from any file system, shards of N-Quads and Parquet written to any other.

The pure part is `shards.make`: one task, one shard. An engine hands tasks to processes, wherever these are.
"""
