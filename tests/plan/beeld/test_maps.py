"""The three things a map can show, each against a plain loop or another library."""

import itertools

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from data.catalogue import Subject
from data.schemas import Kind, Level
from metrics.uncertainty import rate_difference_p
from plan.beeld.maps import change_view, stacking_view, value_view
from plan.figures import Window

TOTALS = {"totaal_misdrijven", "cbs_misdrijven_totaal", "overlast_totaal"}
TOO_LITTLE = "te weinig om te zeggen"


def indicator_of(figures, name):
    return next(one for one in figures.indicators() if one.id == name)


def as_number(text):
    return float(text.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-").rstrip("%"))


def value_map(figures, name, level, *, smoothed, place=0, per=None):
    indicator, window = indicator_of(figures, name), figures.windows()[place]
    picture = figures.picture(indicator, level, window, per)
    average = figures.figure(indicator, figures.area("GM0000"), window, per)
    return picture, value_view(picture, average, smoothed=smoothed)


@pytest.mark.parametrize("smoothed", [True, False])
@pytest.mark.parametrize("name", ["inbraak_woning", "totaal_misdrijven", "diefstal_fiets"])
def test_the_list_of_a_map_holds_every_figure_and_its_class_holds_its_value(figures, name, smoothed):
    picture, view = value_map(figures, name, Level.BUURT, smoothed=smoothed)
    assert [row.area for row in view.rows] == [one.area for one in picture.figures]
    for figure, row in zip(picture.figures, view.rows, strict=True):
        value = figure.smoothed if smoothed else figure.value
        if value is None:
            assert (row.step, row.order, row.cells["Cijfer"]) == (None, None, TOO_LITTLE)
            continue
        assert as_number(row.cells["Cijfer"]) == pytest.approx(value, abs=0.0501)
        assert row.order == value
        low, high = (as_number(text) for text in view.classes[row.step].split(" tot "))
        assert low - 0.051 <= value <= high + 0.051
        lower = figure.smoothed_lower if smoothed else figure.lower
        assert as_number(row.cells["Marge"].split(" tot ")[0]) == pytest.approx(lower, abs=0.0501)


def test_classes_hold_about_as_many_areas_each(figures):
    _, view = value_map(figures, "totaal_misdrijven", Level.BUURT, smoothed=True)
    sizes = [sum(row.step == step for row in view.rows) for step in range(len(view.classes))]
    assert sum(sizes) == sum(row.order is not None for row in view.rows)
    assert max(sizes) <= 2 * min(sizes)


def test_another_denominator_gives_another_unit_everywhere_it_is_written(figures):
    burglary = indicator_of(figures, "inbraak_woning")
    dwellings = figures.denominators(burglary)[1]
    picture, view = value_map(figures, "inbraak_woning", Level.WIJK, smoothed=False, per=dwellings)
    assert view.unit == picture.unit == "per 1.000 woningen"
    assert "per 1.000 woningen in de hele gemeente" in view.sentence
    assert "inwoners" not in view.sentence
    assert {one.unit for one in picture.figures} == {"per 1.000 woningen"}


def test_a_plain_count_of_areas_is_not_called_high_or_low(figures):
    _, view = value_map(figures, "verkeersongevallen_letsel", Level.WIJK, smoothed=True)
    assert "aantoonbaar" not in view.sentence
    assert "hoeft daarom niets te betekenen" in view.sentence
    assert all(row.cells["Cijfer"] == TOO_LITTLE or float(row.order).is_integer() for row in view.rows)


def test_a_published_score_without_margin_is_shown_and_not_compared(figures):
    _, view = value_map(figures, "leefbaarometer_score", Level.BUURT, smoothed=True)
    known = [row for row in view.rows if row.order is not None]
    assert len(known) > 50
    assert {row.cells["Marge"] for row in view.rows} == {""}
    assert "aantoonbaar" not in view.sentence
    assert TOO_LITTLE not in view.sentence.partition(".")[0]


def takes_part(indicator, level):
    """Counts of events at a place that do harm, are divided by something and may be shown so small; each once."""
    is_small_enough = indicator.lowest_level is Level.BUURT or level is Level.WIJK
    return (
        indicator.kind is Kind.COUNT
        and indicator.harm is not None
        and len(indicator.denominators) > 0
        and indicator.subject is Subject.PLACE
        and indicator.lowest_level is not Level.GEMEENTE
        and is_small_enough
        and not (indicator.sum_of or indicator.is_bbv or indicator.id in TOTALS)
    )


@pytest.mark.parametrize("level", [Level.WIJK, Level.BUURT])
def test_a_stack_counts_figures_whose_whole_margin_lies_above_the_municipality(figures, level):
    window, whole = figures.windows()[0], figures.area("GM0000")
    view = stacking_view(figures, level, window, None)
    part = [one for one in figures.indicators() if takes_part(one, level)]
    assert f"aantal van de {len(part)} cijfers" in view.unit
    means = {one.id: figures.figure(one, whole, window).value for one in part}
    for row in view.rows:
        high = []
        for indicator in part:
            figure = figures.figure(indicator, row.area, window)
            if figure.smoothed_lower is not None and figure.smoothed_lower > means[indicator.id]:
                high.append(indicator.short_name)
        if row.step is None:
            assert high == []
            continue
        assert row.cells["Hoeveel"] == str(len(high))
        assert set(row.cells["Welke cijfers"].replace(" en ", ", ").split(", ")) - {""} == set(high)
        wanted = (
            "geen"
            if not high
            else next(
                text for text, border in (("1", 1), ("2", 2), ("3 of 4", 4), ("5 of meer", 99)) if len(high) <= border
            )
        )
        assert view.classes[row.step] == wanted
    most = [row.area.name for row in view.rows if (row.order or 0) >= 3]
    if most and len(most) <= 5:
        assert all(name in view.sentence for name in most)
    elif most:
        assert f"In {len(most)} " in view.sentence


def test_a_theme_without_counts_of_a_place_has_nothing_to_stack(figures):
    view = stacking_view(figures, Level.WIJK, figures.windows()[0], "V1.4")
    assert {row.step for row in view.rows} == {None}
    assert "geen cijfers die zo naast elkaar kunnen staan" in view.sentence


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("vernieling", Level.BUURT),
        ("diefstal_fiets", Level.WIJK),
        ("totaal_misdrijven", Level.BUURT),
        ("woningbrand", Level.WIJK),
        ("inbraak_bedrijf", Level.WIJK),
    ],
)
def test_change_is_coloured_where_benjamini_and_hochberg_over_all_areas_say_so(figures, name, level):
    indicator, (now, then) = indicator_of(figures, name), (figures.windows()[0], figures.windows()[2])
    view = change_view(figures, indicator, level, now, then)
    spread = figures.ups_and_downs(indicator, level, then)
    tested, p = [], []
    for row in view.rows:
        later, earlier = (figures.figure(indicator, row.area, window) for window in (now, then))
        both = [one for one in (later, earlier) if one.is_shown and one.window.months == 12]
        if len(both) < 2 or later.count + earlier.count < 10:
            assert (row.step, row.cells["Nu"]) == (None, "")
            continue
        tested.append((row, later, earlier))
        amounts = (later.count, later.exposure, earlier.count, earlier.exposure)
        p.append(float(rate_difference_p(*amounts, spread[row.area.code])))
    rejected, *_ = multipletests(p, alpha=0.05, method="fdr_bh")
    assert len(tested) >= 3
    for (row, later, earlier), is_certain in zip(tested, rejected, strict=True):
        rates = later.count / later.exposure, earlier.count / earlier.exposure
        assert row.step == (1 if not is_certain else 2 if rates[0] > rates[1] else 0)
        assert (as_number(row.cells["Eerst"]), as_number(row.cells["Nu"])) == (earlier.count, later.count)
        if row.cells["Verschil"]:
            assert as_number(row.cells["Verschil"]) == pytest.approx(100 * (rates[0] / rates[1] - 1), abs=0.51)


def test_a_change_over_the_years_is_found_where_it_was_put_in(figures):
    now, then = figures.windows()[0], figures.windows()[2]
    damage = change_view(figures, indicator_of(figures, "vernieling"), Level.WIJK, now, then)
    by_name = {row.area.name: row for row in damage.rows}
    assert by_name["Sterrenkwartier"].cells["Oordeel"] == "Slechter"
    assert "aantoonbaar meer in Sterrenkwartier" in damage.sentence
    trade = change_view(figures, indicator_of(figures, "drugshandel"), Level.BUURT, now, then)
    assert trade.level is Level.WIJK
    assert "gaat over mensen" in trade.reason
    judged = {row.cells["Oordeel"].lower() for row in trade.rows}
    assert judged.isdisjoint({"beter", "slechter"})


def test_few_false_alarms_where_only_chance_is_at_work(figures):
    """Neighbouring years without a story: of all areas together few get a colour."""
    coloured = looked = 0
    for name, place in itertools.product(["mishandeling", "bedreiging", "inbraak_woning", "diefstal_uit_auto"], [3, 4]):
        now, then = figures.windows()[place], figures.windows()[place + 1]
        view = change_view(figures, indicator_of(figures, name), Level.BUURT, now, then)
        coloured += sum(row.step in {0, 2} for row in view.rows)
        looked += sum(row.step is not None for row in view.rows)
    assert looked > 50
    assert coloured <= 0.05 * looked


def test_a_change_of_a_yearly_figure_is_told_in_its_own_years(figures):
    now, then = figures.windows()[0], figures.windows()[2]
    view = change_view(figures, indicator_of(figures, "woningbrand"), Level.WIJK, now, then)
    assert "van 2024 naar 2025" in view.sentence
    assert "2026" not in view.sentence + view.unit


def test_a_window_is_never_compared_with_itself(figures):
    burglary = indicator_of(figures, "inbraak_woning")
    window = Window(figures.windows()[0].end)
    view = change_view(figures, burglary, Level.WIJK, window, window)
    assert {row.step for row in view.rows} <= {1, None}
    assert np.all([as_number(row.cells["Verschil"]) == 0 for row in view.rows if row.cells["Verschil"]])
