"""The crimes: levels, trends, seasons and spread as published, and stories that a fair test finds."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest, false_discovery_control

from data.catalogue import load_catalogue
from data.modelgemeente import Lesson
from data.modelgemeente.crime import _draw
from data.modelgemeente.crime_types import CRIME_TYPES, INDICES, NUISANCE_TYPES, OWN_COUNTS, SEASONS, SPREADS
from data.modelgemeente.places import code_of
from data.modelgemeente.stories import stories_of

# Per 1,000 inhabitants in 2025, as proposed from the national figures for a municipality of this size.
LEVELS_2025 = {
    "cybercrime": 0.7,
    "diefstal_auto": 0.5,
    "diefstal_fiets": 4.5,
    "diefstal_winkel": 2.8,
    "diefstal_uit_auto": 2.2,
    "fraude_horizontaal": 4.5,
    "inbraak_schuur": 0.5,
    "inbraak_woning": 1.2,
    "mishandeling": 2.2,
    "totaal_misdrijven": 43.9,
    "wapens": 0.35,
    "zakkenrollerij": 0.6,
    "zedenmisdrijf": 0.6,
}
# Groups of the proposal, by the keys of the police.
GROUPS_2025 = {
    "vermogen": (24.5, ("1.1", "1.2", "1.5.2", "1.6.2", "2.5", "3.9")),
    "verkeer": (7.0, ("1.3.1", "3.3", "3.4", "3.5")),
    "vernieling en brand": (4.4, ("2.2.1", "1.6.1")),
    "geweld": (4.2, ("1.4", "1.6.3")),
    "openbare orde": (1.3, ("3.6.4", "2.4", "3.7.1", "2.7.3")),
    "drugs": (0.8, ("3.1.1", "2.1.1")),
    "wapens": (0.35, ("3.1.3",)),
    "cybercrime": (0.7, ("3.7.4",)),
    "overig": (0.6, ("2.6", "2.7.2", "3.1.2", "3.2", "3.7.2", "3.7.3")),
}
LAST_YEAR = (date(2025, 10, 1), date(2026, 9, 1))
THREE_YEARS_BEFORE = (date(2022, 10, 1), date(2025, 9, 1))


@pytest.fixture(scope="module")
def yearly(committed):
    """Counts and inhabitants per area, indicator and whole year."""
    counts = committed["observations"].filter(pl.col("kind").cast(pl.String) == "count")
    years = counts.with_columns(vintage=pl.col("period_start").dt.year())
    sums = years.group_by("area_code", "indicator_id", "vintage").agg(pl.col("value").sum())
    people = committed["areas"].select("area_code", "vintage", "inhabitants")
    return sums.join(people, on=["area_code", "vintage"]).filter(pl.col("vintage") < 2026)


def _rate(yearly, indicator, year, code="GM0000"):
    row = yearly.filter(
        (pl.col("area_code") == code) & (pl.col("indicator_id") == indicator) & (pl.col("vintage") == year)
    ).row(0, named=True)
    return 1000 * row["value"] / row["inhabitants"]


@pytest.mark.parametrize(("indicator", "level"), LEVELS_2025.items())
def test_the_level_of_2025_is_the_proposed_one_within_noise(indicator, level, yearly):
    # Four times the Poisson error, and twice the 6% by which a municipality of this size moves.
    tolerance = 4 * np.sqrt(level * 100 / 100**2) + 0.12 * level
    assert _rate(yearly, indicator, 2025) == pytest.approx(level, abs=tolerance)


@pytest.mark.parametrize(("level", "keys"), GROUPS_2025.values(), ids=GROUPS_2025)
def test_the_groups_of_the_total_are_those_of_the_proposal(level, keys):
    found = [one.level for one in CRIME_TYPES if any(f"{one.key}.".startswith(f"{key}.") for key in keys)]
    assert sum(found) == pytest.approx(level)


def test_every_type_is_in_one_group_and_together_they_are_the_total():
    keys = [key for _, group in GROUPS_2025.values() for key in group]
    assert all(sum(f"{one.key}.".startswith(f"{key}.") for key in keys) == 1 for one in CRIME_TYPES)
    assert sum(one.level for one in CRIME_TYPES) == pytest.approx(43.9, abs=0.06)


def test_every_type_of_the_police_is_there_and_totals_are_not_drawn_apart():
    catalogue = load_catalogue()
    assert [one.key for one in CRIME_TYPES] == [key for key in catalogue.crime_types if key != "0.0.0"]
    assert [one.key for one in NUISANCE_TYPES] == [key for key in catalogue.nuisance_types if key != "totaal-overlast"]


def test_every_name_in_a_crime_type_exists_and_every_list_has_its_length():
    types = (*CRIME_TYPES, *NUISANCE_TYPES, *OWN_COUNTS)
    assert all(one.index in INDICES and one.season in SEASONS and one.spread in SPREADS for one in types)
    assert {len(values) for values in INDICES.values()} == {12}
    assert {len(values) for values in SEASONS.values()} == {12}
    assert {values[10] for values in INDICES.values()} == {1.0}


@pytest.mark.parametrize(
    ("indicator", "first", "last", "factor", "tolerance"),
    [
        ("inbraak_woning", 2015, 2025, 0.35, 0.06),
        ("diefstal_winkel", 2021, 2025, 1.30, 0.22),
        ("fraude_horizontaal", 2015, 2021, 3.0, 0.45),
        ("fraude_horizontaal", 2021, 2025, 1.0, 0.15),
        ("cybercrime", 2015, 2021, 3.0, 1.0),
        ("onbegrepen_gedrag", 2015, 2025, 2.2, 0.4),
    ],
)
def test_trends_follow_the_national_ones(indicator, first, last, factor, tolerance, yearly):
    assert _rate(yearly, indicator, last) / _rate(yearly, indicator, first) == pytest.approx(factor, abs=tolerance)


def test_fires_and_explosions_grow_by_about_a_dozen_since_2021(yearly):
    # From 2 to 14 explosions a year on 100,000 inhabitants, on top of the fires.
    assert 6 <= 100 * (_rate(yearly, "explosie", 2025) - _rate(yearly, "explosie", 2021)) <= 26


def test_youth_nuisance_peaks_in_2020(yearly):
    rates = {year: _rate(yearly, "overlast_jeugd", year) for year in range(2015, 2026)}
    assert max(rates, key=rates.get) == 2020


def test_shops_saw_fewer_thefts_when_they_were_closed(yearly):
    assert _rate(yearly, "diefstal_winkel", 2020) < _rate(yearly, "diefstal_winkel", 2019)


@pytest.mark.parametrize(
    ("indicator", "high", "low"),
    [
        ("diefstal_fiets", (9, 10), (1, 2)),
        ("inbraak_woning", (11, 12, 1), (5, 6, 7)),
        ("overlast_jeugd", (5, 6, 7, 8, 9), (11, 12, 1, 2)),
        ("vernieling", (12, 1), (5, 6)),
    ],
)
def test_seasons_are_those_of_the_type(indicator, high, low, committed):
    month = pl.col("period_start").dt.month()
    rows = committed["observations"].filter(
        (pl.col("area_code") == "GM0000")
        & (pl.col("indicator_id") == indicator)
        & (pl.col("period_start") < LAST_YEAR[0])
    )
    assert rows.filter(month.is_in(high))["value"].mean() > 1.2 * rows.filter(month.is_in(low))["value"].mean()


@pytest.mark.parametrize("year", [2016, 2019, 2022, 2025])
def test_a_tenth_of_the_buurten_holds_about_two_fifths_of_all_crime(year, yearly):
    total = yearly.filter(
        pl.col("area_code").str.starts_with("BU")
        & (pl.col("indicator_id") == "totaal_misdrijven")
        & (pl.col("vintage") == year)
    )["value"].sort(descending=True)
    assert 0.35 <= total.head(6).sum() / total.sum() <= 0.45


def test_the_centre_has_most_crime_per_inhabitant_then_the_station_and_the_villages_least(yearly):
    centre, station, flats, vinex, village = (
        _rate(yearly, "mishandeling", 2025, code_of(name))
        for name in ("Binnenstad", "Stationskwartier", "Populierenveld", "Hoge Akkers", "Oudermeer")
    )
    assert centre > station > flats > max(vinex, village)
    # Five to eight times an ordinary wijk is less against the whole gemeente, which holds the centre itself.
    assert 2.5 < centre / _rate(yearly, "mishandeling", 2025) < 8
    assert _rate(yearly, "diefstal_winkel", 2025, code_of("Binnenstad")) > 6 * _rate(yearly, "diefstal_winkel", 2025)


def test_the_rate_of_the_buurt_with_sixty_residents_explodes(yearly):
    assert _rate(yearly, "totaal_misdrijven", 2025, code_of("Vlonder Zuid")) > 5 * LEVELS_2025["totaal_misdrijven"]


def test_draws_vary_as_the_law_of_total_variance_says():
    expected = np.full((60, 6000), 20.0)
    sums = _draw(expected, np.random.default_rng(7)).sum(axis=0)
    mean, month, buurt = 1200.0, 0.06**2, 0.25**2
    variance = mean + mean**2 * month + 60 * 20.0**2 * buurt * (1 + month)
    assert sums.mean() == pytest.approx(mean, rel=0.01)
    assert sums.var() == pytest.approx(variance, rel=0.08)


def _compared(observations, level):
    """Last twelve months against the three years before, by an exact conditional test per area and indicator."""
    during, before = (pl.col("period_start").is_between(*window) for window in (LAST_YEAR, THREE_YEARS_BEFORE))
    monthly = pl.col("resolution").cast(pl.String) == "month"
    counted = pl.col("kind").cast(pl.String) == "count"
    rows = (
        observations.filter(pl.col("area_code").str.starts_with(level) & monthly & counted)
        .group_by("area_code", "indicator_id")
        .agg(now=pl.col("value").filter(during).sum(), then=pl.col("value").filter(before).sum())
        .filter(pl.col("now") + pl.col("then") > 0)
    )
    tests = [binomtest(int(now), int(now + then), 0.25).pvalue for now, then in rows.select("now", "then").rows()]
    return rows.with_columns(p=pl.Series(false_discovery_control(tests)), factor=3 * pl.col("now") / pl.col("then"))


def test_a_fair_test_over_all_wijken_finds_the_stories_and_nothing_else(committed):
    found = _compared(committed["observations"], "WK").filter(pl.col("p") < 0.05)
    seen = set(found.select("area_code", "indicator_id").rows())
    seeded = {
        ("WK" + story.area_code[2:8], story.indicator_id)
        for lesson in (Lesson.REAL_WORSENING, Lesson.REAL_IMPROVEMENT, Lesson.POLICE_ACTION, Lesson.FEW_CALLERS)
        for story in stories_of(lesson)
    }
    falling = {(story.area_code, "totaal_misdrijven") for story in stories_of(Lesson.FEELING_APART)}
    # A total says what its parts say.
    totals = {("WK" + story.area_code[2:8], "overlast_totaal") for story in stories_of(Lesson.FEW_CALLERS)}
    totals |= {(story.area_code, "totaal_misdrijven") for story in stories_of(Lesson.REAL_WORSENING)}
    assert seeded <= seen <= seeded | falling | totals


def test_the_worsening_goes_up_and_the_improvement_down(committed):
    factor = {
        row[:2]: row[2]
        for row in _compared(committed["observations"], "WK").select("area_code", "indicator_id", "factor").rows()
    }
    (worse,), (better,) = stories_of(Lesson.REAL_WORSENING), stories_of(Lesson.REAL_IMPROVEMENT)
    assert factor[worse.area_code, worse.indicator_id] > 1.5
    assert factor[better.area_code, better.indicator_id] < 0.7


@pytest.mark.parametrize("lesson", [Lesson.POLICE_ACTION, Lesson.FEW_CALLERS])
def test_what_happens_in_one_buurt_is_not_in_the_other_buurten_of_its_wijk(lesson, committed):
    (story,) = stories_of(lesson)
    rows = _compared(committed["observations"], "BU" + story.area_code[2:8]).filter(
        pl.col("indicator_id") == story.indicator_id
    )
    assert rows.filter((pl.col("p") < 0.05) & (pl.col("factor") > 1))["area_code"].to_list() == [story.area_code]


def test_crime_falls_where_feeling_gets_worse(yearly):
    for story in stories_of(Lesson.FEELING_APART):
        early, late = (
            np.mean([_rate(yearly, "totaal_misdrijven", year, story.area_code) for year in years])
            for years in ((2020, 2021), (2024, 2025))
        )
        assert late < 0.9 * early
