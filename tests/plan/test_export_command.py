import io

import polars as pl
import pytest

from plan.__main__ import main


@pytest.fixture(autouse=True)
def at_home(modelgemeente_home, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(modelgemeente_home))
    monkeypatch.delenv("VK_GEMEENTE", raising=False)


def test_figures_go_out_through_the_gate_as_parquet(tmp_path, capsys):
    target = tmp_path / "cijfers.parquet"
    assert main(["export", str(target), "--niveau", "buurt"]) == 0
    table = pl.read_parquet(target)
    person_bound = table.filter(pl.col("indicator").is_in(["drugshandel", "overlast_jeugd", "cybercrime"]))
    assert person_bound["niveau"].unique().to_list() == ["wijk"]
    assert set(table["bron"]) == {"Bron: Modelgemeente, fictieve cijfers"}
    assert "gaat over mensen" in capsys.readouterr().out


def test_a_csv_opens_with_dutch_numbers(tmp_path):
    target = tmp_path / "cijfers.csv"
    assert main(["export", str(target), "--indicator", "vernieling", "--niveau", "gemeente"]) == 0
    text = target.read_bytes().decode("utf-8-sig")
    (row,) = list(pl.read_csv(io.StringIO(text), separator=";", decimal_comma=True).iter_rows(named=True))
    assert row["gebied"] == "Modelgemeente"
    assert 4 < row["waarde"] < 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cijfers.txt"], "eindigt niet op .csv of .parquet"),
        (["cijfers.csv", "--indicator", "bestaat-niet"], "Kies uit: "),
        (["cijfers.csv", "--periode", "1999-01"], "zijn er geen cijfers"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_sentence(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_municipality_is_refused_with_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("VK_GEMEENTE", "GM0758")
    assert main(["export", str(tmp_path / "x.csv")]) == 1
    assert "GM0758" in capsys.readouterr().err


def test_a_full_disk_leaves_the_earlier_file_as_it_was(tmp_path, monkeypatch, capsys):
    target = tmp_path / "cijfers.csv"
    target.write_text("vorige keer")

    def no_room(_path, _content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", no_room)
    assert main(["export", str(target)]) == 1
    assert target.read_text() == "vorige keer"
    assert [one.name for one in tmp_path.iterdir()] == ["cijfers.csv"]
    assert "kon niet worden geschreven" in capsys.readouterr().err
