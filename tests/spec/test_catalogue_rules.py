"""What each figure sticks to, and so how small a place may be named. An adviser veiligheid can read it aloud.

onderwerp: plaats, mensen (named at wijk or larger) or zwaar (gemeente only). soort: how the figure comes about.
"""

import pytest

from data.catalogue import Subject, load_catalogue
from data.schemas import Level

SUBJECTS = {"plaats": Subject.PLACE, "mensen": Subject.PERSON, "zwaar": Subject.GRAVE}
FINENESS = {Level.GEMEENTE: 0, Level.WIJK: 1, Level.BUURT: 2}

RULES = """
    cijfer                  | onderwerp | kleinste gebied | gevoelig | soort    | richting
    totaal_misdrijven       | plaats    | buurt           | open     | aangifte | down
    inbraak_woning          | plaats    | buurt           | open     | aangifte | down
    inbraak_bedrijf         | plaats    | buurt           | open     | aangifte | down
    diefstal_fiets          | plaats    | buurt           | open     | aangifte | down
    mishandeling            | plaats    | buurt           | open     | aangifte | down
    zakkenrollerij          | plaats    | wijk            | open     | aangifte | down
    openlijk_geweld         | plaats    | wijk            | open     | aangifte | down
    straatroof              | plaats    | wijk            | open     | aangifte | down
    overval                 | plaats    | gemeente        | open     | aangifte | down
    explosie                | plaats    | wijk            | open     | aangifte | down
    cybercrime              | plaats    | wijk            | open     | aangifte | down
    openbare_orde           | plaats    | buurt           | open     | inzet    | down
    onder_invloed_weg       | plaats    | gemeente        | open     | inzet    | context
    wapens                  | plaats    | gemeente        | open     | inzet    | context
    drugshandel             | mensen    | wijk            | open     | inzet    | context
    drugs_overig            | mensen    | wijk            | open     | inzet    | context
    overlast_alcohol_drugs  | mensen    | wijk            | open     | melding  | down
    onbegrepen_gedrag       | mensen    | wijk            | open     | melding  | down
    overlast_jeugd          | mensen    | wijk            | open     | melding  | down
    overlast_zwervers       | mensen    | wijk            | open     | melding  | down
    huisverbod_overtreding  | mensen    | wijk            | open     | inzet    | context
    woonoverlast_casussen   | mensen    | wijk            | intern   | register | context
    veilig_thuis            | mensen    | gemeente        | open     | melding  | context
    huisverbod              | mensen    | gemeente        | intern   | register | context
    jeugdgroepen            | mensen    | gemeente        | intern   | register | down
    verdachten_12_17        | mensen    | gemeente        | open     | inzet    | down
    halt                    | mensen    | gemeente        | open     | inzet    | context
    sluitingen_13b          | mensen    | gemeente        | intern   | inzet    | context
    bibob                   | mensen    | gemeente        | intern   | inzet    | context
    zedenmisdrijf           | zwaar     | gemeente        | open     | aangifte | context
    moord_doodslag          | zwaar     | gemeente        | open     | aangifte | down
    mensenhandel            | zwaar     | gemeente        | open     | inzet    | context
    kinderporno             | zwaar     | gemeente        | open     | inzet    | context
    kinderprostitutie       | zwaar     | gemeente        | open     | inzet    | context
    discriminatie_misdrijf  | zwaar     | gemeente        | open     | aangifte | context
    discriminatie_meldingen | zwaar     | gemeente        | open     | melding  | context
    overlast_geluid         | plaats    | buurt           | open     | melding  | down
    meldingen_openbare_ruimte | plaats  | buurt           | open     | melding  | down
    onveilig_buurt          | plaats    | wijk            | open     | enquete  | down
    cijfer_veiligheid       | plaats    | wijk            | open     | enquete  | up
    slachtoffer_online      | plaats    | gemeente        | open     | enquete  | down
    ensia                   | plaats    | gemeente        | intern   | register | up
    phishing_klikratio      | plaats    | gemeente        | intern   | register | down
    leefbaarometer          | plaats    | buurt           | open     | register | context
    inwoners                | plaats    | buurt           | open     | register | context
"""

OFFICIAL_MEANING = """
    sleutel | cijfer                 | staat in de uitleg
    1.3.1   | ongeval_weg            | doorreed
    2.1.1   | drugs_overig           | geen meldingen van overlast
    2.4.1   | huisverbod_overtreding | niet ruzie tussen buren
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.mark.parametrize("row", rows(RULES), ids=lambda row: row["cijfer"])
def test_a_figure_sticks_to_what_the_rules_say(row):
    indicator = load_catalogue().indicators[row["cijfer"]]
    assert indicator.subject is SUBJECTS[row["onderwerp"]]
    assert indicator.lowest_level == row["kleinste gebied"]
    assert indicator.sensitivity == row["gevoelig"]
    assert indicator.registration == row["soort"]
    assert indicator.direction == row["richting"]


@pytest.mark.parametrize("row", rows(OFFICIAL_MEANING), ids=lambda row: row["sleutel"])
def test_a_misleading_title_is_set_right_in_the_definition(row):
    indicator = load_catalogue().indicator_of_key("47022NED", row["sleutel"])
    assert indicator.id == row["cijfer"]
    assert row["staat in de uitleg"] in indicator.definition


def test_the_key_called_leefbaarheid_stands_for_no_figure_of_its_own():
    """2.7.3 is trespass in public premises; it counts in the total only, under its own number."""
    assert load_catalogue().series_of_key("47022NED", "2.7.3") == "misdrijf_2_7_3"


@pytest.mark.parametrize("indicator", load_catalogue().indicators.values(), ids=lambda one: one.id)
def test_no_figure_may_be_shown_smaller_than_its_subject_allows(indicator):
    finest = {Subject.PLACE: Level.BUURT, Subject.PERSON: Level.WIJK, Subject.GRAVE: Level.GEMEENTE}
    assert FINENESS[indicator.lowest_level] <= FINENESS[finest[indicator.subject]]


def test_measures_against_people_and_premises_are_for_the_gemeente_as_a_whole():
    measures = {"huisverbod", "sluitingen_13b", "bibob", "horeca_maatregelen", "halt", "jeugdreclassering"}
    indicators = load_catalogue().indicators
    assert {name for name in measures if indicators[name].lowest_level is not Level.GEMEENTE} == set()
