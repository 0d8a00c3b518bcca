"""Trend verdicts on published figures: Rotterdam by month, Amsterdam by year, and what cannot be said."""

import csv
from datetime import UTC, date, datetime

import numpy as np
import pytest
import statsmodels.api as sm

from data.catalogue import load_catalogue
from data.schemas import Level
from data.settings import Settings
from data.sources.load import Asked, read_deliveries
from data.warehouse import store
from metrics.gate import Audience
from metrics.trend import Lack, Verdict
from plan.figures import open_figures
from tests.plan.conftest import compute_each_time

NOW = datetime(2026, 1, 2, tzinfo=UTC)
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"]
MONTHS += ["oktober", "november", "december"]
FROM_APRIL_2022 = date(2022, 6, 1)


def _load(home, paths, asked):
    settings = Settings(gemeente=asked.gemeente, home=home)
    deliveries, report = read_deliveries(paths, settings.warehouse, load_catalogue(), NOW, asked)
    store(settings.warehouse, deliveries, now=NOW)
    return "\n".join(report.lines()), settings


def _open(settings, today):
    return open_figures(settings, audience=Audience.PUBLIC, today=today, memo=compute_each_time)


@pytest.fixture(scope="module")
def rotterdam(shared_data, tmp_path_factory):
    boundaries = [shared_data / f"boundaries/cbs_{level}_2022_nl_kerncijfers.geojson" for level in ("gemeente", "wijk")]
    path = shared_data / "crime/rotterdam_47022NED_maand_selectie_2012_2022.csv"
    _, settings = _load(tmp_path_factory.mktemp("rotterdam"), [*boundaries, path], Asked("GM0599", 2022))
    with path.open(encoding="utf-8", newline="") as file:
        return _open(settings, FROM_APRIL_2022), list(csv.DictReader(file))


@pytest.fixture(scope="module")
def amsterdam(shared_data, tmp_path_factory):
    folder = shared_data / "amsterdam_new_codes"
    home, asked = tmp_path_factory.mktemp("amsterdam"), Asked("GM0363", 2022)
    _load(home, [shared_data / "boundaries/cbs_gemeente_2022_nl_kerncijfers.geojson"], asked)
    paths = [folder / "amsterdam_INDELING_BUURT.csv", folder / "amsterdam_47018NED_fietsdiefstal_2020_2024.csv"]
    text, settings = _load(home, paths, asked)
    with paths[1].open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["Wijken en buurten"] == "Amsterdam"]
    return _open(settings, date(2025, 3, 1)), [int(list(row.values())[3]) for row in rows], text


def _change(figures, indicator_id, code):
    indicator = load_catalogue().indicators[indicator_id]
    return figures.change(indicator, figures.area(code), figures.windows()[0])


def _yearly_change(counts, years, extra=()):
    """Percent per year and the standard error of its logarithm: quasi-Poisson, fitted by statsmodels."""
    design = np.column_stack([np.ones(len(counts)), years, *extra])
    fit = sm.GLM(counts, design, family=sm.families.Poisson()).fit(scale="X2")
    scale = max(1.0, fit.scale)
    error = fit.bse[1] * np.sqrt(scale / fit.scale)
    return 100 * np.expm1(fit.params[1]), fit.params[1], error


@pytest.mark.parametrize(
    ("label", "indicator_id"),
    [
        ("Totaal misdrijven", "totaal_misdrijven"),
        ("1.2.1 Diefstal uit/vanaf motorvoertuigen", "diefstal_uit_auto"),
        ("1.2.4 Zakkenrollerij", "zakkenrollerij"),
        ("1.2.3 Diefstal van brom-, snor-, fietsen", "diefstal_fiets"),
        ("Totaal registraties overlast", "overlast_totaal"),
    ],
)
def test_five_years_of_months_in_rotterdam_go_where_an_independent_fit_says(rotterdam, label, indicator_id):
    figures, rows = rotterdam
    series = {}
    for row in rows:
        if (row["Wijken en buurten"], row["Soort misdrijf"]) == ("Rotterdam (Gemeente)", label):
            year, month = row["Perioden"].split()
            series[int(year), MONTHS.index(month)] = float(row["Geregistreerde misdrijven (aantal)"])
    recent = sorted(series)[-60:]
    waves = [
        wave(2 * np.pi * order * np.array([month for _, month in recent]) / 12)
        for order in (1, 2)
        for wave in (np.sin, np.cos)
    ]
    years = np.array([year + month / 12 for year, month in recent]) - 2019
    percent, slope, error = _yearly_change(np.array([series[one] for one in recent]), years, waves)
    change = _change(figures, indicator_id, "GM0599")
    found = change.movement.trend
    assert (found.points_used, found.change_pct_per_year) == (60, pytest.approx(percent, abs=0.05))
    if slope - 2.2 * error > 0 or slope + 2.2 * error < 0:
        assert change.movement.verdict is not Verdict.NO_CHANGE
        assert np.sign(found.change_pct_per_year) == np.sign(slope)
    if slope - 1.8 * error < 0 < slope + 1.8 * error:
        assert change.movement.verdict is Verdict.NO_CHANGE


def test_more_reports_of_nuisance_are_more_registered_and_not_worse(rotterdam):
    assert _change(rotterdam[0], "overlast_totaal", "GM0599").movement.verdict is Verdict.MORE


def test_a_type_that_the_selection_lacks_for_the_city_has_no_trend_and_no_figure(rotterdam):
    figures, _ = rotterdam
    change = _change(figures, "inbraak_woning", "GM0599")
    assert (change.movement.verdict, change.movement.trend.lack) == (Verdict.TOO_LITTLE, Lack.PERIODS)
    figure = figures.figure(change.indicator, change.area, figures.windows()[0])
    assert not figure.is_shown
    assert figure.answer.sentence


def test_bicycle_theft_in_amsterdam_over_five_years_is_no_demonstrable_change(amsterdam):
    figures, counts, _ = amsterdam
    assert counts == [10_378, 8_196, 10_854, 12_323, 11_987]
    percent, slope, error = _yearly_change(np.array(counts), np.arange(5.0))
    change = _change(figures, "diefstal_fiets", "GM0363")
    assert change.movement.trend.change_pct_per_year == pytest.approx(percent, abs=0.05)
    assert slope - 1.96 * error < 0 < slope + 1.96 * error
    assert change.movement.verdict is Verdict.NO_CHANGE


def test_buurten_of_amsterdam_have_no_rate_because_nobody_knows_who_lives_there(amsterdam):
    figures, _, text = amsterdam
    indicator = load_catalogue().indicators["diefstal_fiets"]
    shown = figures.picture(indicator, Level.BUURT, figures.windows()[0]).figures
    assert all(not one.is_shown and one.answer.sentence for one in shown)
    assert "BU0363MK06" in text
