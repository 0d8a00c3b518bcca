"""What a load tells: which files were recognised, what was stored, and what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class FileReport:
    """One file: what it was, and what a reader must know of it."""

    name: str
    shape: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeriesReport:
    """The rows of one indicator, by level."""

    indicator: str
    rows: Mapping[str, int]
    first_year: int
    last_year: int

    def line(self) -> str:
        """One line of Dutch text."""
        rows = ", ".join(f"{level} {whole_number(count)}" for level, count in self.rows.items())
        is_one_year = self.first_year == self.last_year
        years = str(self.first_year) if is_one_year else f"{self.first_year}-{self.last_year}"
        return f"{self.indicator}: {years}, rijen per niveau: {rows}"


@dataclass(frozen=True)
class LoadReport:
    """Everything there is to tell about one load.

    Attributes:
        gemeente: Code of the gemeente.
        gemeente_name: Its name.
        files: One per file, in the order of reading.
        series: One per indicator.
        notes: What holds for the load as a whole.
    """

    gemeente: str
    gemeente_name: str
    files: Sequence[FileReport]
    series: Sequence[SeriesReport]
    notes: Sequence[str]

    def lines(self) -> list[str]:
        """The report as lines of Dutch text."""
        lines = [f"Gemeente {self.gemeente_name} ({self.gemeente})", "", "Gelezen:"]
        for file in self.files:
            lines.append(f"  {file.name}: {file.shape}")
            lines += [f"    - {note}" for note in file.notes]
        if self.series:
            lines += ["", "Cijfers:"]
        lines += [f"  {series.line()}" for series in self.series]
        if self.notes:
            lines += ["", "Let op:", *(f"  - {note}" for note in self.notes)]
        return lines


def series_of(observations: pl.DataFrame, name_of: Callable[[str], str]) -> list[SeriesReport]:
    """Count the rows per series and level.

    Args:
        observations: Rows of the observations table.
        name_of: Gives the Dutch name of a series.
    """
    levels = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
    prefix = pl.col("area_code").str.slice(0, 2)
    counted = (
        observations.group_by("indicator_id")
        .agg(
            *(prefix.eq(letters).sum().alias(level) for letters, level in levels.items()),
            first_year=pl.col("period_start").min().dt.year(),
            last_year=pl.col("period_start").max().dt.year(),
        )
        .sort("indicator_id")
    )
    return [
        SeriesReport(
            indicator=name_of(row["indicator_id"]),
            rows={level: row[level] for level in levels.values() if row[level]},
            first_year=row["first_year"],
            last_year=row["last_year"],
        )
        for row in counted.iter_rows(named=True)
    ]


def whole_number(value: int) -> str:
    """A whole number with a point between thousands."""
    return f"{value:,}".replace(",", ".")
