"""The scripts of pages: their text, and the digests by which a content security policy lets them run and no others."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from kg import settings

LIBRARIES = ("vega.min.js", "vega-lite.min.js", "vega-embed.min.js")
"""What draws charts, in the order in which they need each other: files of `data/web/`."""

_FOLDER = Path(__file__).parent
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S+\s*$")


class Script(Struct, frozen=True):
    """Text that may stand inside `<script>`, and its SHA-256 in base 64."""

    text: Markup
    digest: str


@cache
def script(name: str) -> Script:
    """A script of the pages: `table.js`, `chart.js` or one of `LIBRARIES`. ValueError for one that would end early."""
    text = _SOURCE_MAP.sub("", path(name).read_text(encoding="utf-8"))
    if re.search(r"</script|<!--", text, re.IGNORECASE):
        raise ValueError(f"{name} cannot stand inside a page")
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
    return Script(Markup(text), digest)


def path(name: str) -> Path:
    """Where the file of a script is, for whoever serves it as a file."""
    return settings.data("web", name) if name in LIBRARIES else _FOLDER / name


def policy(scripts: Sequence[Script]) -> str:
    """The content security policy of a page with those scripts: nothing else runs, nothing is fetched."""
    allowed = " ".join(f"'sha256-{each.digest}'" for each in scripts) or "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
