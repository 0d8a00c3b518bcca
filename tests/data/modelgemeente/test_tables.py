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
from data.modelgemeente.stories import stories_of
from data.modelgemeente.tables import write
from data.schemas import TABLES, Level

PREFIX = {Level.GEMEENTE: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}
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
    files = sorted(str(path.relative_to(tmp_path / "one")) for path in (tmp_path / "one").rglob("*.parquet"))
    peers = ("areas", "observations", "provenance")
    assert files == sorted(
        [*(f"{name}.parquet" for name in TABLES), *(f"vergelijking/{name}.parquet" for name in peers)]
    )
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


def test_the_boundaries_of_the_delivery_are_the_same_shapes_as_binary(committed, shapes):
    table = committed["boundaries"]
    assert table["area_code"].to_list() == list(shapes["area_code"])
    assert all(shapely.equals_exact(shapely.from_wkb(table["geometry"].to_list()), shapes.geometry.to_numpy()))


@pytest.mark.parametrize("level", ["BU", "WK"])
def test_the_parts_of_every_count_add_up_to_the_whole(level, committed):
    counts = committed["observations"].filter(pl.col("kind").cast(pl.String) == "count")
    rows = counts.select("area_code", "indicator_id", "period_start", "value")
    cell = ["indicator_id", "period_start"]
    sums = (
        rows.filter(pl.col("area_code").str.starts_with(level))
        .group_by(PARENT[level].alias("area_code"), *cell)
        .agg(total=pl.col("value").sum(), unknown=pl.col("value").is_null().sum())
    )
    compared = sums.join(rows, on=["area_code", *cell], how="left", validate="1:1")
    known = compared.filter(pl.col("unknown") == 0)
    assert known.height >= compared.height - 1
    assert (known["total"] == known["value"]).all()
    assert (compared["total"] <= compared["value"]).all()


@pytest.mark.parametrize(
    ("total", "types"),
    [("totaal_misdrijven", "crime_types"), ("overlast_totaal", "nuisance_types")],
)
def test_the_types_of_the_police_add_up_to_their_total(total, types, committed):
    """Per year, for some types have no months; and for the gemeente and wijken, for those have no buurten either."""
    parts = {one.series for one in getattr(load_catalogue(), types).values()} - {total}
    rows = (
        committed["observations"]
        .filter(~pl.col("area_code").str.starts_with("BU") & (pl.col("period_start").dt.year() < 2026))
        .group_by("area_code", "indicator_id", year=pl.col("period_start").dt.year())
        .agg(pl.col("value").sum())
    )
    sums = rows.filter(pl.col("indicator_id").is_in(parts)).group_by("area_code", "year").agg(pl.col("value").sum())
    compared = sums.join(rows.filter(pl.col("indicator_id") == total), on=["area_code", "year"], validate="1:1")
    assert compared.height == 13 * 11
    assert (compared["value"] == compared["value_right"]).all()


def test_months_of_the_police_never_exceed_their_total(committed):
    parts = {one.series for one in load_catalogue().crime_types.values()}
    rows = committed["observations"].filter(
        pl.col("indicator_id").is_in(parts) & (pl.col("resolution").cast(pl.String) == "month")
    )
    is_total = pl.col("indicator_id") == "totaal_misdrijven"
    sums = rows.group_by("area_code", "period_start").agg(
        total=pl.col("value").filter(is_total).sum(), parts=pl.col("value").filter(~is_total).sum()
    )
    assert sums.height == 73 * 141
    assert (sums["parts"] <= sums["total"]).all()


@pytest.mark.parametrize("level", ["BU", "WK"])
@pytest.mark.parametrize("column", ["inhabitants", "households", "dwellings", "businesses", "jobs", "area_ha"])
def test_people_work_and_land_of_the_parts_add_up_to_the_whole(level, column, committed):
    areas = committed["areas"]
    parts = areas.filter(pl.col("area_code").str.starts_with(level))
    sums = parts.group_by(pl.col("parent_code").alias("area_code"), "vintage").agg(total=pl.col(column).sum())
    compared = sums.join(areas, on=["area_code", "vintage"], validate="1:1")
    assert compared.height == {"BU": 12 * 12, "WK": 12}[level]
    assert np.allclose(compared["total"], compared[column], rtol=0, atol=1e-6)


def test_every_type_of_the_police_is_there_every_month_at_every_level_or_every_year_at_two(committed):
    catalogue = load_catalogue()
    yearly = {one.series for one in catalogue.crime_types.values() if one.year_only}
    monthly = {one.series for one in catalogue.types} - yearly
    rows = committed["observations"].group_by("indicator_id", pl.col("resolution").cast(pl.String)).len()
    found = {(name, resolution): count for name, resolution, count in rows.iter_rows()}
    assert {found.get((name, "month")) for name in monthly} == {73 * 141}
    assert {found.get((name, "year")) for name in yearly} == {13 * 11}
    assert not any((name, "year") in found for name in monthly)


def test_every_series_of_an_indicator_has_the_kind_frequency_and_levels_of_the_catalogue(committed):
    indicators = load_catalogue().indicators
    rows = committed["observations"].filter(pl.col("indicator_id").is_in(list(indicators)))
    found = rows.group_by("indicator_id", "resolution", "kind").agg(
        pl.col("area_code").str.slice(0, 2).unique().alias("levels")
    )
    assert found.height == found["indicator_id"].n_unique()
    for name, resolution, kind, levels in found.iter_rows():
        assert (resolution, kind) == (indicators[name].frequency.value, indicators[name].kind.value)
        assert set(levels) <= {PREFIX[level] for level in indicators[name].levels}


def test_figures_run_up_to_september_2026_and_no_period_runs_past_it(committed):
    rows = committed["observations"].with_columns(pl.col("resolution").cast(pl.String))
    last = dict(rows.group_by("resolution").agg(pl.col("period_start").max()).iter_rows())
    assert last == {
        "month": date(2026, 9, 1),
        "quarter": date(2026, 7, 1),
        "half_year": date(2026, 1, 1),
        "year": date(2025, 1, 1),
        "two_years": date(2024, 1, 1),
    }
    assert (rows["period_start"].dt.day() == 1).all()


def test_only_the_last_three_months_and_the_last_year_of_cbs_are_provisional(committed):
    provisional = committed["observations"].filter(pl.col("status").cast(pl.String) == "voorlopig")
    months = provisional.filter(pl.col("resolution").cast(pl.String) == "month")
    assert set(months["period_start"]) == {date(2026, month, 1) for month in (7, 8, 9)}
    assert months.filter(pl.col("area_code") == "GM0000").height == 3 * months["indicator_id"].n_unique()
    years = provisional.filter(pl.col("resolution").cast(pl.String) != "month")
    assert set(years["period_start"]) == {date(2025, 1, 1)}
    assert set(years["indicator_id"]) == {
        *("bbv_diefstal_woning", "bbv_geweld", "bbv_vernieling", "bbv_winkeldiefstal", "cbs_misdrijven_totaal")
    }


def test_the_one_missing_month_is_that_of_the_story(committed):
    missing = committed["observations"].filter(
        (pl.col("status").cast(pl.String) == "geen opgave") & (pl.col("kind").cast(pl.String) == "count")
    )
    (story,) = stories_of(Lesson.MISSING_MONTH)
    assert missing.select("area_code", "indicator_id", "period_start", "value").rows() == [
        (story.area_code, story.indicator_id, story.first, None)
    ]


def test_every_row_is_said_to_be_fictional(committed):
    provenance = committed["provenance"].row(0, named=True)
    assert committed["provenance"].height == 1
    assert all("fictie" in provenance[column] for column in ("publisher", "licence", "attribution"))
    for name in ("observations", "survey_results"):
        assert set(committed[name]["source_id"]) == {provenance["source_id"]}


def test_the_tables_are_small_enough_to_keep_in_the_repository(made, tmp_path):
    write(made, tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.parquet")) < 1_500_000
