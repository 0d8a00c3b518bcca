"""A catalogue that is wrong is refused in a sentence that names the file, the entry and the field."""

import re
import shutil
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue import loader
from data.catalogue.loader import read_catalogue
from data.errors import CatalogueError

V1 = "indicators/V1.toml"
DAMAGE = st.sampled_from(["1", "-1.5", "nan", '""', "[]", "{}", "[{}]", "1979-05-27"])
FILES = sorted(str(path.relative_to(loader.FOLDER)) for path in loader.FOLDER.rglob("*.toml"))


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "catalogus"
    shutil.copytree(loader.FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def changed(folder, file, old, new, times=1):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    return refused.value.sentence


def test_the_copy_is_accepted_as_it_is(folder):
    assert read_catalogue(folder) == read_catalogue(loader.FOLDER)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (V1, 'id = "bedreiging"', 'id = "bedreiging"\ngewicht = 3', ["bedreiging", "onbekend veld", "gewicht"]),
        (V1, 'short_name = "Bedreiging"\n', "", ["bedreiging", "te weinig", "short_name"]),
        (V1, 'short_name = "Bedreiging"', 'short_name = " "', ["bedreiging", "short_name", "niets"]),
        (V1, 'short_name = "Bedreiging"', "short_name = 7", ["bedreiging", "short_name", "tekst"]),
        (V1, 'kind = "score"', 'kind = "cijfer"', ["kind", "cijfer", "count, share, score"]),
        (V1, 'levels = ["gemeente"]', 'levels = "gemeente"', ["levels", "lijst"]),
        (V1, 'levels = ["gemeente"]', 'levels = ["land"]', ["levels", "land"]),
        (V1, "public_at_source = true", 'public_at_source = "ja"', ["public_at_source", "true of false"]),
        (V1, "harm = 3", "harm = true", ["harm", "heel getal"]),
        (V1, "harm = 3", "harm = 3.5", ["harm", "heel getal"]),
        (V1, "harm = 3", "harm = 9", ["gewicht", "1 tot 5"]),
        (V1, "since = 2021-01-01", 'since = "2021"', ["since", "datum"]),
        (V1, "since = 2021-01-01", "since = 2021-01-01T00:00:00", ["since", "datum"]),
        (V1, 'sensitivity = "open"', 'sensitivity = "geheim"', ["sensitivity", "geheim"]),
        (V1, 'theme = "V1.4"', 'theme = "V1.9"', ["V1.9"]),
        (V1, 'theme = "V1.4"', 'theme = "V2.1"', ["aangiftebereidheid", "V2.toml"]),
        (V1, 'denominators = ["inhabitants"]', 'denominators = ["mensen"]', ["mensen"]),
        (V1, 'id = "bedreiging"', 'id = "zedenmisdrijf"', ["gesorteerd", "zedenmisdrijf"]),
        (V1, 'source_key = "1.4.4"', 'source_key = "1.4.5"', ["1.4.5"]),
        (V1, 'source_key = "1.4.4"', 'source_key = "9.9.9"', ["bedreiging"]),
        (V1, 'sum_of = ["inbraak_woning"', 'sum_of = ["inbraak"', ["hic", "som"]),
        (V1, 'sum_of = ["inbraak_woning"', 'sum_of = ["overval"', ["hic", "som"]),
        ("indicators/V2.toml", "[[indicator]]", "[[indicatr]]", ["indicatr", "onbekende tabel"]),
        ("indicators/context.toml", "is_criterion = false\n", "", ["bezoekers", "context"]),
        ("indicators/context.toml", 'direction = "context"', 'direction = "up"', ["bezoekers", "context"]),
        ("crime_types.toml", 'key = "0.0.0"', 'key = "x"', ["totaal_misdrijven"]),
        ("crime_types.toml", 'group = "vermogen"', 'group = "diefstal"', ["1.1.1", "group", "diefstal"]),
        ("crime_types.toml", 'series = "misdrijf_2_6_1"', 'series = "misdrijf_2_6_2"', ["misdrijf_2_6_2"]),
        ("crime_types.toml", "year_only = false", "year_only = 0", ["0.0.0", "year_only"]),
        ("nuisance_types.toml", 'theme = "V2.4"', 'theme = "V9.9"', ["V9.9"]),
        ("harm_weights.toml", "weight = 8", "weight = nan", ["weight", "getal"]),
        ("harm_weights.toml", "weight = 8", "weight = 0", ["drugshandel"]),
        ("harm_weights.toml", "weight = 8", 'weight = "acht"', ["drugshandel", "weight", "getal"]),
        ("harm_weights.toml", 'indicator = "drugshandel"', 'indicator = "drugs"', ["drugs"]),
        ("harm_weights.toml", 'indicator = "wapens"', 'indicator = "vernieling"', ["twee keer", "vernieling"]),
        ("unknowns.toml", 'id = "V1.1"', 'id = "V0.1"', ["V0.1"]),
        ("themes.toml", 'id = "V1.1"', 'id = "V0.1"', ["V0.1"]),
        ("events.toml", 'source = "', 'bron = "', ["coronamaatregelen", "bron"]),
    ],
)
def test_a_mistake_is_told_with_its_file_entry_and_field(folder, file, old, new, told):
    sentence = changed(folder, file, old, new)
    assert all(word in sentence for word in told), sentence
    assert sentence.endswith(".")


def test_a_key_without_a_table_is_refused(folder):
    told = changed(folder, V1, 'source_table = "85146NED"\nsource_key = "Soc', 'source_key = "Soc')
    assert "geen tabel" in told


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "geen ingangen"), (b"= 1", "niet te lezen"), (b"\xff\xfe", "niet te lezen"), (b"x = 1", "onbekende tabel")],
)
def test_a_file_that_is_empty_or_no_toml_is_named(folder, file, content, told):
    (folder / file).write_bytes(content)
    with pytest.raises(CatalogueError, match=told) as refused:
        read_catalogue(folder)
    assert file in refused.value.sentence


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    with pytest.raises(CatalogueError, match=file):
        read_catalogue(folder)


@pytest.mark.parametrize("content", ["event = 3", "[event]\nid = 1", "event = [1]", "event = [[]]", "event = []"])
def test_a_table_of_another_shape_is_refused(folder, content):
    (folder / "events.toml").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape("events.toml")):
        read_catalogue(folder)


@given(st.data())
def test_a_damaged_file_is_refused_or_read_but_never_breaks(tmp_path_factory, data):
    """Only the catalogue's own error may come out, whatever happens to a line."""
    folder = tmp_path_factory.mktemp("catalogus") / "kopie"
    shutil.copytree(loader.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / data.draw(st.sampled_from(FILES))
    lines = path.read_text(encoding="utf-8").split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    key = lines[number].partition("=")[0]
    lines[number] = f"{key}= {data.draw(DAMAGE)}"
    path.write_text("\n".join(lines), encoding="utf-8")
    with suppress(CatalogueError):
        read_catalogue(folder)
