"""Graphs against the shapes (SHACL), report by report."""
