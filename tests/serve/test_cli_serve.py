"""`kg serve` as a process of its own."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

KG = str(Path(sys.executable).with_name("kg"))


def start(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen([KG, "serve", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(running: subprocess.Popen[str]) -> tuple[int, str]:
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    return running.returncode, told


def test_it_prints_its_address_serves_there_and_ends_quietly(graph_file: Path) -> None:
    running = start("--store", str(graph_file), "--json")
    assert running.stdout
    address = json.loads(running.stdout.readline())["address"]
    assert address.startswith("http://127.0.0.1:") and "?token=" in address
    bare = address.partition("?")[0]
    with pytest.raises(HTTPError, match="403"):
        urlopen(bare)
    person = build_opener(HTTPCookieProcessor(CookieJar()))
    assert b"Ali Shamkhani" in person.open(address).read()
    assert b"Ali Shamkhani" in person.open(f"{bare}report/contacts?actor=shamkh").read()
    with pytest.raises(HTTPError, match="400"):  # a head of 40 KB is longer than any
        person.open(f"{bare}find?words={'x' * 40_000}")
    taken = subprocess.run(
        [KG, "serve", "--store", str(graph_file), "--port", bare.rpartition(":")[2].strip("/")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert taken.returncode == 2 and "name another with --port" in taken.stderr and taken.stderr.count("\n") == 1
    code, told = end(running)
    assert (code, told) == (0, f"kg: serving {graph_file} to this machine until Ctrl-C\nkg: stopped\n")


def test_without_a_token_on_a_port_of_ones_own(graph_file: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = start("--store", str(graph_file), "--port", str(port), "--no-token")
    assert running.stdout
    assert running.stdout.readline() == f"http://127.0.0.1:{port}/\n"
    assert urlopen(f"http://localhost:{port}/").status == 200
    assert end(running)[0] == 0


def test_what_is_not_built_yet(tmp_path: Path) -> None:
    running = start("--store", str(tmp_path / "none.db"))
    _, told = running.communicate(timeout=60)
    assert running.returncode == 3 and "nothing is built here yet" in told and told.count("\n") == 1
