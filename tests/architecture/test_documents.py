"""Everything public is described, everything stated has a source, and the papers keep up with the code."""

import ast
import re
import tomllib

import pytest

from tests.architecture.source import FUNCTION, REPOSITORY, modules

BELOW_THE_SCREEN = {"data", "geo", "metrics", "plan"}
CATALOGUES = sorted((REPOSITORY / "data" / "catalogue").rglob("*.toml"))


def below_the_screen():
    return [module for module in modules() if module.package in BELOW_THE_SCREEN]


def public_definitions(module):
    """Public functions and classes of a module, and the public methods of those classes."""
    for node in module.tree.body:
        if isinstance(node, (*FUNCTION, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (one for one in node.body if isinstance(one, FUNCTION) and not one.name.startswith("_"))


def names_in(file):
    return set(re.findall(r"`([^`]+)`", (REPOSITORY / file).read_text(encoding="utf-8")))


def test_everything_public_below_the_screen_has_a_docstring():
    assert [
        f"{module.name}:{node.lineno} {node.name}"
        for module in below_the_screen()
        for node in public_definitions(module)
        if not ast.get_docstring(node)
    ] == []


def test_every_module_says_what_it_is_for():
    empty = [module.name for module in modules() if module.tree.body and not ast.get_docstring(module.tree)]
    assert [name for name in empty if not name.endswith("__init__.py")] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda path: path.name)
def test_every_entry_of_the_catalogue_names_its_source(file):
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    entries = [entry for table in tables.values() for entry in table]
    nested = [one for entry in entries for value in entry.values() if isinstance(value, list) for one in value]
    entries += [one for one in nested if isinstance(one, dict)]
    assert entries
    assert [entry for entry in entries if not str(entry.get("source", "")).strip()] == []


def test_the_word_list_knows_every_public_class_of_the_domain():
    """A reader of the code finds the Dutch word behind a class, and the other way round. Errors explain themselves."""
    classes = {
        node.name
        for module in below_the_screen()
        if module.name != "data/errors.py"
        for node in public_definitions(module)
        if isinstance(node, ast.ClassDef)
    }
    assert classes - names_in("WOORDENLIJST.md") == set()


def test_the_readme_gives_a_reason_for_every_dependency():
    lines = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8").splitlines()
    packages = {re.split(r"[=<>\[]", line)[0] for line in lines if line and not line.startswith(("#", "-"))}
    rows = [
        line for line in (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    explained = {package for package in packages for row in rows if re.search(rf"\b{re.escape(package)}\b", row)}
    assert packages - explained == set()


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
        loose = [line for line in lines if line and not line.startswith(("#", "-r")) and "==" not in line]
        assert loose == []
