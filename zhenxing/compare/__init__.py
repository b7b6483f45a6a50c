"""Regions in the order of one metric, and what forbids a fair comparison."""
