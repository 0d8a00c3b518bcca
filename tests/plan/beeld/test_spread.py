from data.schemas import Level
from plan.beeld.spread import sentence_of_spread


def spread(figures, indicator_id, level, smoothed=True):
    indicator = next(one for one in figures.indicators() if one.id == indicator_id)
    window = figures.windows()[0]
    average = figures.figure(indicator, figures.area("GM0000"), window)
    return figures.picture(indicator, level, window), average, smoothed


def test_named_areas_lie_wholly_above_the_whole_municipality(figures):
    picture, average, _ = spread(figures, "inbraak_woning", Level.BUURT)
    sentence = sentence_of_spread(picture, average, smoothed=True)
    named = [one for one in picture.figures if one.area.name in sentence]
    assert named
    assert all(one.smoothed_lower > average.value for one in named)


def test_names_stand_in_the_order_of_the_alphabet_and_not_of_a_league(figures):
    picture, average, _ = spread(figures, "mishandeling", Level.WIJK)
    sentence = sentence_of_spread(picture, average, smoothed=True)
    names = [one.area.name for one in picture.figures if one.area.name in sentence]
    assert sorted(names) == sorted(names, key=sentence.index)


def test_how_many_areas_are_too_small_is_said(figures):
    picture, average, _ = spread(figures, "inbraak_woning", Level.BUURT)
    hidden = sum(not one.is_shown for one in picture.figures)
    assert f"Over {hidden} van de 60 buurten is te weinig om te zeggen." in sentence_of_spread(
        picture, average, smoothed=True
    )
