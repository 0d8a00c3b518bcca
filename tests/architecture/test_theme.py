"""The colours of .streamlit/config.toml can be read: contrasts after WCAG 2.2, computed here."""

import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
MODES = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0

# Viénot, Brettel and Mollon (1999), on linear RGB: how red and green look to who misses one kind of cone.
COLOUR_VISION = {
    "protanopia": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "deuteranopia": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}


def linear(colour):
    """Linear light per channel, as in the definition of relative luminance."""
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour, background, share):
    """A colour laid over a background at the given opacity, in the sRGB values that browsers mix."""
    parts = [
        round(share * int(colour[place : place + 2], 16) + (1 - share) * int(background[place : place + 2], 16))
        for place in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def backgrounds(mode):
    theme = CONFIG["theme"][mode]
    return (theme["backgroundColor"], theme["secondaryBackgroundColor"])


def lightness(colour, vision=None):
    light = linear(colour) if vision is None else COLOUR_VISION[vision] @ linear(colour)
    return np.cbrt(np.clip(light, 0, 1))


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("role", ["textColor", "linkColor", "primaryColor", "codeTextColor"])
def test_text_can_be_read_on_page_and_panel(mode, role):
    for background in backgrounds(mode):
        assert contrast(CONFIG["theme"][mode][role], background) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_faded_captions_can_be_read(mode):
    """Streamlit writes captions in the text colour at 60% to 70%."""
    theme = CONFIG["theme"][mode]
    for background in backgrounds(mode):
        assert contrast(mixed(theme["textColor"], background, 0.6), background) >= TEXT


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tint", [0.1, 0.2], ids=["rest", "hover"])
def test_a_chosen_option_can_be_read_on_its_own_tint(mode, tint):
    """A selected segmented control shows the primary colour on 10% of itself, 20% under the pointer."""
    theme = CONFIG["theme"][mode]
    chosen = mixed(theme["primaryColor"], theme["backgroundColor"], tint)
    assert contrast(theme["primaryColor"], chosen) >= TEXT


def test_white_letters_can_be_read_on_a_primary_button_in_the_light_theme():
    assert contrast("#ffffff", CONFIG["theme"]["light"]["primaryColor"]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_borders_of_fields_can_be_seen(mode):
    for background in backgrounds(mode):
        assert contrast(CONFIG["theme"][mode]["borderColor"], background) >= GRAPHIC


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["red", "orange", "yellow", "green", "blue"])
def test_a_message_can_be_read_on_its_own_background(mode, name):
    theme = CONFIG["theme"][mode]
    assert contrast(theme[f"{name}TextColor"], theme[f"{name}BackgroundColor"]) >= TEXT
    for background in backgrounds(mode):
        assert contrast(theme[f"{name}TextColor"], background) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_lines_of_a_chart_can_be_seen_on_its_background(mode):
    for colour in CONFIG["theme"][mode]["chartCategoricalColors"]:
        assert contrast(colour, CONFIG["theme"][mode]["backgroundColor"]) >= GRAPHIC


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vision", COLOUR_VISION)
def test_the_first_four_lines_of_a_chart_differ_for_colour_blind_readers(mode, vision):
    first = CONFIG["theme"][mode]["chartCategoricalColors"][:4]
    for one, other in combinations(first, 2):
        assert np.linalg.norm(lightness(one, vision) - lightness(other, vision)) >= 0.08, (one, other)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scale", ["chartSequentialColors", "chartDivergingColors"])
def test_a_scale_has_the_ten_steps_that_streamlit_demands(mode, scale):
    assert len(set(CONFIG["theme"][mode][scale])) == 10


@pytest.mark.parametrize("mode", MODES)
def test_a_sequential_scale_runs_one_way_in_grey(mode):
    """In a print without colour, and to every reader, more is always further along the same way."""
    greys = [luminance(colour) for colour in CONFIG["theme"][mode]["chartSequentialColors"]]
    steps = [after - before for before, after in pairwise(greys)]
    assert all(step < 0 for step in steps) or all(step > 0 for step in steps)


def test_no_typeface_comes_from_elsewhere():
    text = (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert "://" not in text
    assert CONFIG["theme"]["font"] == "sans-serif"
