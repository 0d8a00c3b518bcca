"""The tree of the repository is closed: what stands at the top was decided, and the known traps stay shut."""

import shutil
import subprocess

import pytest

from pages.parts.navigation import PAGES
from tests.architecture.source import PACKAGES, REPOSITORY

FILES = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "WOORDENLIJST.md",
    "dashboard.py",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
}
MADE_WHILE_RUNNING = {"var", "__pycache__"}


def visible(folder):
    return [path for path in folder.iterdir() if not path.name.startswith(".") and path.name not in MADE_WHILE_RUNNING]


def test_the_top_holds_exactly_the_packages_and_files_that_were_decided():
    assert {path.name for path in visible(REPOSITORY) if path.is_dir()} == {*PACKAGES, "tests"}
    assert {path.name for path in visible(REPOSITORY) if path.is_file()} == FILES


def test_nothing_but_init_lies_directly_in_pages():
    """A flat page beside others is opened by Streamlit WITHOUT the frame on the first deep link after a start."""
    assert {path.name for path in visible(REPOSITORY / "pages") if path.is_file()} == {"__init__.py"}


def test_no_pages_folder_lies_beside_the_frame():
    assert not (REPOSITORY / "pages" / "parts" / "pages").exists()


def test_every_page_is_in_the_register_and_every_entry_has_its_page():
    groups = [path for path in visible(REPOSITORY / "pages") if path.is_dir() and path.name != "parts"]
    on_disk = {path for group in groups for path in group.glob("*.py") if path.name != "__init__.py"}
    assert {entry.path for entry in PAGES} == on_disk
    assert len({entry.url_path for entry in PAGES}) == len(PAGES)


def test_every_folder_of_the_product_is_a_package_so_that_import_linter_sees_it():
    for package in PACKAGES:
        holding_code = {path.parent for path in (REPOSITORY / package).rglob("*.py")}
        assert [folder for folder in holding_code if not (folder / "__init__.py").exists()] == []


def test_no_init_lies_under_tests():
    """One in tests/data would hide our own package `data`."""
    assert list((REPOSITORY / "tests").rglob("__init__.py")) == []


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_nothing_that_is_made_while_running_is_in_the_repository():
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is a copy without its history")
    parts = {part for line in listed.stdout.splitlines() for part in line.split("/")}
    assert not parts & {"var", ".venv", "__pycache__", "secrets.toml"}
