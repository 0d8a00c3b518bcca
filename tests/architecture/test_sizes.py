"""Small pieces: a page fits in one view of the mind, a function on one screen."""

import ast

from tests.architecture.source import FUNCTION, modules

PAGE, MODULE, FRONT_DOOR, FUNCTION_LINES = 150, 400, 20, 60


def length(function):
    """Lines of a function without its decorators and docstring."""
    documented = isinstance(function.body[0], ast.Expr) and ast.get_docstring(function) is not None
    docstring = function.body[0].end_lineno - function.body[0].lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - docstring


def allowed_lines(module):
    if module.name == "dashboard.py":
        return FRONT_DOOR
    return PAGE if module.is_page else MODULE


def test_no_module_is_too_long():
    lines = {module.name: (len(module.text.splitlines()), allowed_lines(module)) for module in modules()}
    assert {name: both for name, both in lines.items() if both[0] > both[1]} == {}


def test_no_function_is_too_long():
    found = [
        (module.name, function.name, length(function))
        for module in modules()
        for function in module.nodes(*FUNCTION)
        if length(function) > FUNCTION_LINES
    ]
    assert found == []
