"""The fictional municipalities: comparable, said to be made up, and never taken for the own one."""

from datetime import UTC, datetime

import polars as pl
import pytest

from data.catalogue import load_catalogue
from data.modelgemeente import deliveries, delivery
from data.modelgemeente.tables import read_boundaries
from data.schemas import TABLES
from data.settings import MODELGEMEENTE, Settings
from data.warehouse import open_snapshot, store

TODAY = datetime(2026, 11, 2, tzinfo=UTC)
CODES = [f"GM99{number:02d}" for number in range(1, 13)]


@pytest.fixture(scope="module")
def delivered():
    return deliveries()


@pytest.fixture(scope="module")
def peers(delivered):
    return {one.gemeente: one.tables for one in delivered[1:]}


def test_the_modelgemeente_comes_first_and_then_twelve_others(delivered):
    assert [one.gemeente for one in delivered] == [MODELGEMEENTE, *CODES]
    assert all(delivered[0].tables[name].equals(table) for name, table in delivery().tables.items())


@pytest.mark.parametrize("code", CODES)
def test_a_peer_says_that_it_is_fictional_and_holds_its_own_rows_only(code, peers):
    tables = peers[code]
    assert all(TABLES[name].is_valid(table) for name, table in tables.items())
    assert all(set(tables[name]["area_code"]) == {code} for name in ("areas", "observations"))
    assert all(name.endswith(" (fictief)") for name in tables["areas"]["name"])
    assert "fictie" in tables["provenance"]["attribution"].item()
    assert set(tables["observations"]["source_id"]) == set(tables["provenance"]["source_id"])


def test_what_a_comparison_needs_is_known_in_every_year(peers):
    areas = pl.concat([tables["areas"] for tables in peers.values()])
    assert set(areas["vintage"]) == set(range(2021, 2027))
    assert areas.height == 12 * 6
    for column in ("inhabitants", "households", "dwellings", "businesses", "jobs", "area_ha", "stedelijkheid"):
        assert areas[column].null_count() == 0
    assert areas["name"].n_unique() == 12


def test_most_are_of_our_size_and_some_are_plainly_not(peers):
    inhabitants = [tables["areas"].filter(pl.col("vintage") == 2026)["inhabitants"].item() for tables in peers.values()]
    assert sum(70_000 <= number <= 130_000 for number in inhabitants) == 8
    assert min(inhabitants) < 30_000
    assert max(inhabitants) > 200_000


def test_every_year_has_every_type_of_the_police_and_the_series_of_cbs(peers):
    catalogue = load_catalogue()
    series = {one.series for one in catalogue.types} | {
        *("bbv_diefstal_woning", "bbv_geweld", "bbv_vernieling", "bbv_winkeldiefstal", "cbs_misdrijven_totaal")
    }
    for tables in peers.values():
        rows = tables["observations"]
        assert set(rows["resolution"].cast(pl.String)) == {"year"}
        assert set(rows["indicator_id"]) == series
        assert rows.height == 5 * len(series)


def test_the_types_add_up_to_the_total(peers):
    parts = {one.series for one in load_catalogue().crime_types.values()}
    rows = pl.concat([tables["observations"] for tables in peers.values()]).filter(pl.col("indicator_id").is_in(parts))
    is_total = pl.col("indicator_id") == "totaal_misdrijven"
    sums = rows.group_by("area_code", "period_start").agg(
        total=pl.col("value").filter(is_total).sum(), parts=pl.col("value").filter(~is_total).sum()
    )
    assert (sums["total"] == sums["parts"]).all()


def test_municipalities_of_our_size_have_between_36_and_52_crimes_per_thousand(peers):
    for tables in peers.values():
        people = tables["areas"].filter(pl.col("vintage") == 2025)["inhabitants"].item()
        if not 70_000 <= people <= 130_000:
            continue
        total = (
            tables["observations"]
            .filter((pl.col("indicator_id") == "totaal_misdrijven") & (pl.col("period_start").dt.year() == 2025))[
                "value"
            ]
            .item()
        )
        assert 36 <= 1000 * total / people <= 52


def test_peers_are_stored_beside_the_own_municipality_and_never_within_it(delivered, tmp_path):
    settings = Settings(home=tmp_path)
    version = store(settings.warehouse, delivered, now=TODAY)
    assert store(settings.warehouse, deliveries(), now=TODAY) == version
    snapshot = open_snapshot(settings.warehouse)
    assert settings.gemeente == MODELGEMEENTE
    assert set(snapshot.gemeenten()) == {MODELGEMEENTE, *CODES}
    own = snapshot.table("areas", settings.gemeente).collect()
    assert set(own["area_code"].str.slice(2, 4)) == {"0000"}
    assert not set(read_boundaries()["area_code"]) & set(CODES)


def test_peers_come_out_of_the_seed_again(made, peers):
    for name in ("areas", "observations"):
        assert (
            pl.concat([tables[name] for tables in peers.values()])
            .sort(TABLES[name].primary_key())
            .equals(made.peers[name])
        )
