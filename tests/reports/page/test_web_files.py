from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from kg.reports.page import inline

WEB = Path(__file__).parents[3] / "data" / "web"


def test_libraries_are_those_that_were_published() -> None:
    table = re.findall(r"^\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|$", (WEB / "README.md").read_text(), re.MULTILINE)
    assert {name for name, _ in table} == {path.name for path in WEB.iterdir()} - {"README.md", "LICENSES.txt"}
    for name, digest in table:
        assert hashlib.sha256((WEB / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", [*inline.LIBRARIES, "table.js", "chart.js"])
def test_a_script_may_stand_inside_a_page(name: str) -> None:
    script = inline.script(name)
    assert "sourceMappingURL" not in script.text
    assert f"'sha256-{script.digest}'" in inline.policy([script])
