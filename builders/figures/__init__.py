"""Figures: quantities with their label, role, time, metric and whole."""
