"""Files that we know and do not load: one sentence with what it is and what to take instead."""

import json

import pytest

from data.errors import SourceError
from tests.data import figure_town as figures
from tests.data import small_town as town

_METADATA = 'TableInfos;;\nID;Title;ShortTitle\n0;"Geregistreerde misdrijven;\nsoort";Misdrijven\n\nDataProperties;;\n'

REFUSED = {
    "translated headings": (
        "Type of crime;Periods;Districts and neighborhoods;Registered crimes (number)\nTotal;2022;Breda;1\n",
        ["vertaald", "Zet vertalen uit"],
    ),
    "metadata": (_METADATA, ["beschrijving van een tabel, geen cijfers", "statistische codes"]),
    "codes": ("\ufeffKey;Title\n1.1.1 ;1.1.1 Diefstal\n", ["beschrijving van een tabel"]),
    "table info": (json.dumps([{"Identifier": "85984NED", "Title": "K", "Modified": "2025"}]), ["beschrijving"]),
    "properties": (
        json.dumps({"value": [{"ID": 0, "Position": 0, "Key": "RegioS", "Title": "Regio", "Type": "GeoDimension"}]}),
        ["beschrijving"],
    ),
    "codes of version 4": (
        json.dumps({"value": [{"Identifier": "GM0758", "Title": "Breda", "Description": None}]}),
        ["beschrijving"],
    ),
    "empty reply": (figures.reply([]), ["geen rijen", "spaties achter een code"]),
    "bare empty reply": ("[]", ["geen rijen"]),
    "towns": ("Soort misdrijf;Plaatsen;Perioden;Geregistreerde misdrijven (aantal)\nx;Breda;2022;1\n", ["plaatsen"]),
    "survey of provinces": (
        '"Marges";"Perioden";"Regio\'s";"Onveilig (%)"\nWaarde;2016;Limburg (PV);36,6\n',
        ["provincies"],
    ),
    "survey in words": ('"Marges";"Perioden";"Regio\'s";"Onveilig (%)"\nWaarde;2016;Breda;36,6\n', ["Breda", "codes"]),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_told_what_it_is_and_what_to_take_instead(tmp_path, content, told):
    with pytest.raises(SourceError) as refused:
        figures.load(tmp_path / "magazijn", town.AREAS, content)
    for part in ["bestand0", *told]:
        assert part in refused.value.sentence
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("metadata_replies/47013NED_metadata_statline_2025-06.csv", "beschrijving van een tabel"),
        ("metadata_replies/85984NED_TableInfos_2025-03.json", "beschrijving van een tabel"),
        ("metadata_replies/85984NED_DataProperties_2025-03.json", "beschrijving van een tabel"),
        ("metadata_replies/85984NED_CategoryGroups_2025-03.json", "geen rijen"),
        ("crime/47022NED_soortmisdrijf_key_title.csv", "beschrijving van een tabel"),
        ("crime/amsterdam_misdrijven_soort_plaats_fietsdiefstal_2014_2024.csv", "plaatsen"),
        ("safety_survey/cbs_81877NED_veiligheidsbeleving_provincie_2013_2017.csv", "provincies"),
        ("safety_survey/cbs_81877NED_veiligheidsbeleving_provincie_respondenten.csv", "provincies"),
        ("traffic_fire/cbs_brandweer_alarmering_provincie_2013_2019_statline_wide.csv", "provincies"),
        ("traffic_fire/cbs_brandweer_alarmering_provincie_2013_2019_statline_long.csv", "provincies"),
    ],
)
def test_the_published_files_that_hold_nothing_for_a_gemeente_are_refused(shared_data, tmp_path, path, told):
    with pytest.raises(SourceError, match=told):
        figures.load(tmp_path / "magazijn", town.AREAS, shared_data / path)
