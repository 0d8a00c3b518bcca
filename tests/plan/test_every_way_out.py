"""The gate on every way out: no page, map, list, comparison or file holds a value below its lowest level."""

import dataclasses
import io
import itertools

import polars as pl
import pytest

from data import catalogue
from data.catalogue import Sensitivity, Subject
from data.schemas import Kind, Level
from metrics.gate import Audience
from metrics.perception import Quadrant
from plan.beeld.cards import picture_of_field
from plan.beeld.comparison import compare_areas, feelings, register_and_feeling
from plan.beeld.course import course_of
from plan.beeld.harm import weigh_themes
from plan.beeld.maps import change_view, stacking_view, value_view
from plan.beeld.peers import compare_with_peers
from plan.figures.table import as_table
from plan.verantwoording.exports import as_csv

FINENESS = {Level.GEMEENTE: 0, Level.WIJK: 1, Level.BUURT: 2}
LEVEL_OF = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}
HELD_BACK = ["aantal", "waarde", "ondergrens_95", "bovengrens_95", "gladgestreken", "antwoorden"]
SMOOTHED_TOO = ["gladgestreken_ondergrens_95", "gladgestreken_bovengrens_95"]
SECRETS = {"inbraak_woning": Sensitivity.INTERNAL, "cybercrime": Sensitivity.SENSITIVE, "onveilig_buurt": "intern"}
MAY_SEE = {
    Audience.PUBLIC: set(),
    Audience.COUNCIL: set(),
    Audience.INTERNAL: {"inbraak_woning", "onveilig_buurt"},
    Audience.SENSITIVE: set(SECRETS),
}

every_audience = pytest.mark.parametrize("audience", list(Audience))


def finest(indicator):
    """The smallest areas at which an indicator may be shown, told apart from the gate's own table."""
    caps = {Subject.PLACE: Level.BUURT, Subject.PERSON: Level.WIJK, Subject.GRAVE: Level.GEMEENTE}
    return min(caps[indicator.subject], indicator.lowest_level, key=FINENESS.get)


def is_too_small(indicator, area_code):
    return FINENESS[LEVEL_OF[area_code[:2]]] > FINENESS[finest(indicator)]


@pytest.fixture
def secretive(monkeypatch):
    """A catalogue in which a few open indicators are kept inside."""
    whole = catalogue.load_catalogue()
    changed = {name: dataclasses.replace(whole.indicators[name], sensitivity=word) for name, word in SECRETS.items()}
    closed = dataclasses.replace(whole, indicators={**whole.indicators, **changed})
    for module in ("plan.figures.door", "plan.beeld.cards", "plan.beeld.harm", "plan.beeld.course"):
        monkeypatch.setattr(f"{module}.load_catalogue", lambda: closed)
    return changed


@every_audience
def test_every_value_on_a_map_or_in_a_comparison_is_of_an_area_that_is_large_enough(open_for, audience, proof_table):
    figures = open_for(audience)
    now, then = figures.windows()[0], figures.windows()[2]
    looked = 0
    for indicator, level in itertools.product(figures.indicators(), (Level.WIJK, Level.BUURT)):
        average = figures.figure(indicator, figures.area("GM0000"), now)
        views = [value_view(figures.picture(indicator, level, now), average, smoothed=True)]
        if indicator.kind is Kind.COUNT:
            views.append(change_view(figures, indicator, level, now, then))
            compared = compare_areas(figures, indicator, level, now)
            if compared.funnel is not None:
                assert not any(is_too_small(indicator, place.area_code) for place in compared.funnel.places)
                assert not any(is_too_small(indicator, code) for code in compared.funnel.unknown)
            assert not any(is_too_small(indicator, one.area.code) for one in compared.picture.figures)
        for view in views:
            assert not any(is_too_small(indicator, row.area.code) for row in view.rows)
            assert (view.reason is not None) is (FINENESS[level] > FINENESS[finest(indicator)])
            looked += len(view.rows)
    proof_table("rows of maps looked at by each audience", looked)


@every_audience
def test_the_cards_and_the_line_of_a_small_area_hold_nothing_that_is_too_small(open_for, audience, proof_table):
    figures = open_for(audience)
    window, looked = figures.windows()[0], 0
    for area in (figures.areas(Level.WIJK)[3], figures.areas(Level.BUURT)[7]):
        for field in catalogue.load_catalogue().fields:
            for picture in picture_of_field(figures, field, area, window):
                for card in picture.cards:
                    assert not is_too_small(card.figure.indicator, area.code)
                for figure in picture.others:
                    values = (figure.count, figure.value, figure.lower, figure.smoothed, figure.respondents)
                    assert values == (None,) * 5 or not is_too_small(figure.indicator, area.code)
                looked += len(picture.cards) + len(picture.others)
        for indicator in figures.indicators():
            if is_too_small(indicator, area.code):
                course = course_of(figures, indicator, area, window)
                assert (course.points, course.marks) == ((), ())
    proof_table("cards looked at by each audience", looked)


@every_audience
@pytest.mark.parametrize("level", [Level.WIJK, Level.BUURT])
def test_a_stack_names_no_figure_that_may_not_be_shown_so_small(open_for, audience, level):
    figures = open_for(audience)
    too_small = [one.short_name for one in figures.indicators() if FINENESS[level] > FINENESS[finest(one)]]
    assert too_small
    view = stacking_view(figures, level, figures.windows()[0], None)
    named = {name for row in view.rows for name in row.cells["Welke cijfers"].replace(" en ", ", ").split(", ")}
    assert len(named) > 5
    assert named.isdisjoint(too_small)


@every_audience
def test_register_and_beleving_of_a_wijk_leave_out_what_is_only_for_the_gemeente(open_for, audience):
    figures = open_for(audience)
    felt = feelings(figures.indicators())[0]
    grave = [one for one in figures.indicators() if one.kind is Kind.COUNT and finest(one) is Level.GEMEENTE]
    assert grave
    for indicator in grave:
        for one in register_and_feeling(figures, indicator, felt, figures.windows()[0]):
            assert (one.register.value, one.register.count) == (None, None)
            assert one.standing.quadrant is Quadrant.UNKNOWN


@every_audience
def test_of_other_municipalities_only_open_figures_of_the_whole_are_shown(open_for, audience):
    figures = open_for(audience)
    for indicator in figures.indicators():
        elsewhere = compare_with_peers(figures, indicator, figures.windows()[0]).figures[1:]
        assert all(one.area.code.startswith("GM99") for one in elsewhere)
        assert not elsewhere or (indicator.public_at_source and indicator.sensitivity == "open")


@every_audience
def test_a_file_holds_no_number_that_is_too_small(open_for, audience, proof_table):
    figures = open_for(audience)
    window = figures.windows()[0]
    asked = [
        figures.figure(indicator, area, window)
        for indicator in figures.indicators()
        for level in Level
        for area in figures.areas(level)
    ]
    sources = {one.id: "bron" for one in figures.indicators()}
    written = as_csv(as_table(asked, sources))
    table = pl.read_csv(io.BytesIO(written), separator=";", decimal_comma=True, infer_schema_length=None)
    too_small = pl.Series([is_too_small(one.indicator, one.area.code) for one in asked], dtype=pl.Boolean)
    kept_back = table.filter(too_small)
    assert len(kept_back) > 500
    assert kept_back.select(pl.col(HELD_BACK + SMOOTHED_TOO).is_not_null().any()).row(0) == (False,) * 8
    assert kept_back["toelichting"].null_count() == 0
    proof_table("rows of a file looked at by each audience", len(table))


@every_audience
def test_a_secret_leaves_by_no_way_for_who_may_not_see_it(open_for, audience, secretive):
    figures = open_for(audience)
    window, whole = figures.windows()[0], figures.area("GM0000")
    secret = [one for name, one in secretive.items() if name not in MAY_SEE[audience]]
    names = {one.id for one in secret}
    short = {one.short_name for one in secret}
    assert names.isdisjoint(one.id for one in figures.indicators())
    for field in catalogue.load_catalogue().fields:
        for picture in picture_of_field(figures, field, whole, window):
            assert names.isdisjoint(card.figure.indicator.id for card in picture.cards)
            assert names.isdisjoint(figure.indicator.id for figure in picture.others)
    stacked = stacking_view(figures, Level.WIJK, window, None)
    assert not any(name in row.words for row in stacked.rows for name in short)
    assert names.isdisjoint(item.comparison.subject for item in figures.standing_out(window, whole).items)
    assert names.isdisjoint(one.id for one in feelings(figures.indicators()))
    for one in secret:
        assert not any(figure.is_shown for figure in figures.picture(one, Level.WIJK, window).figures)
        assert course_of(figures, one, whole, window).points == ()
        assert compare_with_peers(figures, one, window).figures[1:] == ()
        view = change_view(figures, one, Level.WIJK, window, figures.windows()[2]) if one.kind is Kind.COUNT else None
        assert view is None or all(row.step is None for row in view.rows)


@every_audience
def test_the_weight_of_a_theme_counts_a_secret_only_for_who_may_see_it(open_for, audience, secretive):
    figures = open_for(audience)
    events = {one.group: one.events for one in weigh_themes(figures, figures.windows()[0]).views[0].totals}
    open_to_all = {one.id for one in figures.indicators()}
    assert ("inbraak_woning" in open_to_all) is ("inbraak_woning" in MAY_SEE[audience])
    burglaries = figures.figure(secretive["inbraak_woning"], figures.area("GM0000"), figures.windows()[0]).count
    assert (burglaries is not None) is ("inbraak_woning" in MAY_SEE[audience])
    assert events["V1.3"] > 0
