"""`python -m data` as a person types it: output, exit codes, and never a traceback."""

import os
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.data import small_tables as small
from tests.data import small_town as town


@pytest.fixture
def run(tmp_path):
    def run_command(*arguments, **environment):
        variables = {**os.environ, "VK_HOME": str(tmp_path / "thuis"), "PYTHONUTF8": "1", **environment}
        command = [sys.executable, "-W", "error", "-m", "data", *map(str, arguments)]
        ended = subprocess.run(
            command, cwd=REPOSITORY, env=variables, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert "Traceback" not in ended.stderr
        return ended

    return run_command


def test_load_then_status_tell_what_there_is(run, tmp_path):
    ended = run("load", *town.write_files(tmp_path / "bestanden").values())
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "VK_GEMEENTE=GM9901 make run" in ended.stdout
    assert "Alle geregistreerde misdrijven: 2021-2022" in ended.stdout
    told = run("status").stdout
    for part in ["Klein (GM9901)", "areas: 14 rijen, van 2021 tot en met 2022", "Politie", "47024NED"]:
        assert part in told


def test_a_refused_file_is_one_sentence_on_stderr_and_exit_code_1(run, tmp_path):
    assert run("load", *town.write_files(tmp_path / "bestanden").values()).returncode == 0
    before = small.tree(tmp_path / "thuis")
    (tmp_path / "kapot.csv").write_text("dit;is\nniets;bekends\n")
    ended = run("load", tmp_path / "kapot.csv")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "kapot.csv is geen bestand dat wij kennen" in ended.stderr
    assert small.tree(tmp_path / "thuis") == before


WRONG_USE = [
    [],
    ["load"],
    ["lod"],
    ["status", "x"],
    ["load", "x", "--gemeente", "Breda"],
    ["load", "--gem", "GM0001", "x"],
    ["load", "x", "--jaar", "toen"],
    ["load", "x", "--jaar", "22"],
    ["undo", "x"],
]


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_wrong_use_is_exit_code_2_with_the_explanation(run, arguments):
    ended = run(*arguments)
    assert ended.returncode == 2
    assert "python -m data load BESTAND" in ended.stderr


@pytest.mark.parametrize("arguments", [["-h"], ["load", "-h"], ["--help"]], ids=" ".join)
def test_help_is_dutch_and_exit_code_0(run, arguments):
    ended = run(*arguments)
    assert ended.returncode == 0
    assert ended.stdout.startswith("Cijfers laden en bekijken.")
    assert "usage" not in ended.stdout


def test_status_of_nothing_says_how_to_start(run):
    ended = run("status")
    assert ended.returncode == 1
    assert "python -m data demo" in ended.stderr


def test_status_finds_a_damaged_file(run, tmp_path):
    run("load", *town.write_files(tmp_path / "bestanden").values())
    (path,) = (tmp_path / "thuis" / "magazijn" / "tabellen" / "observations").rglob("*.parquet")
    content = path.read_bytes()
    path.write_bytes(content[:-9] + b"x" + content[-8:])
    ended = run("status")
    assert ended.returncode == 1
    assert path.name in ended.stderr


def test_undo_goes_back_one_version_and_then_no_further(run, tmp_path):
    paths = town.write_files(tmp_path / "bestanden")
    assert run("load", paths["grenzen"], "--jaar", "2022").returncode == 0
    before = run("status").stdout
    assert run("load", *paths.values(), "--jaar", "2022").returncode == 0
    ended = run("undo")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Teruggezet: versie ")
    assert run("status").stdout == before
    ended = run("undo")
    assert ended.returncode == 1
    assert "geen eerdere versie" in ended.stderr


def test_a_wrong_setting_is_told_in_a_sentence(run):
    ended = run("status", VK_GEMEENTE="Breda")
    assert ended.returncode == 1
    assert "VK_GEMEENTE" in ended.stderr


def test_the_demo_is_stored_once_and_then_changes_nothing(run, tmp_path):
    first = run("demo")
    assert (first.returncode, first.stderr) == (0, "")
    assert "fictief" in first.stdout
    before = small.tree(tmp_path / "thuis")
    assert run("demo").stdout == first.stdout
    assert small.tree(tmp_path / "thuis") == before
    assert "GM0000" in run("status").stdout
