"""Comparable municipalities: their order by a plain loop, and what of theirs may be shown."""

from dataclasses import replace
from datetime import date
from math import isnan, log, sqrt
from statistics import stdev

import pandas as pd
import polars as pl
import pytest

from data.modelgemeente.tables import FOLDER
from data.schemas import Kind
from data.settings import Settings
from data.warehouse import Delivery, store
from metrics.gate import Audience
from plan.beeld.peers import compare_with_peers
from plan.figures import Window, open_figures
from tests.data.small_tables import GEMEENTE, NOW, OTHER_GEMEENTE, areas, boundaries, observations, provenance
from tests.plan.conftest import compute_each_time


@pytest.fixture(scope="module")
def candidates(raw):
    """The newest row of every municipality, ours included."""
    others = pd.read_parquet(FOLDER / "vergelijking" / "areas.parquet")
    rows = pd.concat([raw["areas"], others])
    rows = rows[rows["area_code"].str.startswith("GM")].sort_values("vintage").groupby("area_code").tail(1)
    return {row["area_code"]: row for row in rows.to_dict("records")}


def traits(row):
    """What municipalities are compared by; ratios are compared where a hundred more is much or little."""
    people = row["inhabitants"]
    return [
        log(people),
        log(people / row["area_ha"]),
        people / row["households"],
        log(row["businesses"] / people),
        log(row["jobs"] / people),
        row["stedelijkheid"],
    ]


def distances(candidates, leave_out=None):
    table = {code: traits(row) for code, row in candidates.items()}
    columns = [k for k in range(6) if k != leave_out]
    spread = [stdev([one[k] for one in table.values()]) for k in range(6)]
    return {
        code: sqrt(sum(((one[k] - table["GM0000"][k]) / spread[k]) ** 2 for k in columns) / len(columns))
        for code, one in table.items()
        if code != "GM0000"
    }


def nearest(candidates, leave_out=None):
    found = distances(candidates, leave_out)
    return sorted(found, key=lambda code: (found[code], code))[:5]


def test_the_peers_are_the_five_nearest_and_in_that_order(figures, candidates):
    peers, names = figures.peers()
    assert [one.code for one in peers.nearest] == nearest(candidates)
    wanted = distances(candidates)
    assert all(one.distance == pytest.approx(wanted[one.code]) for one in peers.nearest)
    assert peers.candidates == len(candidates) - 1 == 12
    assert names == {code: row["name"] for code, row in candidates.items()}


def test_what_drops_out_without_a_variable_is_found_by_leaving_it_out(figures, candidates):
    peers, _ = figures.peers()
    listed = [one.code for one in peers.nearest]
    for place, one in enumerate(peers.without):
        other = nearest(candidates, place)
        assert set(one.dropped) == set(listed) - set(other)
        assert set(one.added) == set(other) - set(listed)


def test_nobody_is_compared_by_where_people_come_from(figures):
    labels = " ".join(one.label + one.column for one in figures.peers()[0].variables).lower()
    assert not any(word in labels for word in ("herkomst", "migratie", "nationaliteit", "geboorte"))


def test_our_own_figure_comes_first_and_theirs_are_counted_from_their_own_tables(figures, candidates):
    rows = pd.read_parquet(FOLDER / "vergelijking" / "observations.parquet")
    rows = rows[rows["indicator_id"] == "totaal_misdrijven"]
    indicator = next(one for one in figures.indicators() if one.id == "totaal_misdrijven")
    picture = compare_with_peers(figures, indicator, figures.windows()[0])
    assert [one.area.code for one in picture.figures] == ["GM0000", *nearest(candidates)]
    for figure in picture.figures[1:]:
        year = rows[(rows["area_code"] == figure.area.code) & (rows["period_start"] == figure.window.start)]
        assert figure.window.start.month == 1
        assert figure.count == year["value"].sum()
        assert figure.lower < figure.value < figure.upper


def test_a_figure_of_ourselves_alone_is_not_asked_of_others(figures):
    for indicator in figures.indicators():
        if not indicator.public_at_source or indicator.is_survey or indicator.kind is not Kind.COUNT:
            found = compare_with_peers(figures, indicator, figures.windows()[0]).figures[1:]
            assert found == () or indicator.public_at_source
            assert not (found and indicator.is_survey)


def small_country(tmp_path, **own):
    """Two municipalities; ours with the columns given."""
    deliveries = []
    for gemeente in (GEMEENTE, OTHER_GEMEENTE):
        full = {"households": 900, "businesses": 150, "jobs": 800, "area_ha": 500.0, "stedelijkheid": 3}
        values = full | (own if gemeente == GEMEENTE else {})
        rows = areas(inhabitants=2000, gemeente=gemeente, vintage=2015)
        tables = {
            "areas": rows.with_columns(pl.lit(value).alias(name) for name, value in values.items()),
            "boundaries": boundaries(gemeente=gemeente),
            "observations": observations(dict.fromkeys(range(24), 5), gemeente),
            "provenance": provenance(),
        }
        deliveries.append(Delivery(gemeente, tables))
    settings = replace(Settings(home=tmp_path), gemeente=GEMEENTE)
    store(settings.warehouse, deliveries, now=NOW)
    return open_figures(settings, audience=Audience.PUBLIC, today=date(2026, 9, 1), memo=compute_each_time)


@pytest.mark.parametrize("missing", ["households", "businesses", "jobs", "area_ha", "stedelijkheid"])
def test_without_one_of_the_traits_of_our_own_there_are_no_peers_and_no_crash(tmp_path, missing):
    figures = small_country(tmp_path, **{missing: None})
    burglary = next(one for one in figures.indicators() if one.id == "inbraak_woning")
    picture = compare_with_peers(figures, burglary, Window(date(2016, 12, 1)))
    assert picture.peers.nearest == ()
    assert [one.area.code for one in picture.figures] == [GEMEENTE]
    assert picture.sentence.startswith("Er is geen andere gemeente met alle kenmerken")


@pytest.mark.parametrize("nothing", [{"area_ha": 0.0}, {"businesses": 0}])
def test_a_trait_of_zero_is_no_trait(tmp_path, nothing):
    figures = small_country(tmp_path, **nothing)
    peers, _ = figures.peers()
    assert peers.nearest == ()
    assert not any(isnan(one.distance) for one in peers.nearest)


def test_with_all_traits_the_other_is_found(tmp_path):
    peers, _ = small_country(tmp_path).peers()
    assert [one.code for one in peers.nearest] == [OTHER_GEMEENTE]
