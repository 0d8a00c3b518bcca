"""Who may know what. The layers themselves are import-linter's work (`make lint`); here stand the finer rules."""

import ast
import re

from tests.architecture.source import offenders

ON_SCREEN = ("pages/", "dashboard.py")
SCREEN = {"streamlit", "plotly", "pydeck"}
CLOCKS = re.compile(r"\b(date\.today|datetime\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime))$")
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}
UNSAFE_ARGUMENTS = {"unsafe_allow_html", "unsafe_allow_javascript"}


def is_command(name):
    return name.endswith("/__main__.py")


def calls_of(pattern):
    return lambda module: [(name, line) for name, line in module.calls() if re.search(pattern, name)]


def keywords(names):
    return lambda module: [
        (keyword.arg, call.lineno)
        for call in module.nodes(ast.Call)
        for keyword in call.keywords
        if keyword.arg in names
    ]


def test_only_pages_and_the_front_door_know_the_screen():
    def wrong(module):
        return [(name, line) for name, line in module.imports() if name in SCREEN]

    assert offenders(lambda name: name.startswith(ON_SCREEN), wrong) == []


def test_what_is_remembered_is_decided_in_one_place():
    assert offenders(lambda name: name == "pages/parts/gateway.py", calls_of(r"\bcache_(data|resource)$")) == []


def test_files_leave_through_one_door():
    assert offenders(lambda name: name == "pages/parts/download.py", calls_of(r"\bdownload_button$")) == []


def test_no_html_or_script_is_let_through_unchecked():
    assert offenders(lambda _: False, keywords(UNSAFE_ARGUMENTS)) == []


def test_only_the_frame_and_the_commands_look_at_the_clock():
    def allowed(name):
        return name == "pages/parts/frame.py" or is_command(name)

    assert offenders(allowed, calls_of(CLOCKS)) == []


def test_only_the_settings_read_the_environment():
    def wrong(module):
        return [
            (text, node.lineno) for node in module.nodes(ast.Attribute) if (text := ast.unparse(node)) in ENVIRONMENT
        ]

    assert offenders(lambda name: name == "data/settings.py", wrong) == []


def test_chance_has_a_seed():
    def wrong(module):
        bare = [call for call in module.nodes(ast.Call) if not call.args and not call.keywords]
        return [
            (ast.unparse(call), call.lineno)
            for call in bare
            if ast.unparse(call.func).endswith(("default_rng", "Random"))
        ]

    assert offenders(lambda _: False, wrong) == []


def test_no_widget_writes_white_letters_on_the_light_primary_colour_of_the_dark_theme():
    """Primary buttons and the tags of a multiselect would: under 2 to 1, where 4.5 to 1 is needed (see test_theme)."""

    def wrong(module):
        primary = [
            (ast.unparse(keyword.value), call.lineno)
            for call in module.nodes(ast.Call)
            for keyword in call.keywords
            if keyword.arg == "type" and isinstance(keyword.value, ast.Constant) and keyword.value.value == "primary"
        ]
        return primary + calls_of(r"\bmultiselect$")(module)

    assert offenders(lambda _: False, wrong) == []
