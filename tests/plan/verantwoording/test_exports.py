import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.verantwoording.exports import as_csv, as_parquet, without_formulas

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_name_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    frame = pl.DataFrame({"gebied": [f"{start}HYPERLINK(1)"]})
    assert without_formulas(frame)["gebied"][0].startswith("'")


@given(texts=st.lists(ANY_TEXT | st.none(), min_size=1, max_size=5))
def test_no_cell_of_a_csv_starts_as_a_formula_whatever_the_text(texts: list[str | None]) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(pl.DataFrame({"naam": texts})).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(texts) + 1
    for row in rows[1:]:
        assert not "".join(row).startswith(FORMULA_STARTS)


def test_numbers_keep_their_minus_and_get_a_decimal_comma() -> None:
    written = as_csv(pl.DataFrame({"verschil": [-1.5], "naam": ["Dorp"]})).decode("utf-8-sig")
    assert written.splitlines()[1] == "-1,5;Dorp"


def test_a_csv_opens_with_the_mark_that_spreadsheets_look_for() -> None:
    assert as_csv(pl.DataFrame({"a": [1]})).startswith(b"\xef\xbb\xbf")


def test_parquet_keeps_types_and_disarms_text() -> None:
    frame = pl.read_parquet(io.BytesIO(as_parquet(pl.DataFrame({"n": [3], "naam": ["=1+1"]}))))
    assert frame.schema == {"n": pl.Int64, "naam": pl.String}
    assert frame["naam"][0] == "'=1+1"
