"""What there is: spans, gaps and age against pandas and typed-in dates, and who may go back a version."""

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.catalogue import load_catalogue
from data.errors import NothingLoaded, WarehouseError
from data.settings import MODELGEMEENTE_TODAY, Settings
from data.warehouse import open_snapshot, store
from metrics.gate import Audience
from plan.verantwoording.stock import MayNotUndo, go_back, take_stock
from tests.data.small_tables import GEMEENTE, delivery, observations, tree

NOW = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def stock(modelgemeente_home):
    return take_stock(Settings(home=modelgemeente_home), MODELGEMEENTE_TODAY)


def small_home(folder, values=(100,), **columns):
    """A town with one delivery after another, each with another number."""
    settings = replace(Settings(home=folder), gemeente=GEMEENTE)
    for value in values:
        one = delivery(value)
        rows = observations(dict.fromkeys(range(24), value)).with_columns(
            pl.lit(given).alias(name) for name, given in columns.items()
        )
        store(settings.warehouse, [replace(one, tables={**one.tables, "observations": rows})], now=NOW)
    return settings


def test_every_series_has_the_span_the_levels_and_the_gaps_that_pandas_finds(stock, raw):
    surveys = raw["survey_results"].rename(columns={"estimate": "value"})
    found = {(one.indicator.id, one.resolution.value): one for one in stock.series}
    wanted = set()
    for table in (raw["observations"], surveys):
        known = table[table["indicator_id"].isin(list(load_catalogue().indicators))]
        for key, rows in known.groupby(["indicator_id", "resolution"], observed=True):
            wanted.add(key)
            one = found[key]
            assert (one.first, one.last) == (rows["period_start"].min(), rows["period_start"].max())
            assert one.unknown_share == pytest.approx(rows["value"].isna().mean())
            letters = {"gemeente": "GM", "wijk": "WK", "buurt": "BU"}
            assert {letters[level] for level in one.levels} == set(rows["area_code"].str[:2])
    assert set(found) == wanted
    assert len(wanted) > 80


def test_what_is_missing_is_the_rest_of_the_catalogue(stock, raw):
    present = set(raw["observations"]["indicator_id"]) | set(raw["survey_results"]["indicator_id"])
    missing = {one.id for one in stock.missing}
    assert missing.isdisjoint(present)
    themed = {one.id for one in load_catalogue().indicators.values() if one.theme and not one.sum_of}
    assert missing == themed - present
    assert f"{len(missing)} andere uit de catalogus" in stock.sentence


def test_the_sources_are_those_of_the_provenance_table(stock, raw):
    rows = raw["provenance"]
    assert sorted(one.title for one in stock.sources) == sorted(rows["title"])
    assert sum(one.rows for one in stock.sources) == rows["rows"].sum()
    assert all(one.licence and one.attribution for one in stock.sources)


# The last period starts on the first date; from the second date on a newer one should have been there.
@pytest.mark.parametrize(
    ("resolution", "start", "still_fresh", "overdue"),
    [
        ("month", date(2016, 12, 1), date(2017, 5, 31), date(2017, 6, 1)),
        ("quarter", date(2016, 10, 1), date(2017, 7, 31), date(2017, 8, 1)),
        ("half_year", date(2016, 7, 1), date(2017, 10, 31), date(2017, 11, 1)),
        ("year", date(2016, 1, 1), date(2018, 4, 30), date(2018, 5, 1)),
    ],
)
def test_a_series_is_overdue_when_the_next_period_and_three_months_have_passed(
    tmp_path, resolution, start, still_fresh, overdue
):
    one = delivery()
    rows = observations({0: 5}).with_columns(period_start=pl.lit(start), resolution=pl.lit(resolution))
    settings = replace(Settings(home=tmp_path), gemeente=GEMEENTE)
    store(settings.warehouse, [replace(one, tables={**one.tables, "observations": rows})], now=NOW)
    (fresh,) = take_stock(settings, still_fresh).series
    (late,) = take_stock(settings, overdue).series
    assert (fresh.is_overdue, late.is_overdue) == (False, True)
    assert "Geen cijfer is over tijd." in take_stock(settings, still_fresh).sentence
    assert "1 geladen cijfer is over tijd" in take_stock(settings, overdue).sentence


def test_a_survey_every_two_years_is_waited_for_longer(stock):
    felt = next(one for one in stock.series if one.indicator.id == "onveilig_buurt")
    assert felt.last == date(2025, 1, 1)
    assert not felt.is_overdue


def test_unknown_rows_are_a_share_and_not_a_gap_in_the_count(tmp_path):
    one = delivery()
    rows = observations({0: 5, 1: None, 2: None, 3: 7})
    settings = replace(Settings(home=tmp_path), gemeente=GEMEENTE)
    store(settings.warehouse, [replace(one, tables={**one.tables, "observations": rows})], now=NOW)
    (series,) = take_stock(settings, date(2015, 6, 1)).series
    assert series.unknown_share == 0.5


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.COUNCIL])
def test_a_council_member_may_not_go_back_and_nothing_changes(tmp_path, audience):
    settings = small_home(tmp_path, (100, 200))
    before = tree(tmp_path)
    with pytest.raises(MayNotUndo, match="de beheerder"):
        go_back(settings, audience)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.SENSITIVE])
def test_who_keeps_the_data_goes_back_to_the_version_before(tmp_path, audience):
    settings = small_home(tmp_path, (100, 200))
    current, earlier = take_stock(settings, date(2017, 1, 1)).versions
    assert go_back(settings, audience) == earlier
    assert open_snapshot(settings.warehouse).version == earlier.version != current.version
    stock = take_stock(settings, date(2017, 1, 1))
    assert [one.version for one in stock.versions] == [earlier.version]
    table = open_snapshot(settings.warehouse).table("observations", GEMEENTE).collect()
    assert set(table["value"]) == {100.0}


def test_with_one_version_there_is_nothing_to_go_back_to(tmp_path):
    settings = small_home(tmp_path)
    with pytest.raises(WarehouseError, match="geen eerdere versie"):
        go_back(settings, Audience.INTERNAL)


def test_of_nothing_no_stock_is_taken(tmp_path):
    with pytest.raises(NothingLoaded):
        take_stock(Settings(home=tmp_path), MODELGEMEENTE_TODAY)
