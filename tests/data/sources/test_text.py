"""Text files as they come: encodings, separators, padded numbers, marks for 'no value'."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BrokenContent, UnreadableFile
from data.sources.files import SourceFile
from data.sources.text import MISSING_MARKS, Row, decode, read_table


def _file(content):
    return SourceFile("naam.csv", content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_line_ends_and_separators_make_no_difference(encoding, newline, separator):
    lines = [f'"Naam"{separator}"Aantal"', f'"Chassé"{separator}"   12"']
    table = read_table(_file(newline.join(lines).encode(encoding)))
    assert table.header == ("Naam", "Aantal")
    (row,) = table.rows()
    assert (row.number, row.text("Naam"), row.count("Aantal")) == (2, "Chassé", 12)


def test_a_separator_or_line_end_inside_quotes_is_part_of_the_cell():
    table = read_table(_file(b'a;b\n"1.2.3 Diefstal van brom-, snor-; fietsen";"x\ny"\nz;1\n'))
    first, second = table.rows()
    assert first.text("a") == "1.2.3 Diefstal van brom-, snor-; fietsen"
    assert second.number == 4


def test_blank_lines_are_skipped_and_row_numbers_still_fit_the_file():
    table = read_table(_file(b"a,b\n\n1,2\n , \n3,4\n"))
    assert [row.number for row in table.rows()] == [3, 5]


@pytest.mark.parametrize("mark", sorted(MISSING_MARKS | {"       .", " - ", "   "}))
def test_a_mark_for_no_value_is_unknown_and_never_zero(mark):
    assert Row("f", 2, {"n": mark}).count("n") is None


@given(st.integers(0, 1_000_000_000), st.integers(0, 12))
def test_padded_numbers_are_read_as_they_are(number, width):
    assert Row("f", 2, {"n": f"{number:>{width}}"}).count("n") == number


@given(st.text(max_size=8))
def test_any_other_text_is_a_count_or_unknown_or_refused_with_its_place(text):
    row = Row("naam.csv", 7, {"Aantal": text})
    try:
        value = row.count("Aantal")
    except BrokenContent as refused:
        assert "naam.csv, rij 7, kolom Aantal" in refused.sentence  # noqa: PT017 - text may also be a good number
        assert refused.sentence.isprintable()  # noqa: PT017 - idem
    else:
        assert value is None or (value >= 0 and text.strip().isascii())


@given(st.binary(max_size=40))
def test_any_bytes_are_decoded_or_refused_with_a_sentence(content):
    try:
        assert isinstance(decode(_file(content)), str)
    except UnreadableFile as refused:
        assert refused.sentence.startswith("naam.csv ")  # noqa: PT017 - most bytes are cp1252


def test_a_row_with_too_few_cells_is_refused_with_its_number():
    with pytest.raises(BrokenContent, match="rij 3 heeft 1 cellen, de kop 2"):
        list(read_table(_file(b"a,b\n1,2\n3\n")).rows())


def test_an_empty_name_is_refused_with_row_and_column():
    with pytest.raises(BrokenContent, match="f, rij 2, kolom Naam is leeg"):
        Row("f", 2, {"Naam": "  "}).text("Naam")
