"""The scripts and the style sheet of the pages, from files of the project; addresses change with what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg import settings
from kg.reports.page import inline

HTMX = "htmx.min.js"
SCRIPTS = (HTMX, *inline.LIBRARIES, "chart.js", "table.js")
"""In the order in which they need each other."""
STYLE = "kg.css"

_REPORTS = Path(inline.__file__).parents[1]
_SHEETS = (_REPORTS / "style.css", _REPORTS / "page" / "page.css", Path(__file__).with_name("serve.css"))


class File(NamedTuple):
    """What is sent."""

    content: bytes
    media_type: str
    address: str


@cache
def files() -> Mapping[str, File]:
    """All of them by name. DataError where the project's data are missing."""
    made = {STYLE: _file(STYLE, "\n".join(sheet.read_text("utf-8") for sheet in _SHEETS).encode(), "text/css")}
    for name in SCRIPTS:
        path = settings.data("web", HTMX) if name == HTMX else inline.path(name)
        made[name] = _file(name, path.read_bytes(), "text/javascript")
    return made


def _file(name: str, content: bytes, media_type: str) -> File:
    version = hashlib.sha256(content).hexdigest()[:12]
    return File(content, f"{media_type}; charset=utf-8", f"/files/{name}?v={version}")
