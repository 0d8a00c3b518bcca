import pytest
from statsmodels.stats.multitest import multipletests

from data.catalogue import Subject
from data.schemas import Kind, Level
from plan.beeld.summary import SHOWN_TO_CHANGE, summarise
from plan.figures.changes import repeats_others

TOTALS = {"totaal_misdrijven", "cbs_misdrijven_totaal", "overlast_totaal"}


def test_every_area_gets_five_sentences_that_end(figures, proof_table):
    window = figures.windows()[0]
    areas = [area for level in Level for area in figures.areas(level)]
    for area in areas:
        sentences = summarise(figures, area, window).sentences
        assert len(sentences) == 5
        assert all(one.endswith(".") for one in sentences)
        assert not any("None" in one or "nan" in one.lower().split() for one in sentences)
    proof_table("areas summarised in five sentences", len(areas))


@pytest.mark.parametrize("theme", ["V1.3", "V1.4", "V3.1", "V5.4"])
def test_a_theme_with_few_figures_still_gets_five_sentences(figures, theme):
    summary = summarise(figures, figures.area("GM0000"), figures.windows()[0], theme)
    assert len(summary.sentences) == 5


def test_the_first_sentence_gives_count_rate_and_margin_of_all_crime(figures, raw, latest):
    first = summarise(figures, figures.area("GM0000"), figures.windows()[0]).sentences[0]
    rows = raw["observations"]
    rows = rows[(rows["area_code"] == "GM0000") & (rows["indicator_id"] == "totaal_misdrijven")]
    count = rows[(rows["period_start"] >= latest[0]) & (rows["period_start"] <= latest[1])]["value"].sum()
    assert f"{count:,.0f}".replace(",", ".") in first
    assert "per 1.000 inwoners (marge: tussen" in first


def test_police_work_and_calls_are_never_called_better_or_worse(figures):
    summary = summarise(figures, figures.area("GM0000"), figures.windows()[0])
    _, better, worse, _, _ = summary.sentences
    for sentence in (better, worse):
        judged = sentence.partition("geregistreerd:")[0]
        assert "drugshandel" not in judged
        assert "jeugdoverlast" not in judged


def test_a_buurt_says_which_figures_are_not_shown_so_small_and_how_many(figures):
    area = figures.areas(Level.BUURT)[0]
    last = summarise(figures, area, figures.windows()[0]).sentences[-1]
    _, found, names = last.rstrip(".").partition("Niet getoond voor zo'n klein gebied: ")
    assert found
    hidden = [
        one.short_name.lower()
        for one in figures.indicators()
        if one.kind is Kind.COUNT
        and (one.lowest_level is not Level.BUURT or one.subject is not Subject.PLACE)
        and not (one.sum_of or one.is_bbv or one.id in TOTALS)
    ]
    assert "drugshandel" in hidden
    shown, _, rest = names.partition(" en nog ")
    assert set(shown.lower().split(", ")) <= set(hidden)
    assert len(shown.split(", ")) + int(rest) == len(hidden)


def test_a_whole_municipality_has_nothing_that_is_too_small_to_show(figures):
    for window in figures.windows()[:3]:
        sentences = summarise(figures, figures.area("GM0000"), window).sentences
        assert not any("klein gebied" in one for one in sentences)


def test_the_fourth_sentence_tells_how_safe_people_feel_with_its_margin(figures, raw):
    fourth = summarise(figures, figures.area("GM0000"), figures.windows()[0]).sentences[3]
    rows = raw["survey_results"]
    rows = rows[(rows["indicator_id"] == "onveilig_buurt") & (rows["area_code"] == "GM0000")]
    last = rows.sort_values("period_start").iloc[-1]
    assert "Voelt zich weleens onveilig in de eigen buurt" in fourth
    assert f"{last['estimate']:.0f}%" in fourth
    assert f"tussen {last['lower']:.0f}% en {last['upper']:.0f}%" in fourth


def test_a_mark_is_no_percentage_and_a_plain_count_is_written_once(figures):
    whole, window = figures.area("GM0000"), figures.windows()[0]
    counted = summarise(figures, whole, window, "V5.1").sentences[0]
    assert "dat is" not in counted
    assert "aantal" not in counted
    mark = next(one for one in figures.indicators() if one.unit.startswith("schaalscore") and one.is_survey)
    only_mark = Narrowed(figures, [mark])
    felt = summarise(only_mark, whole, window).sentences[3]
    assert "%" not in felt
    assert "marge: tussen" in felt


class Narrowed:
    """The same door, with fewer indicators behind it."""

    def __init__(self, figures, indicators):
        self._figures = figures
        self._indicators = tuple(indicators)

    def indicators(self, _theme=None):
        return self._indicators

    def __getattr__(self, name):
        return getattr(self._figures, name)


def test_no_change_is_told_twice_in_a_sum_or_in_a_figure_of_cbs(figures):
    summary = summarise(figures, figures.area("GM0000"), figures.windows()[0])
    assert not any("(BBV)" in one or "hic" in one.lower().split() for one in summary.sentences[1:])
    assert len(summary.changes) <= 12 < len(summary.all_changes)
    assert summary.changes[0].indicator.id == "totaal_misdrijven"
    assert set(summary.changes) <= set(summary.all_changes)


def test_trends_are_held_under_one_false_discovery_rate(figures):
    window, whole = figures.windows()[0], figures.area("GM0000")
    summary = summarise(figures, whole, window)
    alone = [figures.change(one.indicator, whole, window) for one in summary.all_changes]
    p_values = [one.movement.trend.p for one in alone if one.movement.trend.p is not None]
    bar = iter(multipletests(p_values, 0.05, method="fdr_bh")[0].tolist())
    for change, own in zip(summary.all_changes, alone, strict=True):
        if own.movement.trend.p is None:
            assert change.movement.verdict == "te weinig om te zeggen"
        elif next(bar):
            assert change.movement.verdict is own.movement.verdict
        else:
            assert change.movement.verdict == "geen aantoonbare verandering"


def test_everything_that_was_shown_to_change_is_drawn(figures):
    for area in (figures.area("GM0000"), *figures.areas(Level.WIJK)):
        summary = summarise(figures, area, figures.windows()[0])
        shown = [one for one in summary.all_changes if one.movement and one.movement.verdict in SHOWN_TO_CHANGE]
        drawn = {one.indicator.id for one in summary.changes}
        assert {one.indicator.id for one in shown if not repeats_others(one.indicator)} <= drawn
