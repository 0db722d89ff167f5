"""The wheel works alone: built here, installed into a fresh environment elsewhere, it makes a graph and a report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[1]
ARTICLE = """\
TUNIS, March 3 (Sample Wire) - French Foreign Minister Jean-Yves Le Drian met Tunisian President Kais Saied in Tunis
on Tuesday.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(PROJECT))
    (made,) = folder.glob("kg-*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and what the lock file names."""
    folder = tmp_path_factory.mktemp("environment") / "fresh"
    run(str(PROJECT / ".ci" / "environment"), str(folder), "requirements.lock", str(wheel), cwd=PROJECT)
    return folder


def run(*command: str, cwd: Path | None = None) -> str:
    """Standard output; the test fails with standard error if the command does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHON"))}
    done = subprocess.run(command, cwd=cwd, env=clean | {"KG_PYTHON": sys.executable}, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_holds_what_kg_needs_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("data/ontology", "data/lexicon", "data/gazetteer", "data/actors", "data/models/coder", "data/web",
                   "cypher/reports", "cypher/load", "cypher/schema", "cypher/browser"):  # fmt: skip
        files = {str(p.relative_to(PROJECT)) for p in (PROJECT / folder).rglob("*") if p.is_file()}
        assert files, folder
        assert {f"kg/{file}" for file in files} <= set(names)
    for other in ("data/gold", "tests", "bench"):
        assert not [name for name in names if name.startswith((other, f"kg/{other}"))]


def test_lock_file_meets_what_the_wheel_requires(wheel: Path) -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", (PROJECT / "requirements.lock").read_text(), re.MULTILINE))
    (name,) = [n for n in zipfile.ZipFile(wheel).namelist() if n.endswith(".dist-info/METADATA")]
    required = message_from_bytes(zipfile.ZipFile(wheel).read(name)).get_all("Requires-Dist")
    always = [r for r in map(Requirement, required or ()) if "extra" not in str(r.marker)]
    assert len(always) > 5
    assert not [f"{r} but {pinned.get(r.name)}" for r in always if not r.specifier.contains(pinned.get(r.name, "0"))]


def test_builds_a_graph_and_reports_on_it(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    kg = str(environment / "bin" / "kg")
    where = run(str(environment / "bin" / "python"), "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(environment)
    run(kg, "build", "article.txt", "--published", "2020-03-04", "--store", "kg.db", cwd=tmp_path)
    rows = json.loads(run(kg, "report", "run", "meetings", "--store", "kg.db", "--json", cwd=tmp_path))
    assert any(
        {row["actor"], row["partner"]} == {"Jean-Yves Le Drian", "Kais Saied"}
        and (row["date"], row["place"]) == ("2020-03-03", "Tunis")
        for row in rows
    )
