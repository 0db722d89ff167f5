"""What can go wrong, in words for a person. The command line prints the message in one line and exits with the code."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that kg raises on purpose; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(KgError):
    """The caller asked for something that does not exist or does not fit: a report, a parameter, a format."""

    exit_code = 2


class TooLongError(UsageError):
    """A query that was ended because it took longer than it was given."""


class DataError(KgError):
    """A file of the project (ontology, lexicon, report, model) is missing or does not fit its schema."""

    exit_code = 2


class InputError(KgError):
    """A record or article that cannot be read. Readers set it aside and go on; see `kg.model.Problem`."""


class StoreError(KgError):
    """The store cannot be reached or used. The message never holds a password."""

    exit_code = 3
