"""A rule that nothing can break guards nothing: each rule on the source is held against code that breaks it."""

import ast

import pytest

from tests.architecture import source, test_layers


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    [
        (test_layers.test_only_pages_and_the_front_door_know_the_screen, "plan/x.py", "from plotly import express"),
        (test_layers.test_only_pages_and_the_front_door_know_the_screen, "geo/x.py", "def f():\n import pydeck as d"),
        (test_layers.test_what_is_remembered_is_decided_in_one_place, "pages/a/x.py", "@st.cache_data\ndef f(): ..."),
        (
            test_layers.test_what_is_remembered_is_decided_in_one_place,
            "pages/a/x.py",
            "@cache_data(ttl=1)\ndef f(): ...",
        ),
        (test_layers.test_files_leave_through_one_door, "pages/a/x.py", "column.download_button('x', b'')"),
        (
            test_layers.test_no_html_or_script_is_let_through_unchecked,
            "pages/a/x.py",
            "st.html(x, unsafe_allow_html=y)",
        ),
        (test_layers.test_only_the_frame_and_the_commands_look_at_the_clock, "metrics/x.py", "d = date.today()"),
        (test_layers.test_only_the_frame_and_the_commands_look_at_the_clock, "plan/x.py", "d = datetime.now(UTC)"),
        (
            test_layers.test_only_the_frame_and_the_commands_look_at_the_clock,
            "pages/a/x.py",
            "import time\ntime.time()",
        ),
        (test_layers.test_only_the_settings_read_the_environment, "data/x.py", "import os\nos.environ.get('VK_HOME')"),
        (test_layers.test_chance_has_a_seed, "metrics/x.py", "np.random.default_rng()"),
        (
            test_layers.test_no_widget_writes_white_letters_on_the_light_primary_colour_of_the_dark_theme,
            "pages/a/x.py",
            "st.button('Weeg mee', type='primary')",
        ),
    ],
)
def test_a_rule_finds_the_code_that_breaks_it(monkeypatch, rule, name, code):
    broken = source.Module(source.REPOSITORY / name, code, ast.parse(code))
    monkeypatch.setattr(source, "modules", lambda: (broken,))
    with pytest.raises(AssertionError, match=name):
        rule()


def test_code_within_the_rules_passes(monkeypatch):
    allowed = "import time\nfrom datetime import date\nd = date(2026, 11, 2)\ntime.sleep(0)\nnp.random.default_rng(7)"
    fine = source.Module(source.REPOSITORY / "metrics/x.py", allowed, ast.parse(allowed))
    monkeypatch.setattr(source, "modules", lambda: (fine,))
    for name in dir(test_layers):
        if name.startswith("test_"):
            getattr(test_layers, name)()
