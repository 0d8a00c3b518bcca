"""Untrusted text on screen: Markdown, HTML and control characters in a name become ordinary words."""

from __future__ import annotations

import re
import unicodedata

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:=^&])")


def plain(text: str) -> str:
    """Make text safe to place inside a Markdown command such as `st.markdown` or a label.

    Control and formatting characters go (line breaks become spaces) and every character that Markdown could give a
    meaning gets a backslash, so what arrives on screen is the text as written.
    """
    letters = "".join(" " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in text)
    visible = "".join(one for one in letters if unicodedata.category(one) not in {"Cf", "Cs", "Co"})
    return _MARKDOWN.sub(r"\\\1", " ".join(visible.split()))
