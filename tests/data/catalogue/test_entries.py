"""Every entry of the catalogue, held against what the field, the publishers and the reader ask of it."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data.catalogue import CrimeGroup, Direction, Registration, load_catalogue
from data.schemas import Kind, Level, Resolution

CATALOGUE = load_catalogue()
INDICATORS = list(CATALOGUE.indicators.values())
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
YEAR_ONLY = {"1.4.1", "3.2.1", "3.2.2", "3.7.3"}
FINENESS = [Level.GEMEENTE, Level.WIJK, Level.BUURT]
# Words of the tables of CBS and of older policy; none of them may name a figure, a key or a unit here.
ORIGIN = re.compile(
    r"migra|herkomst|etnic|allochto|autochto|westers|nationalit|geboorteland|generatie|asiel|marok|turk|surin|antil",
    re.IGNORECASE,
)


def every(indicators):
    return pytest.mark.parametrize("indicator", indicators, ids=[one.id for one in indicators])


def sentences(text):
    # A point within an article, a number or an abbreviation ends no sentence.
    return [one for one in re.split(r"(?<=[.?!])\s+(?=[A-ZÉ])", text) if one]


def published_rows(path):
    if not path.exists():
        pytest.skip(f"the published file {path.name} is not here")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_velden_and_themes_are_those_of_the_field():
    per_veld = Counter(theme.field_id for theme in CATALOGUE.themes.values())
    assert per_veld == {"V1": 4, "V2": 5, "V3": 4, "V4": 4, "V5": 5}


def test_every_theme_has_an_indicator_or_says_what_we_do_not_know():
    with_figures = {one.theme for one in INDICATORS}
    assert set(CATALOGUE.themes) - with_figures - set(CATALOGUE.unknowns) == set()
    assert set(CATALOGUE.unknowns) == set(CATALOGUE.themes)


def test_no_indicator_type_or_unit_is_about_where_people_come_from():
    said = [
        text
        for one in INDICATORS
        for text in (one.id, one.name, one.unit, one.definition, one.source_key or "", *one.denominators)
    ]
    assert [text for text in said if ORIGIN.search(text)] == []


@pytest.mark.parametrize(
    "word", ["Personen met migratieachtergrond", "HerkomstlandBuitenEuropa", "niet-westers", "asiel"]
)
def test_the_guard_against_origin_knows_the_words_of_the_publishers(word):
    assert ORIGIN.search(word)


@every(INDICATORS)
def test_the_unit_fits_the_kind_of_value(indicator):
    if indicator.kind is Kind.COUNT:
        assert re.fullmatch(r"aantal|per 1\.000 inwoners|per 10\.000 woningen", indicator.unit)
        assert bool(indicator.denominators) == indicator.unit.startswith("per ")
    elif indicator.kind is Kind.SHARE:
        assert re.match(r"% van (de|het) ", indicator.unit)
    else:
        assert not re.match(r"%|aantal", indicator.unit)


@every(INDICATORS)
def test_levels_run_from_large_to_small_down_to_the_lowest(indicator):
    assert list(indicator.levels) == FINENESS[: len(indicator.levels)]
    assert indicator.lowest_level in indicator.levels


@every(INDICATORS)
def test_what_a_reader_reads_is_a_few_whole_short_sentences(indicator):
    for text in (indicator.definition, indicator.caution, *(one.text for one in indicator.method_breaks)):
        assert text.endswith(".")
        assert max(len(one.split()) for one in sentences(text)) <= 30
        assert len(sentences(text)) <= 4
        assert text[0].isupper()
    assert not indicator.name.endswith(".")
    assert len(indicator.short_name) <= 24 or indicator.short_name == indicator.name


def test_no_two_indicators_have_the_same_name_or_short_name():
    for names in ([one.name for one in INDICATORS], [one.short_name for one in INDICATORS]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


@every([one for one in INDICATORS if one.registration is Registration.ENQUETE and one.source.startswith("CBS")])
def test_a_series_of_the_veiligheidsmonitor_breaks_in_2021(indicator):
    assert [one.since for one in indicator.method_breaks] == [date(2021, 1, 1)]
    assert indicator.frequency is Resolution.TWO_YEARS


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("totaal_misdrijven", date(2018, 7, 1)),
        ("drugshandel", date(2018, 7, 1)),
        ("drugs_overig", date(2018, 7, 1)),
        ("wapens", date(2018, 7, 1)),
        ("openbare_orde", date(2018, 7, 1)),
        ("fraude_horizontaal", date(2020, 4, 30)),
    ],
)
def test_the_breaks_that_the_police_tell_of_are_known(name, since):
    assert [one.since for one in CATALOGUE.indicators[name].method_breaks] == [since]


@every([one for one in INDICATORS if one.theme is None])
def test_background_is_never_good_or_bad_news_and_never_weighs(indicator):
    assert indicator.direction is Direction.CONTEXT
    assert not indicator.is_criterion
    assert indicator.harm is None


def test_the_leefbaarometer_is_no_criterion():
    assert not CATALOGUE.indicators["leefbaarometer"].is_criterion


@every([one for one in INDICATORS if one.is_bbv])
def test_a_bbv_figure_is_no_series_or_sum_of_the_police(indicator):
    assert indicator.sum_of == ()
    assert indicator.source_table not in ("47018NED", "47022NED", "47013NED", "47024NED")
    assert "BBV" in indicator.source + indicator.definition
    assert indicator.levels[0] is Level.GEMEENTE


@every([one for one in INDICATORS if "eigen registratie" in one.source])
def test_the_municipality_s_own_series_is_not_public_at_a_source(indicator):
    assert not indicator.public_at_source
    assert indicator.source_table is None


@every([one for one in INDICATORS if one.harm is not None])
def test_only_counts_of_what_does_harm_have_a_weight(indicator):
    assert indicator.kind is Kind.COUNT
    assert indicator.registration in (Registration.AANGIFTE, Registration.INZET, Registration.MELDING)
    assert "verkennend" in indicator.harm_source


def test_the_crime_types_are_those_that_the_police_publish():
    rows = published_rows(SHARED / "crime" / "47022NED_soortmisdrijf_key_title.csv")
    published = {row["Key"].strip(): row["Title"].removeprefix(row["Key"].strip()).strip() for row in rows}
    assert {key: one.title for key, one in CATALOGUE.crime_types.items()} == published
    assert len(published) == 59


def test_the_nuisance_types_are_those_that_the_police_publish():
    rows = published_rows(SHARED / "breda" / "breda_47024NED_overlast_2022.csv")
    assert {one.title for one in CATALOGUE.nuisance_types.values()} == {row["Overlast"] for row in rows}


def test_four_sensitive_types_are_published_per_year_only():
    assert {key for key, one in CATALOGUE.crime_types.items() if one.year_only} == YEAR_ONLY
    for indicator in INDICATORS:
        if indicator.source_key in YEAR_ONLY:
            assert indicator.frequency is Resolution.YEAR


def test_a_sum_with_a_type_per_year_is_itself_per_year():
    year_only = {one.series for one in CATALOGUE.crime_types.values() if one.year_only}
    sums = [one for one in INDICATORS if one.sum_of]
    assert {one.id for one in sums} == {"geweld", "hic", "overlast_geluid", "vernieling_openbare_orde"}
    for one in sums:
        assert (one.frequency is Resolution.YEAR) == bool(year_only & set(one.sum_of))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("geweld", ["1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.6", "1.4.7"]),
        ("hic", ["1.1.1", "1.4.6", "1.4.7"]),
        ("vernieling_openbare_orde", ["2.2.1", "3.6.4"]),
    ],
)
def test_a_sum_of_the_police_holds_the_keys_that_the_field_names(name, keys):
    assert sorted(CATALOGUE.indicators[name].sum_of) == sorted(CATALOGUE.series_of_key("47022NED", key) for key in keys)


@pytest.mark.parametrize("key", sorted(CATALOGUE.crime_types))
def test_months_years_and_padded_keys_lead_to_the_same_series(key):
    series = CATALOGUE.series_of_key("47022NED", key)
    assert series == CATALOGUE.series_of_key("47018NED", f"{key:<6}")
    assert series in CATALOGUE.indicators or series == "misdrijf_" + key.replace(".", "_")
    assert CATALOGUE.name_of_series(series)
    found = CATALOGUE.indicator_of_key("47022NED", key)
    assert found is None or (found.id, found.source_key) == (series, key)


def test_a_key_that_nobody_uses_leads_nowhere():
    assert CATALOGUE.crime_type_of_key("9.9.9") is None
    assert CATALOGUE.series_of_key("47022NED", "9.9.9") is None
    assert CATALOGUE.series_of_key("47024NED", "1.1.1") is None
    assert CATALOGUE.series_of_key("85984NED", "iets") is None
    assert CATALOGUE.indicator_of_key("47022NED", "2.6.1") is None
    assert CATALOGUE.series_of_key("85984NED", "AantalInwoners") == "inwoners"
    with pytest.raises(KeyError):
        CATALOGUE.name_of_series("verzonnen")


def test_the_police_total_is_a_group_of_its_own():
    assert [key for key, one in CATALOGUE.crime_types.items() if one.group is CrimeGroup.TOTAL] == ["0.0.0"]
    assert {one.group for one in CATALOGUE.crime_types.values()} == set(CrimeGroup)


def test_the_makers_weights_are_those_of_the_indicators():
    weights = {one.indicator: one.weight for one in CATALOGUE.weight_sets["inschatting"].weights}
    assert weights == {one.id: one.harm for one in INDICATORS if one.harm is not None}


def test_statutory_weights_name_an_article_and_ask_for_a_jurist():
    weights = CATALOGUE.weight_sets["strafmaximum"].weights
    assert [one.indicator for one in weights] == sorted({one.indicator for one in weights})
    for one in weights:
        assert re.search(r"artikel(en)? \d+\w*", one.basis)
        assert one.basis.endswith("Laat juridisch toetsen.")
        told = re.search(r"hoogstens (\d+) jaar(?: en (\d+) maanden)?", one.basis)
        assert one.weight == int(told[1]) + int(told[2] or 0) / 12
        assert CATALOGUE.indicators[one.indicator].harm is not None
        assert CATALOGUE.indicators[one.indicator].sum_of == ()


def test_nuisance_and_feelings_have_no_sentence_to_go_by():
    weighed = {one.indicator for one in CATALOGUE.weight_sets["strafmaximum"].weights}
    registrations = {CATALOGUE.indicators[one].registration for one in weighed}
    assert registrations <= {Registration.AANGIFTE, Registration.INZET}


@pytest.mark.parametrize("name", sorted(CATALOGUE.unknowns))
def test_what_we_do_not_know_is_said_in_one_or_two_sentences(name):
    unknown = CATALOGUE.unknowns[name]
    assert 1 <= len(sentences(unknown.text)) <= 2
    assert all(len(one.split()) <= 30 and one.endswith(".") for one in sentences(unknown.text))
    assert unknown.signals


def test_an_event_ends_after_it_began_and_says_what_it_did():
    assert CATALOGUE.events
    for event in CATALOGUE.events.values():
        assert event.until is None or event.since <= event.until
        assert all(len(one.split()) <= 30 and one.endswith(".") for one in sentences(event.text))
    assert CATALOGUE.events["coronamaatregelen"].since.strftime("%Y-%m") == "2020-03"
    assert CATALOGUE.events["coronamaatregelen"].until.strftime("%Y-%m") == "2022-02"
