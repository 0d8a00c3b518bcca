import dataclasses
import itertools
from datetime import UTC, datetime

import pandas as pd
import pytest
from scipy.stats import chi2

from data import catalogue, modelgemeente, warehouse
from data.catalogue import Subject
from data.errors import NothingLoaded
from data.schemas import Level
from data.settings import MODELGEMEENTE_TODAY, Settings
from metrics.gate import Audience, State
from plan.figures import open_figures
from tests.plan.conftest import compute_each_time

FINENESS = {Level.GEMEENTE: 0, Level.WIJK: 1, Level.BUURT: 2}


def indicator_of(figures, indicator_id):
    return next(one for one in figures.indicators() if one.id == indicator_id)


def test_every_shown_count_and_rate_equals_a_count_with_pandas(figures, raw, latest, proof_table):
    first, last = latest
    months = raw["observations"]
    months = months[pd.to_datetime(months["period_start"]).between(str(first), str(last))]
    people = raw["areas"].set_index(["area_code", "vintage"])["inhabitants"]
    window = figures.windows()[0]
    checked = 0
    for indicator, level in itertools.product(figures.indicators(), Level):
        if indicator.is_survey:
            continue
        for figure in figures.picture(indicator, level, window).figures:
            code = figure.area.code
            rows = months[(months["area_code"] == code) & (months["indicator_id"] == indicator.id)]
            if figure.window.months != 12 or not figure.is_shown:
                continue
            person_years = people[code, 2025] * 3 / 12 + people[code, 2026] * 9 / 12
            count = rows["value"].sum()
            assert figure.count == count
            assert figure.value == pytest.approx(1000 * count / person_years)
            upper = chi2.ppf(0.975, 2 * count + 2) / 2
            assert figure.upper == pytest.approx(1000 * upper / person_years)
            checked += 1
    assert checked > 300
    proof_table("figures of the Modelgemeente equal to a count with pandas", checked)


def test_a_small_buurt_is_pooled_over_three_years_or_left_out(figures):
    window = figures.windows()[0]
    picture = figures.picture(indicator_of(figures, "inbraak_woning"), Level.BUURT, window)
    pooled = [one for one in picture.figures if one.is_shown and one.window.months == 36]
    hidden = [one for one in picture.figures if not one.is_shown]
    assert pooled
    assert hidden
    for one in pooled:
        assert 500 / 3 <= one.area.inhabitants < 520
    for one in hidden:
        assert one.area.inhabitants < 500 / 3 + 5
        assert one.smoothed is None
        assert one.answer.sentence.startswith("Te weinig om te zeggen")


def test_a_missing_month_makes_a_count_unknown_and_never_smaller(figures):
    window = figures.windows()[0]
    picture = figures.picture(indicator_of(figures, "diefstal_fiets"), Level.BUURT, window)
    college = next(one for one in picture.figures if one.area.name == "Collegebuurt")
    assert college.count is None
    assert college.value is None
    assert "Onbekend is niet hetzelfde als nul" in college.answer.sentence


@pytest.mark.parametrize("audience", list(Audience))
def test_no_way_out_shows_a_figure_below_its_lowest_level(open_for, audience, proof_table):
    figures = open_for(audience)
    window = figures.windows()[0]
    looked = 0
    for indicator, level in itertools.product(figures.indicators(), Level):
        picture = figures.picture(indicator, level, window)
        finest = Level.WIJK if indicator.subject is Subject.PERSON else indicator.lowest_level
        for figure in picture.figures:
            assert FINENESS[figure.area.level] <= FINENESS[finest]
        for area in figures.areas(level):
            figure = figures.figure(indicator, area, window)
            change = figures.change(indicator, area, window)
            looked += 1
            if FINENESS[level] > FINENESS[finest]:
                values = (figure.value, figure.smoothed, figure.lower, figure.upper, figure.count)
                assert values == (None,) * 5
                assert change.movement is None
                assert change.survey is None
                assert figure.answer.state is State.COARSER
    proof_table("figures asked as each audience at each level", looked)


def test_what_one_audience_may_see_never_reaches_another_through_the_memory(open_for, monkeypatch):
    whole = catalogue.load_catalogue()
    secret = dataclasses.replace(whole.indicators["inbraak_woning"], sensitivity="intern")
    changed = dataclasses.replace(whole, indicators={**whole.indicators, secret.id: secret})
    monkeypatch.setattr("plan.figures.door.load_catalogue", lambda: changed)
    inside, council = open_for(Audience.INTERNAL), open_for(Audience.COUNCIL)
    window, area = inside.windows()[0], inside.area("GM0000")
    assert inside.figure(secret, area, window).is_shown
    assert not council.figure(secret, area, window).is_shown
    assert council.change(secret, area, window).movement is None
    assert secret.id not in {one.id for one in council.indicators()}
    subjects = {item.comparison.subject for item in council.standing_out(window, area).items}
    assert secret.id not in subjects


def test_nothing_is_remembered_by_audience(open_for):
    keys = []

    def listening(_version, key, compute):
        keys.append(key)
        return compute()

    figures = open_for(Audience.COUNCIL, listening)
    window = figures.windows()[0]
    for indicator in figures.indicators():
        figures.picture(indicator, Level.WIJK, window)
    assert keys
    assert not any(part in set(Audience) for key in keys for part in key)


def test_a_survey_of_a_wijk_needs_a_hundred_answers(figures, raw):
    felt = indicator_of(figures, "onveilig_buurt")
    picture = figures.picture(felt, Level.WIJK, figures.windows()[0])
    rows = raw["survey_results"]
    rows = rows[pd.to_datetime(rows["period_start"]) == "2025-01-01"].set_index("area_code")
    assert {one.is_shown for one in picture.figures} == {True, False}
    for one in picture.figures:
        assert one.is_shown == (rows.loc[one.area.code, "respondents"] >= 100)


def test_surveys_of_two_questionnaires_are_never_compared(figures):
    felt = indicator_of(figures, "onveilig_buurt")
    window = next(one for one in figures.windows() if one.end.year == 2021)
    earlier, later, change = figures.change(felt, figures.area("GM0000"), window).survey
    assert earlier.method_era != later.method_era
    assert change.verdict == "te weinig om te zeggen"
    assert change.difference is None


def test_an_open_door_keeps_its_version_while_a_newer_one_is_stored(tmp_path):
    settings = Settings(home=tmp_path)
    now = datetime(2026, 11, 2, tzinfo=UTC)
    delivery = modelgemeente.delivery()
    warehouse.store(settings.warehouse, [delivery], now=now)
    first = open_figures(settings, audience=Audience.PUBLIC, today=MODELGEMEENTE_TODAY, memo=compute_each_time)
    areas = delivery.tables["areas"].with_columns(name=delivery.tables["areas"]["name"] + " nieuw")
    renamed = dataclasses.replace(delivery, tables={**delivery.tables, "areas": areas})
    warehouse.store(settings.warehouse, [renamed], now=now)
    second = open_figures(settings, audience=Audience.PUBLIC, today=MODELGEMEENTE_TODAY, memo=compute_each_time)
    assert first.version != second.version
    assert first.area("GM0000").name == "Modelgemeente"
    assert second.area("GM0000").name == "Modelgemeente nieuw"


def test_a_municipality_without_figures_is_told_so(modelgemeente_home):
    settings = Settings(gemeente="GM0758", home=modelgemeente_home)
    with pytest.raises(NothingLoaded, match="GM0758"):
        open_figures(settings, audience=Audience.PUBLIC, today=MODELGEMEENTE_TODAY, memo=compute_each_time)
