"""An application of one empty page with the same imports and no frame: what a start is measured against."""

from pathlib import Path

import streamlit as st

from pages.parts import server

app = st.App(Path(__file__).with_name("empty_page.py"), lifespan=server.lifespan, middleware=server.middleware())
