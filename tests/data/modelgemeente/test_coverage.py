"""Every indicator has figures, or stands on a list that says why not."""

import polars as pl
import pytest

from data.catalogue import load_catalogue
from data.modelgemeente import ABSENT, IN_AREAS

INDICATORS = load_catalogue().indicators


@pytest.fixture(scope="module")
def stored(committed):
    return {name for table in ("observations", "survey_results") for name in committed[table]["indicator_id"].unique()}


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda one: one.id)
def test_an_indicator_has_figures_or_a_reason_for_having_none(indicator, stored):
    has_figures = set(indicator.sum_of or (indicator.id,)) <= stored
    if indicator.id in ABSENT:
        assert ABSENT[indicator.id].endswith(".")
        assert indicator.id not in stored
    elif indicator.id in IN_AREAS:
        assert indicator.theme is None
        assert indicator.id not in stored
    else:
        assert has_figures


def test_the_lists_name_indicators_only_and_in_order():
    for names in (ABSENT, IN_AREAS):
        assert set(names) <= set(INDICATORS)
        assert list(names) == sorted(names)


def test_background_figures_stand_in_columns_of_the_areas_table(committed):
    for columns in IN_AREAS.values():
        for column in columns:
            assert committed["areas"][column].is_not_null().any()


def test_nothing_is_stored_that_the_catalogue_does_not_know(stored):
    assert stored <= set(INDICATORS) | {one.series for one in load_catalogue().types}


def test_a_sum_is_never_stored_beside_its_parts(stored):
    assert not stored & {one.id for one in INDICATORS.values() if one.sum_of}


def test_the_sum_that_is_absent_is_so_because_one_part_has_no_months(committed):
    rows = committed["observations"].filter(pl.col("indicator_id").is_in(list(INDICATORS["geweld"].sum_of)))
    resolutions = rows.group_by("indicator_id").agg(pl.col("resolution").cast(pl.String).unique())
    assert {tuple(one) for one in resolutions["resolution"]} == {("month",), ("year",)}
