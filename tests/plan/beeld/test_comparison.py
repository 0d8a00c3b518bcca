"""Areas beside each other: what goes into the funnel, the ties and the quadrants, against plain calculations."""

import itertools
from math import hypot

import pytest
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from data.schemas import Kind, Level
from metrics.perception import Quadrant
from metrics.uncertainty import rate_difference_p
from plan.beeld.comparison import compare_areas, feelings, register_and_feeling

CASES = [("inbraak_woning", Level.WIJK), ("diefstal_fiets", Level.BUURT), ("woningbrand", Level.WIJK)]


def indicator_of(figures, name):
    return next(one for one in figures.indicators() if one.id == name)


@pytest.mark.parametrize(("name", "level"), CASES)
def test_the_funnel_holds_counts_and_exposures_as_plain_loops_find_them(figures, town, name, level):
    indicator, window = indicator_of(figures, name), figures.windows()[0]
    compared = compare_areas(figures, indicator, level, window)
    per = figures.denominators(indicator)[0]
    counts = exposures = 0
    for place in compared.funnel.places:
        figure = figures.figure(indicator, figures.area(place.area_code), window)
        stretch = (figure.window.end, figure.window.months)
        count = town.count(indicator, place.area_code, *stretch)
        exposure = town.exposure(place.area_code, per.column, *stretch)
        assert (place.count, place.exposure) == (count, pytest.approx(exposure))
        counts, exposures = counts + count, exposures + exposure
    assert compared.funnel.mean == pytest.approx(counts / exposures)
    shown = {one.area.code for one in compared.picture.figures if one.is_shown}
    assert {place.area_code for place in compared.funnel.places} == shown
    assert set(compared.funnel.unknown) == {one.area.code for one in compared.picture.figures} - shown


@pytest.mark.parametrize(("name", "level"), CASES)
def test_the_first_sentence_names_exactly_what_lies_outside(figures, name, level):
    compared = compare_areas(figures, indicator_of(figures, name), level, figures.windows()[0])
    outside = [figures.area(one.area_code).label for one in compared.funnel.places if one.position.is_outside]
    assert f"{len(outside)} van de {len(compared.funnel.places)}" in compared.sentences[0] or not outside
    inside = [figures.area(one.area_code).label for one in compared.funnel.places if not one.position.is_outside]
    assert not any(f": {label}." in compared.sentences[0] for label in inside)
    if len(outside) <= 3:
        assert all(label in compared.sentences[0] for label in outside)


@pytest.mark.parametrize("name", ["totaal_misdrijven", "diefstal_winkel", "inbraak_woning"])
def test_pairs_are_told_apart_where_the_correction_of_holm_says_so(figures, name):
    indicator, window = indicator_of(figures, name), figures.windows()[0]
    compared = compare_areas(figures, indicator, Level.WIJK, window)
    spread = figures.ups_and_downs(indicator, Level.WIJK, window)
    known = [one for one in compared.picture.figures if one.is_shown]
    p = [
        float(
            rate_difference_p(
                one.count, one.exposure, two.count, two.exposure, max(spread[one.area.code], spread[two.area.code])
            )
        )
        for one, two in itertools.combinations(known, 2)
    ]
    apart = int(multipletests(p, alpha=0.05, method="holm")[0].sum())
    if apart:
        verb = "is" if apart == 1 else "zijn"
        assert f"Van de {len(p)} paren wijken {verb} er {apart} uit elkaar te houden." in compared.sentences[1]
    else:
        assert "van geen twee wijken staat vast" in compared.sentences[1]


@pytest.mark.parametrize("name", ["verkeersongevallen_letsel", "leefbaarometer_score"])
def test_what_has_no_denominator_or_no_margin_is_not_compared_and_the_reason_is_told(figures, name):
    compared = compare_areas(figures, indicator_of(figures, name), Level.WIJK, figures.windows()[0])
    assert compared.funnel is None
    assert "niet met elkaar te vergelijken" in compared.sentences[0]
    assert "te weinig" not in compared.sentences[0]


def test_a_survey_is_ranked_by_its_margins_and_gets_no_funnel(figures):
    compared = compare_areas(figures, indicator_of(figures, "onveilig_buurt"), Level.WIJK, figures.windows()[0])
    shown = [one for one in compared.picture.figures if one.is_shown]
    assert compared.funnel is None
    p = []
    for one, two in itertools.combinations(shown, 2):
        low, high = sorted((one, two), key=lambda figure: figure.value)
        half_width = hypot(high.value - high.lower, low.upper - low.value)
        p.append(2 * norm.sf(norm.ppf(0.975) * (high.value - low.value) / half_width))
    apart = multipletests(p, alpha=0.05, method="holm")[0].sum()
    assert ("van geen twee wijken staat vast" in compared.sentences[0]) is not bool(apart)
    assert "voorvallen" not in compared.sentences[0]


def side_of(here, whole):
    """Higher, lower or neither, from the published limits squared and added per side."""
    if not (here.is_shown and whole.is_shown):
        return None
    difference = here.value - whole.value
    if difference - hypot(here.value - here.lower, whole.upper - whole.value) > 0:
        return 1
    return -1 if difference + hypot(here.upper - here.value, whole.value - whole.lower) < 0 else 0


CORNERS = {
    (1, -1): Quadrant.BOTH,
    (1, 1): Quadrant.REGISTER,
    (-1, -1): Quadrant.PERCEPTION,
    (-1, 1): Quadrant.NEITHER,
}


@pytest.mark.parametrize("name", ["inbraak_woning", "totaal_misdrijven", "vernieling"])
def test_a_wijk_stands_in_a_corner_only_where_both_figures_differ_by_more_than_their_margins(figures, name):
    window, register = figures.windows()[0], indicator_of(figures, name)
    felt = feelings(figures.indicators())[0]
    whole = figures.area("GM0000")
    corners = set()
    for one in register_and_feeling(figures, register, felt, window):
        registered = side_of(figures.figure(register, one.area, window), figures.figure(register, whole, window))
        unsafe = side_of(figures.figure(felt, one.area, window), figures.figure(felt, whole, window))
        is_known = None not in (registered, unsafe)
        wanted = CORNERS.get((registered, -unsafe), Quadrant.SAME) if is_known else Quadrant.UNKNOWN
        assert one.standing.quadrant is wanted
        corners.add(wanted)
    assert Quadrant.UNKNOWN in corners
    assert len(corners) > 2


def test_what_people_feel_is_asked_about_their_own_buurt_first(figures):
    found = feelings(figures.indicators())
    assert found[0].id == "onveilig_buurt"
    assert all(one.is_survey and Level.WIJK in one.levels for one in found)


def test_no_figure_makes_a_comparison_stumble(figures, proof_table):
    window, looked = figures.windows()[0], 0
    for indicator, level in itertools.product(figures.indicators(), Level):
        compared = compare_areas(figures, indicator, level, window)
        assert all(one.endswith(".") for one in compared.sentences)
        assert (compared.funnel is None) or indicator.kind is Kind.COUNT
        looked += 1
    proof_table("comparisons of areas put into sentences", looked)
