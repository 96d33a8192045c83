"""What the overview counts: home cities, the latest figures, and the matrix of regions and themes."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.rows import MEASURES, TOTAL, prefer

__all__ = ["coverage_matrix", "covered_regions", "home_cities", "latest_figures"]

_HOMES: Final = 3


def home_cities(documents: pd.DataFrame, regions: pd.DataFrame) -> dict[str, str]:
    """The cities whose papers were read most, code to name; a county's paper counts for its city."""
    parents = dict(zip(regions["code"], regions["parent_code"], strict=True))
    levels = dict(zip(regions["code"], regions["level"], strict=True))
    names = dict(zip(regions["code"], regions["name"], strict=True))
    codes = [code for code in documents["home_region_code"] if code in names]
    cities = [parents[code] if levels[code] == "county" else code for code in codes]
    counts = pd.Series(cities, dtype="str").value_counts().head(_HOMES)
    return {str(code): names[str(code)] for code in sorted(counts.index)}


def latest_figures(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """The latest reports without a flag, one for each region and indicator; dated ones, totals and amounts go first."""
    believed = prefer(rows)
    believed = believed[[not flags for flags in believed["flags"]]]
    ranked = believed.assign(
        undated=believed["period"] == "",
        partial=believed["part"] != TOTAL,
        order=believed["measure"].map(MEASURES.index),
    ).sort_values(["published", "undated", "partial", "order"], ascending=[False, True, True, True], kind="stable")
    return ranked.drop_duplicates(["region_code", "indicator"]).head(most)


def coverage_matrix(coverage: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Number of figures by region code (down) and theme (across), 0 where nothing was reported."""
    themes = dict(zip(indicators["code"], indicators["theme"], strict=True))
    counted = coverage.assign(theme=coverage["indicator"].map(themes)).dropna(subset=["theme"])
    matrix = counted.pivot_table(index="region_code", columns="theme", values="n", aggfunc="sum", fill_value=0)
    return matrix.reindex(columns=list(dict.fromkeys(indicators["theme"])), fill_value=0)


def covered_regions(regions: pd.DataFrame, matrix: pd.DataFrame) -> pd.DataFrame:
    """Rows of the matrix in the order of their codes, so that counties stand under their city."""
    return regions[regions["code"].isin(matrix.index)].sort_values("code")
