"""Command lines in a Markdown text, with what they print: fenced blocks of the language `console`.

    ```console
    $ kg report list | head -n 3
    what it printed
    ```

A line that begins with `> ` goes on with the command above it. What a command says to people on standard error comes
after what it gives on standard output; that is a terminal of `COLUMNS` cells, so tables look as they do to a person.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

COLUMNS = 110
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_KEPT = re.compile(r"(?:export|cd) ")


class Step(NamedTuple):
    """A command, its further lines after line breaks, and what it printed."""

    command: str
    printed: str


class Failed(Exception):
    """A command that ended with another exit code than 0; says what it printed."""


def steps(text: str) -> list[Step]:
    """Every command of the text's console blocks."""
    found = [match for block in _BLOCK.findall(text) for match in _COMMAND.finditer(block)]
    return [Step(match[1].replace("\n> ", "\n"), match[2]) for match in found]


def run(commands: list[str], folder: Path) -> list[Step]:
    """Runs the commands one after the other in `folder`; `export` and `cd` hold for those that follow. Failed."""
    kept: list[str] = []
    done = []
    for command in commands:
        done.append(Step(command, _run("\n".join(["set -o pipefail", *kept, command]), folder, command)))
        kept += [command] if _KEPT.match(command) else []
    return done


def renewed(text: str, done: list[Step]) -> str:
    """`text` with the printed words of `done`, its steps in their order."""
    left = iter(done)

    def block(match: re.Match[str]) -> str:
        return _COMMAND.sub(lambda _: _written(next(left)), match[0])

    return _BLOCK.sub(block, text)


def links(text: str) -> list[str]:
    """Where a Markdown text leads within the documents: the relative addresses of its links."""
    return [found for found in _LINK.findall(text) if "://" not in found]


def _written(step: Step) -> str:
    return "$ " + step.command.replace("\n", "\n> ") + "\n" + step.printed


def _run(script: str, folder: Path, command: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(COLUMNS),
        "XDG_CACHE_HOME": str(folder / ".cache"),
        "TERM": "xterm",
    }
    terminal, inner = pty.openpty()
    with (folder / ".said").open("w+b") as said:
        process = subprocess.Popen(
            ["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=inner, stderr=said
        )
        os.close(inner)
        given = _all_of(terminal)
        code = process.wait()
        said.seek(0)
        printed = _plain(given) + _plain(said.read())
    if code:
        raise Failed(f"exit code {code} from: {command}\n{printed}")
    return printed


def _all_of(terminal: int) -> bytes:
    found = b""
    with os.fdopen(terminal, "rb", buffering=0) as stream:
        while True:
            try:
                part = stream.read(65536)
            except OSError:  # Linux: every process has let go of the terminal
                return found
            if not part:
                return found
            found += part


def _plain(given: bytes) -> str:
    """Lines without colours and without spaces at their ends."""
    lines = _STYLE.sub("", given.decode().replace("\r\n", "\n")).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)
