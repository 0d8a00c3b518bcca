"""The police table of the whole country by month, made into yearly indicators: our own way, and plain pandas.

    python -m tests.benchmarks.national make FOLDER ROWS     writes the table as the warehouse stores it
    python -m tests.benchmarks.national polars FOLDER        prints seconds, peak memory in MB, and what was found
    python -m tests.benchmarks.national pandas FOLDER

Each way runs in a process of its own, so that its peak memory is its own. Both must find the same.
"""

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from data.warehouse.frames import to_parquet
from metrics.rates import exposure, rates, window_sums

TYPES, YEARS = 48, tuple(range(2013, 2023))
GEMEENTEN, MONTHS = 342, 12 * len(YEARS)
ALL_ROWS = 80_000_000
_NEEDED = ["area_code", "indicator_id", "period_start", "value"]


def make(folder, rows=ALL_ROWS):
    """Write the tables of 342 gemeenten with as many buurten as it takes; every thousandth month is missing.

    Args:
        folder: Where they go: ``observations/GM0001.parquet`` and so on, and ``areas.parquet``.
        rows: How many rows of observations there are about.
    """
    (folder / "observations").mkdir(parents=True)
    buurten = max(1, round(rows / TYPES / MONTHS / GEMEENTEN))
    random, people = np.random.default_rng(47022), []
    for number in range(1, GEMEENTEN + 1):
        gemeente = f"GM{number:04d}"
        codes = [f"BU{number:04d}{place:04d}" for place in range(buurten)]
        (folder / "observations" / f"{gemeente}.parquet").write_bytes(
            to_parquet("observations", _observations(codes, random))
        )
        people += [(code, year, int(random.integers(200, 4000))) for code in codes for year in YEARS]
    schema = {"area_code": pl.String, "year": pl.Int32, "denominator": pl.Int64}
    pl.DataFrame(people, schema=schema, orient="row").write_parquet(folder / "areas.parquet")


def _observations(codes, random):
    """Every type in every buurt and month, sorted as the warehouse sorts."""
    types = [f"soort_{number:02d}" for number in range(TYPES)]
    months = [date(year, month, 1) for year in YEARS for month in range(1, 13)]
    size = len(types) * len(codes) * len(months)
    values = pl.Series("value", random.poisson(0.6, size).astype(np.float64))
    missing = pl.Series("missing", random.random(size) < 0.001)
    return (
        pl.DataFrame(
            {
                "area_code": pl.Series(codes).gather(
                    np.tile(np.repeat(np.arange(len(codes)), len(months)), len(types))
                ),
                "indicator_id": pl.Series(types).gather(np.repeat(np.arange(len(types)), len(codes) * len(months))),
                "period_start": pl.Series(months).gather(np.tile(np.arange(len(months)), len(types) * len(codes))),
                "value": values,
                "missing": missing,
            }
        )
        .with_columns(
            pl.when(~pl.col("missing")).then(pl.col("value")).alias("value"),
            resolution=pl.lit("month"),
            indeling=pl.lit(2022),
            kind=pl.lit("count"),
            status=pl.when("missing").then(pl.lit("geen opgave")).otherwise(pl.lit("definitief")),
            source_id=pl.lit("politie"),
            retrieved_at=pl.lit(None),
        )
        .drop("missing")
    )


def with_polars(folder):
    """The way of the product: a lazy scan of what is stored, added up as a stream, and its own rates with their limits.

    A year with an unknown month has no count, as in `metrics.rates.window_sums`; for one type that is checked.
    """
    table = pl.scan_parquet(folder / "observations" / "*.parquet").select(*_NEEDED, "resolution", "status")
    yearly = _by_year(table).collect(engine="streaming")
    _same_as_window_sums(table.filter(pl.col("indicator_id") == "soort_07"), yearly)
    people = pl.read_parquet(folder / "areas.parquet")
    person_years = pl.concat(
        exposure(people, end=date(year, 12, 1), months=12).with_columns(year=pl.lit(year, pl.Int32)) for year in YEARS
    )
    found = rates(yearly.join(person_years, on=["area_code", "year"]))
    return Found(found["count"].count(), found["rate"].sum(), found["upper"].sum())


def _by_year(table):
    known = pl.col("value").count() == 12
    year = pl.col("period_start").dt.year().alias("year")
    return table.group_by("area_code", "indicator_id", year).agg(count=pl.when(known).then(pl.col("value").sum()))


def _same_as_window_sums(rows, yearly):
    window = window_sums(rows, end=date(YEARS[0], 12, 1), months=12)
    ours = yearly.filter((pl.col("indicator_id") == "soort_07") & (pl.col("year") == YEARS[0])).sort("area_code")
    if not ours["count"].equals(window["count"]):
        raise RuntimeError("adding up as a stream finds something else than metrics.rates.window_sums")


def with_pandas(folder):
    """The way a good analyst would write it: read what is needed, group by area, type and year, divide."""
    import pandas as pd  # noqa: PLC0415 - the other way must not pay for it
    from scipy.special import gammaincinv  # noqa: PLC0415 - idem

    rows = pd.read_parquet(folder / "observations", columns=_NEEDED, to_pandas_kwargs={"date_as_object": False})
    rows["year"] = rows["period_start"].dt.year
    groups = rows.groupby(["indicator_id", "area_code", "year"], observed=True, sort=False)["value"]
    yearly = groups.agg(["sum", "count"]).reset_index()
    yearly = yearly[yearly["count"] == 12]
    yearly = yearly.merge(pd.read_parquet(folder / "areas.parquet"), on=["area_code", "year"])
    scale = 1000 / yearly["denominator"]
    yearly["rate"] = yearly["sum"] * scale
    yearly["lower"] = np.where(yearly["sum"] > 0, gammaincinv(np.maximum(yearly["sum"], 1), 0.025), 0.0) * scale
    yearly["upper"] = gammaincinv(yearly["sum"] + 1, 0.975) * scale
    return Found(len(yearly), yearly["rate"].sum(), yearly["upper"].sum())


@dataclass(frozen=True)
class Found:
    """What was found, in a few numbers by which two ways can be compared."""

    figures: int
    rate: float
    upper: float


def main(way, folder, *rows):
    folder = Path(folder)
    if way == "make":
        make(folder, int(rows[0]) if rows else ALL_ROWS)
        return
    begun = time.perf_counter()
    found = {"polars": with_polars, "pandas": with_pandas}[way](folder)
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, **asdict(found)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
