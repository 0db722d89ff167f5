"""How every command ends when something goes wrong: one line on standard error and the exit code of `kg.errors`."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from kg.errors import KgError
from kg.reports.escape import readable

P = ParamSpec("P")
R = TypeVar("R")
INTERRUPTED = 130
"""128 + SIGINT, as a shell counts."""
PIPE_CLOSED = 141
"""128 + SIGPIPE: the reader of standard output went away, as `head` does."""


def exits_cleanly(command: Callable[P, R]) -> Callable[P, R]:
    """`command`, without tracebacks for what kg raises on purpose, for Ctrl-C and for a closed pipe."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
            sys.stdout.flush()
        except KgError as error:
            say(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            say("interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it exits
            raise typer.Exit(PIPE_CLOSED) from None
        except OSError as error:  # standard output on a full disk, a folder that went away
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            say(": ".join(filter(None, (str(error.filename or ""), error.strerror or str(error)))))
            raise typer.Exit(KgError.exit_code) from None
        return result

    return wrapped


def say(message: str) -> None:
    """One line to the person, on standard error."""
    print(f"kg: {readable(message)}", file=sys.stderr)
