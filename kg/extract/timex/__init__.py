"""Temporal expressions: the words, the rules that read them, and the calendar that gives them TIMEX3 values."""
