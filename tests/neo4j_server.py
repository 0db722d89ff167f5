#!/usr/bin/env python3
"""A real Neo4j Community server with its Browser, without Docker: Python 3.11+, Java 17 or 21 and, once, Maven.

    neo4j_server.py install DIR
    neo4j_server.py start DIR --bolt 7687 --http 7474 (--auth-off | --password SECRET)
    neo4j_server.py status DIR
    neo4j_server.py admin DIR database import full ...      any neo4j-admin command
    neo4j_server.py stop DIR

DIR is the home of one server: its configuration, data and logs. The jars are shared by all homes and kept in
$NEO4J_JARS (default ~/.cache/neo4j-jars); only the first install of a version goes out for them.
"""

import argparse
import fcntl
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
HOST = "127.0.0.1"
JAVA_OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
BOLT_HELLO = bytes.fromhex("6060b017 00000005 00000004 00000000 00000000")  # magic, then versions we could speak


class ServerError(Exception):
    """What went wrong, in words for a person."""


def install(home: Path) -> Path:
    """Make `home` ready to start; return the folder with the jars."""
    version = "-".join(re.findall(r"<neo4j[\w.]*version>([^<]+)<", POM.read_text()))
    cache = Path(os.environ.get("NEO4J_JARS") or Path.home() / ".cache" / "neo4j-jars").absolute()
    if not (cache / version).is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:  # renamed when whole: never half a cache
            run(
                [
                    "mvn",
                    "-B",
                    "-q",
                    "-f",
                    str(POM),
                    "dependency:copy-dependencies",
                    f"-DoutputDirectory={scratch}/jars",
                ],
                quiet=True,
            )
            Path(scratch, "jars").rename(cache / version)
    for folder in ("conf", "data", "import", "logs"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    return cache / version


def start(
    home: Path,
    bolt: int,
    http: int,
    password: str | None = None,
    heap: str = "1g",
    settings: dict[str, str] | None = None,
    timeout: float = 120,
) -> dict:
    """Start a server in the background; return its state once it answers. Without a password, none is asked for."""
    jars = install(home)
    with lock(home) as held:
        for port in (bolt, http):
            socket.create_server((HOST, port)).close()  # an OSError that names the port if it is taken
        configure(home, bolt, http, auth=password is not None, more=settings or {})
        if password is not None and not (home / "data" / "dbms" / "auth.ini").exists():
            admin(home, ["dbms", "set-initial-password", password], quiet=True)  # counts until the first start
        log = home / "logs" / "console.log"
        with log.open("w") as console:
            server = subprocess.Popen(
                [
                    *java(jars, heap),
                    "org.neo4j.server.CommunityEntryPoint",
                    f"--home-dir={home}",
                    f"--config-dir={home / 'conf'}",
                    "--console-mode",
                ],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[held.fileno()],
            )  # the server inherits the lock and so holds it for as long as it lives
        state = {"pid": server.pid, "bolt": f"bolt://{HOST}:{bolt}", "browser": f"http://{HOST}:{http}/browser/"}
        held.write(json.dumps(state))
        held.flush()
        deadline = time.monotonic() + timeout
        while not answers(bolt, http):
            if server.poll() is not None or time.monotonic() > deadline:
                why = f"gave no answer in {timeout:g} s" if server.poll() is None else f"ended with {server.returncode}"
                server.kill()
                raise ServerError(f"the server {why}; {log} ends:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)
    return state


def stop(home: Path, timeout: float = 60) -> bool:
    """Stop the server and wait until it is gone; False if none was running."""
    state = running(home)
    if state is None:
        return False
    os.kill(state["pid"], signal.SIGTERM)
    deadline = time.monotonic() + timeout
    while running(home):
        if time.monotonic() > deadline:
            os.kill(state["pid"], signal.SIGKILL)
            raise ServerError(f"the server did not stop within {timeout:g} s and was killed")
        time.sleep(0.1)
    return True


def admin(home: Path, arguments: list[str], quiet: bool = False) -> None:
    """Run a neo4j-admin command on `home`; most of them want the server stopped."""
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    run([*java(install(home)), "org.neo4j.cli.AdminTool", *arguments], quiet, environment)


def running(home: Path) -> dict | None:
    """Process id and addresses of the server that runs in `home`, or None."""
    try:
        if (home / "server.json").exists():
            lock(home).close()
        return None
    except ServerError:
        return json.loads((home / "server.json").read_text() or "null")


def lock(home: Path):
    """The state file of `home`, emptied and locked; a started server keeps the lock."""
    file = (home / "server.json").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise ServerError(f"a server is running in {home}") from None
    file.truncate(0)
    return file


def configure(home: Path, bolt: int, http: int, auth: bool, more: dict[str, str]) -> None:
    conf = {
        "server.bolt.listen_address": f"{HOST}:{bolt}",
        "server.bolt.advertised_address": f"{HOST}:{bolt}",  # what Browser connects to; :7687 if not said
        "server.http.listen_address": f"{HOST}:{http}",
        "server.http.advertised_address": f"{HOST}:{http}",
        "server.directories.data": "data",
        "server.directories.import": "import",  # unset, LOAD CSV may read any file of this user
        "server.memory.pagecache.size": "512m",
        "db.tx_log.preallocate": "false",  # half a gigabyte less on disk
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # five seconds less to stop
        "dbms.security.auth_enabled": str(auth).lower(),
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "browser.remote_content_hostname_whitelist": f"localhost,{HOST}",  # Community has no "allowlist"
    } | more
    (home / "conf" / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in conf.items()))


def answers(bolt: int, http: int) -> bool:
    try:
        with socket.create_connection((HOST, bolt), timeout=5) as peer:
            peer.sendall(BOLT_HELLO)
            if not any(peer.recv(4)):
                return False
        with urllib.request.urlopen(f"http://{HOST}:{http}/", timeout=5) as answer:
            return "neo4j_version" in json.load(answer)
    except (OSError, ValueError):
        return False


def java(jars: Path, heap: str = "1g") -> list[str]:
    return ["java", f"-Xmx{heap}", *JAVA_OPENS, "-cp", f"{jars}/*"]


def run(command: list[str], quiet: bool = False, environment: dict | None = None) -> None:
    done = subprocess.run(command, env=environment, text=True, capture_output=quiet)
    if done.returncode:
        raise ServerError(f"{command[0]} ended with {done.returncode}: {done.stdout or ''}{done.stderr or ''}".strip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True, metavar="install | start | status | admin | stop")

    def verb(name, action):
        it = verbs.add_parser(name)
        it.add_argument("home", metavar="DIR", type=lambda text: Path(text).absolute())
        it.set_defaults(action=action)
        return it

    verb("install", lambda ask: install(ask.home))
    verb("status", lambda ask: running(ask.home) or sys.exit("not running"))
    verb("stop", lambda ask: "stopped" if stop(ask.home) else "not running")
    verb("admin", lambda ask: admin(ask.home, ask.words)).add_argument("words", nargs=argparse.REMAINDER)
    it = verb(
        "start",
        lambda ask: start(
            ask.home, ask.bolt, ask.http, ask.password, ask.heap, dict(line.split("=", 1) for line in ask.set)
        ),
    )
    it.add_argument("--bolt", type=int, required=True, metavar="PORT")
    it.add_argument("--http", type=int, required=True, metavar="PORT")
    login = it.add_mutually_exclusive_group(required=True)
    login.add_argument("--auth-off", action="store_true")
    login.add_argument("--password", help="of the user neo4j, 8 characters or more; only the first start sets it")
    it.add_argument("--heap", default="1g")
    it.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="one more line for neo4j.conf")
    ask = parser.parse_args()
    try:
        answer = ask.action(ask)
    except (ServerError, OSError) as error:
        sys.exit(f"neo4j_server: {error}")
    if answer is not None:
        print(json.dumps(answer) if isinstance(answer, dict) else answer)


if __name__ == "__main__":
    main()
