import pytest

from data.schemas import Level
from plan.beeld.summary import summarise


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


def test_a_buurt_says_which_figures_are_not_shown_so_small(figures):
    area = figures.areas(Level.BUURT)[0]
    last = summarise(figures, area, figures.windows()[0]).sentences[-1]
    assert "drugshandel" in last
    assert "Niet getoond voor zo'n klein gebied" in last
