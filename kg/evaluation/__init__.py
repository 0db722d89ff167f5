"""Scores on our own marked text that no training has seen."""
