"""HTML pages that need nothing else and may fetch nothing: what every template of the project is made with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.reports import escape
from kg.reports.words import words

if TYPE_CHECKING:
    from jinja2 import Template

_SHARED = Path(__file__).parent


@cache
def template(file: Path) -> Template:
    """The template in `file`. Whatever is put into it is escaped; the filter `words` writes values for people and makes
    control characters visible; `{% include "style.css" %}` is the look of all pages."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FileSystemLoader([file.parent, _SHARED]),
    )
    environment.filters["words"] = lambda value: escape.visible(words(value))
    return environment.get_template(file.name)
