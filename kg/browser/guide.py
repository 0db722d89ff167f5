"""The guide that Neo4j Browser plays: slides in HTML whose queries go into its editor with a click.

It holds nothing of a graph: what it is about is chosen on the graph that it is played on, by its `:param` lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.browser import slides, style
from kg.browser.literals import filled
from kg.browser.parameters import expressions, named, param_lines
from kg.reports.catalog import Report

FILE = "guide.html"


def guide(reports: Mapping[str, Report], style_address: str = "") -> str:
    """The guide as HTML: what is here, how it looks, a choice, then the questions of `kg.browser.slides`.

    With the address of the style it offers to fetch it, else it says how to load the file. DataError.
    """
    from kg.reports.html import template

    return template(Path(__file__).with_name("guide.html.j2")).render(
        style_address=style_address,
        style_file=style.FILE,
        labels=list(style.labels()),
        legend=list(style.legend()),
        choose="\n".join(param_lines(slides.PARAMETERS)),
        by_name=f":param actor => {named('actor', 'NAME')}",
        parameters=slides.PARAMETERS,
        slides=[(slide, _rows(slide.report) if slide.report else "") for slide in slides.load(reports)],
    )


def _rows(report: Report) -> str:
    """The report's query with its defaults in it, but for what the guide has the reader choose."""
    chosen = {(each.name, each.type) for each in slides.PARAMETERS}
    texts = expressions(report.parameters)
    kept = {each.name for each in report.parameters if (each.name, each.type) in chosen}
    return filled(report.query, {name: text for name, text in texts.items() if name not in kept})
