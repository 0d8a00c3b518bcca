"""The committed tables: they fit their schemas, add up, and come out of their seed again."""

from datetime import date

import numpy as np
import polars as pl
import pytest
import shapely
from polars.testing import assert_frame_equal

from data.catalogue import load_catalogue
from data.modelgemeente import Lesson
from data.modelgemeente.build import SEED
from data.modelgemeente.crime import monthly_counts
from data.modelgemeente.crime_types import CRIME_TYPES
from data.modelgemeente.stories import stories_of
from data.modelgemeente.tables import write
from data.schemas import TABLES, Kind

PARENT = {"BU": pl.concat_str(pl.lit("WK"), pl.col("area_code").str.slice(2, 6)), "WK": pl.lit("GM0000")}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_table_fits_its_schema(name, committed):
    assert TABLES[name].is_valid(committed[name])
    assert committed[name].height > 0


@pytest.mark.parametrize("name", ["areas", "observations", "survey_results", "provenance"])
def test_the_seed_gives_the_committed_table_again(name, committed, made):
    assert_frame_equal(committed[name], made.tables[name], check_exact=name != "areas")


def test_the_seed_gives_the_committed_boundaries_again(shapes, made):
    assert list(shapes["area_code"]) == list(made.boundaries["area_code"])
    assert all(shapes.geometry.geom_equals_exact(made.boundaries.geometry, tolerance=0))
    assert shapes.crs.to_epsg() == made.boundaries.crs.to_epsg() == 28992


def test_another_seed_gives_other_crimes(committed):
    other = monthly_counts(committed["areas"], SEED + 1)
    assert not other.equals(monthly_counts(committed["areas"], SEED))


def test_the_same_build_is_written_as_the_same_bytes(made, tmp_path):
    for folder in ("one", "two"):
        write(made, tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(f"{name}.parquet" for name in TABLES)
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


def test_the_boundaries_of_the_delivery_are_the_same_shapes_as_binary(committed, shapes):
    table = committed["boundaries"]
    assert table["area_code"].to_list() == list(shapes["area_code"])
    assert all(shapely.equals_exact(shapely.from_wkb(table["geometry"].to_list()), shapes.geometry.to_numpy()))


@pytest.mark.parametrize("level", ["BU", "WK"])
def test_the_parts_of_every_month_and_indicator_add_up_to_the_whole(level, committed):
    rows = committed["observations"].select("area_code", "indicator_id", "period_start", "value")
    unknown_apart = ["indicator_id", "period_start"]
    sums = (
        rows.filter(pl.col("area_code").str.starts_with(level))
        .group_by(PARENT[level].alias("area_code"), *unknown_apart)
        .agg(total=pl.col("value").sum(), unknown=pl.col("value").is_null().sum())
    )
    compared = sums.join(rows, on=["area_code", *unknown_apart], how="left", validate="1:1")
    known = compared.filter(pl.col("unknown") == 0)
    assert known.height >= compared.height - 1
    assert (known["total"] == known["value"]).all()
    assert (compared["total"] <= compared["value"]).all()


@pytest.mark.parametrize("level", ["BU", "WK"])
@pytest.mark.parametrize("column", ["inhabitants", "households", "dwellings", "businesses", "jobs", "area_ha"])
def test_people_work_and_land_of_the_parts_add_up_to_the_whole(level, column, committed):
    areas = committed["areas"]
    parts = areas.filter(pl.col("area_code").str.starts_with(level))
    sums = parts.group_by(pl.col("parent_code").alias("area_code"), "vintage").agg(total=pl.col(column).sum())
    compared = sums.join(areas, on=["area_code", "vintage"], validate="1:1")
    assert compared.height == {"BU": 12 * 12, "WK": 12}[level]
    assert np.allclose(compared["total"], compared[column], rtol=0, atol=1e-6)


def test_every_series_that_is_told_apart_is_there_every_month_at_every_level(committed):
    counted = {"totaal_misdrijven"} | {one.indicator_id for one in CRIME_TYPES if one.indicator_id is not None}
    assert counted <= {one.id for one in load_catalogue().indicators.values() if one.kind is Kind.COUNT}
    observations = committed["observations"]
    assert set(observations["indicator_id"]) == counted
    assert observations.height == len(counted) * (1 + 12 + 60) * 141
    assert observations["period_start"].min() == date(2015, 1, 1)
    assert observations["period_start"].max() == date(2026, 9, 1)
    assert (observations["period_start"].dt.day() == 1).all()


def test_only_the_last_three_months_are_provisional(committed):
    provisional = committed["observations"].filter(pl.col("status").cast(pl.String) == "voorlopig")
    assert set(provisional["period_start"]) == {date(2026, month, 1) for month in (7, 8, 9)}
    assert provisional.height == 10 * 73 * 3


def test_the_one_missing_month_is_that_of_the_story(committed):
    missing = committed["observations"].filter(pl.col("status").cast(pl.String) == "geen opgave")
    (story,) = stories_of(Lesson.MISSING_MONTH)
    assert missing.select("area_code", "indicator_id", "period_start", "value").rows() == [
        (story.area_code, story.indicator_id, story.first, None)
    ]


def test_the_total_is_at_least_the_sum_of_the_crimes_that_are_told_apart(committed):
    wide = committed["observations"].pivot(on="indicator_id", index=["area_code", "period_start"], values="value")
    crimes = [name for name in wide.columns[2:] if name not in ("totaal_misdrijven", "overlast_jeugd")]
    assert len(crimes) == 8
    assert (wide.select(pl.sum_horizontal(crimes)).to_series() <= wide["totaal_misdrijven"]).all()


def test_every_row_is_said_to_be_fictional(committed):
    provenance = committed["provenance"].row(0, named=True)
    assert committed["provenance"].height == 1
    assert all("fictie" in provenance[column] for column in ("publisher", "licence", "attribution"))
    for name in ("observations", "survey_results"):
        assert set(committed[name]["source_id"]) == {provenance["source_id"]}


def test_the_tables_are_small_enough_to_keep_in_the_repository(made, tmp_path):
    write(made, tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 1_500_000
