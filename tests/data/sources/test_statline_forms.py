"""StatLine's wide and long exports say what the plain one says."""

import pytest

from data.errors import BrokenContent
from data.sources.statline_csv import read_crime
from data.sources.statline_forms import unfold
from tests.data import figure_town as figures
from tests.data import small_town as town


def _plain():
    rows = [("Totaal misdrijven", "2022", name, town.counts_by_code(2022)[code]) for code, name in town.AREAS]
    return figures.opened(town.statline(rows))


@pytest.mark.parametrize("text", [figures.wide_text(), figures.long_text()], ids=["wide", "long"])
def test_both_forms_hold_the_counts_of_the_plain_export(text):
    assert read_crime(figures.opened(text).table, figures.places()) == read_crime(_plain().table, figures.places())


def test_a_plain_table_is_left_alone():
    assert unfold(_plain().file) is None
    assert unfold(figures.opened("a;b\nOnderwerp Onderwerp;2\n").file) is None


def test_a_load_reads_them_as_any_other_file(tmp_path):
    for number, text in enumerate((figures.wide_text(), figures.long_text())):
        told, snapshot = figures.load(tmp_path / str(number), town.AREAS, text)
        values = figures.stored(snapshot, "totaal_misdrijven")
        assert {code: value for (code, _), value in values.items()} == town.counts_by_code(2022)
        assert "CSV van StatLine" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (figures.wide_text().replace('"Bron: Politie"', ""), ["Bron:", "afgebroken"]),
        (figures.wide_text().replace(';"Dorp"', "", 1), ["cellen", "afgebroken"]),
        (figures.wide_text().replace("     ", "").replace('"aantal";', ""), ["cellen"]),
        (figures.wide_text() + '"Bron', ["aanhalingstekens"]),
        (figures.long_text().replace(";Kade;", ";"), ["rij 5", "cellen"]),
        (figures.long_text().replace("Perioden", "Soort misdrijf"), ["Soort misdrijf", "twee keer"]),
        ("\n".join(figures.long_text().splitlines()[:2]), ["geen rijen"]),
    ],
)
def test_lines_that_do_not_fit_together_are_refused(text, told):
    with pytest.raises(BrokenContent) as refused:
        unfold(figures.opened(text).file)
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence


def test_a_wrong_number_in_a_wide_file_is_told_with_its_cell_and_line():
    count = town.counts_by_code(2022)["WK990100"]
    text = figures.wide_text().replace(f";{count};", ";veel;", 1)
    with pytest.raises(BrokenContent, match=r"bestand.txt, 4e cel, rij 6, kolom .* geen aantal: veel"):
        read_crime(figures.opened(text).table, figures.places())


def test_the_two_forms_of_the_fire_brigade_hold_the_same_figures(shared_data):
    wide, long = (
        figures.opened(
            (
                shared_data / f"traffic_fire/cbs_brandweer_alarmering_provincie_2013_2019_statline_{form}.csv"
            ).read_bytes()
        )
        for form in ("wide", "long")
    )
    tables = [
        {
            (row.cells["Regio's"], row.cells["Perioden"]): {
                name: value for name, value in row.cells.items() if name not in ("Regio's", "Perioden")
            }
            for row in one.table.rows()
        }
        for one in (wide, long)
    ]
    assert tables[0] == tables[1]
    assert len(tables[0]) == 13 * 7
    assert tables[0]["Nederland", "2019*"]["Totaal alarmeringen van de brandweer (aantal)"] == "143500"
