"""The documents that hold results are those of the catalogue, the sample articles and the weights of this checkout."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
sys.path.append(str(DOCS))
import console  # noqa: E402
import make  # noqa: E402

STALE = "does not say what kg does now: run make docs"


def test_every_report_has_a_page_with_its_rows_of_now() -> None:
    made = make.reports()
    assert [str(path.relative_to(DOCS)) for path in make.lagging(made)] == [], STALE
    assert make.forsaken(made) == [], STALE
    for path, text in made.items():
        for link in console.links(text):
            assert (path.parent / link).resolve() in made, f"{path} leads to {link}, which is not there"


def test_the_tutorial_line_by_line() -> None:
    text = make.TUTORIAL.read_text(encoding="utf-8")
    written = console.steps(text)
    assert len(written) > 12
    with make.checkout() as folder:
        done = console.run([step.command for step in written], folder)
    for before, now in zip(written, done, strict=True):
        assert make.same(before.printed, now.printed), f"{STALE}\n$ {now.command}\n{now.printed}"


def test_ten_articles() -> None:
    assert "10 articles, 10 coded" in console.steps(make.TUTORIAL.read_text(encoding="utf-8"))[1].printed


def test_steps_are_written_back_as_they_were_read() -> None:
    text = "A\n\n```console\n$ one \\\n> two\nout\n\nmore\n$ three\n```\n\n```\n$ no step\n```\n"
    found = console.steps(text)
    assert found == [console.Step("one \\\ntwo", "out\n\nmore\n"), console.Step("three", "")]
    assert console.renewed(text, found) == text
    renewed = console.renewed(text, [console.Step("one \\\ntwo", "new\n"), found[1]])
    assert renewed == text.replace("out\n\nmore\n", "new\n")


def test_a_command_prints_to_a_terminal_and_what_it_exports_holds(tmp_path: Path) -> None:
    done = console.run(
        ["export NAME=x", 'echo "$NAME" >&2; test -t 1 && printf "\\033[1m$NAME\\033[0m  \\n"'], tmp_path
    )
    assert [step.printed for step in done] == ["", "x\nx\n"]
    with pytest.raises(console.Failed, match="exit code 3 from: echo no; exit 3\nno"):
        console.run(["echo no; exit 3"], tmp_path)


def test_what_counts_as_the_same() -> None:
    assert make.same("a   0.98 ──", "a 0.99 ───")
    assert not make.same("a 0.98", "a 0.78")
    assert not make.same("a 0.98", "b 0.98")
    assert not make.same("a 3", "a 4")
