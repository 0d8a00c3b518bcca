"""Where the figures of an indicator come from: the line that must stand under them."""

from __future__ import annotations

import polars as pl

from data.warehouse import Snapshot


def attributions(snapshot: Snapshot, gemeente: str) -> tuple[tuple[str, str], ...]:
    """Pairs of indicator id and the line of attribution, sorted; an indicator can have several sources."""
    columns = ["indicator_id", "source_id"]
    used = pl.concat(
        [
            snapshot.table("observations", gemeente).select(columns),
            snapshot.table("survey_results", gemeente).select(columns),
        ]
    ).unique()
    lines = snapshot.table("provenance", gemeente).select("source_id", "attribution")
    pairs = used.join(lines, on="source_id").select("indicator_id", "attribution").unique().sort(pl.all()).collect()
    return tuple((indicator_id, line) for indicator_id, line in pairs.iter_rows())
