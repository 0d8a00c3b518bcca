"""Counts with codes: levels, padding, missing values, months beside years, and what is refused."""

import csv
import json

import pytest

from data.errors import BrokenContent, SourceError, UnknownArea, UnrecognisedFile
from data.schemas import Resolution
from data.sources.coded_counts import SHAPES, read_counts
from data.sources.recognise import recognise
from tests.data import figure_town as figures
from tests.data import small_town as town


def _read(text, **known):
    return read_counts(figures.opened(text), figures.known(**known))


def _values(content, key="0.0.0"):
    return {count.area_code: count.value for count in content.counts if count.key == key}


@pytest.mark.parametrize("text", [figures.police_json_text(), figures.police_csv_text()], ids=["json", "csv"])
def test_a_police_table_is_recognised_by_its_columns_in_json_and_in_csv(text):
    assert recognise(figures.opened(text).file).shape is SHAPES[0]


def test_every_level_of_the_town_is_read_and_the_country_is_left_out():
    content = _read(figures.reply(figures.police_rows()))
    assert _values(content) == town.counts_by_code(2022)
    assert _values(content, "1.1.1") == town.counts_by_code(2022, 4)
    assert any("2 rijen gaan over het land" in note for note in content.notes)


def test_the_bare_rows_without_their_wrapper_say_the_same():
    rows = figures.police_rows()
    assert _read(json.dumps(rows)).counts == _read(figures.reply(rows)).counts


def test_text_numbers_with_blanks_and_a_padded_dot_for_nothing_are_read():
    rows = figures.police_rows(untyped=True)
    rows[1]["GeregistreerdeMisdrijven_1"] = "       ."
    for text in (figures.reply(rows), figures.as_csv(rows)):
        values = _values(_read(text))
        assert values[town.GEMEENTE] is None
        assert values["BU99010001"] == town.counts_by_code(2022)["BU99010001"]


def test_null_is_missing_and_zero_is_zero():
    rows = figures.police_rows()
    rows[1]["GeregistreerdeMisdrijven_1"], rows[2]["GeregistreerdeMisdrijven_1"] = None, 0
    values = _values(_read(figures.reply(rows)))
    assert (values["GM9901"], values["WK990100"]) == (None, 0)


def test_months_and_years_of_one_table_stay_apart():
    content = _read(figures.reply(figures.police_rows(("2022JJ00", *figures.MONTHS)), "47022NED"))
    of_gemeente = [c for c in content.counts if c.area_code == town.GEMEENTE and c.key == "0.0.0"]
    assert sorted(c.period.resolution for c in of_gemeente) == [Resolution.MONTH, Resolution.MONTH, Resolution.YEAR]
    assert any("nooit bij elkaar opgeteld" in note for note in content.notes)


@pytest.mark.parametrize(("periods", "table_id"), [(("2022JJ00",), "47018NED"), (figures.MONTHS, "47022NED")])
def test_a_csv_without_a_number_gets_it_from_its_periods(periods, table_id):
    assert _read(figures.as_csv(figures.police_rows(periods))).table_id == table_id


def test_the_column_number_at_the_end_does_not_matter():
    text = figures.reply(figures.police_rows()).replace("GeregistreerdeMisdrijven_1", "GeregistreerdeMisdrijven_17")
    assert _values(_read(text)) == town.counts_by_code(2022)


def test_the_per_thousand_column_beside_the_count_is_not_read():
    rows = [{**row, "GeregistreerdeMisdrijvenPer1000Inw_3": 3.7} for row in figures.police_rows()]
    assert _values(_read(figures.reply(rows))) == town.counts_by_code(2022)


def test_gemeenten_that_are_not_loaded_are_left_out_and_counted():
    rows = figures.police_rows()
    extra = [{**rows[1], "WijkenEnBuurten": code} for code in ("GM0758    ", "WK075800  ", "GM0363    ")]
    content = _read(figures.reply(rows + extra))
    assert {count.area_code for count in content.counts} == set(town.CODES)
    assert "2 gemeenten zijn weggelaten: daarvan is niets geladen." in content.notes


def test_letters_in_codes_are_kept():
    areas = [("GM0363", "Amsterdam"), ("WK0363AA", "Burgwallen"), ("BU0363AA01", "Kop Zeedijk")]
    rows = [{**figures.police_rows()[1], "WijkenEnBuurten": code} for code, _ in areas]
    content = read_counts(figures.opened(figures.reply(rows)), figures.known(areas))
    assert [count.area_code for count in content.counts] == [code for code, _ in areas]


@pytest.mark.parametrize("code", ["GM0000", "GM0998", "GM0999", "LDG4  ", "PV20  ", "NL01  "])
def test_regions_that_are_no_gemeente_are_left_out(code):
    rows = figures.police_rows()
    assert len(_read(figures.reply([*rows, {**rows[0], "WijkenEnBuurten": code}])).counts) == 14


def test_a_page_of_more_and_missing_combinations_are_told():
    rows = [row for row in figures.police_rows() if row["ID"] != 12]
    content = _read(figures.reply(rows, **{"odata.nextLink": "https://dataderden.cbs.nl/next"}))
    text = " ".join(content.notes)
    assert "nog een bladzijde" in text
    assert "ontbreken 1 van 14 combinaties" in text


def _changed(number, **cells):
    rows = figures.police_rows()
    rows[number] = {**rows[number], **cells}
    return figures.reply(rows)


REFUSED = {
    "negative": (_changed(1, GeregistreerdeMisdrijven_1=-3), ["rij 2", "GeregistreerdeMisdrijven_1", "-3"]),
    "fraction": (_changed(1, GeregistreerdeMisdrijven_1=3.7), ["rij 2", "geen aantal: 3.7"]),
    "truth": (_changed(1, GeregistreerdeMisdrijven_1=True), ["rij 2", "geen tekst en geen getal"]),
    "list": (_changed(1, SoortMisdrijf=["0.0.0"]), ["rij 2", "SoortMisdrijf"]),
    "no key": (_changed(1, SoortMisdrijf="      "), ["rij 2", "SoortMisdrijf", "leeg"]),
    "no code": (_changed(1, WijkenEnBuurten="Klein"), ["rij 2", "geen gebiedscode", "Klein"]),
    "week": (_changed(1, Perioden="2022W101"), ["rij 2", "2022W101", "2022MM01"]),
    "double": (_changed(2, WijkenEnBuurten="GM9901    "), ["rij 3", "GM9901", "nog een keer"]),
    "column gone": (
        figures.reply([*figures.police_rows()[:3], {"ID": 3}]),
        ["rij 4", "staat niet in elke rij"],
    ),
    "row is text": (figures.reply([*figures.police_rows()[:3], "x"]), ["rij 4", "geen kolommen"]),
    "two topics": (
        figures.reply([{**row, "GeregistreerdeMisdrijven_2": 1} for row in figures.police_rows()]),
        ["op hun nummer na hetzelfde"],
    ),
    "header only": (figures.as_csv(figures.police_rows()[:1]).splitlines()[0] + "\n", ["geen rijen"]),
}


@pytest.mark.parametrize(("text", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_breaks_a_rule_is_refused_with_file_row_and_column(text, told):
    with pytest.raises(BrokenContent) as refused:
        _read(text)
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence


def test_an_area_that_a_loaded_gemeente_does_not_have_points_at_different_years():
    with pytest.raises(UnknownArea, match=r"BU99010099.*Klein.*verschillende jaren.*hetzelfde jaar"):
        _read(_changed(3, WijkenEnBuurten="BU99010099"))


def test_a_file_about_other_gemeenten_only_is_refused_with_what_to_load_first():
    rows = [{**figures.police_rows()[1], "WijkenEnBuurten": "GM0758"}]
    with pytest.raises(UnknownArea, match=r"GM0758.*Laad eerst de grenzen"):
        _read(figures.reply(rows))


def test_a_gemeente_that_was_not_asked_for_is_not_read():
    rows = figures.police_rows()
    with pytest.raises(UnknownArea, match=r"geen cijfers van GM0758"):
        _read(figures.reply(rows), gemeente="GM0758")


def test_truncated_json_is_refused():
    with pytest.raises(SourceError, match="afgebroken"):
        recognise(figures.opened(figures.reply(figures.police_rows())[:-30]).file)


def test_a_cbs_year_of_a_gemeente_without_any_crime_is_a_year_in_which_it_did_not_exist():
    rows = [
        {
            "ID": n,
            "SoortMisdrijf": key,
            "RegioS": "GM9901",
            "Perioden": "2010JJ00",
            "TotaalGeregistreerdeMisdrijven_1": 0,
        }
        for n, key in enumerate(("T001161", "CRI3000"))
    ]
    content = _read(figures.reply(rows, "83648NED"))
    assert [count.value for count in content.counts] == [None, 0]


def test_thefts_of_cbs_are_read_without_turning_missing_into_zero_and_stored_only_where_we_use_them(shared_data):
    path = shared_data / "crime/cbs_diefstallen_gemeente_2018_2021_odata.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 66_240
    dots = sum(row[name].strip() == "." for row in rows for name in rows[0] if name.startswith(("Totaal", "Geregistr")))
    assert dots == 16_964
    codes = {row["RegioS"].strip() for row in rows} - {"GM0000", "GM0998", "GM0999"}
    content = read_counts(figures.opened(path.read_bytes()), figures.known([(code, code) for code in sorted(codes)]))
    expected = {
        (
            row["RegioS"].strip(),
            f"{row['GebruikVanGeweld'].strip()}/{row['SoortDiefstal'].strip()}",
            row["Perioden"][:4],
        ): (int(value) if (value := row["TotaalGeregistreerdeDiefstallen_1"].strip(" .")) else None)
        for row in rows
        if row["RegioS"].strip() in codes
    }
    assert {(one.area_code, one.key, str(one.period.start.year)): one.value for one in content.counts} == expected
    assert content.table_id is None


_THEFTS = (
    "ID;GebruikVanGeweld;SoortDiefstal;RegioS;Perioden;TotaalGeregistreerdeDiefstallen_1\n"
    "1;T001540;CRI1122;GM9901;2018JJ00;25\n"
)


def test_a_file_of_which_nothing_is_used_is_refused_when_it_comes_alone(tmp_path):
    with pytest.raises(UnrecognisedFile, match=r"bestand0 staat niets dat wij gebruiken"):
        figures.load(tmp_path / "magazijn", town.AREAS, _THEFTS)


def test_a_file_of_which_nothing_is_used_is_told_so_beside_others(tmp_path):
    text, snapshot = figures.load(tmp_path / "magazijn", town.AREAS, _THEFTS, figures.police_csv_text())
    assert set(snapshot.table("observations", town.GEMEENTE).collect()["indicator_id"]) == {
        "totaal_misdrijven",
        "inbraak_woning",
    }
    assert "1 van 1 soorten staan niet in de catalogus en zijn weggelaten" in text
