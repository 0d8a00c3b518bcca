"""Other municipalities in the warehouse, to be compared with by a rule that anyone can open."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from data.schemas import Level
from data.warehouse import Snapshot
from metrics.peers import Peers, Variable, comparable

# Only what CBS publishes for every municipality; never where people come from.
VARIABLES = (
    Variable("inhabitants", "aantal inwoners", on_log_scale=True),
    Variable("density", "inwoners per hectare", on_log_scale=True),
    Variable("household_size", "mensen per huishouden"),
    Variable("businesses", "vestigingen per inwoner", on_log_scale=True),
    Variable("jobs", "banen per inwoner", on_log_scale=True),
    Variable("stedelijkheid", "stedelijkheid"),
)

AT_MOST = 5


def peers_of(snapshot: Snapshot, gemeente: str) -> tuple[Peers, dict[str, str]]:
    """The municipalities that look most like ours, none where ours misses a variable; and the names of all."""
    table = _municipalities(snapshot, snapshot.gemeenten())
    names = dict(table.select("gemeente", "name").iter_rows())
    own = table.filter(pl.col("gemeente") == gemeente)
    is_known = (pl.col(one.column).is_finite() & (pl.col(one.column) > 0) for one in VARIABLES)
    if len(own.filter(pl.all_horizontal(is_known))):
        return comparable(table, gemeente, VARIABLES, AT_MOST), names
    return Peers(gemeente, VARIABLES, (), (), {}, 0), names


def _municipalities(snapshot: Snapshot, codes: Sequence[str]) -> pl.DataFrame:
    """One row per municipality in its newest year: ``gemeente``, ``name`` and the columns of `VARIABLES`."""
    rows = pl.concat(snapshot.table("areas", code).filter(pl.col("level") == Level.GEMEENTE.value) for code in codes)
    newest = rows.sort("vintage").group_by("area_code").last().collect()
    people = pl.col("inhabitants").cast(pl.Float64)
    return newest.select(
        pl.col("area_code").alias("gemeente"),
        "name",
        people.alias("inhabitants"),
        (people / pl.col("area_ha")).alias("density"),
        (people / pl.col("households")).alias("household_size"),
        (pl.col("businesses") / people).alias("businesses"),
        (pl.col("jobs") / people).alias("jobs"),
        pl.col("stedelijkheid").cast(pl.Float64).alias("stedelijkheid"),
    ).sort("gemeente")
