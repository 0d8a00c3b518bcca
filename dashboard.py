"""The front door: `uvicorn dashboard:app`, or `streamlit run dashboard.py`. Everything on screen starts in frame.py."""

from pathlib import Path

import streamlit as st

from pages.parts import server

app = st.App(
    Path(__file__).parent / "pages" / "parts" / "frame.py",
    lifespan=server.lifespan,
    routes=server.routes(),
    middleware=server.middleware(),
    on_script_error=server.tell,
)
