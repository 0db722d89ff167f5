from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli_errors import exits_cleanly
from kg.errors import DataError, InputError, KgError, StoreError, UsageError

PROJECT = Path(__file__).parents[1]


def ending(error: BaseException | None) -> typer.Typer:
    app = typer.Typer()

    @app.command()
    @exits_cleanly
    def go(name: str = "x") -> None:
        print(name)
        if error:
            raise error

    return app


@pytest.mark.parametrize(
    ("error", "code"),
    [(KgError("a"), 1), (InputError("a"), 1), (UsageError("a"), 2), (DataError("a"), 2), (StoreError("a"), 3)],
)
def test_errors_are_one_line_and_an_exit_code(error: KgError, code: int) -> None:
    result = CliRunner().invoke(ending(error), [])
    assert (result.exit_code, result.stderr) == (code, "kg: a\n")


def test_a_hostile_message_stays_one_harmless_line() -> None:
    result = CliRunner().invoke(ending(UsageError("a\nb\x1b[2J")), [])
    assert result.stderr == "kg: a b\\u001b[2J\n"


def test_interrupt() -> None:
    result = CliRunner().invoke(ending(KeyboardInterrupt()), [])
    assert (result.exit_code, result.stderr) == (128 + signal.SIGINT, "kg: interrupted\n")


def test_without_an_error_nothing_changes() -> None:
    result = CliRunner().invoke(ending(None), ["--name", "y"])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "y\n", "")


def test_other_errors_are_not_hidden() -> None:
    assert isinstance(CliRunner().invoke(ending(ZeroDivisionError()), []).exception, ZeroDivisionError)


def test_a_closed_pipe_is_quiet() -> None:
    script = (
        "from kg.cli_errors import exits_cleanly\nimport typer\n@exits_cleanly\ndef go(): print('x' * 10_000_000)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", f"{script}typer.run(go)"],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout
    assert writer.stderr
    writer.stdout.read(10)
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait() == 128 + signal.SIGPIPE
