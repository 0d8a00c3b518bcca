"""Themes weighed by harm, added up by hand from the raw tables and the files of weights."""

import itertools
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data import catalogue
from data.settings import Settings
from data.warehouse import Delivery, store
from metrics.gate import Audience
from plan.beeld.harm import weigh_themes
from plan.figures import Window, open_figures
from tests.data.small_tables import GEMEENTE, NOW, areas, boundaries, observations, provenance
from tests.plan.conftest import compute_each_time
from tests.plan.counting import PERIOD_MONTHS, last_whole

CATALOGUE = Path(catalogue.__file__).parent
TOTALS = {"totaal_misdrijven", "cbs_misdrijven_totaal", "overlast_totaal"}


@pytest.fixture(scope="module")
def entries():
    """The indicators as they stand in the files."""
    files = sorted((CATALOGUE / "indicators").glob("*.toml"))
    return [entry for file in files for entry in tomllib.loads(file.read_text("utf-8"))["indicator"]]


@pytest.fixture(scope="module")
def penalties():
    sets = tomllib.loads((CATALOGUE / "harm_weights.toml").read_text("utf-8"))["weight_set"]
    return {one["indicator"]: one["weight"] for one in next(s for s in sets if s["id"] == "strafmaximum")["weights"]}


@pytest.fixture(scope="module")
def events(figures, town, entries):
    """Events of the year per theme and indicator, each event once: no totals, no sums, no series of CBS."""
    known, found = {one.id: one for one in figures.indicators()}, {}
    for entry in entries:
        repeats = entry["id"] in TOTALS or entry.get("sum_of") or entry.get("is_bbv")
        if entry["id"] not in known or entry.get("harm") is None or repeats:
            continue
        indicator = known[entry["id"]]
        end = last_whole(figures.windows()[0].end, PERIOD_MONTHS[town.resolution(indicator)])
        count = town.count(indicator, "GM0000", end, 12)
        found.setdefault(entry["theme"], {})[entry["id"]] = (count, entry["harm"])
    return found


def test_every_theme_is_the_sum_of_its_events_times_their_weight(figures, events, penalties):
    ours, law = weigh_themes(figures, figures.windows()[0]).views
    assert {one.group: one.total for one in ours.totals} == {
        theme: pytest.approx(sum(count * weight for count, weight in counts.values()))
        for theme, counts in events.items()
    }
    wanted = {}
    for theme, counts in events.items():
        weighed = [count * penalties[name] for name, (count, _) in counts.items() if name in penalties]
        if weighed:
            wanted[theme] = pytest.approx(sum(weighed))
    assert {one.group: one.total for one in law.totals} == wanted
    assert set(law.empty) == set(events) - set(wanted)


def test_no_event_counts_twice(figures, events):
    ours, _ = weigh_themes(figures, figures.windows()[0]).views
    assert sum(one.events for one in ours.totals) == sum(
        count for counts in events.values() for count, _ in counts.values()
    )
    assert not any(name.startswith("bbv_") for counts in events.values() for name in counts)


def test_the_sentence_counts_the_pairs_that_turn_round(figures):
    picture = weigh_themes(figures, figures.windows()[0])
    first, second = ({one.group: one.total for one in view.totals} for view in picture.views)
    both = sorted(first.keys() & second.keys())
    turned = [
        (one, two)
        for one, two in itertools.combinations(both, 2)
        if (first[one] - first[two]) * (second[one] - second[two]) < 0
    ]
    pairs = len(both) * (len(both) - 1) // 2
    assert f"Van {pairs} paren thema's" in picture.sentence
    assert f"draaien er {len(turned)} om" in picture.sentence
    assert picture.sentence.startswith("Verkennend")


def test_the_two_sets_are_never_added_to_each_other(figures):
    picture = weigh_themes(figures, figures.windows()[0])
    assert len({one.unit for one in picture.sets}) == 2
    assert all(one.basis and one.source for one in picture.sets)


def test_an_unknown_count_makes_its_theme_unknown_and_never_lighter(tmp_path):
    months = {
        "inbraak_woning": dict.fromkeys(range(24), 5) | {20: None},
        "mishandeling": dict.fromkeys(range(24), 100),
        "cybercrime": dict.fromkeys(range(24), 3),
    }
    rows = pl.concat(observations(values).with_columns(indicator_id=pl.lit(name)) for name, values in months.items())
    tables = {
        "areas": areas(inhabitants=2000, vintage=2015),
        "boundaries": boundaries(),
        "observations": rows,
        "provenance": provenance(),
    }
    settings = replace(Settings(home=tmp_path), gemeente=GEMEENTE)
    store(settings.warehouse, [Delivery(GEMEENTE, tables)], now=NOW)
    figures = open_figures(settings, audience=Audience.PUBLIC, today=date(2026, 9, 1), memo=compute_each_time)
    whole = {one.group: one.total for one in weigh_themes(figures, Window(date(2016, 8, 1))).views[0].totals}
    broken = {one.group: one.total for one in weigh_themes(figures, Window(date(2016, 9, 1))).views[0].totals}
    assert whole == {"V1.3": 12 * 5 * 5 + 12 * 100 * 4, "V5.4": 12 * 3 * 3}
    assert broken == {"V1.3": None, "V5.4": 12 * 3 * 3}
