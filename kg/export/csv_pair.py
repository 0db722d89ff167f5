"""Two CSV files for spreadsheets and scripts: all nodes, all relationships, a column for each property.

Ids are unique in a label only, so relationships name the label of either end. RFC 4180 but for line breaks, which are
`\\n`; what is not known is empty; aliases are parted by `; `; a text that a spreadsheet would take for a formula has an
apostrophe before it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from kg.export.files import text_file
from kg.export.reading import GROUPS, Reader
from kg.graph import schema
from kg.reports.escape import spreadsheet

PASSES = (*schema.NODES, *(group.anchor for group in GROUPS))
"""The labels whose nodes are paged through, once for each time."""
NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"


def write(reader: Reader, folder: Path) -> None:
    """Write both files into a folder."""
    names = list(dict.fromkeys(name for properties in schema.NODES.values() for name in properties))
    with text_file(folder / NODES) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["label", *names])
        for label, properties in schema.NODES.items():
            for node in reader.nodes(label, properties):
                rows.writerow([label, *(_cell(node.get(name)) for name in names)])
    names = list(dict.fromkeys(name for kind in schema.RELATIONSHIPS for name in kind.properties))
    with text_file(folder / RELATIONSHIPS) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["type", "source_label", "source", "target_label", "target", *names])
        for group in GROUPS:
            kind = group.types[0]
            for edge in reader.edges(group):
                ends = [kind.source, spreadsheet(edge.source), kind.target, spreadsheet(edge.target)]
                rows.writerow([edge.type, *ends, *(_cell(edge.properties.get(name)) for name in names)])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(value)
    return spreadsheet(value) if isinstance(value, str) else str(value)
