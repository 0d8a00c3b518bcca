"""Sums against an oracle that walks over plain dictionaries."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas import Observations
from data.warehouse.frames import empty_table
from metrics.sums import add_up

PARTS = ("een", "twee", "drie")
KNOWN, UNKNOWN = ("definitief", "voorlopig"), ("geen opgave", "onderdrukt")
CELLS = [
    (area, start, resolution)
    for area in ("BU00000101", "WK000001")
    for start, resolution in (
        (date(2024, 1, 1), "month"),
        (date(2024, 2, 1), "month"),
        (date(2024, 1, 1), "year"),
        (date(2025, 1, 1), "year"),
    )
]

VALUES = st.one_of(
    st.tuples(st.integers(0, 40).map(float), st.sampled_from(KNOWN)),
    st.tuples(st.none(), st.sampled_from(UNKNOWN)),
)
ROWS = st.dictionaries(st.tuples(st.sampled_from(CELLS), st.sampled_from((*PARTS, "ander"))), VALUES, max_size=24)


def frame_of(rows):
    return pl.DataFrame(
        [
            (area, part, start, resolution, 2024, "count", value, status, "bron", datetime(2026, 1, 1, tzinfo=UTC))
            for ((area, start, resolution), part), (value, status) in rows.items()
        ],
        schema=dict(empty_table("observations").schema),
        orient="row",
    )


def summed(rows, parts=PARTS):
    table = add_up(frame_of(rows).lazy(), parts, "som").collect()
    return {(row["area_code"], row["period_start"], row["resolution"]): row for row in table.iter_rows(named=True)}


@given(ROWS)
def test_a_sum_is_that_of_its_parts_where_all_are_known_and_unknown_elsewhere(rows):
    complete = {
        resolution
        for resolution in ("month", "year")
        if all(
            any(cell[2] == resolution and p == part and value is not None for (cell, p), (value, _) in rows.items())
            for part in PARTS
        )
    }
    expected = {}
    for cell in CELLS:
        found = [rows[cell, part][0] for part in PARTS if (cell, part) in rows]
        if found and cell[2] in complete:
            expected[cell] = sum(found) if len(found) == 3 and None not in found else None
    assert {cell: row["value"] for cell, row in summed(rows).items()} == expected


@given(ROWS)
def test_a_sum_fits_the_table_of_observations(rows):
    table = add_up(frame_of(rows).lazy(), PARTS, "som").collect()
    origin = table.with_columns(source_id=pl.lit("bron"), retrieved_at=pl.lit(datetime(2026, 1, 1, tzinfo=UTC)))
    assert Observations.is_valid(origin.select(list(Observations.columns())))
    assert set(table["indicator_id"]) <= {"som"}


@given(ROWS)
def test_the_order_of_the_parts_and_the_other_series_do_not_matter(rows):
    without_others = {key: value for key, value in rows.items() if key[1] != "ander"}
    assert summed(rows) == summed(without_others, parts=PARTS[::-1])


@given(ROWS)
def test_one_part_is_its_own_sum(rows):
    known = {cell: value for (cell, part), (value, _) in rows.items() if part == "een" and value is not None}
    sums = summed(rows, parts=("een",))
    assert {cell: row["value"] for cell, row in sums.items() if row["value"] is not None} == known


def test_no_months_are_built_when_a_part_is_published_per_year_only():
    month, year = CELLS[0], CELLS[2]
    rows = {(cell, part): (1.0, "definitief") for cell in (month, year) for part in PARTS}
    del rows[month, "drie"]
    assert set(summed(rows)) == {year}
    rows[month, "drie"] = (None, "geen opgave")
    assert set(summed(rows)) == {year}


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("definitief", "definitief", "definitief"), "definitief"),
        (("definitief", "voorlopig", "definitief"), "voorlopig"),
        (("voorlopig", "geen opgave", "definitief"), "geen opgave"),
        (("voorlopig", "geen opgave", "onderdrukt"), "onderdrukt"),
    ],
)
def test_the_status_is_that_of_the_weakest_part(statuses, expected):
    other_area = {(CELLS[4], part): (1.0, "definitief") for part in PARTS}
    rows = {
        (CELLS[0], part): (1.0 if status in KNOWN else None, status)
        for part, status in zip(PARTS, statuses, strict=True)
    }
    assert summed(rows | other_area)[CELLS[0]]["status"] == expected


def test_the_newest_division_of_the_parts_is_told():
    frame = frame_of({(CELLS[0], part): (1.0, "definitief") for part in PARTS})
    moved = frame.with_columns(indeling=pl.when(pl.col("indicator_id") == "twee").then(2026).otherwise(2024))
    table = add_up(moved.with_columns(pl.col("indeling").cast(pl.Int32)).lazy(), PARTS, "som").collect()
    assert table["indeling"].to_list() == [2026]


@pytest.mark.parametrize("parts", [(), ("een", "een")])
def test_a_sum_without_parts_or_with_a_part_twice_is_refused(parts):
    with pytest.raises(ValueError, match="each of them once"):
        add_up(frame_of({}).lazy(), parts, "som")
