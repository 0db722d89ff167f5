from __future__ import annotations

import io
import re
import zipfile

from kg.browser import queries
from kg.reports import catalog

REPORTS = catalog.load()
FILES = {name: zipped.read(name).decode() for zipped in [zipfile.ZipFile(io.BytesIO(queries.archive(REPORTS.values())))]
         for name in zipped.namelist() if not name.endswith("/")}  # fmt: skip


def test_every_report_in_the_folder_of_its_topic() -> None:
    assert {name for name in FILES if not name.endswith("-parameters.cypher")} == {
        f"{report.topic}/{report.name}.cypher" for report in REPORTS.values()
    }


def test_a_topic_is_an_entry_of_its_own() -> None:
    """The next Browser makes folders of such entries alone, and puts what is in others beside them."""
    names = zipfile.ZipFile(io.BytesIO(queries.archive(REPORTS.values()))).namelist()
    assert [name for name in names if name.endswith("/")] == sorted({f"{each.topic}/" for each in REPORTS.values()})


def test_a_title_then_the_query() -> None:
    titles = [text.splitlines()[0] for text in FILES.values()]
    assert len(set(titles)) == len(titles)
    for report in REPORTS.values():
        text = FILES[f"{report.topic}/{report.name}.cypher"]
        assert text.startswith(f"// {report.title}\n// ")
        assert text.endswith(f"\n{report.query}\n")
        assert not re.search("^:", text, re.MULTILINE)


def test_a_line_a_parameter_in_a_text_of_its_own() -> None:
    for report in REPORTS.values():
        text = FILES.get(f"{report.topic}/{report.name}-parameters.cypher", "")
        assert re.findall(r"^:param (\w+) => .+;$", text, re.MULTILINE) == [
            each.name for each in report.parameters if f"${each.name}" in report.query
        ]
        assert all(line.startswith(("// ", ":param ")) for line in text.splitlines())


def test_the_same_reports_give_the_same_bytes() -> None:
    assert queries.archive(REPORTS.values()) == queries.archive(REPORTS.values())
