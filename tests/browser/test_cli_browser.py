from __future__ import annotations

import json
import signal
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from shared import kg, own_process


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KG_STORE", "KG_NEO4J_USER", "KG_NEO4J_PASSWORD", "KG_NEO4J_HTTP_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ["style", "guide", "queries"])
def test_files_are_written_and_named(name: str, tmp_path: Path) -> None:
    shown = kg("browser", name, "-o", tmp_path / "new" / "folder")
    path = Path(shown.stdout.strip())
    assert shown.exit_code == 0
    assert path.parent == tmp_path / "new" / "folder"
    told = json.loads(kg("browser", name, "-o", path.parent, "--json").stdout)
    assert told == {"path": str(path), "bytes": path.stat().st_size}
    assert name != "queries" or zipfile.ZipFile(path).testzip() is None


def refused(*words: object, code: int = 2) -> str:
    shown = kg(*words)
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (code, "", 1)
    return shown.stderr


def test_wrong_usage_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot write" in refused("browser", "style", "-o", tmp_path / "file" / "x")
    assert "not the file kg.db" in refused("browser", "open")
    assert "--at takes" in refused("browser", "open", "--store", "bolt://h", "--at", "h:1")
    assert "no Neo4j Browser answers" in refused(
        "browser", "open", "--store", "bolt://h", "--at", "http://127.0.0.1:9", code=3
    )
    assert "not the file kg.db" in refused("report", "run", "meetings", "--browser")
    for more in (["-o", "x"], ["--format", "csv"], ["--limit", "3"]):
        assert "--browser gives a link" in refused("report", "run", "meetings", "--browser", *more)


def test_only_the_link() -> None:
    link = kg("browser", "open", "--link", "--store", "bolt://db.example").stdout
    assert link.startswith("http://db.example:7474/browser/?")
    assert json.loads(kg("browser", "open", "--link", "--store", "bolt://h", "--json").stdout)["link"].endswith("neo4j")


def test_open_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    (tmp_path / "browser").mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path))

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    page = ThreadingHTTPServer(
        ("127.0.0.1", 0), Quiet
    )  # in place of Browser: that something answers is all that is asked
    Thread(target=page.serve_forever, daemon=True).start()
    at = f"http://127.0.0.1:{page.server_port}"
    running = own_process("browser", "open", "--store", "bolt://127.0.0.1", "--at", at, "--json")
    try:
        assert running.stdout
        told = json.loads(running.stdout.readline())
        assert told["link"].startswith(f"{at}/browser/?")
        with urlopen(told["guide"]) as answer:
            assert f":style {told['style']}" in answer.read().decode()
        with urlopen(told["style"]) as answer:
            assert b"node.Actor" in answer.read()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 0
        assert "until Ctrl-C" in said
    finally:
        running.kill()
        page.shutdown()
        page.server_close()
