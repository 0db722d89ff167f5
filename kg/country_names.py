"""The short English names of countries, for whoever shows them; `kg.extract.countries` reads names in texts."""

from __future__ import annotations

import csv
from functools import cache

from kg.errors import DataError
from kg.settings import data


def country_name(code: str) -> str:
    """The short English name of an alpha-3 code; the code itself where the table does not have it."""
    return country_names().get(code, code)


@cache
def country_names() -> dict[str, str]:
    """The short English names by alpha-3 code."""
    path = data("gazetteer", "countries.csv")
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return {row["code"]: row["name"] for row in csv.DictReader(lines) if row["code"]}
    except (OSError, KeyError) as error:
        raise DataError(f"{path} cannot be read as the table of countries: {error}") from error
