"""One page of a report that needs nothing else: opened from a file or sent by mail, it fetches nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.reports.page import inline
from kg.reports.page.chart import chart, draw
from kg.reports.page.links import Links
from kg.reports.page.table import columns_of, table

if TYPE_CHECKING:
    from kg.reports.render import Page


def document(page: Page, links: Links | None = None, home: str | None = None) -> str:
    """The whole page as text that ends with a line break. `links` are to pages beside it; `home` is the address of the
    one that leads to all of them."""
    from kg.reports.html import template

    links = links or Links()
    columns = page.columns or columns_of(page.result)
    drawing = draw(page.chart, columns, page.result.rows, page.chart_columns) if page.chart else None
    scripts = [inline.script(name) for name in (*inline.LIBRARIES, "chart.js")] if drawing else []
    scripts.append(inline.script("table.js"))
    return (
        template(Path(__file__).with_name("document.html.j2")).render(
            page=page,
            table=table(columns, page.result.rows, label=page.title, evidence=page.evidence, links=links, cut=page.cut),
            chart=chart(drawing, table="rows") if drawing else None,
            slots=page.evidence,
            related=[(each, links.report(each.name)) for each in page.related],
            home=home,
            scripts=scripts,
            policy=inline.policy(scripts),
        )
        + "\n"
    )
