"""Sums of series through the door of the figures: a small town where every part is counted by hand."""

from collections import Counter
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data import modelgemeente
from data.catalogue import load_catalogue
from data.schemas import Level, Resolution
from data.settings import Settings
from data.warehouse import Delivery, open_snapshot, store
from metrics.gate import Audience
from plan.figures import Window, open_figures
from plan.figures.changes import repeats_others
from plan.figures.measured import area_rows, counts_of_level, coverage
from plan.figures.series import series_of, usual_denominator
from tests.data.small_tables import GEMEENTE, NOW, areas, boundaries, observations, provenance
from tests.plan.conftest import compute_each_time

INDICATORS = load_catalogue().indicators
PER_INHABITANT = usual_denominator(INDICATORS["hic"])
# Per part twelve months of 2015; one month of overvallen is unknown.
MONTHS = {
    "inbraak_woning": dict.fromkeys(range(24), 5),
    "straatroof": dict.fromkeys(range(24), 2),
    "overval": dict.fromkeys(range(6, 24), 1) | {20: None},
    "mishandeling": dict.fromkeys(range(24), 100),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("som")
    rows = pl.concat(observations(values).with_columns(indicator_id=pl.lit(name)) for name, values in MONTHS.items())
    tables = {
        "areas": areas(inhabitants=2000, vintage=2015),
        "boundaries": boundaries(),
        "observations": rows,
        "provenance": provenance(),
    }
    store(Settings(home=folder).warehouse, [Delivery(GEMEENTE, tables)], now=NOW)
    return folder


@pytest.fixture(scope="module")
def snapshot(home):
    return open_snapshot(Settings(home=home).warehouse)


def test_a_series_is_its_own_rows_and_a_sum_those_of_its_parts(snapshot):
    own = series_of(snapshot, GEMEENTE, INDICATORS["mishandeling"]).collect()
    assert own["value"].to_list() == [100.0] * 24
    summed = series_of(snapshot, GEMEENTE, INDICATORS["hic"]).sort("period_start").collect()
    assert summed["value"].to_list() == [None] * 6 + [8.0] * 14 + [None] + [8.0] * 3
    assert set(summed["indicator_id"]) == {"hic"}
    assert summed.columns == own.columns


def test_a_sum_covers_the_stretch_in_which_all_its_parts_are_known(snapshot):
    found = coverage(snapshot, GEMEENTE, INDICATORS.values())
    assert set(found) == {*MONTHS, "hic"}
    assert (found["hic"].first, found["hic"].last) == (date(2015, 7, 1), date(2016, 12, 1))
    assert found["hic"].resolution is Resolution.MONTH
    assert found["mishandeling"].first == date(2015, 1, 1)


def test_a_window_with_a_missing_part_has_no_sum(snapshot):
    whole = counts_of_level(
        snapshot, GEMEENTE, INDICATORS["hic"], Level.GEMEENTE, Window(date(2016, 8, 1)), PER_INHABITANT
    )
    broken = counts_of_level(
        snapshot, GEMEENTE, INDICATORS["hic"], Level.GEMEENTE, Window(date(2016, 9, 1)), PER_INHABITANT
    )
    assert whole[GEMEENTE].count == 12 * 8
    assert whole[GEMEENTE].value == pytest.approx(1000 * 12 * 8 / 2000)
    assert broken[GEMEENTE].count is None


def test_a_reader_gets_a_sum_with_the_source_of_its_parts(home):
    settings = replace(Settings(home=home), gemeente=GEMEENTE)
    figures = open_figures(settings, audience=Audience.PUBLIC, today=date(2026, 9, 1), memo=compute_each_time)
    hic = next(one for one in figures.indicators() if one.id == "hic")
    figure = figures.figure(hic, figures.area(GEMEENTE), Window(date(2016, 8, 1)))
    assert figure.count == 96
    assert figures.attributions([hic]) == tuple(provenance()["attribution"])


@pytest.mark.parametrize(
    ("name", "repeats"),
    [
        ("totaal_misdrijven", True),
        ("overlast_totaal", True),
        ("geweld", True),
        ("hic", True),
        ("overlast_geluid", True),
        ("vernieling_openbare_orde", True),
        ("straatroof", False),
        ("geluid_horeca", False),
        ("bbv_geweld", True),
    ],
)
def test_totals_and_sums_are_no_comparisons_of_their_own(name, repeats):
    assert repeats_others(INDICATORS[name]) is repeats


def test_a_newer_year_of_the_gemeente_alone_does_not_hide_its_buurten(tmp_path):
    whole = modelgemeente.delivery()
    table = whole.tables["areas"]
    newer = table.filter((pl.col("level") == "gemeente") & (pl.col("vintage") == 2026)).with_columns(
        vintage=pl.lit(2027, pl.Int32)
    )
    store(tmp_path, [replace(whole, tables={**whole.tables, "areas": pl.concat([table, newer])})], now=NOW)
    rows = area_rows(open_snapshot(tmp_path), "GM0000")
    assert rows["GM0000"]["vintage"] == 2027
    assert Counter(row["level"] for row in rows.values()) == {"gemeente": 1, "wijk": 12, "buurt": 60}
