"""A report's answer as the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.store import Store
from kg.reports.catalog import Report
from kg.reports.page.evidence import of_rows
from kg.reports.render import Page
from kg.reports.run import Answer


def page_of(report: Report, answer: Answer, store: Store | None, reports: Mapping[str, Report]) -> Page:
    """Everything that a page of `report` shows. With a store, the sentences of the events in its rows are read, which
    only HTML needs; `reports` are all there are, for the titles of related ones. StoreError."""
    return Page(
        title=report.title,
        question=report.question,
        parameters=answer.parameters,
        query=report.query,
        result=answer.result,
        cut=answer.cut,
        columns=report.columns,
        chart=report.chart,
        chart_columns=report.chart_columns,
        related=tuple(reports[name] for name in report.related if name in reports),
        evidence=of_rows(store, answer.result) if store else {},
    )
