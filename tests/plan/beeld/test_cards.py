"""The cards of the veiligheidsbeeld: every theme is there, and a card says what its figure and its course say."""

import pytest

from data.catalogue import load_catalogue
from data.modelgemeente import signals
from data.schemas import Kind, Level
from metrics.trend import Verdict
from plan.beeld.cards import CARDS_PER_THEME, field_in_a_sentence, picture_of_field
from plan.beeld.course import course_of

FIELDS = sorted(load_catalogue().fields)


@pytest.fixture(scope="module")
def whole(figures):
    """All fields of the whole municipality, by id."""
    area, window = figures.area("GM0000"), figures.windows()[0]
    return {field: picture_of_field(figures, field, area, window) for field in FIELDS}


def test_every_theme_of_every_field_has_its_place(whole):
    shown = [picture.theme.id for pictures in whole.values() for picture in pictures]
    assert sorted(shown) == sorted(load_catalogue().themes)
    assert all(picture.theme.id.startswith(field) for field, pictures in whole.items() for picture in pictures)


def test_every_figure_of_a_theme_is_on_a_card_or_in_the_table_and_nowhere_twice(figures, whole):
    for pictures in whole.values():
        for picture in pictures:
            on_cards = [card.figure.indicator.id for card in picture.cards]
            in_table = [figure.indicator.id for figure in picture.others]
            assert sorted(on_cards + in_table) == sorted(one.id for one in figures.indicators(picture.theme.id))
            assert len(on_cards) <= CARDS_PER_THEME
            assert len(on_cards) == CARDS_PER_THEME or not any(one.is_shown for one in picture.others)


def test_a_card_always_has_a_value_and_its_arrow_goes_the_way_of_the_change(figures, whole):
    window, arrows = figures.windows()[0], 0
    for card in (card for pictures in whole.values() for picture in pictures for card in picture.cards):
        assert card.figure.is_shown
        change = figures.change(card.figure.indicator, card.figure.area, window)
        if change.movement is not None:
            difference, verdict = change.movement.trend.change_pct_per_year, change.movement.verdict
        elif change.survey is not None:
            difference, verdict = change.survey[2].difference, change.survey[2].verdict
        else:
            assert (card.verdict, card.rises) == (None, None)
            continue
        assert card.verdict is verdict
        if verdict in {Verdict.NO_CHANGE, Verdict.TOO_LITTLE}:
            assert card.rises is None
        else:
            arrows += 1
            assert card.rises is (difference > 0)
    assert arrows > 3


def test_only_aangifte_and_surveys_are_called_better_or_worse(whole):
    for card in (card for pictures in whole.values() for picture in pictures for card in picture.cards):
        if card.verdict in {Verdict.BETTER, Verdict.WORSE}:
            assert card.figure.indicator.registration in {"aangifte", "enquete"}


def test_the_line_of_a_card_is_that_of_its_figure(figures, whole):
    card = whole["V1"][2].cards[0]
    assert card.course == course_of(figures, card.figure.indicator, card.figure.area, figures.windows()[0])
    assert len(card.course.points) > 24


def test_a_rare_event_does_not_push_a_common_one_off_the_cards(whole):
    for pictures in whole.values():
        for picture in pictures:
            rare = [one.count is not None and one.count < 30 for one in [card.figure for card in picture.cards]]
            assert rare == sorted(rare)


def test_a_theme_without_figures_tells_signals_and_what_is_unknown(whole):
    empty = [picture for pictures in whole.values() for picture in pictures if not picture.cards]
    assert {"V4.3", "V5.3", "V5.5"} <= {picture.theme.id for picture in empty}
    for picture in empty:
        assert picture.unknown is not None
        assert picture.unknown.text
        assert picture.unknown.signals
        assert picture.signals == tuple(one for one in signals() if one.theme == picture.theme.id)
        assert picture.signals


def test_one_theme_can_be_asked_alone(figures):
    found = picture_of_field(figures, "V5", figures.area("GM0000"), figures.windows()[0], "V5.2")
    assert [picture.theme.id for picture in found] == ["V5.2"]


@pytest.mark.parametrize("field", FIELDS)
def test_the_sentence_of_a_field_counts_its_cards_as_a_plain_loop_does(figures, whole, field):
    sentence = field_in_a_sentence(whole[field], figures.area("GM0000"))
    judged = [card for picture in whole[field] for card in picture.cards if card.verdict is not None]
    unchanged = [card for card in judged if card.verdict is Verdict.NO_CHANGE]
    too_little = [card for card in judged if card.verdict is Verdict.TOO_LITTLE]
    if unchanged:
        assert f"Bij {len(unchanged)} van {len(judged) - len(too_little)} cijfer" in sentence
    assert ("is over verandering te weinig te zeggen" in sentence) is bool(too_little)
    words = {Verdict.WORSE: "Slechter ging het met", Verdict.BETTER: "Beter ging het met"}
    for verdict, start in words.items():
        named = [card.figure.indicator.short_name for card in judged if card.verdict is verdict]
        assert (start in sentence) is bool(named)
        if 0 < len(named) <= 3:
            assert all(name[1:] in sentence for name in named)
    without = [picture.theme.name[1:] for picture in whole[field] if not picture.cards]
    if len(without) <= 3:
        assert all(name in sentence for name in without)
    assert sentence.startswith("Modelgemeente: ")
    assert sentence.endswith(".")


def test_in_a_wijk_a_figure_of_the_gemeente_has_no_card_but_a_reason(figures):
    wijk = figures.areas(Level.WIJK)[4]
    youth = picture_of_field(figures, "V3", wijk, figures.windows()[0])
    crime = next(picture for picture in youth if picture.theme.id == "V3.2")
    hidden = [figure for figure in crime.others if not figure.is_shown]
    assert hidden
    assert all(figure.answer.sentence for figure in hidden)


def test_every_window_and_a_wijk_give_cards_without_a_fault(figures, proof_table):
    cards = 0
    for window in figures.windows()[1::4]:
        for area in (figures.area("GM0000"), figures.areas(Level.WIJK)[8]):
            for field in FIELDS:
                pictures = picture_of_field(figures, field, area, window)
                assert field_in_a_sentence(pictures, area).endswith(".")
                cards += sum(len(picture.cards) for picture in pictures)
    assert cards > 100
    proof_table("cards drawn over the years", cards)


def test_a_published_value_has_a_card_with_its_reason_not_to_speak_of_change(whole):
    published = [
        card
        for pictures in whole.values()
        for picture in pictures
        for card in picture.cards
        if card.figure.indicator.kind is not Kind.COUNT and not card.figure.indicator.is_survey
    ]
    assert len(published) > 5
    for card in published:
        assert "De bron geeft geen marge" in card.course.sentence
        assert card.course.points == ()
