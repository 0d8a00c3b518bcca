"""What there is in the warehouse, told in lines of Dutch text."""

from __future__ import annotations

import polars as pl

from data.warehouse.snapshot import Snapshot

_PERIOD_COLUMN = {
    "areas": "vintage",
    "boundaries": "vintage",
    "observations": "period_start",
    "survey_results": "period_start",
}
_FORMAT = {"vintage": "d", "period_start": "%m-%Y"}


def overview_lines(snapshot: Snapshot) -> list[str]:
    """Per gemeente its tables with rows and periods, and its sources with the day they were retrieved.

    Raises:
        WarehouseDamaged: A file is gone.
    """
    lines = [f"Versie {snapshot.version[:12]}, opgeslagen op {snapshot.written_at[:10]}"]
    for gemeente in snapshot.gemeenten():
        lines += ["", f"{_name(snapshot, gemeente)} ({gemeente})"]
        lines += [_table_line(snapshot, name, gemeente) for name in sorted(snapshot.tables[gemeente])]
        lines += ["  Bronnen:", *_source_lines(snapshot, gemeente)]
    return lines


def _name(snapshot: Snapshot, gemeente: str) -> str:
    newest = snapshot.table("areas", gemeente).filter(pl.col("area_code") == gemeente).sort("vintage").last()
    names = newest.select("name").collect()["name"]
    return str(names[0]) if names.len() else "Gemeente zonder naam"


def _table_line(snapshot: Snapshot, name: str, gemeente: str) -> str:
    rows = f"{snapshot.tables[gemeente][name].rows:,}".replace(",", ".")
    column = _PERIOD_COLUMN.get(name)
    if column is None:
        return f"  {name}: {rows} rijen"
    table = snapshot.table(name, gemeente)
    first, last = table.select(first=pl.col(column).min(), last=pl.col(column).max()).collect().row(0)
    # A year is a number; the last day of a period is not stored, so a date is told to the month it begins in.
    return f"  {name}: {rows} rijen, van {first:{_FORMAT[column]}} tot en met {last:{_FORMAT[column]}}"


def _source_lines(snapshot: Snapshot, gemeente: str) -> list[str]:
    sources = snapshot.table("provenance", gemeente).sort("retrieved_at", "source_id").collect()
    return [
        f"    {row['publisher']}: {row['title']}, {row['table_id'] or 'eigen bestand'},"
        f" opgehaald op {row['retrieved_at']:%d-%m-%Y}"
        for row in sources.iter_rows(named=True)
    ]
