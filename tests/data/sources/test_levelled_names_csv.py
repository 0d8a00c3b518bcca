"""Names that tell their level: a buurt is never taken for the wijk with its name; and Rotterdam as it was published."""

import csv
import json
from collections import Counter, defaultdict
from datetime import date

import pytest

from data.errors import BrokenContent, UnknownArea
from data.sources.levelled_names_csv import SHAPES, read_levelled_names
from data.sources.recognise import recognise
from tests.data import figure_town as figures
from tests.data import small_town as town

_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"]
_MONTHS += ["oktober", "november", "december"]


def _read(text, **known):
    return read_levelled_names(figures.opened(text), figures.known(**known))


def test_it_is_recognised_before_the_plain_export_whose_columns_it_has():
    assert recognise(figures.opened(figures.levelled_text()).file).shape is SHAPES[0]


def test_wijk_and_buurt_of_one_name_are_told_apart_by_what_stands_behind_it():
    counts = _read(figures.levelled_text()).counts
    values = {c.area_code: c.value for c in counts if c.key == "0.0.0" and c.period.start == date(2022, 1, 1)}
    assert values == {code: town.counts_by_code(2022)[code] for code in figures.LEVELLED}


def test_doubled_and_trailing_blanks_in_a_period_make_no_other_month():
    counts = _read(figures.levelled_text()).counts
    assert {count.period.start for count in counts} == {date(2022, 1, 1), date(2022, 2, 1)}


def test_crime_and_nuisance_in_one_column_become_two_series(tmp_path):
    text, snapshot = figures.load(tmp_path / "magazijn", town.AREAS, figures.levelled_text())
    crime, nuisance = (figures.stored(snapshot, one) for one in ("totaal_misdrijven", "overlast_jeugd"))
    assert crime.keys() == nuisance.keys()
    assert len(crime) == 8
    assert "soorten staan niet in de catalogus" not in text


def test_buurten_of_a_town_without_buurten_are_left_out_and_never_stored_as_the_wijk_of_that_name():
    areas = [(code, name) for code, name in town.AREAS if not code.startswith("BU")]
    content = _read(figures.levelled_text(), places=figures.places(areas))
    assert {count.area_code for count in content.counts} == {"GM9901", "WK990101"}
    assert any("2 gebieden (8 rijen) zijn weggelaten" in note for note in content.notes)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",51.0", ",51.5", ["kolom Geregistreerde misdrijven (aantal)", "51.5"]),
        ("2022  januari", "2022  jan", ["kolom Perioden", "2022  jan"]),
        ("Totaal misdrijven", "Total crimes", ["rij 2", "Total crimes", "vertaald"]),
        ("2022 februari ", "2022 januari", ["nog een keer"]),
    ],
)
def test_what_breaks_a_rule_is_refused(old, new, told):
    total = town.counts_by_code(2022)["GM9901"]
    text = figures.levelled_text().replace(f",{total}.0", ",51.0").replace(old, new)
    with pytest.raises(BrokenContent) as refused:
        _read(text)
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence


@pytest.mark.parametrize(("old", "new"), [("Kade", "Elders"), ("Klein (Gemeente)", "Groot (Gemeente)")])
def test_a_name_of_no_area_is_refused(old, new):
    with pytest.raises(UnknownArea, match=new.split()[0]):
        _read(figures.levelled_text().replace(old, new))


@pytest.fixture(scope="module")
def published(shared_data):
    path = shared_data / "crime/rotterdam_47022NED_maand_selectie_2012_2022.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return path, list(csv.DictReader(file))


@pytest.fixture(scope="module")
def wijken(shared_data):
    features = json.loads((shared_data / "boundaries/cbs_wijk_2022_nl_kerncijfers.geojson").read_text())["features"]
    of_rotterdam = [one["properties"] for one in features if one["properties"]["code"].startswith("WK0599")]
    return [("GM0599", "Rotterdam"), *((one["code"], one["name"]) for one in of_rotterdam)]


@pytest.fixture(scope="module")
def rotterdam(published, wijken, tmp_path_factory):
    return figures.load(tmp_path_factory.mktemp("rotterdam") / "magazijn", wijken, published[0])


def _start(label):
    year, month = label.split()
    return date(int(year), _MONTHS.index(month) + 1, 1)


def test_every_month_of_rotterdam_and_its_wijken_equals_the_file(rotterdam, published, wijken, proof_table):
    codes = {"Rotterdam (Gemeente)": "GM0599", **{f"{name} (Gebied)": code for code, name in wijken[1:]}}
    expected = defaultdict(dict)
    for row in published[1]:
        if row["Wijken en buurten"] in codes:
            key = (codes[row["Wijken en buurten"]], _start(row["Perioden"]))
            expected[row["Soort misdrijf"]][key] = float(row["Geregistreerde misdrijven (aantal)"])
    assert len(published[1]) == 10_912
    _, snapshot = rotterdam
    for label, indicator in {
        "Totaal misdrijven": "totaal_misdrijven",
        "1.1.1 Diefstal/inbraak woning": "inbraak_woning",
        "1.2.3 Diefstal van brom-, snor-, fietsen": "diefstal_fiets",
        "Totaal registraties overlast": "overlast_totaal",
    }.items():
        assert figures.stored(snapshot, indicator, "GM0599") == expected[label]
        proof_table("figures of Rotterdam compared with the file", len(expected[label]))
    assert sum(map(len, expected.values())) == snapshot.table("observations", "GM0599").collect().height


def test_rotterdam_is_told_to_be_a_selection_without_buurten(rotterdam, published):
    text, _ = rotterdam
    buurten = Counter(row["Wijken en buurten"] for row in published[1] if "(" not in row["Wijken en buurten"])
    assert "Dit is een selectie en niet compleet" in text
    rows = f"{sum(buurten.values()):,}".replace(",", ".")
    assert f"{len(buurten)} gebieden ({rows} rijen) zijn weggelaten: van Rotterdam is dat niveau niet geladen" in text
