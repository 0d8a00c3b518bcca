import dataclasses
import itertools
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from scipy.stats import chi2

from data import catalogue, modelgemeente, warehouse
from data.catalogue import Subject
from data.errors import NothingLoaded
from data.schemas import Kind, Level
from data.settings import MODELGEMEENTE_TODAY, Settings
from metrics.denominators import Denominator
from metrics.gate import Audience, State
from plan.figures import Window, open_figures
from tests.plan.conftest import compute_each_time
from tests.plan.counting import PERIOD_MONTHS, last_whole, months_up_to

WINDOW = Window(date(2026, 9, 1))
FINENESS = {Level.GEMEENTE: 0, Level.WIJK: 1, Level.BUURT: 2}


def indicator_of(figures, indicator_id):
    return next(one for one in figures.indicators() if one.id == indicator_id)


def expected(town, indicator, per, code, window):
    """Count, value, 95% limits and length of the window, counted with plain loops; None where nothing may be shown."""
    end = last_whole(window.end, PERIOD_MONTHS[town.resolution(indicator)])
    for months in (12, 36):
        count = town.count(indicator, code, end, months)
        if per is None:
            return None if count is None else (count, count, *garwood(count, 1.0), months)
        people = town.exposure(code, "inhabitants", end, months)
        enough = people is not None and people >= 500
        divided_by = town.exposure(code, per.column, end, months)
        if count is not None and enough and divided_by:
            scale = per.per / divided_by
            return (count, count * scale, *garwood(count, scale), months)
        if count is None or enough:
            return None
    return None


def garwood(count, scale):
    lower = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return lower * scale, chi2.ppf(0.975, 2 * count + 2) / 2 * scale


@pytest.mark.parametrize("place", [0, 1, 6])
def test_every_count_and_rate_equals_a_count_with_plain_loops(figures, town, place, proof_table):
    window = figures.windows()[place]
    shown = checked = 0
    for indicator, level in itertools.product(figures.indicators(), Level):
        if indicator.kind is not Kind.COUNT:
            continue
        for per in figures.denominators(indicator) or (None,):
            picture = figures.picture(indicator, level, window, per)
            assert picture.unit == (per.unit if per else indicator.unit)
            for figure in picture.figures:
                found = (figure.count, figure.value, figure.lower, figure.upper, figure.window.months)
                wanted = expected(town, indicator, per, figure.area.code, window)
                checked += 1
                if wanted is None:
                    assert not figure.is_shown
                    assert figure.answer.state is not State.OPEN
                else:
                    shown += 1
                    assert found == pytest.approx(wanted, rel=1e-6)
                    assert figure.unit == picture.unit
    assert shown > 1200
    proof_table("figures of the Modelgemeente equal to a count with plain loops", checked)


@pytest.mark.parametrize(
    ("name", "window_end", "last_month"),
    [
        ("woningbrand", date(2026, 9, 1), date(2025, 12, 1)),
        ("woningbrand", date(2024, 12, 1), date(2024, 12, 1)),
        ("zedenmisdrijf", date(2026, 9, 1), date(2025, 12, 1)),
        ("inbraak_woning", date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_a_yearly_figure_is_that_of_the_last_whole_year_and_says_so(figures, name, window_end, last_month):
    figure = figures.figure(indicator_of(figures, name), figures.area("GM0000"), Window(window_end))
    assert figure.window == Window(last_month)
    assert figure.period_label == Window(last_month).label


def test_a_published_value_is_the_last_one_known_and_has_neither_margin_nor_change(figures, town, proof_table):
    checked = 0
    for indicator, level, window in itertools.product(figures.indicators(), Level, figures.windows()[:4]):
        if indicator.kind is Kind.COUNT or indicator.is_survey:
            continue
        for figure in figures.picture(indicator, level, window).figures:
            ends = {
                months_up_to(start, 1)[0] if length == 24 else later(start, length - 1): value
                for (start, resolution), value in town.published(indicator, figure.area.code).items()
                if (length := PERIOD_MONTHS[resolution]) and value is not None
            }
            known = [month for month in ends if month <= window.end]
            assert figure.value == (ends[max(known)] if known else None)
            assert (figure.lower, figure.upper, figure.smoothed, figure.count) == (None,) * 4
            if known:
                assert figure.window.end == max(known)
            change = figures.change(indicator, figure.area, window)
            assert (change.movement, change.survey) == (None, None)
            checked += 1
    assert checked > 200
    proof_table("published values equal to the table", checked)


def later(month, months):
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def test_where_the_denominator_is_unknown_there_is_a_reason_and_no_rate(figures, town):
    burglary = indicator_of(figures, "inbraak_woning")
    visitors = Denominator("visitors", 1000.0, "per 1.000 bezoekers op een gewone dag")
    by_knowledge = {True: 0, False: 0}
    for area in figures.areas(Level.BUURT):
        is_known = bool(town.exposure(area.code, "visitors", WINDOW.end, 12))
        figure = figures.figure(burglary, area, WINDOW, visitors)
        by_knowledge[is_known] += 1
        if not is_known:
            assert (figure.value, figure.lower, figure.smoothed, figure.exposure) == (None,) * 4
            assert figure.answer.state is not State.OPEN
    assert min(by_knowledge.values()) > 5


def test_one_may_divide_only_by_what_fits_the_indicator_and_is_known_here(figures):
    choices = {one.id: [per.column for per in figures.denominators(one)] for one in figures.indicators()}
    assert choices["inbraak_woning"] == ["inhabitants", "dwellings"]
    assert choices["woningbrand"] == ["dwellings"]
    assert choices["diefstal_winkel"] == ["inhabitants", "businesses"]
    assert choices["demonstraties"] == choices["onveilig_buurt"] == []
    for one in figures.indicators():
        assert set(choices[one.id]) <= set(one.denominators)


def test_a_station_and_a_business_park_are_warned_for_and_an_ordinary_wijk_is_not(figures, raw):
    theft = indicator_of(figures, "inbraak_bedrijf")
    newest = raw["areas"][raw["areas"]["vintage"] == raw["areas"]["vintage"].max()].set_index("area_code")
    marks = ["is_station", "is_uitgaansgebied", "is_instelling", "is_bedrijventerrein"]
    for area in [*figures.areas(Level.WIJK), *figures.areas(Level.BUURT)]:
        row = newest.loc[area.code]
        present = row["jobs"] + (0 if pd.isna(row["visitors"]) else row["visitors"])
        is_special = row[marks].any() or present > 2 * row["inhabitants"]
        said = figures.cautions(theft, area)
        assert bool(said) is bool(is_special)
        assert all(one.endswith(".") for one in said)
    business = figures.denominators(theft)[1]
    park = next(area for area in figures.areas(Level.BUURT) if "bedrijventerrein" in area.marks)
    assert figures.cautions(theft, park, business) == ()


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
    rows = rows[(pd.to_datetime(rows["period_start"]) == "2025-01-01") & (rows["indicator_id"] == felt.id)]
    rows = rows.set_index("area_code")
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
