"""Whom the words of an article refer to: its cast, what it has just spoken of, and the rules for each form."""
