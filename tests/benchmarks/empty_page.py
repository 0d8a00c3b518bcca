"""A page with nothing on it: what the others are measured against."""

import streamlit as st

st.title("Leeg")
